"""Times of day on working days: read, and next due whatever the clocks do."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core import dayclock

SYDNEY, LONDON, APIA = "Australia/Sydney", "Europe/London", "Pacific/Apia"


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("17:30 export clio", (1050, "export clio")),
        ("17.30 push", (1050, "push")),
        ("5pm", (1020, "")),
        ("5 pm push", (1020, "push")),
        ("5:15 p.m. push", (1035, "push")),
        ("12am x", (0, "x")),
        ("12pm x", (720, "x")),
        ("00:05 x", (5, "x")),
        ("17:00 6 hours", (1020, "6 hours")),
        ("24:00 x", None),
        ("17:60 x", None),
        ("13pm x", None),
        ("17 x", None),
        ("export clio", None),
        ("17:30export", None),
    ],
)
def test_a_time_of_day_is_read(words, read):
    assert dayclock.read(words) == read


def _at(text):
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("after", "minute", "zone", "due"),
    [
        # Wednesday afternoon; Wednesday evening, so Thursday; Friday evening, so Monday.
        ("2026-11-18T12:00+11:00", 1050, SYDNEY, "2026-11-18T17:30+11:00"),
        ("2026-11-18T17:30+11:00", 1050, SYDNEY, "2026-11-19T17:30+11:00"),
        ("2026-11-20T18:00+11:00", 1050, SYDNEY, "2026-11-23T17:30+11:00"),
        # The clocks go forward on a Sunday in Sydney; Monday has the new offset.
        ("2026-10-02T18:00+10:00", 1050, SYDNEY, "2026-10-05T17:30+11:00"),
        ("2026-04-03T18:00+11:00", 1050, SYDNEY, "2026-04-06T17:30+10:00"),
        # Another day here than in UTC.
        ("2026-11-18T23:00+13:00", 30, "Pacific/Auckland", "2026-11-19T00:30+13:00"),
    ],
)
def test_what_is_due_next(after, minute, zone, due):
    assert dayclock.following(_at(after), minute, zone) == _at(due)


def test_a_time_that_the_clocks_leave_out_or_repeat_is_once_that_day():
    """Cairo turns its clocks at midnight between Thursday and Friday: a working day."""
    zone = "Africa/Cairo"
    for begin in ("2026-04-20T00:00+02:00", "2026-10-26T00:00+02:00"):
        due, days = _at(begin), []
        while len(days) < 8:
            due = dayclock.following(due, 30, zone)
            days.append(dayclock.day_of(due, zone))
        assert len(set(days)) == len(days), days
        assert all(each.weekday() < 5 for each in days)


@pytest.mark.parametrize(
    "zone", [SYDNEY, LONDON, APIA, "America/New_York", "Asia/Kathmandu", "UTC"]
)
@pytest.mark.parametrize("minute", [0, 30, 90, 150, 1050, 1439])
def test_a_year_has_each_working_day_once(zone, minute):
    due = _at("2026-01-01T00:00+00:00")
    days = []
    while due < _at("2027-01-01T00:00+00:00"):
        due = dayclock.following(due, minute, zone)
        days.append(dayclock.day_of(due, zone))

    assert days == sorted(set(days))
    expected = {days[0] + timedelta(n) for n in range((days[-1] - days[0]).days + 1)}
    assert set(days) == {each for each in expected if each.weekday() < 5}
