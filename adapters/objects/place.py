"""Where a store is, without what it takes to reach it."""

import re
from dataclasses import dataclass, field

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[A-Za-z0-9!_.*'()/-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Settings:
    """Where objects are kept. What is "" is found as AWS has it: in the role of the machine, the container or the pod, and in the
    region us-east-1. `endpoint` is the address of a store that is not Amazon's.
    """

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    access_key_id: str = ""
    secret_access_key: str = field(default="", repr=False)
    session_token: str = field(default="", repr=False)


def place(url: str) -> tuple[str, str]:
    """Bucket and prefix of s3://bucket/prefix. Raises ValueError."""
    scheme, _, rest = url.strip().partition("://")
    bucket, _, prefix = rest.partition("/")
    prefix = prefix.strip("/")
    if scheme.lower() != "s3" or not _BUCKET.fullmatch(bucket):
        raise ValueError("names no bucket")
    if not _PREFIX.fullmatch(prefix) or {"", ".", ".."}.intersection(prefix.split("/") if prefix else ()):
        raise ValueError("has a folder that not every store takes")
    return bucket, prefix
