"""The pages that a browser shows while the bot is installed: plain, without scripts and without anything from elsewhere."""

from html import escape

from aiohttp import web

from adapters.chat.wording import wording

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_STYLE = """
body { font: 1.1rem/1.6 system-ui, sans-serif; color: #1d1c1d; background: #fff }
body { max-width: 34rem; margin: 4rem auto; padding: 0 1.5rem }
h1 { font-size: 1.6rem; line-height: 1.3 }
a { color: #0b5cad }
a.button { display: inline-block; padding: .7rem 1.4rem; border-radius: .4rem }
a.button { background: #1d3d3a; color: #fff; text-decoration: none }
a.button:focus-visible { outline: .2rem solid #0b5cad; outline-offset: .2rem }
"""
AGAIN = "install"


def respond(page: str, status: int = 200) -> web.Response:
    return web.Response(text=page, status=status, content_type="text/html", charset="utf-8", headers=_HEADERS)


def install(language: str, consent_url: str) -> str:
    _ = wording(language).gettext
    return _page(
        language,
        _("Add Aftercall to Slack"),
        _("Aftercall keeps your team's customer interactions: calls, meetings, e-mails, letters."),
        _(
            "Slack asks which workspace it is for, and shows what Aftercall may do there. Your team's log is its own: no other "
            "workspace sees it. You become its first admin, and get a message with the first steps."
        ),
        button=(consent_url, _("Add to Slack")),
    )


def installed(language: str, name: str, workspace: str) -> str:
    _ = wording(language).gettext
    title = _("Aftercall is installed in {workspace}").format(workspace=name or workspace)
    text = _("Go back to Slack: Aftercall has written to you there. In any channel you can type /interaction help.")
    return _page(language, title, text)


def used_up(language: str) -> str:
    _ = wording(language).gettext
    text = _("It was used before, is older than ten minutes, or was begun in another browser. Nothing was installed by it.")
    return _page(language, _("This page can be used once"), text, button=(AGAIN, _("Start again")))


def denied(language: str) -> str:
    _ = wording(language).gettext
    text = _("You or Slack said no. If your workspace wants an admin's approval, ask an admin to open this page.")
    return _page(language, _("Aftercall was not installed"), text, button=(AGAIN, _("Start again")))


def failed(language: str) -> str:
    _ = wording(language).gettext
    text = _("Slack did not confirm it. Nothing was changed. Try again in a minute.")
    return _page(language, _("Aftercall was not installed"), text, button=(AGAIN, _("Start again")))


def _page(language: str, title: str, *paragraphs: str, button: tuple[str, str] | None = None) -> str:
    body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    if button:
        url, label = button
        body += f'<p><a class="button" href="{escape(url)}">{escape(label)}</a></p>'
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
