"""The command line in processes of its own."""

import json
import signal
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from tests.bot.program import Program, free_port


def test_a_newcomer_talks_at_once(program: Program) -> None:
    done = program.run("console", "--sample", said="list\nlog call anna 15m: likes the new terms\nundo\n")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Interaction log"
    assert all(line.startswith("#") for line in lines[1:11])
    assert any(line.startswith("Logged #") and line.endswith(": Phone call, Anna Olsen") for line in lines)
    assert any(line.startswith("Taken back: ") for line in lines)
    assert "\x1b" not in done.stdout
    assert done.stderr.startswith("Sample data was loaded")
    assert (program.folder / "var" / "aftercall.db").exists()


def test_a_conversation_on_both_databases(on_database: Program) -> None:
    for kind in ("salespeople", "templates", "contacts"):
        assert on_database.run("import", kind, str(sample(kind))).returncode == 0
    done = on_database.run("console", said="log call anna: hello 5m\nlist\nfoo bar\nundo\nshow 1\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Logged #1: Phone call, Anna Olsen\n")
    assert "\n#1  " in done.stdout
    assert "do not know “foo”" in done.stdout
    assert "Taken back: #1 is canceled" in done.stdout
    assert "Status: canceled" in done.stdout
    assert done.stderr == ""


def test_sample_data_goes_into_an_empty_database_only(program: Program) -> None:
    program.run("migrate")
    (program.folder / "people.csv").write_text("code,name\nKH,Kari Haugen\n")
    assert program.run("import", "salespeople", "people.csv").returncode == 0
    done = program.run("console", "--sample", said="list\ntemplates\n")
    assert "Sample data" not in done.stderr
    assert done.stderr.startswith("Three steps, and your team can log")
    assert "CALL" not in done.stdout


def test_as_takes_the_part_of_somebody(program: Program) -> None:
    program.run("console", "--sample")
    done = program.run("console", "--as", "kari.haugen@aftercall.example", said="whoami\npeople\n")
    assert "You are Kari Haugen" in done.stdout
    assert "Role: rep" in done.stdout
    assert "For that you need the role admin" in done.stdout
    stranger = program.run("console", "--as", "stranger@example.test", said="list\n")
    assert "You have no access yet" in stranger.stdout
    assert "#1" not in stranger.stdout
    assert program.run("console", "--as", "nobody").returncode == 2
    assert program.run("console", "--lang", "tlh").returncode == 2


def test_bytes_that_are_no_text_do_no_harm(program: Program) -> None:
    done = program.run("console", said=b"\xff\xfe\x00\nwhoami\n")
    assert done.returncode == 0
    assert "Role: admin" in done.stdout


def test_a_program_at_the_other_end_gets_each_answer_before_it_says_more(program: Program) -> None:
    with program.talking("console") as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"language english\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"Your language is English")
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == -signal.SIGINT


def test_grant_makes_the_first_admin(on_database: Program) -> None:
    assert on_database.run("grant", "ada@example.test", "admin").stdout == "ada@example.test is now admin.\n"
    done = on_database.run("console", "--as", "Ada@Example.test", said="whoami\n")
    assert "Role: admin" in done.stdout
    (on_database.folder / "people.csv").write_text("code,name,email\nAA,Ada Admin,ada@example.test\n")
    on_database.run("import", "salespeople", "people.csv")
    assert "You are Ada Admin" in on_database.run("console", "--as", "ada@example.test", said="whoami\n").stdout
    (on_database.folder / "people.csv").write_text("code,name,email\nNN,Nina New,nina@example.test\n")
    on_database.run("import", "salespeople", "people.csv")
    assert on_database.run("grant", "Nina@example.test", "manager").stdout == "Nina New is now manager.\n"
    assert on_database.run("grant", "ada@example.test", "king").returncode == 2
    assert on_database.run("grant", "ada", "rep").returncode == 2


def test_what_needs_a_current_database_says_so(program: Program) -> None:
    (program.folder / "people.csv").write_text("code,name\nKH,Kari Haugen\n")
    for args in (("web",), ("import", "salespeople", "people.csv"), ("grant", "ada@example.test", "rep")):
        done = program.run(*args)
        assert done.returncode == 1
        assert "python -m bot migrate" in done.stderr
        assert "Traceback" not in done.stderr
    assert program.run("migrate").returncode == 0
    assert program.run("migrate").returncode == 0


def test_wrong_settings_are_named_without_a_traceback(program: Program) -> None:
    done = program.run("web", PORT="x", SLACK_BOT_TOKEN="xoxb-1", LOG_LEVEL="loud")
    assert done.returncode == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["PORT", "SLACK_SIGNING_SECRET", "LOG_LEVEL"]


