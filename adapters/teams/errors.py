"""What can go wrong when something is sent to Teams, by what there is to do about it."""


class SendingFailed(Exception):
    """Base of all. `status` is the HTTP status (0 without an answer), `code` the connector's own name for the error."""

    def __init__(self, message: str, *, status: int = 0, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class Busy(SendingFailed):
    """Nothing was done; the same may be asked again after `retry_after` seconds."""

    def __init__(self, message: str, *, retry_after: float, status: int = 0, code: str = "") -> None:
        super().__init__(message, status=status, code=code)
        self.retry_after = retry_after


class Uncertain(SendingFailed):
    """The answer did not come, so that it may have been done or not: asking again may do it twice."""


class Blocked(SendingFailed):
    """The person, the team or an administrator blocked or removed the bot: stop sending there."""


class TooLarge(SendingFailed):
    """More than Teams takes in one message."""


class Gone(SendingFailed):
    """The conversation or the message is no more."""


class Refused(SendingFailed):
    """The connector does not take this request, and will not another time."""


class LoginRefused(SendingFailed):
    """The app gets no token: its id, password or tenant is wrong. `code` is the login's (`invalid_client` ...), the message its
    description.
    """
