"""A letter lends its words to a time that has none, and never gives a time."""

from datetime import date, datetime

import pytest

from bot import originals, reading
from bot.messages import Invitation, Original

TODAY = date(2026, 11, 18)
JANE = "Jane Doe <jane@client.example>"
ADA = "Ada Lovelace <ada@firm.example>"
LETTER = Original(JANE, ADA, "Re: Settlement offer, 0.5 h")
SENT = Original(ADA, JANE, "Settlement offer")
PLAIN = Original(JANE, ADA, "FW: Settlement offer")
NAMED = Original(JANE, ADA, "Smith v Jones - settlement")
MEETING = Invitation("Mediation Smith v Jones", datetime(2026, 11, 18, 9), 90)


def read(text, original=None, **more):
    return reading.parse(
        text, today=TODAY, original=original, by="ada@firm.example", **more
    )


@pytest.mark.parametrize(
    ("original", "words"),
    [
        (PLAIN, "Email from Jane Doe re Settlement offer"),
        (SENT, "Email to Jane Doe re Settlement offer"),
        (Original("Ada Lovelace", "Jane Doe", "Offer"), "Email to Jane Doe re Offer"),
        (Original("Ada Lovelace <ada@home.example>", "Jane Doe", "Offer"), "Email to Jane Doe re Offer"),
        (Original("Ada <ada@home.example>", ADA, "Offer"), "Email from Ada re Offer"),
        (Original("LOVELACE, Ada", "Jane Doe", "Offer"), "Email to Jane Doe re Offer"),
        (Original(ADA, f"{JANE}; Ed Roe <e@x>", "Offer"), "Email to Jane Doe and Ed Roe re Offer"),
        (Original(ADA, f"{JANE}; Ed <e@x>; Al <a@x>", "O"), "Email to Jane Doe and 2 others re O"),
        (Original(ADA, ADA, "Offer"), "Email re Offer"),
        (Original("jane@client.example", ADA, "Offer"), "Email from jane@client.example re Offer"),
        (Original(JANE, ADA, ""), "Email from Jane Doe"),
        (Original("", "", "Re: Offer"), "Email re Offer"),
        (Original("", "", "Re:"), ""),
        (Original(), ""),
        (None, ""),
    ],
)  # fmt: skip
def test_a_letter_lends_its_words(original, words):
    assert originals.lent(original, by="ada@firm.example", name="Ada Lovelace") == words


def test_a_meeting_lends_its_title():
    assert originals.lent(PLAIN, invitation=MEETING) == "Mediation Smith v Jones"
    assert originals.lent(PLAIN, invitation=Invitation()).startswith("Email from")


@pytest.mark.parametrize(
    ("text", "minutes", "matter", "narrative", "asks"),
    [
        ("0.2", 12, None, "Email from Jane Doe re Settlement offer", []),
        ("0.2 Smith file", 12, "Smith", "Email from Jane Doe re Settlement offer", []),
        ("Smith file:\n0.2\nThanks", 12, "Smith", "Email from Jane Doe re Settlement offer", []),
        ("Hi\nplease see below\n0.2", 12, None, "Email from Jane Doe re Settlement offer", []),
        ("2", None, None, "Email from Jane Doe re Settlement offer", ["duration"]),
        ("0.3 nb", 18, None, "Email from Jane Doe re Settlement offer", []),
        ("0.2 perusing, Smith file", 12, "Smith", "perusing", []),
        ("0.2 reply to Jane", 12, None, "reply to Jane", []),
    ],
)  # fmt: skip
def test_a_line_on_top_takes_what_it_lacks(text, minutes, matter, narrative, asks):
    answer = read(text, PLAIN)

    assert answer["problems"] == []
    (entry,) = answer["entries"]
    assert (entry["minutes"], entry["matter"]) == (minutes, matter)
    assert (entry["narrative"], entry["asks"]) == (narrative, asks)
    assert entry["date"] == "2026-11-18"


def test_shares_without_words_all_get_the_letters():
    entries = read("0.6 across Smith and Jones", PLAIN)["entries"]

    assert [(each["matter"], each["minutes"]) for each in entries] == [
        ("Smith", 18),
        ("Jones", 18),
    ]
    assert {each["narrative"] for each in entries} == {
        "Email from Jane Doe re Settlement offer"
    }


@pytest.mark.parametrize(
    ("text", "asks"),
    [("0.2 call", ["matter"]), ("0.2", ["matter"]), ("0.2 call, Chen file", [])],
)
def test_a_matter_is_asked_where_only_the_letter_names_one(text, asks):
    (entry,) = read(text, NAMED)["entries"]

    assert entry["asks"] == asks
    assert entry["matter"] == ("Chen" if not asks else None)
    (entry,) = read("0.2 call", invitation=MEETING)["entries"]
    assert entry["asks"] == ["matter"]


@pytest.mark.parametrize(
    ("original", "line"),
    [
        (PLAIN, "0.2 email from Jane Doe re Settlement offer"),
        (LETTER, "0.2 “email from Jane Doe re Settlement offer, 0.5 h”"),
        (Original(JANE, ADA, '0.4 or "0.5" b'), "0.2 email from Jane Doe"),
        (Original("2 h, 3 h", "", "0.5 h, 1.5 h “x”"), "0.2 reading email"),
    ],
)
def test_no_time_is_ever_taken_from_a_letter(original, line):
    for text in ("", " \n "):
        answer = read(text, original)
        assert answer["entries"] == []
        assert [each["kind"] for each in answer["problems"]] == ["no_duration"]
        assert answer["problems"][0]["message"].endswith(f"for example: {line}")
    (entry,) = read("0.1 call", original)["entries"]
    assert entry["minutes"] == 6


def test_without_a_letter_nothing_is_lent():
    assert [each["kind"] for each in read("0.2")["problems"]] == ["no_narrative"]
    assert [each["kind"] for each in read("0.2", Original())["problems"]] == [
        "no_narrative"
    ]
    assert [each["kind"] for each in read("")["problems"]] == ["empty"]
