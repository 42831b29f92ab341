import io
import random
import struct
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from time import process_time

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from bot.core import packages, sheets, workbooks
from bot.core.matterlists import NotAMatterList, Refused, Row, read

LISTS = Path(__file__).with_name("lists")


def listed(text, name="matters.csv"):
    return read(text.encode() if isinstance(text, str) else text, name=name)


def workbook(*rows, title="Matters", more=()):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for other, cells in more:
        sheet = book.create_sheet(other)
        for row in cells:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# --- columns --------------------------------------------------------------------

HEADERS = [
    ("Matter Number,Matter Name,Client,Status", "number name client status"),
    ("Display Number,Description,Client,Status,Responsible Attorney,ID",
     "number name client status responsible clio"),
    ("Matter ID,Matter Name,Primary Participants,Matter Status",
     "number name client status"),
    ("Action ID,File Reference,Action Name,Assigned To",
     "actionstep number name responsible"),
    ("Action ID,Action Name", "number+actionstep name"),
    ("MatterRef,Matter Description,Client Name,Person Responsible,Rate",
     "number name client responsible rate"),
    ("File No.,Matter Title,Person Acting", "number name responsible"),
    ("Matter No,Title,Hourly Rate (ex GST),Close Date", "number name rate closed"),
    ("reference,name,aliases", "number name aliases"),
    ("REF;NAME", "number name"),
    ("Number\tName\tAlso known as", "number name aliases"),
    ("our ref|case name|client(s)", "number name client"),
    ("Clio ID,Number,Name", "clio number name"),
    ("number", "number"),
    ("Name", "name"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "fields"), HEADERS, ids=[row[0] for row in HEADERS])
def test_the_usual_headers_are_known(header, fields):
    found = listed(f"{header}\nA-1\n")

    wanted = {field for each in fields.split() for field in each.split("+")}
    assert set(found.columns) == wanted


def test_a_bare_matter_column_is_what_its_cells_are():
    numbers = listed("Matter,Description\n00001-Smith,Divorce\n00002-Lee,Lease\n")
    named = listed("Matter,No\nSmith v Jones,1\nLee v Ho,2\n")

    assert numbers.rows[0].number == "00001-Smith"
    assert named.rows[0].name == "Smith v Jones"


def test_what_is_not_understood_is_said():
    found = listed("Matter No,Name,Opened,Practice Area\n1,Smith,2026-01-01,Family\n")

    assert found.columns == {"number": "Matter No", "name": "Name"}
    assert found.ignored == ("Opened", "Practice Area")


def test_a_header_may_stand_under_titles():
    found = listed("Matter list\nPrinted 18/11/2026,,\n\nNo,Name,Client\n1,A,B\n")

    assert found.header_row == 4
    assert [(each.row, each.number) for each in found.rows] == [(5, "1")]


def test_a_header_that_is_repeated_is_no_matter():
    found = listed("No,Name\n1,A\nNo,Name\n2,B\n")

    assert [each.number for each in found.rows] == ["1", "2"]
    assert found.refused == ()


# --- rows -----------------------------------------------------------------------


def test_a_full_row_is_taken_whole():
    found = listed(
        "Matter No,Name,Client,Status,Rate,Responsible,Aliases,Clio ID\n"
        "2024-FAM-0312,Smith v Jones,John Smith,Pending,$450,Ada,Smithy; the dog,99\n"
    )

    assert found.rows == (
        Row(
            row=2,
            number="2024-FAM-0312",
            name="Smith v Jones",
            client="John Smith",
            status="pending",
            rate=Decimal("450.00"),
            responsible="Ada",
            aliases=("Smithy", "the dog"),
            target_ids={"clio": "99"},
        ),
    )


def test_a_number_alone_stands_for_both():
    found = listed("No,Name,Client\n1,,\n3,,Lee\n")

    assert [(each.number, each.name) for each in found.rows] == [
        ("1", "1"),
        ("3", "Lee"),
    ]


def test_a_name_stands_for_both_where_the_list_has_no_numbers():
    found = listed("Name,Client\nSmith,\nLee,Ann Lee\n")

    assert [(each.number, each.name) for each in found.rows] == [
        ("Smith", "Smith"),
        ("Lee", "Lee"),
    ]


