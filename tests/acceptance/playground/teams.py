"""What a person does in Teams, as the Playground shows it."""

from pathlib import Path

from tests.acceptance.playground.processes import Page

PICTURES = Path(__file__).parents[3] / "build" / "playground"
PERSONAL, GROUP, CHANNEL = "Personal Chat", "Sales", "Nordic sales - Deals"
DIALOG = "role=dialog"
_BOX = "role=textbox >> nth=0"
_ATTACHED = f"{_BOX} >> .ac-adaptiveCard"
_SEARCH = '[placeholder="Enter a search term"]'
# Playground 0.2.28 keeps one answer for the action dialogs of all messages, and what draws a message's menu empties it 300 ms
# after it came on the page: `useEffect(() => { open ? ... : setTimeout(() => { clearSubmit...(); clearFetchTask...() }, 300) })`.
# An answer that is there by then is gone, and its dialog stays blank. Timers with the same delay end in the order of their
# start, so after this one no message that is on the page empties anything.
_SETTLED = "new Promise((done) => setTimeout(done, 300))"


def card(*texts: str) -> str:
    """The newest card that has all these texts."""
    having = "".join(f':has-text("{text}")' for text in texts)
    return f".ac-adaptiveCard{having} >> nth=-1"


def titled(title: str) -> str:
    """The newest card that has this as a line of its own."""
    return f'.ac-adaptiveCard:has(:text-is("{title}")) >> nth=-1'


class Teams:
    """`title` names the pictures of a run. Each step waits until it can be done."""

    def __init__(self, page: Page, title: str) -> None:
        self._page = page
        self._title = title

    def enter(self, address: str) -> None:
        self._page.do("goto", "", address)

    def open(self, place: str) -> None:
        self._page.do("click", f'role=treeitem[name="{place}"]')

    def say(self, text: str) -> None:
        """A message in the chat with the bot."""
        self._page.do("fill", _BOX, text)
        self._page.do("press", _BOX, "Enter")

    def mention(self, text: str) -> None:
        """A message that mentions the bot, in a group chat."""
        self._write_mention(text)
        self._page.do("press", _BOX, "Enter")

    def post(self, text: str) -> None:
        """A new post that mentions the bot, in a channel."""
        self._write_mention(text)
        self.press("Post")

    def reads(self, where: str) -> str:
        """All that is shown there."""
        return str(self._page.do("innerText", where))

    def sees(self, where: str) -> None:
        self._page.do("waitFor", where)

    def sees_no_more(self, where: str) -> None:
        self._page.do("waitFor", where, {"state": "detached"})

    def press(self, button: str, where: str = "") -> None:
        self._page.do("click", _in(where, f'role=button[name="{button}"]'))

    def follow(self, link: str, where: str) -> None:
        self._page.do("click", _in(where, f'text="{link}"'))

    def fill(self, field: str, text: str, where: str) -> None:
        self._page.do("fill", _in(where, f"role=textbox[name=/{field}/]"), text)

    def choose(self, field: str, choice: str, where: str) -> None:
        self._page.do("click", _in(where, f"role=combobox[name=/{field}/]"))
        self._page.do("click", f'[role=option]:has-text("{choice}")')

    def find(self, words: str, result: str) -> None:
        """The message extension's search; its result is put into the message that is being written."""
        self.press("Trigger Message Extension App")
        self._menu("Search Command")
        self._page.do("fill", _SEARCH, words)
        self._page.do("press", _SEARCH, "Enter")
        self._page.do("click", f'h1:has-text("{result}")')
        self.sees(_ATTACHED)

    def send(self) -> None:
        """The message that is being written, with what was found."""
        self.press("Send Message")
        self.sees_no_more(_ATTACHED)

    def act_on(self, message: str) -> None:
        """The message extension's action on a message. No other message may come before its dialog is closed."""
        written = f'div:has(> [aria-label="Message header"]):has(:text-is("{message}"))'
        self._page.do("click", f'{written} >> [aria-label="Show more information"] >> nth=0')
        self._menu("Action Command")
        self.sees(f'{DIALOG} >> role=button[name="Create"]')
        self._page.do("evaluate", "", _SETTLED)
        self.press("Create", DIALOG)

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self._page.do("screenshot", "", {"path": str(PICTURES / f"{self._title}-{name}.png")})

    def _menu(self, item: str) -> None:
        self._page.do("click", f'[role=menuitem]:has-text("{item}")')

    def _write_mention(self, text: str) -> None:
        self._page.do("click", _BOX)
        self._page.do("pressSequentially", _BOX, "@")
        self._menu("Aftercall")
        self._page.do("pressSequentially", _BOX, text)


def _in(where: str, what: str) -> str:
    return f"{where} >> {what}" if where else what
