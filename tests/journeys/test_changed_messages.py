"""A message is edited, taken back, pressed: its entries follow, and say so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import pressing
from bot.errors import NotChanged, Stranger
from bot.forms import FormProblem
from bot.messages import Form, Said
from tests.fakes.house import NOON, TODAY

LINE = "0.2 call re scheduling, Smith file"


class Talk:
    """Says, edits and takes back messages under keys of its own."""

    def __init__(self, house):
        self.house, self.count = house, 0

    def said(self, text, key, who="ada"):
        self.count += 1
        self.house.clock[0] += timedelta(seconds=30)
        return Said(by=f"chat:{who}", text=text, key=key, at=self.house.clock[0])

    def say(self, text, key="m1", who="ada", **more):
        return self.house.bot.answer(replace(self.said(text, key, who), **more))

    def edit(self, text, of="m1", who="ada", key=None, at=None):
        said = self.said(text, key or f"{of}:edit:{self.count}", who)
        return self.house.bot.revise(
            replace(said, at=at or said.at), of=of, sent_at=NOON
        )

    def withdraw(self, of="m1", who="ada", key=None):
        return self.house.bot.withdraw(
            self.said("", key or f"{of}:gone:{self.count}", who), of=of
        )

    def bring_back(self, of="m1", who="ada"):
        return self.house.bot.bring_back(
            self.said("", f"{of}:back:{self.count}", who), of=of
        )

    def press(self, reply, label, of="m1", who="ada"):
        [choice] = [each for each in reply.choices if label in each.label]
        said = self.said("", f"{of}:press:{self.count}", who)
        return self.house.bot.press(said, of=of, mark=pressing.mark(choice))

    def rows(self, who="ada", **when):
        return [
            (each.number, each.minutes, each.narrative, each.label, each.state)
            for each in self.house.day(who, **when)
        ]


@pytest.fixture
def talk(house):
    return Talk(house)


def test_an_edited_line_changes_its_entry(talk):
    talk.say(LINE)

    reply = talk.edit("0.3 call re scheduling, Smith file")

    assert talk.rows() == [(1, 18, "call re scheduling", "Smith", "ready")]
    assert (
        reply.text == "✓ 0.3 h · Smith · call re scheduling · Wed 18 Nov · today 0.3 h"
    )
    assert [each.number for each in reply.items] == [1]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "0.2 call, Smith file",
            "0.2 call, Jones file",
            [(1, 12, "call", "Jones", "ready")],
        ),
        (
            "0.2 call, Smith file",
            "0.2 long call, Smith file",
            [(1, 12, "long call", "Smith", "ready")],
        ),
        (
            "0.2 call, Smith file",
            "0.2 call, Smith file\n0.1 email, Jones file",
            [(1, 12, "call", "Smith", "ready"), (2, 6, "email", "Jones", "ready")],
        ),
        (
            "0.2 call, Smith file\n0.1 email, Jones file",
            "0.1 email, Jones file",
            [(2, 6, "email", "Jones", "ready")],
        ),
        (
            "0.2 call, Smith file\n0.1 email, Jones file",
            "0.1 email, Jones file\n0.2 call, Smith file",
            [(1, 12, "call", "Smith", "ready"), (2, 6, "email", "Jones", "ready")],
        ),
        (
            "0.1 a letter, Smith file\n0.1 b letter, Smith file",
            "0.1 a letter, Smith file\n0.5 new, Chen file\n0.1 b letter, Smith file",
            [
                (1, 6, "a letter", "Smith", "ready"),
                (2, 6, "b letter", "Smith", "ready"),
                (3, 30, "new", "Chen", "ready"),
            ],
        ),
        (
            "0.2 call, Smith file",
            "2 call, Smith file",
            [(1, None, "call", "Smith", "open")],
        ),
        (
            "2 call, Smith file",
            "0.2 call, Smith file",
            [(1, 12, "call", "Smith", "ready")],
        ),
    ],
)
def test_entries_follow_their_lines(talk, old, new, expected):
    talk.say(old)

    talk.edit(new)

    assert talk.rows() == expected


def test_an_edit_on_the_next_day_leaves_the_day(talk):
    talk.say(LINE)
    talk.house.clock[0] += timedelta(days=1)

    talk.edit("0.3 call re scheduling, Smith file")

    assert [each.day for each in talk.house.day(end=TODAY + timedelta(days=1))] == [
        TODAY
    ]


def test_the_same_words_again_are_silent(talk):
    talk.say(LINE)

    assert talk.edit(LINE) is None
    assert talk.rows() == [(1, 12, "call re scheduling", "Smith", "ready")]


def test_an_edit_delivered_twice_is_one(talk):
    talk.say("0.2 a call, Smith file")
    talk.edit("0.3 a call, Smith file\n0.1 email, Smith file", key="m1:e1")
    talk.edit("0.3 a call, Smith file\n0.1 email, Smith file", key="m1:e1")

    assert [row[1] for row in talk.rows()] == [18, 6]


def test_an_older_edit_that_comes_later_changes_nothing(talk):
    talk.say(LINE)
    before = talk.house.clock[0] + timedelta(seconds=10)
    talk.edit("0.4 call re scheduling, Smith file")

    assert talk.edit("0.3 call re scheduling, Smith file", at=before) is None
    assert talk.rows()[0][1] == 24


def test_an_edit_that_overtakes_its_message_is_the_message(talk):
    talk.edit("0.3 call re scheduling, Smith file", of="m1")
    talk.say("0.2 call re scheduling, Smith file", key="m1")

    assert talk.rows() == [(1, 18, "call re scheduling", "Smith", "ready")]


def test_what_was_mended_since_stays_mended(talk):
    talk.say("0.2 call re scheduling, Smith file")
    talk.say("edit 1 0.5, Jones file", key="m2")

    talk.edit("0.2 call re mediation, Smith file")

    assert talk.rows() == [(1, 30, "call re mediation", "Jones", "ready")]


def test_an_edit_is_a_step_that_can_be_undone(talk):
    talk.say(LINE)
    talk.edit("0.3 call re scheduling, Smith file")

    talk.say("undo", key="m2")

    assert talk.rows() == [(1, 12, "call re scheduling", "Smith", "ready")]


def test_an_edit_that_cannot_be_read_leaves_the_entry(talk):
    talk.say(LINE)

    with pytest.raises(NotChanged, match="stays as it was"):
        talk.edit("call re scheduling, Smith file")

    assert talk.rows() == [(1, 12, "call re scheduling", "Smith", "ready")]


def test_a_line_that_could_not_be_read_is_mended_by_an_edit(talk):
    with pytest.raises(Exception, match="time"):
        talk.say("call re scheduling, Smith file")

    talk.edit("0.2 call re scheduling, Smith file")
    talk.edit("0.3 call re scheduling, Smith file")

    assert talk.rows() == [(1, 18, "call re scheduling", "Smith", "ready")]


def test_a_command_is_not_done_again_when_it_is_edited(talk):
    talk.say("0.2 call, Smith file\n0.1 email, Smith file")
    talk.say("delete 1", key="m2")

    reply = talk.edit("delete 2", of="m2")

    assert "was done when you first said it" in reply.text
    assert [row[0] for row in talk.rows()] == [2]


def test_what_has_left_stays_and_that_is_said(talk):
    talk.say("0.2 call, Smith file\n0.1 email, Smith file")
    talk.say("export csv", key="m2")

    reply = talk.edit("0.5 call, Smith file")

    assert [row[1] for row in talk.rows()] == [12, 6]
    assert reply.text.count("left in") == 2


def test_a_message_taken_back_takes_its_entries(talk):
    talk.say("0.2 call, Smith file\n0.1 email, Smith file")

    reply = talk.withdraw()

    assert talk.rows() == []
    assert reply.text.startswith("✓ Taken back\n– 1 · 0.2 h")
    assert {each.state for each in reply.items} == {"void"}


def test_taking_back_twice_is_once_and_bringing_back_brings_all(talk):
    talk.say("0.2 call, Smith file\n0.1 email, Smith file")
    talk.withdraw(key="w")
    talk.withdraw(key="w")

    reply = talk.bring_back()

    assert [row[0] for row in talk.rows()] == [1, 2]
    assert "✓ 1 · 0.2 h" in reply.text
    assert talk.bring_back().text == reply.text


def test_an_entry_mended_since_is_taken_back_too(talk):
    talk.say(LINE)
    talk.say("edit 1 0.5", key="m2")

    talk.withdraw()
    talk.bring_back()

    assert talk.rows() == [(1, 30, "call re scheduling", "Smith", "ready")]


def test_what_has_left_is_not_taken_back(talk):
    talk.say(LINE)
    talk.say("export csv", key="m2")

    reply = talk.withdraw()

    assert len(talk.rows()) == 1
    assert "left in" in reply.text


def test_a_deletion_that_overtakes_its_message_wins(talk):
    talk.withdraw(of="m1")

    assert talk.say(LINE, key="m1").text == ""
    assert talk.rows() == []


def test_a_mend_is_taken_back_by_its_own_message(talk):
    talk.say(LINE)
    talk.say("edit 1 0.5", key="m2")

    talk.withdraw(of="m2")

    assert talk.rows()[0][1] == 12
    with pytest.raises(NotChanged, match="before"):
        talk.withdraw(of="m2")


def test_a_mend_that_others_build_on_is_not_taken_back(talk):
    talk.say(LINE)
    talk.say("edit 1 0.5", key="m2")
    talk.say("edit 1 0.7", key="m3")

    with pytest.raises(NotChanged, match="Since then"):
        talk.withdraw(of="m2")


def test_a_pressed_choice_is_done_and_the_message_stands_anew(talk):
    talk.say("matter add 1 Smith v Jones", key="a")
    talk.say("matter add 2 Smith v Brown", key="b")
    asked = talk.say("0.2 call, Smith file")

    reply = talk.press(asked, "Smith v Brown")

    assert talk.house.day()[0].state == "ready"
    assert reply.text == "✓ 0.2 h · Smith v Brown (2) · call · Wed 18 Nov · today 0.2 h"
    assert not reply.choices


def test_a_choice_that_is_not_offered_any_more_does_nothing(talk):
    talk.say("matter add 1 Smith v Jones", key="a")
    talk.say("matter add 2 Smith v Brown", key="b")
    asked = talk.say("0.2 call, Smith file", key="m1")
    other = talk.say("0.1 email, Chen file", key="m2")

    with pytest.raises(NotChanged, match="not asked any more"):
        talk.press(asked, "Smith v Brown", of="m2")
    assert other.choices


def test_nobody_touches_the_messages_of_others(talk):
    asked = talk.say("2 call, Smith file")

    for who in ("ben", "zoe"):
        with pytest.raises(NotChanged):
            talk.press(asked, "2.0", who=who)
        with pytest.raises(NotChanged):
            talk.bring_back(who=who)
        talk.withdraw(who=who, key=f"{who}:w")
        talk.edit("9.9 theirs, Evil file", who=who, of="m1")
    with pytest.raises(Stranger):
        talk.withdraw(who="mallory")
    assert talk.rows() == [(1, None, "call", "Smith", "open")]


def test_a_form_is_kept(talk):
    reply = talk.house.bot.fill(
        talk.said("form", "f1"),
        Form(
            time="0.3", narrative="drafting orders", matter="Patel", billing="no_charge"
        ),
    )

    assert reply.text.startswith("✓ 0.3 h · Patel · drafting orders · no charge")
    assert talk.rows() == [(1, 18, "drafting orders", "Patel", "ready")]


@pytest.mark.parametrize(
    ("form", "field", "says"),
    [
        (Form(time="", narrative="call"), "time", "how long"),
        (Form(time="soon", narrative="call"), "time", "how long"),
        (Form(time="1.30", narrative="call"), "time", "1.3 or 1.5"),
        (Form(time="0.2", narrative="  "), "narrative", "what was done"),
        (
            Form(time="0.2", narrative="call", day=TODAY + timedelta(days=1)),
            "day",
            "still to come",
        ),
        (Form(time="0.2", narrative="call", matter_id=77), "matter", "not there"),
    ],
)
def test_a_field_that_cannot_be_taken_is_named(talk, form, field, says):
    with pytest.raises(FormProblem) as caught:
        talk.house.bot.fill(talk.said("form", "f1"), form)

    assert set(caught.value.faults) == {field}
    assert says in caught.value.faults[field]
    assert talk.rows() == []


def test_a_form_changes_its_entry(talk):
    talk.say(LINE)
    [entry] = talk.house.day()
    form = talk.house.bot.filled("chat:ada", entry.id)

    reply = talk.house.bot.fill(
        talk.said("form", "f1"), replace(form, time="0.5", narrative="long call")
    )

    assert form == Form(
        time="0.2",
        narrative="call re scheduling",
        matter="Smith",
        day=TODAY,
        entry=entry.id,
    )
    assert talk.rows() == [(1, 30, "long call", "Smith", "ready")]
    assert reply.text.startswith("✓ 0.5 h · Smith · long call")


def test_nobody_fills_the_forms_of_others(talk):
    talk.say(LINE)
    [entry] = talk.house.day()

    for who in ("ben", "zoe"):
        with pytest.raises(NotChanged):
            talk.house.bot.filled(f"chat:{who}", entry.id)
        with pytest.raises(NotChanged):
            talk.house.bot.fill(
                talk.said("form", "f1", who),
                Form(time="9", narrative="x", entry=entry.id),
            )


def test_a_bound_conversation_gives_its_lines_the_matter(talk):
    talk.say("bind Smith v Jones", key="a", place="c:1")
    talk.say("0.2 call", key="b", place="c:1")
    talk.say("0.1 email, Chen file", key="c", place="c:1")
    talk.say("0.3 research", key="d", place="c:2")
    talk.say("bind nothing", key="e", place="c:1")
    talk.say("0.4 drafting", key="f", place="c:1")

    assert [(row[3], row[4]) for row in talk.rows()] == [
        ("Smith v Jones", "ready"),
        ("Chen", "ready"),
        (None, "open"),
        (None, "open"),
    ]


def test_a_place_of_another_firm_is_not_bound_or_seen(talk):
    talk.say("bind Smith v Jones", key="a", place="c:1")

    with pytest.raises(NotChanged, match="Another firm"):
        talk.say("bind Evil", key="b", place="c:1", who="zoe")
    assert (
        "bound to no matter" in talk.say("bind", key="c", place="c:1", who="zoe").text
    )
    assert "Smith v Jones" in talk.say("bind", key="d", place="c:1", who="ben").text


def test_binding_is_said_in_a_channel(talk):
    with pytest.raises(NotChanged, match="in the channel"):
        talk.say("bind Smith v Jones")


def test_the_home_page_shows_the_day_and_what_is_open(talk):
    talk.say("0.2 call, Smith file\nyesterday 2 email, Jones file")

    page = talk.house.bot.home("chat:ada")

    assert [each.narrative for each in page.today.items] == ["call"]
    assert [each.narrative for each in page.open] == ["email"]
    assert page.waiting == "1 of other days still open"
    assert "clio" in page.targets
