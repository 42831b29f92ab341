"""Undo under an answer takes back that step alone, or says why it cannot."""

from datetime import timedelta

import pytest

from bot.errors import NotChanged


def rows(house, **when):
    return [(each.number, each.minutes, each.label, each.state) for each in house.day(**when)]  # fmt: skip


@pytest.fixture
def day(house):
    """Give a house in which three answers are about one entry each."""
    for number, key in enumerate(("a", "b", "c"), 1):
        house.say(f"0.{number} call, Smith file", key=key)
    return house


def test_a_step_is_taken_back_out_of_its_turn(day):
    assert day.say("undo", thread="a").text.splitlines() == [
        "✓ Taken back: “0.1 call, Smith file”",
        "– 1 · 0.1 h · Smith · call · Wed 18 Nov",
        "today 0.5 h",
    ]
    assert [each[0] for each in rows(day)] == [2, 3]
    day.say("undo")
    assert [each[0] for each in rows(day)] == [2]


def test_what_something_later_builds_on_stays(day):
    day.say("edit 1 0.9")
    with pytest.raises(
        NotChanged, match=r"“edit 1 0\.9” has changed the same.*edit 1 W"
    ):
        day.say("undo", thread="a")
    assert rows(day)[0] == (1, 54, "Smith", "ready")
    day.say("undo")
    day.say("undo", thread="a")
    assert [each[0] for each in rows(day)] == [2, 3]


def test_a_mend_is_taken_back_under_its_own_answer(day):
    day.say("edit 1 0.9", key="mend")
    day.say("matter 2 Jones")
    day.say("undo", thread="mend")

    assert rows(day)[0] == (1, 6, "Smith", "ready")
    assert rows(day)[1] == (2, 12, "Jones", "ready")


def test_nothing_is_taken_back_twice(day):
    day.say("undo", thread="a")
    with pytest.raises(NotChanged, match="taken back before"):
        day.say("undo", thread="a")
    day.say("0.9 call, Kim file", key="d")
    day.say("undo")
    with pytest.raises(NotChanged, match="taken back before"):
        day.say("undo", thread="d")
    assert [each[0] for each in rows(day)] == [2, 3]


def test_an_answer_that_did_nothing_has_nothing_to_take_back(day):
    day.say("today", key="sheet")
    with pytest.raises(NotChanged, match="changed nothing"):
        day.say("undo", thread="sheet")
    assert len(rows(day)) == 3


def test_yesterdays_answer_is_taken_back_today(day):
    day.clock[0] += timedelta(days=1)
    day.say("0.5 call, Kim file")
    day.say("undo", thread="b")

    assert [each[0] for each in rows(day)] == [1, 3]


def test_a_letter_kept_late_still_counts_as_later(day):
    late = day.clock[0] - timedelta(hours=2)
    day.say("edit 1 0.9", at=late)
    with pytest.raises(NotChanged, match="has changed the same"):
        day.say("undo", thread="a")


def test_learnt_names_are_unlearnt_only_where_nothing_builds_on_them(house):
    for each in ("A-1 Smith v Jones", "A-2 Jones Holdings"):
        house.say(f"matter add {each}")
    house.say("0.1 call, Jones file\n0.2 memo, Jones file yesterday")
    house.say("matter 1 A-1", key="first")
    house.say("matter 2026-11-17 1 A-1", key="second")
    with pytest.raises(NotChanged, match="has changed the same"):
        house.say("undo", thread="first")
    house.say("undo", thread="second")
    house.say("undo", thread="first")
    assert [each.matter_id for each in house.day()] == [None]


def test_a_bookmark_is_taken_back_too(house):
    house.say("Bookmark: reviewing clause 12, Chen file", key="place")
    house.say("0.2 call, Smith file")
    assert "The bookmark is gone." in house.say("undo", thread="place").text
    house.say("Bookmark: reviewing clause 13, Chen file", key="other")
    house.say("resume Chen")
    with pytest.raises(NotChanged, match="has changed the same"):
        house.say("undo", thread="other")
