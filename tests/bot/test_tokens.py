"""Tokens: renewed one at a time, kept sealed, and sealed anew under another key."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import sealing, tokens
from bot.work import Later
from storage import accounts
from storage.engine import open_store
from tests.fakes import actionstep, clio, office
from tests.fakes import house as houses
from tests.fakes import practice as fake

NEW = "another-secret-of-more-than-thirty-two-characters"


@pytest.fixture(params=[clio, actionstep], ids=["clio", "actionstep"])
def desk(request, store_url, tmp_path):
    store = open_store(store_url, migrate=False)
    practice = fake.Practice(request.param, rotates=request.param is actionstep)
    with fake.running(practice):
        made = office.opened(houses.opened(store, tmp_path), practice)
        made.connect()
        yield made
    store.close()


def _kept(desk):
    with desk.house.bot.store.read() as db:
        return accounts.of_person(db, firm_id=1, timekeeper_id=1, system=desk.name)


def _access(desk, **how):
    bot = desk.house.bot
    return tokens.access(
        bot.store, bot.desk.systems, _kept(desk).id, now=desk.house.clock[0], **how
    )


def test_a_good_token_is_not_renewed(desk):
    for _ in range(3):
        assert isinstance(_access(desk), tokens.Open)

    assert desk.practice.refreshes == 0


def test_a_token_is_renewed_before_it_ends(desk):
    desk.pass_time(desk.practice.life - 60)
    before = _kept(desk)

    opened = _access(desk)

    assert opened.account.token in desk.practice.access
    assert desk.practice.refreshes == 1
    assert (_kept(desk).refresh != before.refresh) == desk.practice.rotates


def test_many_at_once_renew_once(desk):
    desk.pass_time(desk.practice.life)
    gate, found = threading.Barrier(8), []

    def one():
        gate.wait()
        while isinstance(outcome := _access(desk), Later):
            pass
        found.append(outcome)

    threads = [threading.Thread(target=one) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)

    assert desk.practice.refreshes == 1
    assert len({each.account.token for each in found}) == 1


def test_a_process_that_died_while_it_renewed_holds_nothing_up_for_long(desk):
    desk.pass_time(desk.practice.life)
    now = desk.house.clock[0]
    desk.house.bot.store.write(
        lambda db: accounts.hold(
            db,
            _kept(desk).id,
            "renewing",
            by="dead",
            now=now,
            until=now + timedelta(seconds=90),
        )
    )

    assert isinstance(_access(desk), Later)
    desk.pass_time(91)
    assert isinstance(_access(desk), tokens.Open)


def test_a_bad_moment_is_not_the_end(desk):
    desk.pass_time(desk.practice.life)
    systems = desk.house.bot.desk.systems
    down = replace(systems, send=lambda _: tokens.base.Unsure("ReadError"))
    bot, now = desk.house.bot, desk.house.clock[0]

    assert isinstance(tokens.access(bot.store, down, _kept(desk).id, now=now), Later)
    assert isinstance(_access(desk), tokens.Open)


def test_a_grant_that_is_over_is_marked_and_asked_for_no_more(desk):
    desk.pass_time(desk.practice.life)
    desk.practice.refresh.clear()

    assert isinstance(_access(desk), tokens.Over)
    assert _kept(desk).state == "over"
    assert isinstance(_access(desk), tokens.Over)


def test_a_new_key_takes_the_old_ones_place(desk):
    store, systems = desk.house.bot.store, desk.house.bot.desk.systems
    both = sealing.keys(f"{NEW} {office.SECRET}")

    assert tokens.resealed(store, both) == 1
    assert tokens.resealed(store, both) == 0

    alone = replace(systems, keys=sealing.keys(NEW))
    opened = tokens.access(store, alone, _kept(desk).id, now=desk.house.clock[0])
    assert opened.account.token in desk.practice.access
