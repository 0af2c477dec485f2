"""The Teams app: its manifest (schema v1.22) and the package that is uploaded to Teams."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# The commands of the message extension, by which its requests are told apart, and the name of what is typed to search.
CONTACTS = "contacts"
ENTRIES = "entries"
LOG_MESSAGE = "logMessage"
WORDS = "words"

_SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v1.22/MicrosoftTeams.schema.json"
_ICONS = Path(__file__).parent / "icons"
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# The same content gives the same package, whenever it is made.
_MADE = (1980, 1, 1, 0, 0, 0)


def app_package(public_url: str, app_id: str, *, version: str = "1.0.0", website: str = "") -> bytes:
    """The app as a zip file for "Upload an app". As for `manifest`."""
    content = json.dumps(manifest(public_url, app_id, version=version, website=website), indent=2, ensure_ascii=False)
    files = {
        "manifest.json": content.encode(),
        "color.png": (_ICONS / "color.png").read_bytes(),
        "outline.png": (_ICONS / "outline.png").read_bytes(),
    }
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), data, zipfile.ZIP_DEFLATED)
    return package.getvalue()


def manifest(public_url: str, app_id: str, *, version: str = "1.0.0", website: str = "") -> dict[str, Any]:
    """The manifest for a server that Teams reaches at `public_url` (https), whose bot has the id `app_id` (a GUID).

    `version` is three numbers and grows with every package that is uploaded. `website` is where people read about the app
    and its privacy statement; `public_url` unless given. Raises ValueError for what Teams would refuse.
    """
    app_id = app_id.lower()
    if not _GUID.fullmatch(app_id):
        raise ValueError(f"not an app id: {app_id!r}")
    website = website or public_url
    for address in (public_url, website):
        if not address.startswith("https://"):
            raise ValueError(f"Teams needs an https address: {address!r}")
    host = urlsplit(public_url).hostname
    return {
        "$schema": _SCHEMA,
        "manifestVersion": "1.22",
        "version": version,
        "id": app_id,
        "developer": {"name": "Aftercall", "websiteUrl": website, "privacyUrl": website, "termsOfUseUrl": website},
        "name": {"short": "Aftercall", "full": "Aftercall: customer interactions"},
        "description": {
            "short": "Keep your customer interactions: calls, meetings, e-mails",
            "full": (
                "Come out of a call, type one line, and the interaction is in the log. Aftercall keeps a sales team's customer "
                "interactions where the team talks anyway: log calls, meetings and e-mails, look up contacts and what was "
                "agreed with them, share an entry with the team, and log a message without leaving the chat. Type help to "
                "begin."
            ),
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1D3D3A",
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team", "groupChat"],
                "isNotificationOnly": False,
                "supportsFiles": True,
                "commandLists": [{"scopes": ["personal", "team", "groupChat"], "commands": _commands()}],
            }
        ],
        "composeExtensions": [{"botId": app_id, "commands": _extension()}],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [host],
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
    }


def _commands() -> list[dict[str, str]]:
    """What Teams offers while one types to the bot; the title is what is put into the message."""
    commands = {
        "log": "Log an interaction: log call anna 15m: likes the offer",
        "again": "Your last interaction once more, for another contact: again olga",
        "undo": "Take your last change back",
        "list": "The interaction log, newest first: list anna, list me, list this week",
        "show": "One entry, whole: show 1042",
        "contacts": "Look for contacts: contacts olsen",
        "contact": "One contact with the last entries: contact anna",
        "templates": "The interaction templates",
        "postponed": "Your drafts",
        "help": "What you can say",
    }
    return [{"title": title, "description": description} for title, description in commands.items()]


def _extension() -> list[dict[str, Any]]:
    """What the message extension can do."""
    return [
        _search(CONTACTS, "Contacts", "Find a contact and share it", "Name, company, phone, e-mail or no."),
        _search(ENTRIES, "Interactions", "Find an interaction and share it", "Contact, number or words of the note"),
        {
            "id": LOG_MESSAGE,
            "type": "action",
            "title": "Log this message",
            "description": "Put this message into the interaction log",
            "context": ["message"],
            "fetchTask": True,
        },
    ]


def _search(command: str, title: str, description: str, hint: str) -> dict[str, Any]:
    return {
        "id": command,
        "type": "query",
        "title": title,
        "description": description,
        "context": ["compose", "commandBox"],
        "initialRun": True,
        "parameters": [{"name": WORDS, "title": title, "description": hint, "inputType": "text"}],
    }
