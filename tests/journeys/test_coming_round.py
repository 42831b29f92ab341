"""The day by itself: files, previews and reminders at the person's own time, once."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot import answering, schedules
from bot.errors import Problem
from bot.messages import Said
from storage import posts
from storage import schedules as kept
from tests.fakes import clio, office
from tests.fakes import house as houses
from tests.fakes import practice as fake

LETTER = {"subject": "Re: schedule", "message_id": "<1@firm.example>"}


@pytest.fixture
def house(store, tmp_path):
    return houses.opened(store, tmp_path)


def _say(house, text, *, who="ada", envelope=LETTER):
    """Say something through a channel that brings answers later."""
    house.clock[0] += timedelta(seconds=30)
    said = Said(
        by=f"chat:{who}",
        text=text,
        key=f"k{house.clock[0]}{who}",
        at=house.clock[0],
        envelope=envelope,
    )
    return house.bot.answer(said).text


def _tick(house, minutes=0):
    """Let time pass and a tick come; return how much was due."""
    house.clock[0] += timedelta(minutes=minutes)
    return schedules.tick(
        house.bot.store, house.bot._say_later, _heard, now=house.clock[0]
    )


def _heard(words, ear):
    return answering.deed(words, ear=ear)


def _brought(house):
    """Return the answers to what was said by itself, the oldest first."""
    with house.bot.store.read() as db:
        rows = db.execute(
            posts.select(posts.Message.key, posts.Message.answer)
            .where(posts.Message.key.like("schedule:%"))
            .order_by(posts.Message.id)
        ).all()
    return [row.answer.get("text", row.answer.get("problem")) for row in rows]


def test_the_file_comes_at_half_past_five(house):
    assert "first Wed 18 Nov" in _say(house, "schedule 17:30 export clio")
    house.texts("0.2 call, Smith file", "0.4 letter, Chen file")
    assert _tick(house) == 0

    assert _tick(house, 330) == 1

    [text] = _brought(house)
    assert text.startswith("✓ Clio · 2 entries · 0.60 h · Wed 18 Nov")


def test_it_is_brought_as_work_of_its_own_where_others_are_brought_at_once(house):
    """Nobody has taken a message in who would bring the answer."""
    due = []
    desk = replace(
        house.bot.desk,
        prompt=frozenset({"chat"}),
        enqueue=lambda _, *job: due.append(job),
    )
    house.bot = replace(house.bot, desk=desk)
    _say(house, "schedule 17:30 today")
    assert due == []

    _tick(house, 330)

    assert [job for job, _ in due] == ["chat"]


def test_it_comes_once_however_often_it_is_ticked(house):
    _say(house, "schedule 17:30 export clio")
    house.say("0.2 call, Smith file")

    for _ in range(10):
        _tick(house, 90)

    assert len([each for each in _brought(house) if each.startswith("✓")]) == 1


def test_a_crash_between_saying_and_noting_says_nothing_twice(house):
    _say(house, "schedule 17:30 export clio")
    house.say("0.2 call, Smith file")
    with house.bot.store.read() as db:
        [due] = kept.listed(db, firm_id=1, timekeeper_id=1)
    _tick(house, 340)
    back = partial(
        kept.change,
        firm_id=1,
        timekeeper_id=1,
        schedule_id=due.id,
        next_due=due.next_due,
    )
    house.bot.store.write(back)

    assert _tick(house) == 1
    assert len(_brought(house)) == 1


def test_what_was_missed_comes_late_and_of_its_own_day(house):
    _say(house, "schedule 17:30 export clio")
    house.say("0.2 call, Smith file")

    assert _tick(house, 20 * 60) == 1

    [text] = _brought(house)
    assert "Wed 18 Nov" in text


def test_what_was_missed_for_long_does_not_come_in_a_heap(house):
    _say(house, "schedule 17:30 today")
    house.clock[0] += timedelta(days=21)

    while _tick(house):
        pass

    assert len(_brought(house)) <= 3


def test_a_weekend_is_quiet(house):
    _say(house, "schedule 17:30 today")
    for _ in range(7 * 24):
        _tick(house, 60)

    days = [
        each.partition(" · ")[0].rpartition("for ")[2][:3] for each in _brought(house)
    ]
    assert days == ["Wed", "Thu", "Fri", "Mon", "Tue"]


def test_a_reminder_only_where_time_is_missing(house):
    assert "less than 7.0 h" in _say(house, "remind 17:00")
    _tick(house, 301)
    house.clock[0] += timedelta(hours=17)
    house.say("7.5 trial, Smith file")
    _tick(house, 8 * 60)

    [text] = _brought(house)
    assert text == "Wed 18 Nov has 0.0 h of 7.0 h. What is missing? For quiet: stop"


def test_a_reminder_lists_what_is_open_first(house):
    house.say("matter add 1 Smith")
    house.say("1.30 call re lease")
    _say(house, "remind 17:00 6 hours")
    _tick(house, 310)

    [text] = _brought(house)
    assert text.index("still open") < text.index("of 6.0 h")


def test_stop_is_quiet(house):
    _say(house, "remind 17:00")
    _say(house, "schedule 17:30 export clio")
    listed = _say(house, "schedule")
    assert listed.splitlines()[:2] == [
        "1 · 17:00 · remind below 7.0 h",
        "2 · 17:30 · export clio",
    ]
    assert _say(house, "stop 2") == "✓ Stopped."
    assert _say(house, "stop") == "✓ Stopped."

    assert _tick(house, 600) == 0
    with pytest.raises(Problem, match="nothing to stop"):
        _say(house, "stop")


def test_zoe_stops_nothing_of_adas(house):
    _say(house, "remind 17:00")

    with pytest.raises(Problem, match="nothing to stop"):
        _say(house, "stop", who="zoe")


def test_at_a_terminal_nothing_can_come_later(house):
    with pytest.raises(Problem, match="Say it in Slack or by email"):
        house.say("schedule 17:30 export clio")


@pytest.mark.parametrize(
    "words", ["schedule 17:30 delete 3", "schedule 17:30 matters", "schedule 17:30"]
)
def test_only_what_is_safe_is_scheduled(house, words):
    with pytest.raises(Problem):
        _say(house, words)


def test_a_scheduled_push_shows_what_would_go_and_waits_for_a_yes(house):
    practice = fake.Practice(clio)
    with fake.running(practice):
        desk = office.opened(house, practice)
        desk.connect()
        desk.say("0.2 call, Smith file")
        _say(house, "schedule 17:30 push")
        _tick(house, 330)

        [text] = _brought(house)
        assert text.endswith("Push 1 entry to Clio? Say yes or no.")
        assert practice.made == {}
        desk.say("yes")
        desk.drain()
        assert len(practice.made) == 1


def test_five_hundred_people_at_the_same_minute(house):
    """One look finds them all, and each is said once."""
    _say(house, "schedule 17:30 today")
    with house.bot.store.read() as db:
        [one] = kept.listed(db, firm_id=1, timekeeper_id=1)

    def many(db):
        for number in range(20):
            kept.add(
                db, firm_id=1, timekeeper_id=1, kind="say", by="chat:ada", words="today", minute=1050,
                target=None, envelope=LETTER, next_due=one.next_due + timedelta(seconds=number),
            )  # fmt: skip

    house.bot.store.write(many)
    assert _tick(house, 340) == 21
    assert _tick(house) == 0
    assert len(_brought(house)) == 21
