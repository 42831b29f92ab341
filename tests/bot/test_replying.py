"""What is said under an answer means what that answer was about, and nothing else."""

import pytest

from bot.errors import NoChoice, NotChanged, Problem, Unread
from storage import entries


@pytest.fixture
def one(house):
    """Give a house in which the answer “one” is about one entry, the second of two."""
    house.say("0.1 memo, Chen file")
    house.say("0.2 call re lease, Smith file", key="one")
    house.say("0.4 hearing, Patel file")
    return house


@pytest.fixture
def two(house):
    """Give a house in which the answer “two” is about the entries 2 and 3."""
    house.say("0.1 memo, Chen file")
    house.say("0.2 call, Smith file\n0.3 letter, Smith file", key="two")
    house.say("0.4 hearing, Patel file")
    return house


def seen(house):
    return [(each.minutes, each.label, each.narrative) for each in house.day()]


BEFORE = [(6, "Chen", "memo"), (12, "Smith", "call re lease"), (24, "Patel", "hearing")]


@pytest.mark.parametrize(
    ("said", "minutes", "label", "narrative"),
    [
        ("0.5", 30, "Smith", "call re lease"),
        ("30 min", 30, "Smith", "call re lease"),
        ("9:00-9:30", 30, "Smith", "call re lease"),
        ("make it 0.5\n\nThanks,\nAda", 30, "Smith", "call re lease"),
        ("Hi Tenths,\nshould be Jones\nKind regards\nAda Lovelace", 12, "Jones", "call re lease"),
        ("make it 0.5\nshould be Jones", 30, "Jones", "call re lease"),
        ("make it 0.5", 30, "Smith", "call re lease"),
        ("Make it 0.5 please.", 30, "Smith", "call re lease"),
        ("should be 0.5", 30, "Smith", "call re lease"),
        ("it should have been 0.5", 30, "Smith", "call re lease"),
        ("no, 0.5", 30, "Smith", "call re lease"),
        ("sorry, make that 0.5", 30, "Smith", "call re lease"),
        ("change it to half an hour", 30, "Smith", "call re lease"),
        ("time: 0.5", 30, "Smith", "call re lease"),
        ("0.5 Jones file", 30, "Jones", "call re lease"),
        ("0.5 Jones", 30, "Jones", "call re lease"),
        ("Estate of Brown 0.5", 30, "Estate of Brown", "call re lease"),
        ("make it 0.5, Jones file", 30, "Jones", "call re lease"),
        ("should be 0.5 call with counsel", 30, "Smith", "call with counsel"),
        ("correction: 0.5 call with counsel", 30, "Smith", "call with counsel"),
        ("Jones", 12, "Jones", "call re lease"),
        ("Jones file", 12, "Jones", "call re lease"),
        ("the Jones matter", 12, "Jones", "call re lease"),
        ("for Jones", 12, "Jones", "call re lease"),
        ("on the Jones file", 12, "Jones", "call re lease"),
        ("wrong matter: Jones", 12, "Jones", "call re lease"),
        ("Wrong file, should be Jones", 12, "Jones", "call re lease"),
        ("matter: Jones", 12, "Jones", "call re lease"),
        ("it's Jones", 12, "Jones", "call re lease"),
        ("that was for Jones", 12, "Jones", "call re lease"),
        ("no, Jones", 12, "Jones", "call re lease"),
        ("Smith v Jones", 12, "Smith v Jones", "call re lease"),
        ("2024-FAM-0312", 12, "2024-FAM-0312", "call re lease"),
        ("1 → Jones", 12, "Jones", "call re lease"),
        ("1 -> Jones", 12, "Jones", "call re lease"),
        ("1 --> Jones", 12, "Jones", "call re lease"),
        ("1: Jones", 12, "Jones", "call re lease"),
        ("1 Jones", 12, "Jones", "call re lease"),
        ("2 → Jones", 12, "Jones", "call re lease"),
        ("#2 → Jones file", 12, "Jones", "call re lease"),
        ("entry 2 → the Jones matter", 12, "Jones", "call re lease"),
        ("2 → 0.5", 30, "Smith", "call re lease"),
        ("2: 0.5 call with counsel", 30, "Smith", "call with counsel"),
        ("2: call with counsel", 12, "Smith", "call with counsel"),
        ("edit 2 0.5", 30, "Smith", "call re lease"),
        ("matter 2 Jones", 12, "Jones", "call re lease"),
    ],
)  # fmt: skip
def test_an_answer_mends_the_one_entry(one, said, minutes, label, narrative):
    told = one.say(said, thread="one").text

    assert told.startswith("✓ 2 · ")
    assert seen(one) == [BEFORE[0], (minutes, label, narrative), BEFORE[2]]
    one.say("undo")
    assert seen(one) == BEFORE


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("nb", "billing"),
        ("make it non-billable", "billing"),
        ("2 → nb", "billing"),
        ("2 → @450", "rate"),
        ("2 → yesterday", "day"),
        ("move it to yesterday", "day"),
        ("wrong day: yesterday", "day"),
        ("move 2 yesterday", "day"),
    ],
)
def test_an_answer_mends_anything_of_it(one, said, what):
    before = one.day()[1]
    one.say(said, thread="one")

    with one.bot.store.read() as db:
        after = entries.find(
            db,
            firm_id=before.firm_id,
            timekeeper_id=before.timekeeper_id,
            entry_id=before.id,
        )
    changed = {
        name
        for name in ("day", "minutes", "narrative", "label", "billing", "rate")
        if getattr(before, name) != getattr(after, name)
    }
    assert changed == {what}


