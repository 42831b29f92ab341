import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import rounding

TABLE = [
    # policy, unit, minimum, minutes, billed, units
    ("up", 6, 1, 0, 0, 0),
    ("up", 6, 1, 1, 6, 1),
    ("up", 6, 1, 6, 6, 1),
    ("up", 6, 1, 7, 12, 2),
    ("up", 6, 1, 15, 18, 3),
    ("up", 6, 1, 45, 48, 8),
    ("up", 6, 2, 3, 12, 2),
    ("up", 15, 1, 16, 30, 2),
    ("up", 10, 1, 30, 30, 3),
    ("nearest", 6, 1, 15, 18, 3),
    ("nearest", 6, 1, 14, 12, 2),
    ("nearest", 6, 1, 2, 6, 1),
    ("nearest", 6, 0, 2, 0, 0),
    ("nearest", 6, 0, 3, 6, 1),
    ("nearest", 5, 1, 7, 5, 1),
    ("nearest", 5, 1, 8, 10, 2),
    ("none", 6, 1, 15, 15, None),
    ("none", 6, 1, 18, 18, 3),
    ("none", 6, 1, 0, 0, 0),
]
DURATIONS = st.integers(0, 3000)
UNITS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("policy", "unit", "minimum", "minutes", "billed", "units"), TABLE
)
def test_a_policy_bills(policy, unit, minimum, minutes, billed, units):
    terms = {"policy": policy, "unit": unit, "minimum": minimum}

    assert rounding.billed(minutes, **terms) == billed
    assert rounding.units(minutes, **terms) == units
    assert rounding.biller(**terms)(minutes) == (billed, units)


@given(DURATIONS, UNITS, st.integers(0, 5))
def test_up_is_never_less_than_the_work_and_always_whole_units(minutes, unit, minimum):
    billed = rounding.billed(minutes, policy="up", unit=unit, minimum=minimum)

    assert billed >= minutes
    assert billed % unit == 0
    assert billed < max(minutes + unit, minimum * unit + 1)


@given(DURATIONS, UNITS)
def test_nearest_is_at_most_half_a_unit_away(minutes, unit):
    billed = rounding.billed(minutes, policy="nearest", unit=unit, minimum=0)

    assert billed % unit == 0
    assert 2 * abs(billed - minutes) <= unit


@given(DURATIONS, UNITS, st.sampled_from(rounding.POLICIES), st.integers(0, 3))
def test_billing_what_is_billed_changes_nothing(minutes, unit, policy, minimum):
    terms = {"policy": policy, "unit": unit, "minimum": minimum}
    once = rounding.billed(minutes, **terms)

    assert rounding.billed(once, **terms) == once


@pytest.mark.parametrize(
    "terms",
    [
        {"minutes": 6, "policy": "down"},
        {"minutes": -6, "policy": "up"},
        {"minutes": 6, "policy": "up", "unit": 0},
        {"minutes": 6, "policy": "up", "minimum": -1},
    ],
)
def test_nonsense_is_refused(terms):
    with pytest.raises(ValueError, match=r"billed|policy"):
        rounding.billed(**terms)
