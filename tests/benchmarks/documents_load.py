"""A load generator for document events: signed batches, each event of a document of its own, for a contact at random.

`python -m tests.benchmarks.documents_load JOB.json` prints what `tests.benchmarks.load` prints; a request is a batch.
"""

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adapters.documents import signature
from tests.benchmarks.load import Job, run

_EVENT = (
    '{{"document_type":"sales_invoice","document_no":"{no}","version":1,"event":"posted","occurred_at":"{at}",'
    '"description":"Invoice {no}","contact_no":"{contact}","bill_to_customer_no":"10000","sell_to_customer_no":"10000",'
    '"salesperson_code":"BR","amount":"1250.00","currency":"EUR","url":"https://erp.example.test/invoice/{no}"}}'
)


@dataclass
class DocumentsJob(Job):
    """`secret` is the webhook's; of a batch's events each is for one of `picks`."""

    batch: int = 500


class Batches:
    """Makes signed requests as bytes."""

    def __init__(self, job: DocumentsJob) -> None:
        self._job = job
        self._key = signature.key(job.secret)
        self._random = random.Random(job.seed)
        self._number = 0
        self._run = f"{time.time_ns():x}"

    def next(self) -> bytes:
        now = datetime.now(UTC)
        at = now.isoformat()
        events = ",".join(
            _EVENT.format(no=f"{self._run}-{self._number + each}", at=at, contact=self._random.choice(self._job.picks))
            for each in range(self._job.batch)
        )
        self._number += self._job.batch
        body = f'{{"events":[{events}]}}'.encode()
        headers = signature.headers(self._key, f"{self._run}.{self._number}", now, body)
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return (
            f"POST /documents HTTP/1.1\r\nHost: 127.0.0.1:{self._job.port}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n{lines}\r\n"
        ).encode() + body


def main() -> None:
    job = DocumentsJob(**json.loads(Path(sys.argv[1]).read_text()))
    print(json.dumps(asyncio.run(run(job, Batches(job)))))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