@pytest.mark.parametrize(
    "said", ["delete", "Delete it.", "remove", "cancel that", "strike it out", "delete 2", "remove 2", "please delete this entry", "undo", "Undo that"]
)  # fmt: skip
def test_an_answer_strikes_out_the_one_entry(one, said):
    one.say(said, thread="one")

    assert [each.number for each in one.day()] == [1, 3]
    one.say("undo") if not said.casefold().startswith("undo") else None


@pytest.mark.parametrize("said", ["ok", "Ok.", "thanks", "Thanks Tenths", "great", "👍", "no", "yes"])  # fmt: skip
def test_small_talk_does_nothing(one, said):
    assert one.say(said, thread="one").text == "It stays as it is."
    assert seen(one) == BEFORE


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("0.3 call with counsel, Jones file", 4),
        ("Jones - 0.3 call with counsel", 4),
        ("2. 0.3 call with counsel, Jones file", 4),
    ],
)
def test_a_full_line_under_an_answer_is_a_new_entry(one, line, number):
    one.say(line, thread="one")

    assert seen(one)[:3] == BEFORE
    assert seen(one)[3] == (18, "Jones", "call with counsel")
    assert one.day()[3].number == number


@pytest.mark.parametrize(
    "said",
    ["call with counsel", "please call me", "what did I do?", "on hold", "wait for counsel", "for the record"],
)  # fmt: skip
def test_what_says_nothing_changes_nothing(one, said):
    with pytest.raises(Problem):
        one.say(said, thread="one")
    assert seen(one) == BEFORE


@pytest.mark.parametrize("said", ["wrong matter", "Wrong time.", "other file"])
def test_what_is_only_wrong_is_asked(one, said):
    with pytest.raises(NotChanged, match=r"say what it is instead.* 2 → Jones or 2: 0"):
        one.say(said, thread="one")


@pytest.mark.parametrize(
    "said", ["make it 0.5", "0.5", "Jones", "wrong matter: Jones", "delete", "cancel that"]
)  # fmt: skip
def test_several_entries_are_asked_which(two, said):
    before = seen(two)
    with pytest.raises(NotChanged, match=r"could be for 2 or 3\. Say which"):
        two.say(said, thread="two")
    assert seen(two) == before


def test_the_hint_which_works_as_it_is_written(two):
    for said in ("make it 0.5", "Jones", "delete"):
        with pytest.raises(NotChanged) as caught:
            two.say(said, thread="two")
        two.say(str(caught.value).rpartition("for example: ")[2], thread="two")
    assert [each.number for each in two.day()] == [1, 3, 4]
    two.say("undo")
    assert seen(two)[1] == (30, "Jones", "call")


@pytest.mark.parametrize("said", ["delete all", "delete both", "remove them", "undo"])
def test_all_of_an_answer_is_struck_out(two, said):
    two.say(said, thread="two")

    assert [each.number for each in two.day()] == [1, 4]


