"""Secrets and signatures by themselves."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.documents.signature import Unsigned, check_fresh, headers, key
from tests.adapters.documents.signing import SECRET


def test_the_example_of_the_specification() -> None:
    """A signature that the reference libraries of Standard Webhooks are tested with."""
    made = headers(key(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", datetime.fromtimestamp(1614265330, UTC), b'{"test": 2432232314}')
    assert made == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_padding_may_be_left_out() -> None:
    assert key("whsec_" + "QUJD" * 8 + "QQ") == key("whsec_" + "QUJD" * 8 + "QQ==") == b"ABC" * 8 + b"A"


@pytest.mark.parametrize(
    ("secret", "wrong"),
    [
        ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "begin with whsec_"),
        ("whsec_", "24 bytes"),
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa", "24 bytes"),
        ("whsec_not base64!", "no base64"),
        ("whsec_é" + "QUJD" * 8, "no base64"),
        ("whsec_QUJDQ" + "QUJD" * 8, "no base64"),
    ],
)
def test_a_secret_that_is_none(secret: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        key(secret)


@pytest.mark.parametrize("part", [0, 1, 500_000, 999_999])
def test_five_minutes_are_tolerated_at_any_part_of_a_second(part: int) -> None:
    now = datetime.fromtimestamp(1614265330, UTC) + timedelta(microseconds=part)
    for seconds in (-300, 0, 300):
        check_fresh("msg_1", str(1614265330 + seconds), now)
    for seconds in (-301, 301):
        with pytest.raises(Unsigned, match="more than 5 minutes"):
            check_fresh("msg_1", str(1614265330 + seconds), now)
