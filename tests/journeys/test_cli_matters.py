"""A matter list is brought in from the file that the practice system exports."""

import io
import json

import openpyxl
import pytest

from tests.fakes.terminal import furnished

ROWS = [
    ("Matter Number", "Matter Name", "Client", "Status"),
    ("2024-FAM-0312", "Smith v Jones", "Alice Smith", "Open"),
    ("2024-PRO-0007", "Estate of Nguyen", "Linh Nguyen", "Open"),
    ("", "", "", ""),
    ("2024-FAM-0312", "Again", "Somebody", "Open"),
]


@pytest.fixture
def terminal(tmp_path):
    return furnished(tmp_path)


def as_csv() -> bytes:
    return "\r\n".join(";".join(row) for row in ROWS).encode("cp1252")


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(out := io.BytesIO())
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make"), [("matters.csv", as_csv), ("matters.xlsx", as_xlsx)]
)
def test_a_list_is_read_and_labels_are_matched_to_it(terminal, name, make):
    (terminal.here / name).write_bytes(make())

    read = terminal.call("matters", "import", name)
    listed = terminal.call("matters", "list")
    kept = terminal.call("say", "0.2 call re scheduling, Smith v Jones")

    assert (read.returncode, read.stderr) == (0, "")
    assert "2" in read.stdout
    assert "2024-PRO-0007" in listed.stdout
    assert "Smith v Jones (2024-FAM-0312)" in kept.stdout


def test_what_was_refused_is_said_with_its_row_and_why(terminal):
    (terminal.here / "matters.csv").write_bytes(as_csv())

    read = terminal.call("matters", "import", "matters.csv")

    assert "5" in read.stdout
    assert "2024-FAM-0312" in read.stdout


def test_an_import_again_changes_nothing(terminal):
    (terminal.here / "matters.csv").write_bytes(as_csv())
    terminal.call("matters", "import", "matters.csv")

    again = terminal.call("matters", "import", "matters.csv", "--json")

    assert json.loads(again.stdout)["text"]
    assert terminal.call("matters", "list").stdout.count("2024-FAM-0312") == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01\x02" * 100, b"%PDF-1.7\n...", b"PK\x03\x04broken", b"only words"],
)
def test_a_file_that_is_no_list_is_said_and_changes_nothing(terminal, data):
    (terminal.here / "matters.csv").write_bytes(data)

    done = terminal.call("matters", "import", "matters.csv")

    assert (done.returncode, done.stdout) == (1, "")
    assert "matters.csv" in done.stderr
    assert "fault of ours" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["nothing.csv", "."])
def test_a_file_that_is_not_there_is_said(terminal, name):
    done = terminal.call("matters", "import", name)

    assert (done.returncode, done.stdout) == (1, "")
    assert "fault of ours" not in done.stderr


def test_a_matter_is_added_by_hand_and_found(terminal):
    added = terminal.call("matters", "add", "2024-FAM-0312", "Smith", "v", "Jones")
    found = terminal.call("matters", "list", "smith", "--json")

    assert added.returncode == 0, added.stderr
    assert "2024-FAM-0312" in json.loads(found.stdout)["text"]


def test_a_choice_is_numbered_and_answered_by_its_number(terminal):
    for number, name in enumerate(["Smith v Jones", "Smith Estate"], 1):
        terminal.call("matters", "add", f"M-{number}", *name.split())

    asked = terminal.call("say", "0.2 call re scheduling, Smith file")
    answered = terminal.call("say", "1")

    assert "\n  1  " in asked.stdout
    assert "\n  2  " in asked.stdout
    assert answered.returncode == 0, answered.stderr
    assert "✓" in answered.stdout