@pytest.mark.parametrize(
    "said",
    [
        "2 → Jones\n3: 0.5 letter to court",
        "Hi,\n2 → Jones\n\n3: 0.5 letter to court\n\nThanks\nAda Lovelace",
        "2: Jones\nedit 3 0.5 letter to court",
    ],
)
def test_several_lines_mend_several_entries(two, said):
    told = two.say(said, thread="two").text.splitlines()

    assert [each[:5] for each in told] == ["✓ 2 ·", "✓ 3 ·"]
    assert seen(two)[1:3] == [(12, "Jones", "call"), (30, "Smith", "letter to court")]
    two.say("undo")
    assert seen(two)[1:3] == [(12, "Smith", "call"), (18, "Smith", "letter")]


def test_mends_and_new_lines_go_together(two):
    told = two.say("2 → Jones\n0.6 drafting defence, Kim file", thread="two").text

    assert told.splitlines()[0].startswith("✓ 2 · 0.2 h · Jones")
    assert "✓ 0.6 h · Kim · drafting defence" in told
    assert len(two.day()) == 5


def test_a_fault_in_one_line_leaves_all_undone(two):
    before = seen(two)
    with pytest.raises(NotChanged, match=r"about 2, 3, not 9[^\n]*\nNothing of that"):
        two.say("2 → Jones\n9 → Jones", thread="two")
    assert seen(two) == before
    two.say("matter add A-1 Smith v Jones")
    with pytest.raises(NotChanged, match=r"No matter[^\n]*\nNothing of that"):
        two.say("2: 0.5\n3 → Nobody", thread="two")
    assert seen(two) == before


@pytest.mark.parametrize("said", ["1 → Jones", "9: 0.5", "delete 1", "edit 4 0.5"])
def test_a_number_that_the_answer_was_not_about_is_refused(two, said):
    before = seen(two)
    with pytest.raises(NotChanged, match="That answer was about 2, 3, not"):
        two.say(said, thread="two")
    assert seen(two) == before


def test_numbers_are_those_of_the_answer_whatever_came_since(two):
    two.say("move 2 yesterday")
    two.say("0.9 something else, Kim file")
    two.say("2 → Jones", thread="two")
    two.say("3 → Jones", thread="two")

    assert [each.label for each in two.day()] == ["Chen", "Jones", "Patel", "Kim"]
    two.say("undo")
    two.say("undo")
    with pytest.raises(NotChanged, match="Say which, for example"):
        two.say("delete 2, 3", thread="two")


def test_an_answer_of_another_day_means_that_day(house):
    house.say("0.2 call yesterday, Smith file", key="old")
    house.say("0.3 letter, Jones file")

    assert "Tue 17 Nov" in house.say("1 → Chen", thread="old").text
    assert "Tue 17 Nov" in house.say("make it 0.5", thread="old").text
    assert [each.label for each in house.day()] == ["Jones"]


def test_under_a_sheet_numbers_are_its_days(house):
    house.say("0.2 call yesterday, Smith file")
    house.say("0.3 letter, Jones file")
    house.say("yesterday", key="sheet")
    house.say("today")

    assert "Tue 17 Nov" in house.say("1 → Chen", thread="sheet").text
    assert "Tue 17 Nov" in house.say("edit 1 0.5", thread="sheet").text
    with pytest.raises(NotChanged, match="no entry 7 on Tue 17 Nov"):
        house.say("7 → Chen", thread="sheet")
    assert house.day()[0].label == "Jones"


def test_under_a_mend_is_what_it_mended(one):
    one.say("matter 3 Chen", key="mend")
    one.say("0.9", thread="mend")

    assert seen(one)[2] == (54, "Chen", "hearing")


def test_an_answer_about_nothing_stands_for_the_one_before(one):
    one.say("thanks", thread="one", key="talk")
    one.say("0.5", thread="talk", key="third")
    with pytest.raises(NotChanged):
        one.say("9 → Jones", thread="third", key="fault")
    one.say("1 → Jones", thread="fault")

    assert seen(one)[1] == (30, "Jones", "call re lease")


def test_a_time_under_a_line_without_one_keeps_it(house):
    with pytest.raises(Unread):
        house.say("call with counsel, Smith file", key="untimed")
    assert (
        "✓ 0.3 h · Smith · call with counsel" in house.say("0.3", thread="untimed").text
    )
    with pytest.raises(Unread):
        house.say("one\nmore", key="several")
    with pytest.raises(Unread):
        house.say("0.3", thread="several")


