"""The work day is the person's own civil date when they sent it, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import NothingToUndo
from tests.fakes.house import House

# The days on which clocks go forward and back, in each zone.
EDGES = [
    ("Australia/Sydney", date(2026, 4, 5)),
    ("Australia/Sydney", date(2026, 10, 4)),
    ("Pacific/Auckland", date(2026, 4, 5)),
    ("Pacific/Auckland", date(2026, 9, 27)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Europe/London", date(2026, 3, 29)),
    ("Europe/London", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
]
AROUND = [(day, clock) for day in (-1, 0, 1) for clock in ((0, 1), (12, 0), (23, 59))]


def _at(zone, day, hour, minute) -> datetime:
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


@pytest.mark.parametrize(("zone", "edge"), EDGES)
def test_a_line_is_of_the_day_on_the_persons_own_clock(house: House, zone, edge):
    house.say(f"me zone {zone}")
    for number, (days, (hour, minute)) in enumerate(AROUND):
        day = edge + timedelta(days=days)
        at = _at(zone, day, hour, minute)
        house.say(f"0.1 call {number}, Smith file", at=at)
        house.say(f"yesterday, 0.1 letter {number}, Smith file", at=at)

        narratives = {each.narrative for each in house.day(start=day)}
        assert f"call {number}" in narratives
        earlier = house.day(start=day - timedelta(days=1))
        assert f"letter {number}" in {each.narrative for each in earlier}


@pytest.mark.parametrize(("zone", "edge"), EDGES)
def test_both_sides_of_the_hour_that_is_skipped_or_repeated(house: House, zone, edge):
    house.say(f"me zone {zone}")
    first = _at(zone, edge, 0, 1)
    last = _at(zone, edge, 23, 59)
    moment, count = first, 0
    while moment <= last:
        house.say("0.1 call, Smith file", at=moment)
        moment += timedelta(minutes=30)
        count += 1

    assert len(house.day(start=edge)) == count
    # A day of the clocks' going forward is shorter, the other one longer.
    assert count != 48


@pytest.mark.parametrize(("zone", "edge"), EDGES)
def test_undo_reaches_to_the_persons_own_midnight(house: House, zone, edge):
    house.say(f"me zone {zone}", at=_at(zone, edge - timedelta(days=9), 12, 0))
    house.say("0.1 late call, Smith file", at=_at(zone, edge - timedelta(1), 23, 59))
    house.say("0.2 early call, Smith file", at=_at(zone, edge, 0, 1))
    house.say("undo", at=_at(zone, edge, 23, 58))

    with pytest.raises(NothingToUndo):
        house.say("undo", at=_at(zone, edge, 23, 59))
    assert len(house.day(start=edge - timedelta(days=1))) == 1


def test_a_move_of_home_changes_no_day_that_was_kept(house: House):
    house.say("0.1 call, Smith file")
    before = house.shown()
    house.say("me zone America/New_York")

    assert house.shown() == before
