"""Reading CSV: what is good is given, what is bad is named with its line."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.csvfiles.reader import BadFile, BadLine, Columns, Record, read

COLUMNS = Columns(("no", "name"), ("email", "phone"))


def records(path: Path, content: bytes | str) -> list[Record | BadLine]:
    file = path / "file.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(file, COLUMNS))


def names(found: list[Record | BadLine]) -> list[str]:
    return [each.cells["name"] if isinstance(each, Record) else f"{each.line}: {each.reason}" for each in found]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("delimiter", [b",", b";"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_forms_that_spreadsheets_write(tmp_path: Path, mark: bytes, delimiter: bytes, end: bytes) -> None:
    lines = [b"Name,no,EMAIL", "Søren Kjær,1,".encode(), b'"Kj\xc3\xa6r; & Co",2, a@b.example ', b""]
    content = mark + end.join(lines).replace(b",", delimiter)
    found = records(tmp_path, content)
    assert names(found) == ["Søren Kjær", "Kjær; & Co"]
    assert isinstance(found[1], Record)
    assert found[1].cells == {"name": "Kjær; & Co", "no": "2", "email": "a@b.example"}
    assert found[1].line == 3


@pytest.mark.parametrize("first", ["sep=;\n", "SEP=,\r\n", "\ufeffsep=;\r\n"])
def test_a_first_line_for_excel_is_no_header(tmp_path: Path, first: str) -> None:
    found = records(tmp_path, first + "no;name\r\n1;Anna\r\n2\r\n")
    assert names(found) == ["Anna", "4: 1 fields where the header has 2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no header"),
        ("\n1,Anna\n", "no header"),
        ("no,name,colour,size\n", "unknown columns: 'colour', 'size'; known are no, name, email, phone"),
        ("no,email\n", "missing columns: name"),
        ("no,name,name\n", "twice: name"),
        ("no,name\n".encode("utf-16"), "UTF-8"),
        ("no\0,name\n", "no header"),
        ("no\tname\n1\tAnna\n", "separated by tabs; save the file with commas or semicolons"),
    ],
)
def test_a_header_that_is_wrong_refuses_the_file(tmp_path: Path, content: bytes | str, message: str) -> None:
    with pytest.raises(BadFile, match=message):
        records(tmp_path, content)


def test_bad_lines_are_named_and_the_others_go_in(tmp_path: Path) -> None:
    content = b"no,name\n1,Anna\n2\n3,Olga,x\n\n4,\xe5se\n5,N\0UL\n6,Per\n"
    assert names(records(tmp_path, content)) == [
        "Anna",
        "3: 1 fields where the header has 2",
        "4: 3 fields where the header has 2",
        "6: no UTF-8 text (byte 0xe5 at position 3)",
        "7: holds a NUL character",
        "Per",
    ]


def test_a_cell_may_have_line_ends(tmp_path: Path) -> None:
    found = records(tmp_path, 'no,name\n1,"Anna\nOlsen"\n2,"Ol""ga"\n')
    assert names(found) == ["Anna\nOlsen", 'Ol"ga']


@pytest.mark.parametrize("after", [3, 200])
def test_a_quote_that_is_never_closed_spoils_its_own_line_alone(tmp_path: Path, after: int) -> None:
    content = 'no,name\n1,Anna\n2,"Olga\n' + "".join(f"{no},Per {no}\n" for no in range(3, 3 + after))
    assert names(records(tmp_path, content)) == ["Anna", "3: a quote is not closed", *(f"Per {no}" for no in range(3, 3 + after))]


def test_a_quote_that_a_later_line_closes_spoils_no_other_line(tmp_path: Path) -> None:
    content = 'no,name\n1,"Anna\n2,Olga\n3,"Per"\n4,Kari\n'
    assert names(records(tmp_path, content)) == ["2: a quote is not closed", "Olga", "Per", "Kari"]


def test_a_line_without_end_is_no_danger(tmp_path: Path) -> None:
    content = b"no,name\n1," + b"x" * (3 << 20) + b"\n2,Olga\n"
    assert names(records(tmp_path, content)) == ["2: longer than a line can be", "Olga"]


def test_progress_adds_up_to_the_file(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_text('no,name\n1,"Anna\nOlsen"\n2,Olga\n')
    seen: list[int] = []
    list(read(file, COLUMNS, seen.append))
    assert sum(seen) == file.stat().st_size


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(cells, cells), max_size=20), st.sampled_from(",;"))
def test_what_a_csv_writer_writes_is_read_again(tmp_path: Path, rows: list[tuple[str, str]], delimiter: str) -> None:
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(("no", "name"))
    writer.writerows(rows)
    found = records(tmp_path, out.getvalue())
    given_back = [(each.cells["no"], each.cells["name"]) for each in found if isinstance(each, Record)]
    assert given_back == [(first.strip(), second.strip()) for first, second in rows]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_named(tmp_path: Path, content: bytes) -> None:
    lines = content.count(b"\n") + 2
    for each in records(tmp_path, b"no,name\n" + content):
        assert 2 <= each.line <= lines
