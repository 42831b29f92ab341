"""What the README says is run."""

import re
from datetime import date
from decimal import Decimal

import pytest

from bot import reading
from bot.core import days
from bot.formats import own
from storage import entries
from storage.engine import open_store
from tests import readme
from tests.fakes import house as houses

TODAY = date(2026, 11, 18)
TEXT = readme.README.read_text("utf-8")
ROW = re.compile(
    r"^\| `(?P<said>[^`]+)` \| (?P<hours>[\d.?]+) \| (?P<rest>.*) \|$", re.MULTILINE
)

ANSWERS = {
    "changes the time, or more": {"minutes", "narrative"},
    "puts it on another matter": {"label"},
    "replaces what you say": {"minutes", "narrative"},
    "changes how it is billed, or its day": {"billing", "day"},
    "strikes it out, or takes back that message alone": {"state"},
    "nothing": set(),
    "keeps a new entry, as everywhere": set(),
}


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


def _answers():
    table = re.search(r"<!-- answers -->\n(.*?)<!-- /answers -->", TEXT, re.DOTALL)[1]
    for row in table.splitlines()[2:]:
        said, does = row.strip("| ").split(" | ")
        for each in re.findall(r"`([^`]+)`", said):
            yield pytest.param(each, does, id=each)


@pytest.mark.parametrize(("said", "does"), list(_answers()))
def test_what_the_readme_says_under_an_answer_works(sqlite_url, tmp_path, said, does):
    store = open_store(sqlite_url, migrate=False)
    house = houses.opened(store, tmp_path)
    try:
        house.say("0.2 call, Smith file", key="first")
        before = house.day(states=(*entries.KEPT, "void"))[0]
        house.say("0.7 hearing, Kim file")
        house.say(said, thread="first")
        with store.read() as db:
            after = entries.find(
                db,
                firm_id=before.firm_id,
                timekeeper_id=before.timekeeper_id,
                entry_id=before.id,
            )
        kept = len(house.day())
    finally:
        store.close()

    changed = {
        name
        for name in ("minutes", "narrative", "label", "billing", "day", "state")
        if getattr(before, name) != getattr(after, name)
    }
    assert changed <= ANSWERS[does]
    assert bool(changed) == bool(ANSWERS[does])
    assert kept == (
        3 if does.startswith("keeps") else 1 if changed & {"state", "day"} else 2
    )


def test_the_tables_of_commands_and_formats_are_the_codes_own():
    assert readme.filled(TEXT) == TEXT, "run: make golden"


def test_the_format_of_a_firms_own_in_the_readme_loads():
    declared = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)[1]

    assert own.load(declared).name == "ourfirm"
