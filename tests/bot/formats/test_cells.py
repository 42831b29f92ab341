from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats import cells

DEFUSED = [
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\rfoo",
    "\nfoo",
    '"=1+1',
    "'=1+1",
    "“=1+1”",
    "\u200b=1",
    "\ufeff=1",
    "\xa0=1",
    "\u202e=1",
    "\x00=1",
    "＝1+1",
    "＋61 2 5550",
    "- call with client",
    "-",
    "+61 2 5550 0000",
    '"" =1',
]
KEPT = [
    "",
    "call re = sign",
    "a-b",
    "-5",
    "+5",
    "-0.25",
    "-1,5",
    "email@firm.example",
    "1=1",
    '"quoted" words',
    " =1+1",
    "'tis the season",
    "\u200bhidden",
]


@pytest.mark.parametrize("text", DEFUSED)
def test_a_formula_gets_a_space(text):
    assert cells.defuse(text) == f" {text}"
    assert not cells.all_safe(["fine", text])


@pytest.mark.parametrize("text", KEPT)
def test_other_text_and_numbers_stay(text):
    assert cells.defuse(text) == text


@given(st.lists(st.text()))
def test_defusing_a_column_is_defusing_each_and_once_is_enough(texts):
    once = [cells.defuse(text) for text in texts]

    assert cells.defused(texts) == once
    assert cells.defused(once) == once
    assert not any(cell[:1] in set("=@\t\r\n") for cell in once if cell)


def test_a_long_run_of_blanks_takes_no_time():
    assert cells.defuse("\u200b" * 200_000 + "x").endswith("x")


@given(st.integers(0, 24 * 60))
def test_hours_have_two_places_and_are_within_half_a_minute(minutes):
    hours = cells.hours(minutes)

    assert hours.as_tuple().exponent == -2
    assert round(hours * 60) == minutes
    assert (hours * 60 == minutes) == (minutes % 3 == 0)


def test_part_of_a_unit_is_never_rounded():
    with pytest.raises(ValueError, match="15 minutes are no whole unit of 6"):
        cells.units(15, 6)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("450", "450.00"), ("1E3", "1000.00"), ("412.505", "412.505"), ("0", "0.00")],
)
def test_money_has_two_places_at_least(amount, shown):
    assert str(cells.money(Decimal(amount))) == shown


def test_no_money_is_none():
    assert cells.money(None) is None
