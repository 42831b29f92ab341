"""A day in the terminal: forty lines and the customer's three, mended, handed over."""

import csv
import io
import json
import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from tests.fakes.terminal import Terminal

MATTERS = """\
Matter Number,Matter Name,Client,Status
7301,Smith v Jones,Alice Smith,Open
7302,Estate of Nguyen,Linh Nguyen,Open
7303,Harbour Lights Pty Ltd,Harbour Lights Pty Ltd,Open
7304,Chen,Wei Chen,Open
7305,Patel,Anil Patel,Open
7306,Okafor,Ngozi Okafor,Closed
"""

# The line, and what must be in the files: minutes, matter, narrative.
SEEDS = [
    (
        "0.1 — email to client re next steps — Patel file",
        6,
        "7305",
        "email to client re next steps",
    ),
    (
        "0.2 — call with opposing counsel re scheduling — Chen file",
        12,
        "7304",
        "call with opposing counsel re scheduling",
    ),
]
BOOKMARK = "Bookmark: reviewing contract, paused at clause 12 — Chen file"
# Minutes and matter in the files | how long, narrative and label as dictated.
DICTATED = """\
12 | 7304 | 0.2 | call re scheduling | Chen file
30 | 7305 | 0.5 | draft affidavit of Ms Lee | Patel file
 6 | 7304 | 0.1 | email to client | Chen file
72 | 7301 | 1.2 | reviewing discovery | Smith v Jones
12 | 7305 | 12 min | letter to registry | Patel file
30 | 7304 | half an hour | conference with counsel | Chen file
12 | 7305 | 2 units | perusing brief | Patel file
18 | 7302 | 0.3 | probate forms | Estate of Nguyen
18 | 7303 | 18 mins | telephone attendance on agent | 7303
24 | 7303 | 0.4 | settle lease clauses | Harbour Lights Pty Ltd
12 | 7305 | 0.2 | text messages to client | Patel file
36 | 7304 | 0.6 | research limitation periods | Chen file
60 | 7301 | 1h | mediation preparation | Smith v Jones
 6 | 7304 | 0.1 | note to file | Chen file
42 | 7305 | 0.7 | drafting orders by consent | Patel file
12 | 7302 | 0.2 | call executor | Estate of Nguyen
 6 | 7302 | 6 minutes | email to bank | Estate of Nguyen
48 | 7301 | 0.8 | inspect documents | Smith v Jones
18 | 7303 | 0.3 | amend contract of sale | Harbour Lights Pty Ltd
18 | 7305 | three tenths | advice on bail | Patel file
12 | 7304 | 0.2 | "urgent" call re injunction | Chen file
24 | 7305 | 0.4 | =review of schedule | Patel file
 6 | 7304 | 0.1 | diarise return date | Chen file
30 | 7301 | 0.5 | meeting with Zoë Müller | Smith v Jones
12 | 7303 | 0.2 | search title | Harbour Lights Pty Ltd
18 | 7301 | 0.3 | brief barrister | Smith v Jones
36 | 7305 | 0.6 | attend directions hearing | Patel file
12 | 7305 | 0.2 | travel to registry | Patel file
 6 | 7302 | 0.1 | voicemail for client | Estate of Nguyen
54 | 7302 | 0.9 | draft will | Estate of Nguyen
24 | 7303 | 0.4 | reviewing valuation | Harbour Lights Pty Ltd
12 | 7303 | 0.2 | call valuer | Harbour Lights Pty Ltd
18 | 7301 | 0.3 | subpoena to bank | Smith v Jones
24 | 7304 | 24m | submissions on costs | Chen file
 6 | 7305 | 0.1 | confirm appointment | Patel file
30 | 7301 | 0.5 | proof of evidence | Smith v Jones
12 | 7305 | 0.2 | chase registry for sealed orders | Patel file
18 | 7301 | 0.3 | call mediator | Smith v Jones
 6 | 7301 | 0.1 | email counsel | Smith v Jones
24 | 7304 | 0.4 | completing file review | Chen file
"""
LINES = [
    (f"{said} {narrative}, {label}", int(minutes), number, narrative)
    for minutes, number, said, narrative, label in (
        re.split(r"\s*\|\s*", row.strip()) for row in DICTATED.splitlines()
    )
]
ASKED = [
    "today",
    "preview clio",
    "export clio",
    "export actionstep xlsx",
    "export leap",
]


def entries() -> list[tuple[int, str, str]]:
    """Return what the two mends make of the lines."""
    kept = [tuple(row[1:]) for row in [*SEEDS, *LINES]]
    kept[2] = (24, "7305", "call with counsel")
    kept[4] = (kept[4][0], "7304", kept[4][2])
    return kept


