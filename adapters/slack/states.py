"""The state that goes with a browser to Slack's page of consent and comes back: nothing is kept of it here.

It says until when it is good, and is signed together with a secret that the browser alone has, in a cookie. Source: RFC 6749,
section 10.12, and "Installing with OAuth" in Slack's documentation.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

GOOD_FOR = timedelta(minutes=10)


def make_state(secret: str, browser: str, now: datetime) -> str:
    """A state that is good for ten minutes in the browser with this secret. `secret` is the app's."""
    until = str(int((now + GOOD_FOR).timestamp()))
    return f"{until}.{_signature(secret, until, browser)}"


def is_good(state: str, secret: str, browser: str, now: datetime) -> bool:
    """Whether it was made for this browser, less than ten minutes ago."""
    until, _, signature = state.partition(".")
    if not browser or not hmac.compare_digest(signature.encode(), _signature(secret, until, browser).encode()):
        return False
    return now.timestamp() < int(until)


def _signature(secret: str, until: str, browser: str) -> str:
    return hmac.new(secret.encode(), f"install {until} {browser}".encode(), hashlib.sha256).hexdigest()
