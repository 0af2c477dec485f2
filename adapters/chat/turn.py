"""One turn of the conversation: what a person said or pressed, and the answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.chat.card import Card
from adapters.chat.form import Form
from adapters.chat.request import Request
from core.attachment import Upload
from core.errors import FileRefused
from core.person import Identity, Profile
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a turn happens. `forms`: a form can be opened in answer. `shared`: others are there (a channel), so that an
    answer can be shared. `command` is how a line is begun there ("/interaction " in Slack, "" in the console). `channel` is
    what the platform calls the place where others are, "" where nobody is.
    """

    forms: bool = True
    shared: bool = False
    command: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """`said` is a line of text or a request from a button or form. `key` is unique to this turn within `source` and the same
    whenever it is delivered again ("" where nothing is delivered twice). `values` are what was entered in the form that
    completes `said`, by field key. `now` is aware. `file` came with it and belongs to the door, which removes it after the
    answer; a refusal says why there is none. `look_up` gives the profile of an account of the same workspace, None where the
    platform does not tell.
    """

    organization_id: int
    identity: Identity
    said: str | Request
    now: datetime
    place: Place = Place()
    source: str = ""
    key: str = ""
    values: dict[str, str] | None = None
    file: Upload | FileRefused | None = None
    look_up: Callable[[str], Awaitable[Profile | None]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingFile:
    """A file for the asker. `name` is what it is called there, `path` a temporary file that belongs to whoever has this: the door
    sends it and then removes it.
    """

    name: str
    media_type: str
    path: Path

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """An attachment of an entry that goes with an answer; one that is to be merged goes as the letter."""

    entry_no: int
    attachment_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to a turn. A `form` is opened where the place can, and then nothing else is shown; `card` then says the same
    with a button that opens it. `shared`: the card goes to everyone in the place. `replay`: this turn was answered before.

    `file` goes to the asker alone. It is not kept: a repeat of the turn is answered without it. `later` makes the answer where
    that takes long and only reads: it is called after the COMMIT, in a transaction of its own; a repeat gets this reply.

    `again` asks for the same anew, where what the card shows may change: for places that keep their cards up to date.
    `enclosed` becomes the `file` after the COMMIT.

    `keeps_file`: the file that came with the turn waits in the form or in the choices.
    `command`, `outcome` ("done", "asked", "refused", "failed") and `entry_nos` are for the log and the metrics.
    """

    card: Card
    form: Form | None = None
    file: OutgoingFile | None = None
    enclosed: Enclosed | None = None
    later: "Callable[[Work], Reply] | None" = None
    shared: bool = False
    replay: bool = False
    again: Request | None = None
    keeps_file: bool = False
    command: str = ""
    outcome: str = "done"
    entry_nos: tuple[int, ...] = ()


class UnknownIdentity(Exception):
    """The account was never seen, or its profile is stale: ask the platform for its profile and call `introduce`."""
