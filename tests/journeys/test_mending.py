"""Mends: what was said is replaced, what was not said stays, all can be undone."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.errors import BadDay, NotChanged, NothingToUndo, Problem
from storage import people
from storage.engine import open_store
from tests.fakes import house as houses
from tests.fakes.house import TODAY


@pytest.fixture
def day(house):
    """Give a house in which Ada has kept three entries."""
    house.say("0.5 call re scheduling, Smith file")
    house.say("0.2 email to client, Jones file")
    house.say("0.4 draft orders, Smith file")
    return house


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("edit 1 0.3", "0.3 h · Smith · call re scheduling"),
        ("edit 1 20 min", "0.4 h (20 min) · Smith · call re scheduling"),
        ("edit 1 Jones file", "0.5 h · Jones · call re scheduling"),
        ("edit 1 non-billable", "0.5 h · Smith · call re scheduling · non-billable"),
        ("edit 1 no charge", "0.5 h · Smith · call re scheduling · no charge"),
        ("edit 1 @450", "0.5 h · Smith · call re scheduling · $450.00/h"),
        ("edit 1 call with counsel", "0.5 h · Smith · call with counsel"),
        ("edit 1 0.6 Jones file", "0.6 h · Jones · call re scheduling"),
        (
            "edit 1 0.4 call with counsel, Jones file",
            "0.4 h · Jones · call with counsel",
        ),
        ("edit 1 0.3, nb", "0.3 h · Smith · call re scheduling · non-billable"),
        ("matter 1 Jones", "0.5 h · Jones · call re scheduling"),
    ],
)
def test_what_is_said_replaces_and_the_rest_stays(day, said, row):
    assert row in day.say(said).text
    assert f"1 · {row} · Wed 18 Nov" in day.say(said).text

    before = [each[:6] for each in day.shown()]
    day.say("undo")
    if day.shown()[0][3] != "call re scheduling" or day.shown()[0][2] != 30:
        day.say("undo")
    assert day.shown()[0][2:6] == (30, "call re scheduling", None, "Smith")
    assert len(before) == 3


def test_billable_again(day):
    day.say("edit 1 nb")

    assert "non-billable" not in day.say("edit 1 billable").text


def test_a_move_takes_the_next_number_of_the_other_day(day):
    day.say("0.1 call yesterday, Chen file")

    assert day.say("move 2 yesterday").text == (
        "✓ 2 is now Tue 17 Nov 2 · 0.2 h · Jones · email to client · that day 0.3 h"
    )
    day.say("0.1 letter, Chen file")
    assert [each.number for each in day.day()] == [1, 3, 4]
    day.say("undo")
    day.say("undo")
    assert [each.number for each in day.day()] == [1, 2, 3]


def test_an_edit_that_says_a_day_moves(day):
    assert "Tue 17 Nov" in day.say("edit 1 yesterday").text


def test_a_deleted_number_is_never_given_again(day):
    day.say("delete 3")
    day.say("0.1 letter, Chen file")

    assert [each.number for each in day.day()] == [1, 2, 4]
    assert "draft orders" not in day.say("today").text


def test_several_are_deleted_and_brought_back_together(day):
    day.say("delete 1 and 3")
    assert [each.number for each in day.day()] == [2]

    day.say("undo")
    assert [each.number for each in day.day()] == [1, 2, 3]


def test_a_number_that_is_not_there_names_those_that_are(day):
    with pytest.raises(NotChanged, match=r"no entry 9 on Wed 18 Nov.* has 1, 2, 3"):
        day.say("delete 9")
    with pytest.raises(NotChanged, match="for example: move Mon 9 yesterday"):
        day.say("move 9 today")


def test_a_number_that_is_gone_says_where_it_went(day):
    day.say("merge 1 3")
    with pytest.raises(NotChanged, match="3 of Wed 18 Nov was merged into 1"):
        day.say("edit 3 0.1")
    day.say("delete 2")
    with pytest.raises(NotChanged, match="2 of Wed 18 Nov was deleted"):
        day.say("edit 2 0.1")


def test_bare_numbers_follow_the_one_other_day_that_was_shown(day):
    day.say("0.1 call yesterday, Chen file")
    assert "Wed 18 Nov" in day.say("edit 1 0.3").text

    day.say("yesterday")
    assert "Tue 17 Nov" in day.say("edit 1 0.3").text
    assert "Wed 18 Nov" in day.say("edit 2026-11-18 1 0.4").text
    day.say("today")
    assert "Wed 18 Nov" in day.say("edit 1 0.6").text
    day.say("yesterday")
    day.say("week")
    assert "Wed 18 Nov" in day.say("edit 1 0.7").text
    assert "Tue 17 Nov" in day.say("edit Tue 1 0.8").text
    assert "Tue 17 Nov" in day.say("delete 1 Tue").text


def test_a_line_of_today_makes_bare_numbers_todays_again(day):
    day.say("0.1 call yesterday, Chen file")
    day.say("yesterday")
    day.say("0.1 memo yesterday, Chen file")
    assert "Tue 17 Nov" in day.say("edit 1 0.3").text

    day.say("0.1 letter, Chen file")
    assert "Wed 18 Nov" in day.say("edit 1 0.3").text


def test_bare_numbers_follow_an_entry_out_of_a_named_day(day):
    day.say("0.1 call Fri, Chen file\n0.1 letter Fri, Chen file")
    day.say("Fri")

    assert day.say("move Fri 1 today").text.splitlines() == [
        "✓ 1 is now Wed 18 Nov 4 · 0.1 h · Chen · call · today 1.2 h",
        "A number by itself means Wed 18 Nov.",
    ]
    assert "Wed 18 Nov" in day.say("edit 2 0.3").text
    day.say("Fri")
    assert "A number by itself means Fri 13 Nov." in day.say("move 2 today").text


def test_a_doubtful_time_wipes_nothing(day):
    assert "✓ 1 · 0.5 h · Smith · settling bundle two" in (
        day.say("edit 1 settling bundle two").text
    )
    assert day.say("edit 1 2").text.startswith("? 1 · 0.5 h")
    assert day.say("2").text.startswith("✓ 1 · 0.2 h")


def test_a_rate_is_taken_away(day):
    day.say("edit 3 @450, nb")
    assert "450" not in day.say("edit 3 no rate").text
    assert "non-billable" not in day.say("edit 3 charge it").text


@pytest.mark.parametrize("said", ["matter 1 3 Brown", "matter 1, 3 Brown"])
def test_numbers_with_blanks_between_are_a_list(day, said):
    day.say(said)
    assert [each.label for each in day.day()] == ["Brown", "Jones", "Brown"]


def test_a_name_on_the_list_may_begin_with_a_number(day):
    day.say("matter add C-1 3 Brown Street")
    day.say("matter 1 3 Brown Street")
    assert [each.matter_id is None for each in day.day()] == [False, True, True]


def test_the_day_that_was_shown_is_forgotten_overnight(day):
    day.say("0.1 call yesterday, Chen file")
    day.say("yesterday")
    day.clock[0] += timedelta(days=1)
    day.say("0.1 call, Chen file")

    assert "Thu 19 Nov" in day.say("edit 1 0.3").text


def test_a_day_to_come_is_no_day_to_move_to(day):
    with pytest.raises(BadDay, match="has not come yet"):
        day.say("move 1 tomorrow")


def test_equal_shares_of_whole_units(day):
    reply = day.say("split 3 Smith, Jones")

    assert reply.text == (
        "✓ 3 · 0.2 h · Smith · draft orders · Wed 18 Nov\n"
        "✓ 4 · 0.2 h · Jones · draft orders · Wed 18 Nov\n"
        "today 1.1 h"
    )


def test_shares_that_are_not_whole_units_are_asked(day):
    reply = day.say("split 1 Smith, Jones")

    assert "does not go into 2 equal shares" in reply.text
    assert [each.label for each in reply.choices] == [
        "Smith 0.3, Jones 0.2",
        "Smith 0.25, Jones 0.25",
    ]
    day.say("2")
    assert [each.minutes for each in day.day()] == [15, 12, 24, 15]
    day.say("undo")
    assert [each.minutes for each in day.day()] == [30, 12, 24]


def test_shares_as_said_must_add_up(day):
    with pytest.raises(NotChanged, match=r"come to 0\.6 h, but 1 has 0\.5 h"):
        day.say("split 1 Smith 0.3, Jones 0.3")


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("split 4 Smith 5, Jones 8", [300, 480]),
        ("split 4 Smith 50, Jones 80", [300, 480]),
        ("split 4 Smith 5, Jones 8.0", [300, 480]),
        ("split 4 Smith 0.3, Jones rest", [18, 762]),
        ("split 4 smith 0.3, the rest to jones", [18, 762]),
        ("split 4 the rest to Jones, Smith 3.0", [600, 180]),
    ],
)
def test_shares_in_numbers_and_the_rest(day, said, minutes):
    day.say("13.0 trial, Smith file")
    day.say(said)
    kept = day.day()[3:]

    assert [each.minutes for each in kept] == minutes
    assert {each.label.lower() for each in kept} == {"smith", "jones"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("split 4 Smith 5, Jones 9", "“Smith 5, Jones 9” is hours or units"),
        ("split 4 Smith 5, Jones rest", "“Smith 5, Jones rest” is hours or units"),
        ("split 4 Smith 13.0, Jones rest", "nothing is left for the rest"),
        ("split 4 Smith 0.3, Jones", "Say how much each matter gets"),
    ],
)
def test_shares_that_are_not_clear_are_refused(day, said, why):
    day.say("13.0 trial, Smith file")
    with pytest.raises(NotChanged, match=why):
        day.say(said)
    assert len(day.day()) == 4


def test_a_merge_keeps_all_words_and_all_time(day):
    assert day.say("merge 1 3").text.splitlines()[0] == (
        "✓ 1 · 0.9 h · Smith · call re scheduling; draft orders · Wed 18 Nov"
        " · today 1.1 h"
    )
    day.say("undo")
    assert [each.minutes for each in day.day()] == [30, 12, 24]


@pytest.mark.parametrize(
    ("first", "said", "why"),
    [
        ("edit 3 0.4", "merge 1 2", "different matters"),
        ("edit 3 nb", "merge 1 3", "different billing"),
        ("edit 3 @450", "merge 1 3", "different rates"),
    ],
)
def test_what_differs_stays_apart(day, first, said, why):
    day.say(first)

    with pytest.raises(NotChanged, match=why):
        day.say(said)


def test_undo_goes_back_step_by_step_and_says_what(day):
    assert day.say("undo").text == (
        "✓ Taken back: “0.4 draft orders, Smith file”\n"
        "– 3 · 0.4 h · Smith · draft orders · Wed 18 Nov\n"
        "today 0.7 h"
    )
    day.say("undo")
    day.say("undo")
    assert day.day() == []
    with pytest.raises(NothingToUndo):
        day.say("undo")


def test_undo_takes_back_all_of_one_message(day):
    day.say("0.1 a call, X file\n0.1 a letter, Y file\nBookmark: here, Z file")
    day.say("undo")

    assert len(day.day()) == 3
    assert "There are no bookmarks" in day.say("bookmarks").text


def test_undo_does_not_reach_into_yesterday(day):
    day.clock[0] += timedelta(days=1)

    with pytest.raises(NothingToUndo):
        day.say("undo")
    assert len(day.day()) == 3


def test_undo_is_ones_own(day):
    with pytest.raises(NothingToUndo):
        day.say("undo", who="ben")


def test_undo_reaches_back_over_a_restart(store_url, tmp_path):
    first = open_store(store_url, migrate=False)
    house = houses.opened(first, tmp_path)
    house.say("0.5 call re scheduling, Smith file")
    house.say("edit 1 0.6")
    first.close()

    again = open_store(store_url, migrate=False)
    bot = type(house.bot)(again, house.bot.desk, house.bot.settings)
    later = houses.House(bot, house.exports, house.clock, house.keys)
    later.say("undo")
    assert [each.minutes for each in later.day()] == [30]
    again.close()


def test_settings_and_matters_are_undone_too(day):
    day.say("me rate 450")
    day.say("matter add 2024-FAM-0312 Smith v Jones")
    day.say("matter close 2024-FAM-0312")
    day.say("undo")
    assert "2024-FAM-0312" in day.say("matters").text
    day.say("undo")
    assert "no open matters" in day.say("matters").text
    assert [each.matter_id for each in day.day()] == [None, None, None]
    day.say("undo")
    assert "rate none" in day.say("me").text


MENDS = st.sampled_from(
    [
        "edit {} 0.3", "edit {} Jones file", "edit {} call with counsel", "edit {} nb",
        "edit {} billable", "edit {} 0.7 letter to registry, Chen file", "edit {} @500",
        "matter {} Patel", "move {} yesterday", "move {} Mon", "delete {}",
        "split {} Smith, Jones", "split {} Smith 0.1, Jones 0.1", "merge {} {}",
        "0.2 call {}, Smith file", "0.1 a call {}\n0.3 letter, Jones file",
        "Bookmark: place {}, Chen file", "resume", "export clio", "today", "yesterday",
        "2 call with {}, Smith file", "1", "leave {} open", "edit {} yesterday",
        "matter add M-{} Smith", "alias Jones = Smith", "matter close M-{}",
        "delete {} {}", "me rate 30{}", "export csv yesterday", "0.2 memo {}", "2",
    ]
)  # fmt: skip
STEPS = st.lists(
    st.tuples(MENDS, st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=12
)


@settings(
    max_examples=40,
    deadline=None,
    # Each example is a whole house: a failing one is short enough as it is found.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_as_many_undos_as_mends_restore_the_days(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("house")
    url = f"sqlite:///{folder / 'tenths.db'}"
    store = open_store(url, migrate=True)
    try:
        house = houses.opened(store, folder)
        for text in ("0.4 call, Smith file", "0.2 letter, Jones file"):
            house.say(text)
        house.say("0.6 drafting orders, Smith file")
        states = [_whole(house)]
        for pattern, first, second in steps:
            try:
                house.say(pattern.format(first, second))
            except Problem:
                continue
            if _whole(house) != states[-1]:
                states.append(_whole(house))
        while len(states) > 1:
            states.pop()
            house.say("undo")
            assert _whole(house) == states[-1]
    finally:
        store.close()


def _whole(house):
    """Return everything that undo is for; what has left stays a fact."""
    rows = [
        (*row[:8], "ready" if row[8] == "delivered" else row[8], row[9])
        for row in house.shown(start=TODAY - timedelta(days=7), end=TODAY)
    ]
    with house.bot.store.read() as db:
        person = people.timekeeper_at(db, "chat:ada")
    marks = _quiet(house, "bookmarks")
    return rows, marks, person.rate, _quiet(house, "matters")


def _quiet(house, text):
    """Return what a question that changes nothing is answered."""
    return house.say(text).text
