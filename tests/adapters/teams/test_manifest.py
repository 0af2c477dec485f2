"""The Teams app package."""

import io
import json
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, FormatChecker

from adapters.chat.grammar import Reading, parse
from adapters.teams.manifest import CONTACTS, ENTRIES, LOG_MESSAGE, WORDS, app_package, manifest
from core.errors import Refusal
from tests.factories import NOW

URL = "https://aftercall.example.test"
APP = "6d1f0b9e-3a52-4f0c-9b0e-5a1d7c2e8f10"
SCHEMA = json.loads((Path(__file__).parents[2] / "standins" / "teams_manifest_1_22.json").read_text())


def pixels(data: bytes) -> tuple[int, list[bytes]]:
    """The size of a square PNG with alpha, and its pixels."""
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    assert (width, depth, colour) == (height, 8, 6)
    raw = zlib.decompress(data[data.index(b"IDAT") + 4 : data.index(b"IEND") - 8])
    rows = [raw[start + 1 : start + 1 + width * 4] for start in range(0, len(raw), width * 4 + 1)]
    return width, [row[at : at + 4] for row in rows for at in range(0, width * 4, 4)]


def unpacked(**more: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(app_package(URL, APP, **more))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("url", [URL, "https://bots.example.test:8443/aftercall"])
def test_the_manifest_is_one_of_v1_22(url: str) -> None:
    made = manifest(url, APP)

    errors = [error.message for error in Draft4Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(made)]

    assert errors == []
    assert made["manifestVersion"] == "1.22"


def test_the_schema_refuses_what_is_too_long() -> None:
    made = manifest(URL, APP) | {"name": {"short": "x" * 31}}

    assert not Draft4Validator(SCHEMA).is_valid(made)


def test_the_bot_is_there_for_everyone_and_can_be_spoken_to() -> None:
    (bot,) = manifest(URL, APP.upper())["bots"]

    assert bot["botId"] == APP
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}
    assert bot["isNotificationOnly"] is False
    listed = {scope for commands in bot["commandLists"] for scope in commands["scopes"]}
    assert listed == {"personal", "team", "groupChat"}


def test_every_listed_command_is_one_that_is_understood() -> None:
    (bot,) = manifest(URL, APP)["bots"]
    (commands,) = bot["commandLists"]

    assert len(commands["commands"]) == 10
    for command in commands["commands"]:
        for line in _examples(command["description"]):
            try:
                parse(line, Reading(NOW, "en"))
            except Refusal as refusal:
                pytest.fail(f"{line}: {refusal!r}")
        assert len(command["title"]) <= 32
        assert len(command["description"]) <= 128


def _examples(description: str) -> list[str]:
    """What stands behind the first colon, if anything."""
    _, _, examples = description.partition(": ")
    return [examples] if examples.startswith("log ") else [line for line in examples.split(", ") if line]


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

    assert set(files) == {"manifest.json", "color.png", "outline.png"}
    assert json.loads(files["manifest.json"]) == manifest(URL, APP, version="1.2.3")
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
