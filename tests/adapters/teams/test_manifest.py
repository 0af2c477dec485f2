"""The Teams app package."""

import io
import json
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from adapters.chat.grammar import Reading, parse
from adapters.chat.vocabulary import Kind, vocabulary
from adapters.teams.manifest import CONTACTS, ENTRIES, LOG_MESSAGE, WORDS, app_package, localization, manifest
from core.errors import Refusal
from core.languages import LANGUAGES
from tests.factories import NOW

URL = "https://aftercall.example.test"
APP = "6d1f0b9e-3a52-4f0c-9b0e-5a1d7c2e8f10"
STANDINS = Path(__file__).parents[2] / "standins"


def schema(name: str) -> Draft4Validator:
    return Draft4Validator(json.loads((STANDINS / f"teams_{name}.json").read_text()), format_checker=FormatChecker())


def pixels(data: bytes) -> tuple[int, list[bytes]]:
    """The size of a square PNG with alpha, and its pixels."""
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    assert (width, depth, colour) == (height, 8, 6)
    raw = zlib.decompress(data[data.index(b"IDAT") + 4 : data.index(b"IEND") - 8])
    rows = [raw[start + 1 : start + 1 + width * 4] for start in range(0, len(raw), width * 4 + 1)]
    return width, [row[at : at + 4] for row in rows for at in range(0, width * 4, 4)]


def unpacked(**more: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(app_package(URL, APP, **more))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("targeted", "version"), [(False, "1.22"), (True, "1.29")])
@pytest.mark.parametrize("url", [URL, "https://bots.example.test:8443/aftercall"])
def test_the_manifest_is_one_of_its_schema(url: str, targeted: bool, version: str) -> None:
    made = manifest(url, APP, targeted=targeted)

    errors = [error.message for error in schema(f"manifest_{version.replace('.', '_')}").iter_errors(made)]

    assert errors == []
    assert made["manifestVersion"] == version
    assert f"/v{version}/" in made["$schema"]


@pytest.mark.parametrize("version", ["1_22", "1_29"])
def test_the_schema_refuses_what_is_too_long(version: str) -> None:
    made = manifest(URL, APP, targeted=version == "1_29") | {"name": {"short": "x" * 31}}

    assert not schema(f"manifest_{version}").is_valid(made)