def test_a_database_that_cannot_be_reached_is_named(program: Program) -> None:
    url = f"postgresql://u:hush-hush@127.0.0.1:{free_port()}/n"
    done = program.run("web", DATABASE_URL=url)
    assert done.returncode == 1
    assert "Check DATABASE_URL" in done.stderr
    assert "hush-hush" not in done.stderr + done.stdout
    (program.folder / "file").touch()
    assert program.run("web", DATABASE_URL="sqlite:///file/x.db").returncode == 1


def test_imported_relations_say_how_to_record_what_was_skipped(program: Program) -> None:
    program.run("migrate")
    (program.folder / "contacts.csv").write_text("no,type,name\nCT1,company,Fjord AS\n")
    (program.folder / "relations.csv").write_text("side,no,contact_no\ncustomer,10000,CT1\n")
    program.run("import", "contacts", "contacts.csv")
    first, again = (program.run("import", "relations", "relations.csv").stdout for _ in range(2))
    assert first.splitlines()[1].endswith("replay all no contact")
    assert again == "relations: 0 new, 0 changed, 1 the same, 0 bad.\n"


def test_import_lists_bad_lines_and_says_how_many_went_in(program: Program) -> None:
    program.run("migrate")
    (program.folder / "people.csv").write_text("code;name;email\nKH;Kari;kari@example.test\nMJ;;nobody\n")
    done = program.run("import", "salespeople", "people.csv")
    assert done.returncode == 1
    assert done.stdout == "salespeople: 1 new, 0 changed, 0 the same, 1 bad.\n"
    assert done.stderr.splitlines() == [
        "people.csv: line 3, name: is empty",
        "people.csv: line 3, email: 'nobody' is no e-mail address",
    ]
    (program.folder / "people.csv").write_text("code,name,shoe_size\nKH,Kari,45\n")
    done = program.run("import", "salespeople", "people.csv")
    assert done.returncode == 1
    assert "unknown columns: 'shoe_size'" in done.stderr
    assert program.run("import", "salespeople", "missing.csv").returncode == 2


def test_the_manifest_is_for_the_public_address(program: Program) -> None:
    done = program.run("manifest", "slack", PUBLIC_URL="https://aftercall.example.com/")
    assert done.returncode == 0
    assert json.loads(done.stdout)["features"]["slash_commands"][0]["url"] == "https://aftercall.example.com/slack/events"
    missing = program.run("manifest", "slack")
    assert missing.returncode == 2
    assert missing.stderr.startswith("PUBLIC_URL: is missing")


def test_the_package_of_the_teams_app(program: Program) -> None:
    app_id = "1d6d7b2c-0c5e-4ab0-8b1f-5a4f3c2b1a00"
    given = {"PUBLIC_URL": "https://aftercall.example.com", "MICROSOFT_APP_ID": app_id, "MICROSOFT_APP_PASSWORD": "x"}
    done = program.run("manifest", "teams", "--version", "1.0.7", **given)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("aftercall-teams.zip is written.")
    with zipfile.ZipFile(program.folder / "aftercall-teams.zip") as package:
        manifest = json.loads(package.read("manifest.json"))
    assert (manifest["id"], manifest["version"], manifest["validDomains"]) == (app_id, "1.0.7", ["aftercall.example.com"])
    sovereign = program.run("manifest", "teams", **given, TEAMS_CLOUD="China", TEAMS_TARGETED="1")
    assert sovereign.returncode == 0, sovereign.stderr
    with zipfile.ZipFile(program.folder / "aftercall-teams.zip") as package:
        manifest = json.loads(package.read("manifest.json"))
    assert manifest["bots"][0]["supportsFiles"] is False
    assert manifest["bots"][0]["supportsTargetedMessages"] is True
    foreign = program.run("manifest", "teams", **{**given, "MICROSOFT_APP_ID": "my-app"})
    assert foreign.returncode == 2
    assert "MICROSOFT_APP_ID: is no app id; copy the Microsoft App ID" in foreign.stderr
    missing = program.run("manifest", "teams")
    assert missing.returncode == 2
    assert "PUBLIC_URL: is missing" in missing.stderr
    assert "MICROSOFT_APP_ID: is missing" in missing.stderr
    assert program.run("manifest", "teams", "--version", "one", **given).returncode == 2


def sample(name: str) -> Path:
    return Path(__file__).parent.parent.parent / "bot" / "sample" / f"{name}.csv"


def test_a_database_of_a_later_release(program: Program) -> None:
    assert program.run("migrate").returncode == 0
    with closing(sqlite3.connect(program.folder / "var" / "aftercall.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for command in ("migrate", "web", "console"):
        done = program.run(command)
        assert done.returncode == 1
        assert done.stderr.startswith("The database is of a later release of the program; install that one again, or restore")
    assert "✗ database version: is of a later release" in program.run("doctor").stdout
