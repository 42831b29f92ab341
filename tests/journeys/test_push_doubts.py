"""Pushes that nobody can be sure of, and entries that cannot be told truly."""

from dataclasses import replace
from functools import partial

import pytest

from bot import tokens
from bot.connectors.base import Found
from bot.work import Later
from storage import people, pushes
from storage.engine import open_store
from tests.fakes import actionstep, clio, office, smokeball
from tests.fakes import house as houses
from tests.fakes import practice as fake


def _desk(dialect, url, tmp_path, **environ):
    practice = fake.Practice(dialect)
    running = fake.running(practice)
    running.__enter__()
    store = open_store(url, migrate=False)
    house = houses.opened(store, tmp_path)
    desk = office.opened(house, practice, **environ)
    desk.closing = (running, store)
    return desk


@pytest.fixture
def make(sqlite_url, tmp_path):
    made = []

    def one(dialect, **environ):
        made.append(_desk(dialect, sqlite_url, tmp_path, **environ))
        made[-1].connect()
        return made[-1]

    yield one
    for desk in made:
        running, store = desk.closing
        running.__exit__(None, None, None)
        store.close()


def _doubtful(desk):
    """Push one entry whose answer is lost, beside two rows there that look like it."""
    desk.say("0.2 call re scheduling, Smith file")
    desk.practice.faults.append("drop after")
    desk.say(f"push {desk.name}")
    desk.say("yes")
    job, number = desk.due[0]
    desk.house.bot.practice.do(job, number)
    [row] = desk.practice.made.values()
    twin = desk.practice.next_id()
    desk.practice.made[twin] = {**row, "id": twin}
    desk.drain()


def test_what_may_be_there_twice_is_asked_and_never_sent_again(make):
    desk = make(clio)
    _doubtful(desk)

    text = desk.told[-1]
    assert "? 1 · 0.2 h" in text
    assert "it may be in Clio already (more than one there looks like it)" in text
    assert "push again 1" in text
    assert len(desk.practice.made) == 2
    assert desk.say("push clio").text.startswith("Nothing new goes to Clio")
    with pytest.raises(Exception, match="Nothing new leaves"):
        desk.say("export clio")


def test_the_person_says_that_it_is_there(make):
    desk = make(clio)
    _doubtful(desk)

    assert desk.say("push there 1").text == "✓ 1 entry taken as pushed."

    assert [each.state for each in desk.house.day()] == ["delivered"]
    assert "nothing" in desk.say("push clio").text.casefold()
    with pytest.raises(Exception, match="Nothing is uncertain"):
        desk.say("push there 1")


def test_the_person_says_that_it_is_missing(make):
    desk = make(clio)
    _doubtful(desk)
    desk.practice.made.clear()

    assert "ready to go again: push clio" in desk.say("push again 1").text
    desk.push()

    assert len(desk.practice.made) == 1
    assert [each.state for each in desk.house.day()] == ["delivered"]


def test_a_connection_that_ends_while_nobody_knows_is_waited_for(make):
    desk = make(clio)
    desk.say("0.2 call re scheduling, Smith file")
    desk.practice.faults.append("drop after")
    desk.say("push clio")
    desk.say("yes")
    job, number = desk.due[0]
    practice = desk.house.bot.practice
    practice.do(job, number)
    desk.practice.expire()
    desk.practice.refresh.clear()
    desk.pass_time(130)
    practice.do(job, number)
    practice.do(job, number)
    before = desk.say("receipts").text
    desk.due.clear()
    desk.connect()
    desk.due.append((job, number))
    desk.drain()

    assert "connect again, and I look whether it came through" in before
    assert "1 entry · 0.2 h" in desk.told[-1]
    assert len(desk.practice.made) == 1


def test_a_system_that_keeps_failing_is_given_up_and_nothing_is_lost(make):
    desk = make(clio)
    desk.say("0.2 call re scheduling, Smith file")
    desk.practice.fault_of = lambda method, _: (
        "500 before" if method == "POST" else None
    )
    _, result = desk.push()
    desk.practice.fault_of = None

    assert "it kept failing, and nothing was made" in result
    desk.push()
    assert len(desk.practice.made) == 1


def test_a_system_that_cannot_be_reached_for_a_day_gives_the_entries_back(make):
    desk = make(clio)
    desk.say("0.2 call re scheduling, Smith file")
    desk.practice.fault_of = lambda *_: "429"
    desk.say("push clio")
    desk.say("yes")
    desk.house.bot.practice.do(*desk.due[0])
    desk.pass_time(25 * 3600)
    desk.drain()
    desk.practice.fault_of = None

    assert "it could not be reached for a day" in desk.told[-1]
    desk.push("yesterday")
    assert len(desk.practice.made) == 1


def test_who_is_no_user_there_any_more_is_told_before(make):
    desk = make(clio)
    desk.practice.users["678"]["enabled"] = False
    desk.say("sync clio")
    desk.drain()
    desk.house.texts("0.2 call, Smith file", "0.3 letter, Smith file")

    shown = desk.say("push clio").text
    desk.practice.users["678"]["enabled"] = True
    desk.say("sync clio")
    desk.drain()

    assert shown.startswith("Nothing new goes to")
    assert "Ada Byron is no active user of Clio any more." in shown
    assert "Ask whoever runs Clio at your firm to enable you there" in shown
    assert "Push 2 entries to Clio?" in desk.say("push clio").text


