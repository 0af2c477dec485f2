from pathlib import Path

import pytest

from adapters.database import Database
from adapters.database.address import parse
from core.access import AccessPolicy


@pytest.mark.parametrize(
    "url",
    [
        "postgres://me:secret@host:5433/name",
        "postgresql://me:secret@host:5433/name",
        "postgresql+psycopg://me:secret@host:5433/name",
        "postgresql+psycopg2://me:secret@host:5433/name",
        "postgresql+asyncpg://me:secret@host:5433/name",
    ],
)
def test_postgresql_in_all_forms(url: str) -> None:
    address = parse(url)
    assert address.render_as_string(hide_password=False) == "postgresql+psycopg://me:secret@host:5433/name"


def test_options_are_kept() -> None:
    assert parse("postgres://host/name?sslmode=require").query == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["sqlite:///var/a.db", "sqlite+aiosqlite:///var/a.db", "sqlite+pysqlite:///var/a.db"])
def test_sqlite(url: str) -> None:
    assert parse(url).database == "var/a.db"


@pytest.mark.parametrize(
    "url", ["", "nonsense", "mysql://host/name", "sqlite://", "sqlite:///:memory:", "postgres://host/name?prepare_threshold=5"]
)
def test_what_cannot_be_used(url: str) -> None:
    with pytest.raises(ValueError, match=r"not|needs|only"):
        parse(url)


def test_a_wrong_address_does_not_show_its_password() -> None:
    with pytest.raises(ValueError, match="not") as caught:
        parse("mysql://me:secret@host/name")
    assert "secret" not in str(caught.value)


def test_opening_makes_the_folder_and_is_cheap(tmp_path: Path) -> None:
    Database.open(f"sqlite:///{tmp_path}/deep/er/a.db", AccessPolicy())
    assert (tmp_path / "deep" / "er").is_dir()
    assert list((tmp_path / "deep" / "er").iterdir()) == []
