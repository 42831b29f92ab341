"""The work that goes to practice systems: made due again when it is lost, and nightly."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot import connecting
from bot.connectors.base import Unsure
from bot.messages import Said
from bot.work import Later
from storage import accounts
from storage.engine import open_store
from tests.fakes import clio, office
from tests.fakes import house as houses
from tests.fakes import practice as fake

SYDNEY = ZoneInfo("Australia/Sydney")
NIGHT = datetime(2026, 11, 20, 3, 7, tzinfo=SYDNEY)


class Drive:
    """An engine that only remembers what it was told."""

    def __init__(self):
        self.busy, self.revived = set(), []

    def under_way(self, job):
        return {number for name, number in self.busy if name == job}

    def revive(self, job, number):
        self.revived.append((job, number))


@pytest.fixture
def desk(sqlite_url, tmp_path):
    store = open_store(sqlite_url, migrate=False)
    practice = fake.Practice(clio)
    with fake.running(practice):
        made = office.opened(houses.opened(store, tmp_path), practice)
        made.connect()
        yield made
    store.close()


@pytest.fixture
def drive():
    return Drive()


def _ticks(desk, drive):
    practice = desk.house.bot.practice
    return tuple(practice.ticks(drive))


def test_what_was_agreed_to_without_an_engine_is_found_at_the_start(desk, drive):
    desk.say("0.2 call, Smith file")
    desk.say("push clio")
    desk.say("yes")
    [(_, message)] = desk.due
    sweep, _ = _ticks(desk, drive)

    sweep(NIGHT.replace(minute=1))
    sweep(NIGHT.replace(minute=2))

    assert drive.revived == [("push", message)]
    drive.busy.add(("push", message))
    sweep(NIGHT.replace(minute=5))
    assert drive.revived == [("push", message)]


def test_a_connection_that_was_left_is_revoked_even_if_the_job_was_lost(desk, drive):
    desk.say("disconnect clio")
    desk.due.clear()
    sweep, _ = _ticks(desk, drive)

    sweep(NIGHT)

    [(job, account)] = drive.revived
    assert job == "disconnect"
    desk.house.bot.practice.do(job, account)
    assert len(desk.practice.revoked) == 1
    drive.revived.clear()
    sweep(NIGHT.replace(minute=10))
    assert drive.revived == []


def test_lists_are_fetched_at_night_where_the_firm_is_and_new_ones_at_once(desk, drive):
    _, nightly = _ticks(desk, drive)
    nightly(NIGHT.replace(hour=14))
    assert drive.revived == []
    nightly(NIGHT)
    assert drive.revived == [("sync", 1)]

    drive.revived.clear()
    desk.house.bot.store.write(partial(accounts.change, account_id=1, synced_at=None))
    nightly(NIGHT.replace(hour=14))
    assert drive.revived == [("sync", 1)]


def test_a_list_of_which_a_page_is_missing_takes_nothing_away(desk):
    for number in range(450):
        clio.matter(desk.practice, 20_000 + number, f"B-{number}", f"Brown {number}")
    desk.say("sync clio")
    desk.drain()
    desk.say("0.2 call, Smith file")
    desk.practice.faults.extend([None, "500 before"])
    desk.say("sync clio")

    desk.drain()

    assert "✓ Clio lists 452 matters" in desk.told[-1]
    assert "1 entry · 0.2 h" in desk.push()[1]


def test_a_result_is_told_once_and_to_where_the_yes_came_from(desk):
    desk.say("0.2 call, Smith file")
    desk.say("push clio")
    desk.house.clock[0] += timedelta(seconds=30)
    yes = Said(
        "chat:ada", "yes", "a-key", desk.house.clock[0], envelope={"subject": "x"}
    )
    desk.house.bot.answer(yes)
    [(_, message)] = {each for each in desk.due if each[0] == "push"}
    brought = [each for each in desk.due if each[0] == "chat"]
    desk.due.clear()

    practice = desk.house.bot.practice
    told = [practice.do("push", message).text for _ in range(3)]

    assert len(set(told)) == 1
    after = [each for each in desk.due if each[0] == "chat"]
    assert (len(brought), len(after)) == (1, 1)


def test_a_revocation_that_nobody_answered_is_asked_for_again(desk):
    desk.say("disconnect clio")
    [(_, account)] = desk.due[-1:]
    practice = desk.house.bot.practice
    systems = practice.systems
    lost = replace(systems, send=lambda asked: Unsure("ReadTimeout"))

    later = connecting.revoke(practice.store, lost, account)

    assert isinstance(later, Later)
    assert connecting.revoke(practice.store, systems, account) is None
    assert len(desk.practice.revoked) == 1
