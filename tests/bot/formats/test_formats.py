"""What holds for every format there is and will be."""

import csv
import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from bot import formats
from bot.formats import checks, csvfile, xlsxfile
from bot.formats.base import TIMES, Colour, Facts, Kind
from tests import golden
from tests.bot.formats.nasty import DAY, FACTS, TODAY, line

MODULES = Path(formats.__file__).parent
CHOSEN = golden.chosen()
# What is in the folder and is no format.
TOOLS = {
    *("base", "pages", "fields", "cells", "written", "csvfile", "xlsxfile"),
    *("own", "owncolumns", "faults", "persondays", "checks", "examples"),
    *("check_names", "check_time", "check_money", "check_words"),
}


def written(chosen, lines, facts=FACTS):
    out = io.BytesIO()
    leaving = checks.sift(chosen, lines, facts, checks.Report())
    return out, csvfile.write(chosen, leaving, out)


def leaving(chosen, facts=FACTS):
    return list(checks.sift(chosen, DAY, facts, checks.Report()))


def test_every_golden_file_is_fresh_and_none_is_left_over():
    expected = golden.expected()
    found = {path.name: path.read_bytes() for path in golden.FOLDER.iterdir()}

    assert found.keys() == expected.keys(), "run `make golden` and read the diff"
    for name, content in expected.items():
        assert found[name] == content, f"{name} differs: run `make golden`, read it"


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_listed_format_has_its_golden_file(name):
    assert (golden.FOLDER / f"{name}.csv").exists()
    assert formats.FORMATS[name].name == name


def test_every_module_in_the_folder_is_listed():
    modules = {path.stem for path in MODULES.glob("[!_]*.py")} - TOOLS

    listed = {"csv" if each == "house" else each.replace("_", "-") for each in modules}
    assert listed == set(formats.FORMATS)


@pytest.mark.parametrize("name", CHOSEN)
def test_a_csv_reader_gets_every_cell_back(name):
    chosen = CHOSEN[name]
    out, total = written(chosen, DAY)
    text = io.StringIO(out.getvalue().decode(chosen.dialect.encoding), newline="")
    rows = list(csv.reader(text, delimiter=chosen.dialect.delimiter))
    lines = leaving(chosen)

    assert rows[0] == [column.header for column in chosen.columns]
    assert len(rows) == len(lines) + 1 == total.rows + 1
    for row, each in zip(rows[1:], lines, strict=True):
        for cell, column in zip(row, chosen.columns, strict=True):
            if column.kind is Kind.TEXT:
                text = (column.get(each) or "").replace("\ud83d", "?")
                assert cell in {text, f" {text}"}


@pytest.mark.parametrize("name", CHOSEN)
def test_no_cell_of_a_csv_begins_as_a_formula(name):
    chosen = CHOSEN[name]
    out, _ = written(chosen, DAY)
    text = io.StringIO(out.getvalue().decode(chosen.dialect.encoding), newline="")

    for row in csv.reader(text, delimiter=chosen.dialect.delimiter):
        assert not any(cell[:1] in set("=+-@\t\r'") for cell in row if cell)


@pytest.mark.parametrize("name", CHOSEN)
def test_the_total_is_the_sum_of_the_rows(name):
    chosen = CHOSEN[name]
    out, total = written(chosen, DAY)
    text = io.StringIO(out.getvalue().decode(chosen.dialect.encoding), newline="")
    rows = list(csv.reader(text, delimiter=chosen.dialect.delimiter))
    place = chosen.columns.index(chosen.time)
    cells = [Decimal(row[place].replace(",", ".")) for row in rows[1:]]
    share = {Kind.HOURS: 1, Kind.UNITS: 10, Kind.MINUTES: 60, Kind.SECONDS: 3600}

    assert total.hours == (sum(cells) / share[chosen.time.kind]).quantize(
        Decimal("0.01")
    )


@pytest.mark.parametrize("name", CHOSEN)
def test_a_spreadsheet_holds_the_same_cells_with_their_types(name):
    chosen = CHOSEN[name]
    facts = Facts(today=TODAY, has_list=True, suffix="xlsx")
    lines = leaving(chosen, facts)
    out = io.BytesIO()
    total = xlsxfile.write(chosen, lines, out)
    sheet = openpyxl.load_workbook(out).active

    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == [each.header for each in chosen.columns]
    assert sheet.max_row == len(lines) + 1 == total.rows + 1
    assert total.hours == written(chosen, DAY)[1].hours
    for row, each in enumerate(lines, 2):
        for place, column in enumerate(chosen.columns, 1):
            _same_cell(sheet.cell(row, place), column, each)


def _same_cell(cell, column, each):
    value = column.get(each)
    if value in {None, ""}:
        assert cell.value is None
    elif column.kind is Kind.TEXT:
        assert cell.data_type in {"s", "inlineStr"}
        assert cell.number_format == "@"
        assert cell.value == xlsxfile.holdable(value)
    elif column.kind is Kind.DAY:
        assert cell.is_date
        assert cell.value.date() == value
    else:
        assert cell.data_type == "n"
        if column.kind in TIMES:
            minutes = {Kind.HOURS: 60, Kind.UNITS: 6, Kind.SECONDS: Decimal(1) / 60}
            back = Decimal(str(cell.value)) * minutes.get(column.kind, 1)
            assert abs(back - value) < Decimal("0.5")
        else:
            assert Decimal(str(cell.value)) == value


def test_the_same_entries_give_the_same_spreadsheet():
    first, second = io.BytesIO(), io.BytesIO()
    xlsxfile.write(CHOSEN["clio"], DAY, first)
    xlsxfile.write(CHOSEN["clio"], DAY, second)

    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize("name", formats.FORMATS)
def test_an_ordinary_line_is_green_everywhere(name):
    facts = Facts(today=TODAY, has_list=True)
    [finding] = checks.preview(formats.FORMATS[name], [line()], facts)

    assert finding.colour is Colour.GREEN
    assert (finding.row, finding.reason, finding.mend) == (1, "", "")


@pytest.mark.parametrize("name", formats.FORMATS)
def test_an_empty_file_has_its_header(name):
    out, total = written(formats.FORMATS[name], [])

    assert total.rows == 0
    assert total.hours == 0
    assert out.getvalue().count(b"\r\n") == 1


def test_an_american_locale_turns_only_regional_dates():
    turned = {
        name
        for name, each in formats.FORMATS.items()
        if formats.in_locale(each, "en-US") != each
    }

    assert turned == {"clio-activities", "smokeball"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed")
@pytest.mark.parametrize("name", ["csv", "clio", "leap"])
def test_libreoffice_opens_the_csv_and_runs_nothing(name, tmp_path):
    chosen = CHOSEN[name]
    out, total = written(chosen, DAY)
    (tmp_path / "day.csv").write_bytes(out.getvalue())
    profile = (tmp_path / "profile").as_uri()
    every_column_guessed = "44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(  # noqa: PLW1510 - the file that is not there says it failed
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "xlsx", "--outdir", tmp_path),
            *(f"--infilter=CSV:{every_column_guessed}", tmp_path / "day.csv"),
        ],
        capture_output=True,
        timeout=110,
    )
    sheet = openpyxl.load_workbook(tmp_path / "day.xlsx").active
    place = [each.header for each in chosen.columns].index(
        "Note" if name == "clio" else "Description"
    )

    assert sheet.max_row == total.rows + 1
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    for row, each in enumerate(leaving(chosen), 2):
        shown = sheet.cell(row, place + 1).value.strip()
        if each.narrative.replace("\n", " ").isprintable():
            assert shown == each.narrative.strip()
