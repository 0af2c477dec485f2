"""What a browser gets at the address of an entry."""

from aiohttp import web

from adapters.chat.links import ROUTE, page, preferred

PATH = ROUTE + r"{no:[0-9]{1,18}}"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


async def entry_page(request: web.Request) -> web.Response:
    """Asks nobody who they are, and looks nothing up."""
    language = preferred(request.headers.get("Accept-Language", ""))
    text = page(int(request.match_info["no"]), language)
    return web.Response(text=text, content_type="text/html", headers=_HEADERS)
