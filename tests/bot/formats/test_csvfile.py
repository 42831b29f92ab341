import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats import FORMATS, cells, csvfile, own, xlsxfile
from bot.formats.base import Column, Dialect, Kind
from tests.bot.formats.nasty import line

ODD = st.text(alphabet="a\",;\r\n\t =+-@|'é与\u200b", max_size=12)
WORDS = st.one_of(ODD, st.text(max_size=30))
LINES = st.lists(
    st.builds(
        line,
        narrative=WORDS,
        matter=st.one_of(st.none(), WORDS),
        matter_number=st.one_of(st.none(), ODD),
        minutes=st.integers(0, 600),
        rate=st.one_of(st.none(), st.decimals("0.01", "9999", places=2)),
        billing=st.sampled_from(["billable", "no_charge", "non_billable"]),
        day=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    ),
    max_size=6,
)
NUMBERED = own.load("""
name = "acme"
columns = [
    {header = "Day", field = "date"},
    {header = "Seconds", field = "seconds"},
    {header = "Matter", field = "matter"},
    {header = "Text", field = "narrative"},
]
""")


def file(chosen, lines):
    out = io.BytesIO()
    return csvfile.write(chosen, lines, out), out.getvalue()


def plain(chosen, each):
    """Return the cells as Python's own csv module would be given them."""
    write = cells.time(chosen.time.kind, chosen)
    for column in chosen.columns:
        value = column.get(each)
        if column.kind is Kind.TEXT:
            value = cells.defuse(value or "")
        elif column.kind is Kind.DAY:
            value = value.strftime(chosen.dates)
        elif column.kind is Kind.MONEY:
            value = cells.money(value)
        elif column.kind is not Kind.WHOLE:
            value = write(value)
        if isinstance(value, Decimal):
            value = str(value).replace(".", chosen.dialect.decimal)
        yield value


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("decimal", [".", ","])
@given(lines=LINES, quote_all=st.booleans())
def test_the_bytes_are_those_of_pythons_csv_writer(
    delimiter, decimal, lines, quote_all
):
    dialect = Dialect("utf-8", delimiter, decimal, quote_all)
    chosen = replace(FORMATS["csv"], dialect=dialect)
    page = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(page, delimiter=delimiter, quoting=quoting)
    rows = [[each.header for each in chosen.columns]]
    writer.writerows(rows + [list(plain(chosen, each)) for each in lines])

    assert file(chosen, lines)[1] == page.getvalue().encode("utf-8", "replace")


@given(lines=LINES)
def test_any_narrative_comes_back_from_csv_and_xlsx(lines):
    total, content = file(NUMBERED, lines)
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    xlsxfile.write(NUMBERED, lines, io.BytesIO())

    assert [row[3] for row in rows] == [
        cells.defuse(each.narrative).encode("utf-8", "replace").decode()
        for each in lines
    ]
    assert sum(int(row[1]) for row in rows) == 60 * sum(each.billed for each in lines)
    assert total.rows == len(lines)


def test_bom_crlf_and_two_places():
    total, content = file(FORMATS["clio"], [line(minutes=30)])

    assert content == (
        b"\xef\xbb\xbfMatter,Date,Quantity,Note,User,Activity Description\r\n"
        b"1234,2026-11-18,0.50,call re scheduling,Ada Lovelace,\r\n"
    )
    assert (total.rows, str(total.hours)) == (1, "0.50")


def test_utf_16_has_one_byte_order_mark_however_long_the_file():
    chosen = replace(FORMATS["clio"], dialect=Dialect("utf-16"))
    _, content = file(chosen, [line(n) for n in range(2500)])

    assert content.decode("utf-16").count("\ufeff") == 0
    assert content.decode("utf-16").count("\r\n") == 2501


def test_a_header_is_defused_and_quoted():
    columns = (*FORMATS["clio"].columns, Column("=cmd, x", lambda _: None))
    _, content = file(replace(FORMATS["clio"], columns=columns), [])

    assert content.endswith(b'," =cmd, x"\r\n')


def test_three_times_twenty_minutes_total_what_the_rows_say():
    lines = [line(n, 20, f"part {n}") for n in range(3)]
    total, content = file(FORMATS["clio"], lines)

    assert content.count(b",0.33,") == 3
    assert str(total.hours) == "0.99"


def test_part_of_a_unit_is_refused_by_the_writer_too():
    with pytest.raises(ValueError, match="no whole unit"):
        file(FORMATS["leap"], [line(minutes=15)])


def test_thousands_of_rows_go_through_in_their_order():
    first = date(2020, 1, 1)
    lines = [line(n, 6 + n % 60, day=first + timedelta(n // 7)) for n in range(3210)]
    total, content = file(FORMATS["csv"], lines)
    rows = content.decode("utf-8-sig").splitlines()[1:]

    assert total.rows == len(rows) == 3210
    assert rows[2345].startswith("2020-12-01,")
    assert rows[2345].endswith(",T3345")