REFUSED = [
    (",,open,", "has neither a number nor a name"),
    (",No number matter,open,", "has no number, only the name “No number matter”"),
    ("=A3&B3,Formula,open,", "has a formula for its number without its result"),
    ("9,=A3,open,", "has a formula for its name"),
    ("9,B,open,=C2*2", "has a formula for rate"),
    ("1,again,open,", "which row 2 has already"),
    ("9,B,thawed,", "has the status “thawed”"),
    ("9,B,open,lots", "has the rate “lots”"),
    ("9,B,open,-5", "has the rate “-5”"),
    ("9,B,open,1.2.3", "has the rate “1.2.3”"),
    ("9,B,open,900000", "no hourly rate"),
    ("2026-12-03,B,open,", "has a date, 2026-12-03, for a number"),
    ("1.2E+10,B,open,", "has a shortened number"),
    (f"{'9' * 101},B,open,", "has a number of more than 100 characters"),
    (f"9,{'B' * 501},open,", "has a name of more than 500 characters"),
]


@pytest.mark.parametrize(("row", "reason"), REFUSED, ids=[row[1] for row in REFUSED])
def test_a_row_that_cannot_be_taken_is_refused_with_its_reason(row, reason):
    found = listed(f"No,Name,Status,Rate\n1,A,open,\n{row}\n10,C,open,\n")

    assert [each.row for each in found.refused] == [3]
    assert reason in found.refused[0].reason
    assert [each.number for each in found.rows] == ["1", "10"]


def test_numbers_are_the_same_whatever_their_case():
    assert listed("No,Name\na1,A\nA1,B\n").refused == (
        Refused(3, "has the number “A1”, which row 2 has already"),
    )


STATUSES = [
    *(("Open", "open"), ("ACTIVE", "open"), ("In progress", "open"), ("", "open")),
    *(("Open - awaiting", "open"), ("Pending", "pending"), ("On Hold", "pending")),
    *(("Prospective", "pending"), ("Closed", "closed"), ("Archived", "closed")),
    *(("Closed (2024)", "closed"), ("Inactive", "closed"), ("completed", "closed")),
]


@pytest.mark.parametrize(("said", "status"), STATUSES)
def test_statuses_of_other_programs_are_three(said, status):
    found = listed(f"No,Name,Status\n1,A,{said}\n")

    assert [each.status for each in found.rows] == ([status] if status else [])


def test_a_close_date_closes_where_no_status_is_said():
    found = listed("No,Name,Close Date\n1,A,2024-01-01\n2,B,\n3,C,No\n")

    assert [each.status for each in found.rows] == ["closed", "open", "open"]


RATES = [
    *(("450", "450.00"), ("450.5", "450.50"), ("$450.00", "450.00"), ("", None)),
    *(("1,250.00", "1250.00"), ("£ 450/hr", "450.00"), ("A$450", "450.00")),
    *(("450 ex GST", "450.00"), ("0", "0.00"), ("450,50", "450.50"), ("n/a", None)),
]


@pytest.mark.parametrize(("said", "rate"), RATES)
def test_rates_are_exact_money(said, rate):
    (row,) = listed(f'No,Name,Rate\n1,A,"{said}"\n').rows

    assert row.rate == (None if rate is None else Decimal(rate))


CELLS = [
    ('="00123"', "00123"),
    ("'00123", "00123"),
    ("  A-1  ", "A-1"),
    ("A\u200b-1", "A-1"),
    ('"A\n1"', "A 1"),
]


@pytest.mark.parametrize(("cell", "number"), CELLS)
def test_cells_are_cleaned_of_what_exports_put_around_them(cell, number):
    assert listed(f"No,Name\n{cell},x\n").rows[0].number == number


# --- how a CSV is written ---------------------------------------------------------

