"""What a person does in Teams, as the Playground shows it."""

from pathlib import Path

from tests.acceptance.playground.processes import Page

PICTURES = Path(__file__).parents[3] / "build" / "playground"
PERSONAL, GROUP, CHANNEL = "Personal Chat", "Sales", "Nordic sales - Deals"
DIALOG = "role=dialog"
_BOX = "role=textbox >> nth=0"
_SEARCH = '[placeholder="Enter a search term"]'


def card(text: str) -> str:
    """The newest card that has this text."""
    return f'.ac-adaptiveCard:has-text("{text}") >> nth=-1'


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

    def act_on(self, message: str) -> None:
        """The message extension's action on a message."""
        written = f'div:has(> [aria-label="Message header"]):has(:text-is("{message}"))'
        self._page.do("click", f'{written} >> [aria-label="Show more information"] >> nth=0')
        self._menu("Action Command")
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
