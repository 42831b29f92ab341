import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from bot.errors import NoFile
from bot.formats import FORMATS, xlsxfile
from tests.bot.formats.nasty import line

CLIO = FORMATS["clio"]


def file(lines, chosen=CLIO):
    out = io.BytesIO()
    xlsxfile.write(chosen, lines, out)
    return out


def notes(out):
    sheet = openpyxl.load_workbook(out).active
    return [unescape(row[3].value or "") for row in sheet.iter_rows(min_row=2)]


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_narrative_comes_back(narratives):
    lines = [line(n, 12, text) for n, text in enumerate(narratives)]
    held = [xlsxfile.holdable(text) for text in narratives]

    assert notes(file(lines)) == held
    for text, cell in zip(narratives, held, strict=True):
        lost = re.sub(xlsxfile.UNHOLDABLE, "?", text)
        assert cell.lstrip() == lost.replace("\r", "\n").lstrip() or "\r\n" in text


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("bell \x07 half \ud83d none \uffff", "bell ? half ? none ?"),
        ("<r><t>x</t></r>", " <r><t>x</t></r>"),
        ("_x0041_ is no A", "_x0041_ is no A"),
        ("  kept blanks  ", "  kept blanks  "),
        ("=1+1", "=1+1"),
        ("http://example.test", "http://example.test"),
        ("0123", "0123"),
    ],
)
def test_a_text_is_held_as_text(said, held):
    out = file([line(narrative=said)])
    [cell] = [row[3] for row in openpyxl.load_workbook(out).active.iter_rows(min_row=2)]

    assert unescape(cell.value) == held
    assert cell.data_type in {"s", "inlineStr"}


def test_nothing_in_the_file_runs_or_links():
    lines = [
        line(narrative='=HYPERLINK("http://x")'),
        line(narrative="https://example.test"),
    ]
    with zipfile.ZipFile(file(lines)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
        names = parts.namelist()

    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet.lower().replace(b"=hyperlink", b"")
    assert not any("vba" in name or "external" in name for name in names)


def test_widths_dates_and_numbers_look_as_the_format_says():
    out = file([line(minutes=45)])
    sheet = openpyxl.load_workbook(out).active

    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert sheet["C2"].number_format == "0.00"
    assert sheet["C2"].value == 0.75
    assert sheet.column_dimensions["D"].width > 50
    assert sheet["A1"].font.bold


def test_a_text_longer_than_a_cell_is_refused_not_cut():
    with pytest.raises(ValueError, match="longer than a cell"):
        file([line(narrative="x" * 32_768)])


def test_more_rows_than_a_sheet_has_are_a_problem(monkeypatch):
    monkeypatch.setattr(xlsxfile, "ROWS", 2)

    with pytest.raises(NoFile, match="A sheet holds 2 rows"):
        file([line(n) for n in range(3)])


def test_part_of_a_unit_is_refused():
    with pytest.raises(ValueError, match="no whole unit"):
        file([line(minutes=15)], FORMATS["leap"])


def test_whole_hours_need_no_point():
    sheet = openpyxl.load_workbook(file([line()], replace(CLIO, decimals=0))).active

    assert sheet["C2"].number_format == "0"
