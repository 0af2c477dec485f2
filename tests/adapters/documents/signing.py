"""Signed document events, as a sender makes them from the Standard Webhooks specification."""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_" + base64.b64encode(b"another secret of 32 bytes......").decode()


def signature(body: bytes, webhook_id: str, timestamp: str, secret: str = SECRET) -> str:
    """One signature, with its version."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{webhook_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def signed(body: bytes, now: datetime, webhook_id: str = "msg_1", secret: str = SECRET) -> dict[str, str]:
    """The headers of a request."""
    timestamp = str(int(now.timestamp()))
    return {
        "Content-Type": "application/json",
        "webhook-id": webhook_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature(body, webhook_id, timestamp, secret),
    }


def event(document_no: str = "103045", **fields: Any) -> dict[str, Any]:
    """An event as JSON; a field that is None is left out."""
    values = {
        "document_type": "sales_invoice",
        "document_no": document_no,
        "event": "posted",
        "occurred_at": "2026-11-19T14:00:00Z",
        "contact_no": "CT000012",
    }
    return {name: value for name, value in (values | fields).items() if value is not None}


def envelope(data: object, **attributes: Any) -> dict[str, Any]:
    """A CloudEvent."""
    values = {"specversion": "1.0", "id": "A-1", "source": "/erp", "type": "com.example.document", "data": data}
    return {name: value for name, value in (values | attributes).items() if value is not None}


def encoded(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()