def test_who_may_not_see_the_people_there_can_push(make):
    desk = make(clio)
    desk.practice.may_see_people = False
    desk.say("sync clio")
    desk.drain()
    desk.house.texts("0.2 call, Smith file")

    assert "people" not in desk.told[-1]
    assert "person" not in desk.told[-1]
    assert "Push 1 entry to Clio?" in desk.say("push clio").text


def test_codes_that_a_matter_demands_are_said_before(make):
    desk = make(clio)
    desk.practice.matters[12345]["require_utbms_codes"] = True
    desk.say("sync clio")
    desk.drain()
    desk.house.texts("0.2 call, Smith file", "0.2 call, Smith file, nb")

    shown = desk.say("push clio").text

    assert "Clio wants UTBMS task and activity codes for Smith v Jones" in shown
    assert "Push 1 entry to Clio?" in shown


def test_a_billing_state_that_cannot_be_said_stays(make):
    desk = make(smokeball)
    desk.house.texts("0.2 call, Smith file, no charge", "0.3 letter, Smith file")

    shown = desk.say("push smokeball").text

    assert "Smokeball cannot be told that it is no charge" in shown
    assert "Push 1 entry" in shown


def test_the_older_records_take_no_rate_and_only_what_is_billed(make):
    desk = make(actionstep, TENTHS_ACTIONSTEP_RESOURCE="timerecords")
    desk.house.texts(
        "0.2 call, Smith file, @450",
        "0.2 call, Smith file, nb",
        "0.3 letter, Smith file",
    )

    shown, _ = desk.push()

    assert "Actionstep takes no rate of ours" in shown
    assert "cannot be told that it is non billable" in shown
    [row] = desk.practice.made.values()
    assert row["notes"] == "letter"


def test_a_rate_that_was_said_goes_along_and_comes_back_on_the_receipt(make):
    desk = make(clio)
    desk.say("0.2 call, Smith file, @612.50")

    _, result = desk.push()

    [row] = desk.practice.made.values()
    assert row["price"] == 612.5
    assert "at 612.50" in result


def test_the_systems_own_rounding_is_on_the_receipt(make):
    desk = make(clio)
    desk.house.bot.store.write(_unrounded)
    desk.say("0.25 call, Smith file")

    _, result = desk.push()

    [row] = desk.practice.made.values()
    assert (row["quantity"], row["rounded_quantity"]) == (900, 1080)
    assert "rounded there to 0.3 h" in result


def _unrounded(db):
    people.firm_change(db, firm_id=1, rounding="none")


def test_a_time_that_is_worth_nothing_there_is_pointed_out(make):
    desk = make(clio)
    desk.practice.price = 0.0
    desk.say("0.2 call, Smith file")

    _, result = desk.push()

    assert "worth nothing there: is a rate set?" in result


def test_a_long_narrative_and_a_day_to_come_stay(make):
    desk = make(clio)
    bot = desk.house.bot
    desk.house.bot = replace(bot, desk=replace(bot.desk, narrative_limit=20))
    desk.say("0.2 call with counsel re scheduling of the hearing, Smith file")

    assert "of 20 characters" in desk.say("push clio").text


def test_what_another_process_has_settled_meanwhile_is_left_alone(make):
    """It was taken for something to take out: the vendor lost what it had."""
    desk = make(clio)
    desk.say("0.2 call re scheduling, Smith file")
    desk.practice.faults.append("drop after")
    desk.say("push clio")
    desk.say("yes")
    practice = desk.house.bot.practice
    practice.do(*desk.due[0])
    [made] = desk.practice.made
    desk.pass_time(130)
    desk.practice.expire()
    send = practice.systems.send

    def while_it_is_refused(request):
        if request.method == "GET":
            desk.house.bot.store.write(partial(_settled, remote_id=str(made)))
        return send(request)

    slow = replace(
        practice, systems=replace(practice.systems, send=while_it_is_refused)
    )
    while isinstance(slow.do(*desk.due[0]), Later):
        desk.pass_time(1)

    assert desk.practice.removed == []
    assert list(desk.practice.made) == [made]
    assert [each.state for each in desk.house.day()] == ["delivered"]


def _settled(db, *, remote_id):
    [message] = pushes.unsettled_messages(db)
    [going] = pushes.of_message(db, message)
    pushes.settle(
        db,
        going.delivery_id,
        state="made",
        remote_id=remote_id,
        told={},
        attempts=going.attempts,
        at=going.at,
    )


def test_one_row_there_is_never_the_receipt_of_two_entries(make):
    """Two processes had looked at the same time, and each taken the same row."""
    desk = make(clio)
    desk.house.texts(*["0.1 email to client, Smith file"] * 2)
    desk.practice.faults.extend(["drop after", "drop before"])
    desk.say("push clio")
    desk.say("yes")
    practice = desk.house.bot.practice
    practice.do(*desk.due[0])
    desk.pass_time(300)
    [made] = desk.practice.made
    pusher = practice._pusher("one")
    with desk.house.bot.store.read() as db:
        both = pushes.of_message(db, desk.due[0][1])
    access = tokens.access(
        desk.house.bot.store,
        practice.systems,
        both[0].account_id,
        now=desk.house.clock[0],
    )
    found = {str(made): Found(str(made), {})}

    taken = [pusher._seen(each, access, found, twins=2) for each in both]

    assert taken == [True, False]
    desk.drain()
    assert len(desk.practice.made) == 2
    assert [each.state for each in desk.house.day()] == ["delivered"] * 2
