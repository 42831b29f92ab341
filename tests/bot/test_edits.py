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


def test_a_bare_number_is_asked():
    said = edits.read("2", today=TODAY, locale="en-AU")

    assert said.fields["minutes"] is None
    assert [each["field"] for each in said.asks] == ["duration"]


def test_more_than_one_entry_is_refused():
    with pytest.raises(NotChanged, match="more than one entry"):
        edits.read("0.2 call X; 0.3 letter Y", today=TODAY, locale="en-AU")


@pytest.mark.parametrize("text", ["0.0", "-0.3", "0.2 or 0.3", "…"])
def test_what_cannot_be_is_refused_with_the_readers_words(text):
    with pytest.raises(Unread):
        edits.read(text, today=TODAY, locale="en-AU")
