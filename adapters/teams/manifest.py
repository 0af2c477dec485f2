"""The Teams app: its manifest and the package that is uploaded to Teams, with the texts in every language.

The manifest is of schema v1.22, so that all clients take it. One that has the bot answer in channels to the asker alone, and
listed among the slash commands, is of v1.29, which can say so.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from adapters.teams.manifest_words import OFFERED, OFFERED_LATER, Offer, manifest_words
from core.languages import LANGUAGES

# The commands of the message extension, by which its requests are told apart, and the name of what is typed to search.
CONTACTS = "contacts"
ENTRIES = "entries"
LOG_MESSAGE = "logMessage"
WORDS = "words"

_SCHEMAS = "https://developer.microsoft.com/json-schemas/teams"
_VERSION, _VERSION_TARGETED = "1.22", "1.29"
_ICONS = Path(__file__).parent / "icons"
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# The same content gives the same package, whenever it is made.
_MADE = (1980, 1, 1, 0, 0, 0)
_EVERYWHERE = ["personal", "team", "groupChat"]
_WITH_OTHERS = ["team", "groupChat"]


def app_package(
    public_url: str, app_id: str, *, version: str = "1.0.0", website: str = "", targeted: bool = False, files: bool = True
) -> bytes:
    """The app as a zip file for "Upload an app". As for `manifest`."""
    made = manifest(public_url, app_id, version=version, website=website, targeted=targeted, files=files)
    contents = {
        "manifest.json": _json(made),
        "color.png": (_ICONS / "color.png").read_bytes(),
        "outline.png": (_ICONS / "outline.png").read_bytes(),
        **{f"{language}.json": _json(localization(language, targeted=targeted)) for language in LANGUAGES[1:]},
    }
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), data, zipfile.ZIP_DEFLATED)
    return package.getvalue()


def manifest(
    public_url: str, app_id: str, *, version: str = "1.0.0", website: str = "", targeted: bool = False, files: bool = True
) -> dict[str, Any]:
    """The manifest for a server that Teams reaches at `public_url` (https), whose bot has the id `app_id` (a GUID).

    `version` is three numbers and grows with every package that is uploaded. `website` is where people read about the app
    and its privacy statement; `public_url` unless given. `targeted`: people may write to the bot in a channel so that nobody else
    sees it. `files`: it takes and sends files. Raises ValueError for what Teams would refuse.
    """
    app_id = app_id.lower()
    if not _GUID.fullmatch(app_id):
        raise ValueError(f"not an app id: {app_id!r}")
    website = website or public_url
    for address in (public_url, website):
        if not address.startswith("https://"):
            raise ValueError(f"Teams needs an https address: {address!r}")
    schema = _VERSION_TARGETED if targeted else _VERSION
    return {
        "$schema": f"{_SCHEMAS}/v{schema}/MicrosoftTeams.schema.json",
        "manifestVersion": schema,
        "version": version,
        "id": app_id,
        "localizationInfo": {
            "defaultLanguageTag": LANGUAGES[0],
            "additionalLanguages": [{"languageTag": each, "file": f"{each}.json"} for each in LANGUAGES[1:]],
        },
        "developer": {"name": "Aftercall", "websiteUrl": website, "privacyUrl": website, "termsOfUseUrl": website},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1D3D3A",
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [urlsplit(public_url).hostname],
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot", "meetings": "bot"},
        **_texts(LANGUAGES[0], app_id, targeted=targeted, files=files),
    }


def localization(language: str, *, targeted: bool = False) -> dict[str, str]:
    """The file of a further language: each text by its path in the manifest."""
    schema = _VERSION_TARGETED if targeted else _VERSION
    found = dict(_paths(_texts(language, targeted=targeted)))
    return {"$schema": f"{_SCHEMAS}/v{schema}/MicrosoftTeams.Localization.schema.json", **found}


def _texts(language: str, app_id: str = "", *, targeted: bool, files: bool = True) -> dict[str, Any]:
    """The parts of the manifest that have texts in them."""
    words = manifest_words(language, OFFERED_LATER if targeted else OFFERED)
    commands = [{"title": offer.title, "description": offer.description} for offer in words.commands]
    bot = {
        "botId": app_id,
        "scopes": _EVERYWHERE,
        "isNotificationOnly": False,
        "supportsFiles": files,
        "commandLists": [{"scopes": _EVERYWHERE, "commands": commands}],
    }
    if targeted:
        bot["supportsTargetedMessages"] = True
        bot["commandLists"] = [
            {"scopes": ["personal"], "triggers": ["mention"], "commands": commands},
            {"scopes": _WITH_OTHERS, "triggers": ["mention", "slash"], "commands": commands},
        ]
    log_message = {
        "id": LOG_MESSAGE,
        "type": "action",
        "title": words.log_message.title,
        "description": words.log_message.description,
        "context": ["message"],
        "fetchTask": True,
    }
    return {
        "name": {"short": "Aftercall", "full": words.full_name},
        "description": {"short": words.short, "full": words.full},
        "bots": [bot],
        "composeExtensions": [
            {"botId": app_id, "commands": [_search(CONTACTS, words.contacts), _search(ENTRIES, words.entries), log_message]}
        ],
    }


def _search(command: str, offer: Offer) -> dict[str, Any]:
    return {
        "id": command,
        "type": "query",
        "title": offer.title,
        "description": offer.description,
        "context": ["compose", "commandBox"],
        "initialRun": True,
        "parameters": [{"name": WORDS, "title": offer.title, "description": offer.hint, "inputType": "text"}],
    }


def _paths(part: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path, text) of what is shown to people."""
    if isinstance(part, list):
        for number, each in enumerate(part):
            yield from _paths(each, f"{path}[{number}]")
    elif isinstance(part, dict):
        for name, each in part.items():
            yield from _paths(each, f"{path}.{name}" if path else name)
    elif path.endswith((".short", ".full", ".title", ".description")):
        yield path, part


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, indent=2, ensure_ascii=False).encode()
