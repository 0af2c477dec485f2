"""Tokens as they are stored: encrypted with Fernet, by keys of which the newest comes first."""

from collections.abc import Sequence
from datetime import UTC, datetime

import orjson
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from core.installation import Tokens, TokensUnreadable


class Cipher:
    """`keys` are Fernet keys (32 bytes in URL-safe base64), at least one. Raises ValueError for what is no key."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def encrypt(self, tokens: Tokens) -> str:
        """With the newest key."""
        expires_at = tokens.expires_at.timestamp() if tokens.expires_at else None
        return self._fernet.encrypt(orjson.dumps([tokens.access, tokens.refresh, expires_at])).decode()

    def decrypt(self, text: str) -> Tokens:
        """Raises TokensUnreadable."""
        try:
            access, refresh, expires_at = orjson.loads(self._fernet.decrypt(text.encode()))
        except InvalidToken:
            raise TokensUnreadable from None
        expires = None if expires_at is None else datetime.fromtimestamp(expires_at, UTC)
        return Tokens(access=access, refresh=refresh, expires_at=expires)

    def renew(self, text: str) -> str:
        """The same encrypted with the newest key. Raises TokensUnreadable."""
        try:
            return self._fernet.rotate(text.encode()).decode()
        except InvalidToken:
            raise TokensUnreadable from None