@pytest.mark.parametrize(("targeted", "version"), [(False, "1_22"), (True, "1_29")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_texts(language: str, targeted: bool, version: str) -> None:
    texts = localization(language, targeted=targeted)

    assert [error.message for error in schema(f"localization_{version}").iter_errors(texts)] == []
    made: Any = manifest(URL, APP, targeted=targeted)
    del texts["$schema"]
    for path, text in texts.items():
        place = made
        for step in path.replace("[", ".").replace("]", "").split("."):
            place = place[int(step) if step.isdigit() else step]
        # Each stands for a text of the manifest itself.
        assert isinstance(place, str)
        assert (language != "en") or text == place
    lists = len(made["bots"][0]["commandLists"])
    assert sum(path.startswith("bots[0]") for path in texts) == 2 * lists * (12 if targeted else 10)
    assert not schema(f"localization_{version}").is_valid(texts | {"bots[0].commandLists[0].commands[0].title": "x" * 129})


@pytest.mark.parametrize("targeted", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_offered_command_is_understood_and_short_enough_to_read(language: str, targeted: bool) -> None:
    texts = localization(language, targeted=targeted)
    titles = {path: text for path, text in texts.items() if path.startswith("bots[0]") and path.endswith(".title")}

    for path, title in titles.items():
        description = texts[path.replace(".title", ".description")]
        _, _, example = description.partition(": ")
        assert vocabulary(language).find(Kind.COMMAND, title)
        if example:
            try:
                parse(example, Reading(NOW, language))
            except Refusal as refusal:
                pytest.fail(f"{example}: {refusal!r}")
        assert len(title) <= 32
        assert len(description) <= 128
    assert len(set(titles.values())) == (12 if targeted else 10)


def test_without_a_setting_nobody_is_offered_slash_commands() -> None:
    (bot,) = manifest(URL, APP)["bots"]

    assert "supportsTargetedMessages" not in bot
    assert all("triggers" not in commands for commands in bot["commandLists"])


def test_slash_commands_are_for_channels_and_chats_with_others() -> None:
    (bot,) = manifest(URL, APP, targeted=True)["bots"]

    assert bot["supportsTargetedMessages"] is True
    assert [(each["scopes"], each["triggers"]) for each in bot["commandLists"]] == [
        (["personal"], ["mention"]),
        (["team", "groupChat"], ["mention", "slash"]),
    ]


@pytest.mark.parametrize("files", [True, False])
def test_files_are_for_where_teams_has_them(files: bool) -> None:
    (bot,) = manifest(URL, APP, files=files)["bots"]

    assert bot["supportsFiles"] is files


def test_a_meeting_gets_the_bot_as_a_chat_does() -> None:
    assert manifest(URL, APP)["defaultGroupCapability"] == {"team": "bot", "groupchat": "bot", "meetings": "bot"}


def test_the_bot_is_there_for_everyone_and_can_be_spoken_to() -> None:
    (bot,) = manifest(URL, APP.upper())["bots"]

    assert bot["botId"] == APP
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}
    assert bot["isNotificationOnly"] is False
    listed = {scope for commands in bot["commandLists"] for scope in commands["scopes"]}
    assert listed == {"personal", "team", "groupChat"}


def test_the_message_extension_searches_and_logs() -> None:
    (extension,) = manifest(URL, APP)["composeExtensions"]
    commands = {command["id"]: command for command in extension["commands"]}

    assert set(commands) == {CONTACTS, ENTRIES, LOG_MESSAGE}
    for search in (CONTACTS, ENTRIES):
        assert commands[search]["type"] == "query"
        assert [parameter["name"] for parameter in commands[search]["parameters"]] == [WORDS]
    log = commands[LOG_MESSAGE]
    assert (log["type"], log["context"], log["fetchTask"]) == ("action", ["message"], True)


def test_only_our_own_domain_is_valid() -> None:
    made = manifest("https://bots.example.test:8443/aftercall", APP, website="https://example.test/about")

    assert made["validDomains"] == ["bots.example.test"]
    assert made["developer"]["privacyUrl"] == "https://example.test/about"


def test_the_package_holds_manifest_and_icons() -> None:
    files = unpacked(version="1.2.3")

    assert json.loads(files.pop("manifest.json")) == manifest(URL, APP, version="1.2.3")
    assert {files.pop("color.png")[:4], files.pop("outline.png")[:4]} == {b"\x89PNG"}
    named = manifest(URL, APP)["localizationInfo"]["additionalLanguages"]
    assert set(files) == {each["file"] for each in named}
    assert {each["languageTag"]: json.loads(files[each["file"]]) for each in named} == {
        language: localization(language) for language in LANGUAGES[1:]
    }
    assert app_package(URL, APP) == app_package(URL, APP)


def test_the_color_icon_is_opaque_and_192_wide() -> None:
    size, points = pixels(unpacked()["color.png"])

    assert size == 192
    assert {point[3] for point in points} == {255}


def test_the_outline_icon_is_white_on_nothing_and_32_wide() -> None:
    size, points = pixels(unpacked()["outline.png"])

    assert size == 32
    assert {point[:3] for point in points} == {b"\xff\xff\xff"}
    assert points[0][3] == 0
    assert max(point[3] for point in points) == 255


@pytest.mark.parametrize(
    ("url", "app"), [("http://example.test", APP), ("", APP), ("ftp://x", APP), (URL, ""), (URL, "aftercall"), (URL, APP + "0")]
)
def test_what_teams_would_refuse_is_refused(url: str, app: str) -> None:
    with pytest.raises(ValueError, match=r"app id|https"):
        app_package(url, app)
