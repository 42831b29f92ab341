"""What the README says is run."""

import re
from datetime import date
from decimal import Decimal

import pytest

from bot import reading
from bot.core import days
from bot.formats import own
from tests import readme

TODAY = date(2026, 11, 18)
TEXT = readme.README.read_text("utf-8")
ROW = re.compile(
    r"^\| `(?P<said>[^`]+)` \| (?P<hours>[\d.?]+) \| (?P<rest>.*) \|$", re.MULTILINE
)


@pytest.mark.parametrize("row", list(ROW.finditer(TEXT)), ids=lambda row: row["said"])
def test_a_dictated_row_reads_as_the_readme_says(row):
    day, matter, narrative, also = (each.strip() for each in row["rest"].split("|"))

    answer = reading.parse(row["said"], today=TODAY)
    first = answer["entries"][0]

    assert (first["matter"], first["narrative"]) == (matter, narrative)
    assert first["date"] == days.read(day, today=TODAY).isoformat()
    if row["hours"] == "?":
        assert first["asks"] == [also.removeprefix("asks ")]
    else:
        assert first["minutes"] == Decimal(row["hours"]) * 60
    if also.endswith("entries"):
        assert len(answer["entries"]) == int(also.split()[0])
    if also.startswith("rate"):
        assert first["rate"] == also.split()[1]
    assert (first["billing"] == "non_billable") == (also == "non-billable")


def test_the_tables_of_commands_and_formats_are_the_codes_own():
    assert readme.filled(TEXT) == TEXT, "run: make golden"


def test_the_format_of_a_firms_own_in_the_readme_loads():
    declared = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)[1]

    assert own.load(declared).name == "ourfirm"