LINES = "Matter No,Name\n1,Müller\n2,Zoë\n"
DRESSES = [
    (LINES.encode(), "CSV, comma, UTF-8"),
    (LINES.encode("utf-8-sig"), "CSV, comma, UTF-8"),
    (LINES.encode("cp1252"), "CSV, comma, Windows-1252"),
    (LINES.encode("utf-16"), "CSV, comma, UTF-16"),
    (LINES.encode("utf-16-le"), "CSV, comma, UTF-16"),
    (LINES.encode("utf-16-be"), "CSV, comma, UTF-16"),
    (LINES.replace(",", ";").encode(), "CSV, semicolon, UTF-8"),
    (LINES.replace(",", "\t").encode(), "CSV, tab, UTF-8"),
    (LINES.replace(",", "|").encode(), "CSV, bar, UTF-8"),
    (LINES.replace("\n", "\r\n").encode(), "CSV, comma, UTF-8"),
    (LINES.replace("\n", "\r").encode(), "CSV, comma, UTF-8"),
    (("sep=;\n" + LINES.replace(",", ";")).encode(), "CSV, semicolon, UTF-8"),
    (("sep=^\r\n" + LINES.replace(",", "^")).encode(), "CSV, “^”, UTF-8"),
]


@pytest.mark.parametrize(("data", "source"), DRESSES, ids=[row[1] for row in DRESSES])
def test_a_csv_is_read_in_any_dress(data, source):
    found = listed(data)

    assert found.source == source
    assert [(each.number, each.name) for each in found.rows] == [
        ("1", "Müller"),
        ("2", "Zoë"),
    ]


def test_commas_inside_the_names_do_not_split_a_semicolon_list():
    found = listed("No;Name\n1;Smith, John, Ann, and Bo\n2;Lee, Kim\n")

    assert found.rows[0].name == "Smith, John, Ann, and Bo"


def test_a_quoted_line_break_stays_in_its_row():
    found = listed('No,Name\n1,"Smith\nv Jones"\n2,B\n')

    assert [(each.row, each.name) for each in found.rows] == [
        (2, "Smith v Jones"),
        (3, "B"),
    ]


# --- workbooks --------------------------------------------------------------------


def test_a_workbook_is_read_with_whole_numbers_whole_and_days_as_days():
    found = listed(
        workbook(
            ["Matter No", "Name", "Rate", "Close Date"],
            [1234.0, "Smith", 450, None],
            [1234.5, "Lee", 450.25, datetime(2024, 1, 2)],
            ["0099", "Ho", None, None],
            [datetime(2026, 12, 3), "Ng", None, None],
            [True, "Li", None, None],
        )
    )

    assert found.source == "XLSX, sheet “Matters”"
    assert [(each.number, each.rate, each.status) for each in found.rows] == [
        ("1234", Decimal("450.00"), "open"),
        ("1234.5", Decimal("450.25"), "closed"),
        ("0099", None, "open"),
        ("yes", None, "open"),
    ]
    assert [each.row for each in found.refused] == [5]


def test_a_formula_that_was_never_calculated_is_refused():
    found = listed(
        workbook(
            ["Matter No", "Name", "Rate"],
            ["=1+1", "Formula", 450],
            [12, "Lee", 450],
            [13, '=CONCAT("L", "i")', 450],
            [14, "Ng", "=400+50"],
            more=[("Other", [["Total"], ["=SUM(A1)"]])],
        )
    )

    assert [each.number for each in found.rows] == ["12"]
    assert [(each.row, each.reason[:26]) for each in found.refused] == [
        (2, "has a formula for its numb"),
        (4, "has a formula for its name"),
        (5, "has a formula for rate wit"),
    ]


def test_a_formula_with_its_result_is_its_result():
    sheet = (
        b"<worksheet><sheetData><row r='1'>"
        b'<c r="A1" t="str"><f>X</f><v>No</v></c><c r="B1" t="str"><f>Y</f><v></v></c>'
        b'<c r="C1"><f>Z</f><v>7</v></c><c r="D1" s="1"><f>1+1</f></c><c r="AA1"/>'
    )

    assert workbooks.without_result(sheet) == [(0, 3)]


def test_the_sheet_with_the_matters_is_found():
    found = listed(
        workbook(
            ["Hello"],
            more=[
                ("Sum", [["Name", "Total"]]),
                ("M", [["No", "Name", "Client"], [1, "A", "B"]]),
            ],
        )
    )

    assert found.source == "XLSX, sheet “M”"