def test_choices_are_those_of_the_answer(house):
    for each in ("A-1 Smith v Jones", "A-2 Jones Holdings", "A-3 Kim v Kim Brothers", "A-4 Kim Pty Ltd"):  # fmt: skip
        house.say(f"matter add {each}")
    first = house.say("0.2 call, Jones file", key="first").choices
    house.say("0.3 letter, Kim file", key="second")
    [jones] = [each for each in first if each.label.startswith("Jones Holdings")]
    house.say(str(jones.number), thread="first")

    with house.bot.store.read():
        names = [each.matter_id for each in house.day()]
    assert names[0] is not None
    assert names[1] is None
    assert "To answer what I asked" in house.say("ok", thread="second").text
    assert "To answer" not in house.say("ok", thread="first").text
    with pytest.raises(NoChoice):
        house.say("9", thread="second")


def test_choice_and_entry_of_one_number_are_told_apart(house):
    for each in ("A-1 Smith v Jones", "A-2 Jones Holdings", "A-3 Chen"):
        house.say(f"matter add {each}")
    reply = house.say(
        "0.2 call, Jones file\n0.3 letter, Jones file yesterday\n0.1 memo, Chen",
        key="k",
    )
    offered = {each.number: each.label for each in reply.choices}
    two = next(n for n, label in offered.items() if n == 2)
    words = offered[two].partition(": ")[2].partition(" (")[0]
    house.say("2 → Chen", thread="k")
    with pytest.raises(NotChanged, match="could be entry 2 or choice 2"):
        house.say(f"2 → {words}", thread="k")
    assert [each.state for each in house.day()] == ["open", "ready"]


def test_two_answers_with_different_choices_are_asked_about(house):
    for each in ("A-1 Smith v Jones", "A-2 Jones Holdings", "A-3 Kim Brothers", "A-4 Kim Sons"):  # fmt: skip
        house.say(f"matter add {each}")
    house.say("0.2 call, Jones file", key="root")
    asked = house.say("Kim", thread="root", key="under")

    assert asked.choices
    with pytest.raises(NotChanged, match=r"“1” could be “.*” or “.*” here; say it in"):
        house.say("1", thread="root")
    house.say("Kim Brothers", thread="root")
    assert [each.state for each in house.day()] == ["ready"]


@pytest.mark.parametrize("key", ["nowhere", "bens", "zoes"])
def test_no_answer_of_anybody_else_is_a_thread(one, key):
    one.say("0.2 call, Ben file", who="ben", key="bens")
    one.say("0.2 call, Zoe file", who="zoe", key="zoes")
    for said in ("make it 0.5", "delete it", "1 Jones"):
        try:
            one.say(said, thread=key)
        except Problem:
            continue
    assert seen(one)[:3] == BEFORE
    assert [each.minutes for each in one.day("ben")] == [12]
    assert [each.minutes for each in one.day("zoe")] == [12]


def test_commands_under_an_answer_are_commands(one):
    assert "Wed 18 Nov · Ada Lovelace" in one.say("today", thread="one").text
    reply = one.say("export csv", thread="one")
    assert reply.file is not None
    assert reply.file.path.is_file()


def test_a_mend_of_what_has_left_is_a_correction(one):
    one.say("export csv")

    assert (
        "the next file carries it as a correction" in one.say("0.5", thread="one").text
    )
    assert "take it out there, too" in one.say("delete", thread="one").text


@pytest.mark.parametrize("said", ["1 → Jones", "1 -> Jones", "1 ⇒ Jones file"])
def test_an_arrow_means_the_same_anywhere(one, said):
    one.say(said)

    assert seen(one)[0] == (6, "Jones", "memo")
    assert seen(one)[1:] == BEFORE[1:]


def test_an_arrow_names_its_day_like_any_number(one):
    one.say("0.1 call yesterday, Kim file")
    one.say("yesterday")
    one.say("1 → Jones")

    assert seen(one) == BEFORE
    with pytest.raises(NotChanged, match="no entry 9"):
        one.say("9 → Jones")
    assert one.say("0.2 draft letter -> client, Kim file").text.startswith("✓")


def test_an_arrow_from_a_choice_of_another_entry_is_asked(house):
    for each in ("A-1 Smith v Jones", "A-2 Jones Holdings", "A-3 Chen"):
        house.say(f"matter add {each}")
    house.say("0.1 memo, Chen")
    house.say("0.2 call, Jones file")
    with pytest.raises(NotChanged, match="could be entry 1 or choice 1"):
        house.say("1 → Jones")
    assert house.day()[0].label == "Chen"
