"""What a person reads when a line cannot be kept can be said back, and then is kept."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from bot import reading

TABLES = Path(__file__).parent / "tables"
REFUSED = [
    row
    for table in sorted(TABLES.glob("*.jsonl"))
    for row in map(json.loads, table.read_text("utf-8").splitlines())
    if row["problems"]
]


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["text"][:60])
def test_the_example_in_a_problem_reads_without_a_problem(row):
    told = {"today": date.fromisoformat(row["today"]), "locale": row["locale"]}
    for problem in reading.parse(row["text"], **told)["problems"]:
        example = re.findall("“([^“”]+)”", problem["message"])

        if example and "Only the first" not in problem["message"]:
            answer = reading.parse(example[-1], **told)
            assert answer["problems"] == []
            assert answer["entries"][0]["minutes"]