def test_a_hidden_sheet_stays_unread():
    book = openpyxl.load_workbook(io.BytesIO(workbook(["No", "Name"], [1, "A"])))
    book.create_sheet("Shown").append(["x"])
    book["Matters"].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)

    with pytest.raises(NotAMatterList, match="sheet “Shown”"):
        listed(file.getvalue())


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_older_and_open_workbooks_are_read(suffix):
    found = listed((LISTS / f"matters.{suffix}").read_bytes())

    assert found.source == f"{suffix.upper()}, sheet “matters”"
    assert found.header_row == 4
    assert [(each.row, each.number, each.client, each.rate) for each in found.rows] == [
        (5, "1234", "John Smith", Decimal("450.00")),
        (6, "2024-CON-0040", "Müller, Eva", Decimal("512.50")),
    ]


def test_cells_are_text_as_a_person_reads_them():
    said = [1.0, 0.1 + 0.2, 1e300, True, date(2026, 1, 2), time(9, 30), "x"]
    said.append(datetime(2026, 1, 2))

    assert [workbooks.text(each) for each in said] == [
        *("1", "0.3", "1e+300", "yes", "2026-01-02", "09:30:00", "x"),
        "2026-01-02",
    ]


def test_the_reader_of_workbooks_can_be_asked_in_this_process():
    data = workbook(["No"], [1.0])

    assert workbooks.tables(data, most_rows=9, most_columns=9) == [
        ("Matters", [["No"], ["1"]])
    ]
    assert workbooks.tables(workbook(), most_rows=9, most_columns=9) == [
        ("Matters", [])
    ]
    with pytest.raises(workbooks.Fault, match="2 rows"):
        workbooks.tables(data, most_rows=1, most_columns=9)
    with pytest.raises(workbooks.Fault, match="damaged"):
        workbooks.tables(b"PK", most_rows=9, most_columns=9)


# --- files that are none ------------------------------------------------------------


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def bomb():
    return packed(**{"xl/workbook.xml": "<a/>", "xl/big.xml": b" " * 90_000_000})


def lying_bomb():
    data = bytearray(bomb())
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.rfind(mark)
        data[place + at : place + at + 4] = struct.pack("<I", 1000)
    return bytes(data)


def far_cells():
    sheet = '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>'
    return packed(**{"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": sheet})


def repeated_cells():
    cell = (
        '<table:table-cell office:value-type="float" '
        'table:number-columns-repeated="16000"/>'
    )
    return packed(mimetype="x", **{"content.xml": cell})


def long_cell():
    text = f"<t>{'x' * 1_000_000}</t>"
    return packed(**{"xl/workbook.xml": "<a/>", "xl/sharedStrings.xml": text})


def locked():
    data = bytearray(packed(**{"xl/workbook.xml": "<a/>"}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def damaged_xls(seed):
    data = bytearray((LISTS / "matters.xls").read_bytes())
    draw = random.Random(seed)
    for _ in range(8):
        data[draw.randrange(len(data))] = draw.randrange(256)
    return bytes(data)


NONE = [
    (b"", "is empty"),
    (b" \r\n ", "is empty"),
    (b"%PDF-1.7 ...", "is a PDF"),
    (b"\x89PNG\r\n", "is a picture"),
    (b"\xff\xd8\xff\xe0", "is a picture"),
    (b"{\\rtf1 x}", "is a text document"),
    (b"\x1f\x8b\x08", "is a compressed archive"),
    (b"MZ\x90", "is a program"),
    (b"<html><table><tr><td>No</td></tr></table>", "is a web page"),
    (b"\xef\xbb\xbf  <!DOCTYPE html>\n<html>", "is a web page"),
    (b'<?xml version="1.0"?><Workbook/>', "is XML"),
    (b'{"matters": []}', "is JSON"),
    (b"No,Name\n1,\x00\x01", "holds no text"),
    (bytes(range(1, 256)) * 9, "holds no text"),
    (random.Random(1).randbytes(5000), "holds no text"),
    (b"hello world", "has no column that I know"),
    (b"Date,Amount\n1,2\n", "It begins with “Date”, “Amount”"),
    (b"Name,Phone\n", "has no column that I know"),
    (b"No,Name\n", "no matter under them"),
    (b"No,Name\n,\n,\n", "no matter under them"),
    (b'No,Name\n1,"' + b"x" * 200_000, "never closed"),
    (b"No,Name\n" + b"1,A\n" * 100_001, "more than 100,000 rows"),
    (b"x" * 25_000_001, "is larger than 25 MB"),
    (b"PK\x03\x04 and no more", "is a damaged workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", "is a damaged workbook"),
    (packed(**{"word/document.xml": "<a/>"}), "is an archive or a document"),
    (packed(**{"xl/workbook.bin": "x"}), "is a binary workbook"),
    (packed(**{"xl/workbook.xml": "<a/>"}), "is a damaged workbook"),
    (workbook(["x"])[:-400], "is a damaged workbook"),
    (workbook(), "has no filled cell"),
]


@pytest.mark.parametrize(
    ("data", "reason"), NONE, ids=[f"{n} {row[1]}" for n, row in enumerate(NONE)]
)
def test_a_file_that_is_no_matter_list_is_refused_in_words(data, reason):
    with pytest.raises(NotAMatterList) as refusal:
        read(data, name="list.xls")

    assert str(refusal.value).startswith("list.xls ")
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (bomb, "unpacks to more than 80 MB"),
        (lying_bomb, "damaged"),
        (far_cells, "has cells down to row 1,048,576, column 16,384"),
        (repeated_cells, "repeats a filled cell"),
        (long_cell, "more text than a cell can hold"),
        (locked, "is locked"),
    ],
)
def test_a_hostile_workbook_is_refused_at_once(make, reason):
    data = make()

    start = process_time()
    with pytest.raises(NotAMatterList, match=reason):
        read(data, name="list.xlsx")

    assert process_time() - start < 20


