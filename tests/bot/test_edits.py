"""What an edit says: only that, and all of that."""

from datetime import date
from decimal import Decimal

import pytest

from bot import edits
from bot.errors import NotChanged, Unread

TODAY = date(2026, 11, 18)

EDITS = [
    ("0.4", {"minutes": 24}, None),
    ("30 min", {"minutes": 30}, None),
    ("half an hour", {"minutes": 30}, None),
    ("Jones file", {}, "Jones"),
    ("#2024-FAM-0312", {}, "2024-FAM-0312"),
    ("0.4 Jones file", {"minutes": 24}, "Jones"),
    ("nb", {"billing": "non_billable"}, None),
    ("no charge", {"billing": "no_charge"}, None),
    ("billable", {"billing": "billable"}, None),
    ("make it billable", {"billing": "billable"}, None),
    ("@450", {"rate": Decimal(450)}, None),
    ("no rate", {"rate": None}, None),
    ("rate none", {"rate": None}, None),
    ("remove rate", {"rate": None}, None),
    ("remove the rate", {"rate": None}, None),
    ("@0", {"rate": None}, None),
    ("charge it", {"billing": "billable"}, None),
    ("billable, no rate", {"billing": "billable", "rate": None}, None),
    ("0.4, no rate", {"minutes": 24, "rate": None}, None),
    ("at 0.6", {"minutes": 36}, None),
    ("make it 0.6", {"minutes": 36}, None),
    ("to Jones file", {}, "Jones"),
    (
        "settling bundle two",
        {"narrative": "settling bundle two", "activity": "Draft"},
        None,
    ),
    (
        "settling bundle two, Jones file",
        {"narrative": "settling bundle two", "activity": "Draft"},
        "Jones",
    ),
    ("yesterday", {"day": date(2026, 11, 17)}, None),
    ("0.4 yesterday", {"minutes": 24, "day": date(2026, 11, 17)}, None),
    ("call with counsel", {"narrative": "call with counsel", "activity": "Call"}, None),
    (
        "call with counsel, Jones file",
        {"narrative": "call with counsel", "activity": "Call"},
        "Jones",
    ),
    (
        "0.4 call with counsel, nb, Jones file",
        {
            "minutes": 24,
            "narrative": "call with counsel",
            "activity": "Call",
            "billing": "non_billable",
        },
        "Jones",
    ),
]


@pytest.mark.parametrize(("text", "fields", "matter"), EDITS)
def test_an_edit_says(text, fields, matter):
    said = edits.read(text, today=TODAY, locale="en-AU")

    assert {k: v for k, v in said.fields.items() if k != "warnings"} == fields
    assert said.matter == matter
    assert said.asks == ()


@pytest.mark.parametrize(
    "text", ["2", "2 call with client", "call with client, 2", "1.30 drafting defence"]
)
def test_a_doubtful_time_is_asked_and_wipes_nothing(text):
    said = edits.read(text, today=TODAY, locale="en-AU")

    assert "minutes" not in said.fields
    assert [each["field"] for each in said.asks] == ["duration"]


def test_more_than_one_entry_is_refused():
    with pytest.raises(NotChanged, match="more than one entry"):
        edits.read("0.2 call X; 0.3 letter Y", today=TODAY, locale="en-AU")


def test_a_word_that_leads_nowhere_is_no_narrative():
    with pytest.raises(NotChanged, match="“at” says nothing new"):
        edits.read("at", today=TODAY, locale="en-AU")


@pytest.mark.parametrize("text", ["0.0", "-0.3", "0.2 or 0.3", "…"])
def test_what_cannot_be_is_refused_with_the_readers_words(text):
    with pytest.raises(Unread):
        edits.read(text, today=TODAY, locale="en-AU")
