"""What schemathesis loads: each of its requests is signed as it goes out, over the body that it then has."""

from datetime import UTC, datetime
from typing import Any

import requests
import schemathesis
from requests.auth import AuthBase
from schemathesis.core.parameters import ParameterLocation

from tests.adapters.documents.signing import signed


class Signed(AuthBase):
    """Signs, and leaves the content type as it was generated."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body or b""
        assert isinstance(body, bytes | str)
        headers = signed(body.encode() if isinstance(body, str) else body, datetime.now(UTC))
        request.headers.update({name: value for name, value in headers.items() if name != "Content-Type"})
        return request


@schemathesis.auth()
class Sender:
    """Has a request signed, unless it is to show what becomes of one whose headers are wrong."""

    def get(self, case: "schemathesis.Case[Any]", context: schemathesis.AuthContext) -> Signed:
        return Signed()

    def set(self, case: "schemathesis.Case[Any]", data: Signed, context: schemathesis.AuthContext) -> None:
        headers = case.meta.components.get(ParameterLocation.HEADER) if case.meta else None
        if headers is None or headers.mode is schemathesis.GenerationMode.POSITIVE:
            case._auth = data