@pytest.mark.parametrize("seed", [71, 101])
def test_a_workbook_that_ends_its_reader_is_refused(seed):
    """Of these two, one makes the library panic and one asks for a terabyte."""
    with pytest.raises(NotAMatterList, match="is a damaged workbook, or none"):
        read(damaged_xls(seed), name="list.xls")


def test_a_good_sheet_is_read_although_another_one_is_damaged(monkeypatch):
    def two(_):
        yield sheets.Sheet((("No", "Name"), ("1", "A")), "XLSX, sheet “M”")
        raise sheets.Unreadable("is torn")

    monkeypatch.setattr(sheets, "read", two)

    assert listed("").rows[0].number == "1"


def test_a_password_is_named_as_the_fault(monkeypatch):
    def locked_up(_):
        raise python_calamine.PasswordError

    monkeypatch.setattr(python_calamine, "load_workbook", locked_up)

    with pytest.raises(workbooks.Fault, match="locked with a password"):
        workbooks.tables(b"", most_rows=9, most_columns=9)


def test_a_package_of_very_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "MOST_PARTS", 3)

    with pytest.raises(NotAMatterList, match="unpacks to more"):
        listed(workbook(["No", "Name"], [1, "A"]))


def test_a_workbook_that_takes_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr(workbooks, "SECONDS", 0.001)

    with pytest.raises(NotAMatterList, match="takes longer than"):
        listed(workbook(["No", "Name"], [1, "A"]))


def test_a_sheet_of_too_many_columns_is_refused():
    with pytest.raises(NotAMatterList, match="201 columns"):
        listed(workbook(["No", "Name", *["x"] * 199]))


def test_a_hundred_thousand_rows_take_seconds():
    text = "No,Name,Status\n" + "".join(f"A-{n},Smith,Open\n" for n in range(99_000))

    start = process_time()
    found = listed(text)

    assert len(found.rows) == 99_000
    assert process_time() - start < 30


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_a_list_or_a_refusal(data):
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return
    try:
        found = read(data, name="x.csv")
    except NotAMatterList:
        return
    assert found.rows or found.refused


CELL = st.text(alphabet=st.characters(blacklist_categories=["C", "Z"]), min_size=1)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8))
def test_every_row_is_taken_or_refused(rows):
    text = "\n".join(
        f'"{a.replace(chr(34), "")}","{b.replace(chr(34), "")}"' for a, b in rows
    )
    try:
        found = listed(f"Matter No,Matter Name\n{text}\n")
    except NotAMatterList:
        return

    places = [each.row for each in (*found.rows, *found.refused)]
    assert len(places) == len(set(places)) <= len(rows)
    assert max(places) <= sheets.MOST_ROWS
