"""Every row of the tables reads as it says there: a mistake becomes a row."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot import reading

TABLES = Path(__file__).parent / "tables"
FIELDS = ("minutes", "date", "matter", "narrative", "billing", "rate", "asks")
ROWS = [
    pytest.param(json.loads(line), id=f"{table.stem}-{number}")
    for table in sorted(TABLES.glob("*.jsonl"))
    for number, line in enumerate(table.read_text("utf-8").splitlines(), start=1)
]


@pytest.mark.parametrize("row", ROWS)
def test_a_line_reads_as_its_row_says(row):
    answer = reading.parse(
        row["text"], today=date.fromisoformat(row["today"]), locale=row["locale"]
    )

    assert {
        "entries": [{key: each[key] for key in FIELDS} for each in answer["entries"]],
        "bookmark": answer["bookmark"],
        "problems": [each["kind"] for each in answer["problems"]],
    } == {key: row[key] for key in ("entries", "bookmark", "problems")}


def test_there_are_at_least_three_hundred_rows():
    assert len(ROWS) >= 300