@pytest.fixture(scope="module")
def terminal(tmp_path_factory):
    terminal = Terminal(tmp_path_factory.mktemp("home"))
    (terminal.here / "matters.csv").write_text(MATTERS)
    named = terminal.run("people", "set", "--name", "Ada Byron", "--code", "AB")
    assert named.returncode == 0, named.stderr
    listed = terminal.run("matters", "import", "matters.csv")
    assert listed.returncode == 0, listed.stderr
    return terminal


@pytest.fixture(scope="module")
def chat(terminal):
    said = [row[0] for row in SEEDS] + [BOOKMARK] + [row[0] for row in LINES]
    mends = ["edit 3 0.4 call with counsel, Patel file", "matter 5 Chen"]
    return terminal.run("chat", said="\n\n".join([*said, *mends, *ASKED]) + "\n")


def written(terminal, pattern):
    (path,) = terminal.here.glob(pattern)
    return path


def test_it_ends_well(chat):
    assert (chat.returncode, chat.stderr) == (0, "")


def test_every_line_is_answered_in_its_turn(chat):
    confirmed = [each for each in chat.stdout.splitlines() if each.startswith("✓ ")]

    del confirmed[2]  # the bookmark
    for row, answer in zip(SEEDS + LINES, confirmed, strict=False):
        assert row[3] in answer, row


def test_nothing_is_asked_about(chat):
    assert [each for each in chat.stdout.splitlines() if each.startswith("?")] == []


def test_the_paths_of_the_files_are_said(chat, terminal):
    said = re.findall(r"^→ (.+)$", chat.stdout, flags=re.MULTILINE)

    made = {str(each) for each in terminal.here.iterdir()}
    assert len(said) == 3
    assert set(said) == made - {str(terminal.here / "matters.csv")}


def test_clio_has_every_cell(chat, terminal):
    data = written(terminal, "*-clio.csv").read_bytes()
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    today = datetime.now(ZoneInfo(terminal.zone)).date().isoformat()

    assert data.startswith(b"\xef\xbb\xbfMatter,Date,Quantity")
    assert data.count(b"\r\n") == data.count(b"\n") == 43
    assert header == [
        *("Matter", "Date", "Quantity", "Note", "User", "Activity Description")
    ]
    assert {row[1] for row in rows} == {today}
    assert {row[4] for row in rows} == {"Ada Byron"}
    kept = [
        (int(Decimal(row[2]) * 60), row[0], row[3].removeprefix(" ")) for row in rows
    ]
    assert sorted(kept) == sorted(entries())


def test_no_cell_of_a_csv_is_run_by_a_spreadsheet(chat, terminal):
    data = written(terminal, "*-clio.csv").read_text("utf-8-sig")

    assert ", =review of schedule," in data


def test_actionstep_is_a_workbook_of_real_dates_and_numbers(chat, terminal):
    sheet = openpyxl.load_workbook(written(terminal, "*-actionstep.xlsx")).active
    header, *rows = sheet.values
    today = datetime.now(ZoneInfo(terminal.zone)).date()

    assert header[:4] == ("Action", "Date", "Quantity", "Description")
    assert {row[1].date() for row in rows} == {today}
    kept = [(round(row[2] * 60), str(row[0]), row[3].removeprefix(" ")) for row in rows]
    assert sorted(kept) == sorted(entries())


def test_leap_has_whole_units(chat, terminal):
    data = written(terminal, "*-leap.csv").read_text("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(data))

    assert header == ["MatterRef", "Date", "Units", "Description", "FeeEarner", "Rate"]
    assert {row[4] for row in rows} == {"AB"}
    kept = [(int(row[2]) * 6, row[0], row[3].removeprefix(" ")) for row in rows]
    assert sorted(kept) == sorted(entries())


def test_the_totals_agree(chat):
    minutes = sum(each[0] for each in entries())

    assert f"{Decimal(minutes) / 60:.1f} h" in chat.stdout


def test_the_same_day_again_is_not_handed_over_twice(chat, terminal):
    before = sorted(terminal.here.iterdir())

    again = terminal.run("export", "clio")

    assert sorted(terminal.here.iterdir()) == before
    assert "clio.csv" in again.stdout + again.stderr


def test_the_bookmark_is_there_tomorrow(chat, terminal):
    assert "clause 12" in terminal.run("say", "bookmarks").stdout


def test_a_later_line_goes_out_in_a_second_file(chat, terminal):
    terminal.run("say", "0.1 email to client re costs, Patel file")

    done = terminal.run("export", "clio", "--json")

    assert done.returncode == 0, done.stderr
    second = Path(json.loads(done.stdout)["file"])
    _, row = csv.reader(second.read_text("utf-8-sig").splitlines())
    assert second.parent == terminal.here
    assert row[3] == "email to client re costs"
    assert len(list(terminal.here.glob("*clio*.csv"))) == 2
