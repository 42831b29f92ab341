"""`tenths serve email` under load, killed at any moment, and told to stop.

The client remembers every letter that was answered 250. After each kill the server is
started again; the letters without an answer come again, and some of the others, too.
"""

import random
import signal
import time
from collections import Counter

import pytest

from bot import jobs, replies
from tests.fakes import mailbag
from tests.fakes import relay as relays
from tests.fakes.serving import serving
from tests.fakes.terminal import Terminal

# What one process brings at a time: so many answers may be on their way at a kill.
AT_ONCE = 4


@pytest.fixture
def relay():
    with relays.running() as running:
        yield running


@pytest.fixture
def make(tmp_path, relay):
    """Give what makes a terminal for a database, and its people."""

    def made(url):
        terminal = Terminal(
            tmp_path,
            {
                **mailbag.SETTINGS,
                "TENTHS_DATABASE_URL": url,
                "TENTHS_RELAY_PORT": str(relay.port),
            },
        )
        if not url.startswith("sqlite"):
            jobs.migrate(url)
        return terminal, mailbag.moved_in(terminal.environ)

    return made


def kill(terminal, bag, chance):
    """Send letters until the server is killed, at a moment that nobody knows.

    One time in five that is at once, else when letters are taken for up to a second.
    """
    with serving(terminal, "email") as here:
        before = bag.count
        sending = bag.send(here)
        if chance.random() > 0.2:
            mailbag.until(lambda: bag.count > before, seconds=30)
        time.sleep(chance.uniform(0.0, 1.0))
        here.stop(how=signal.SIGKILL)
        for each in sending:
            each.join()


def finish(terminal, bag, relay):
    """Bring whatever has no answer yet, and wait for every answer of ours."""
    with serving(terminal, "email") as here:
        for each in bag.send(here, most=0):
            each.join()
        assert bag.taken == bag.letters
        mailbag.until(
            lambda: len(mailbag.answers(relay)) >= len(bag.letters),
            seconds=30 + len(bag.letters) / 10,
        )
        assert here.stop() == 0


def once_each(terminal, bag, url):
    """Hold that every letter has its one entry, and every day its sum."""
    assert Counter(mailbag.entries(url)) == Counter(each.entry for each in bag.letters)
    assert mailbag.is_sound(url)
    minutes = Counter()
    for each in bag.letters:
        minutes[each.who] += each.minutes
    told = mailbag.totals(terminal.environ, bag.people)
    assert told == {who: replies.hours(each) for who, each in minutes.items()}


def answered(bag, relay, *, kills):
    """Hold that every letter was answered, always by one and the same letter.

    A copy comes only where a kill fell between the relay's yes and our note of it.
    """
    found = mailbag.answers(relay)
    assert len(found) == len(bag.letters)
    names = [set(each) for each in found.values()]
    assert all(len(each) == 1 for each in names)
    fingerprints = {f"<re.{each.fingerprint}@firm.example>" for each in bag.letters}
    assert set().union(*names) == fingerprints
    copies = sum(len(each) - 1 for each in found.values())
    assert copies <= AT_ONCE * kills
    return copies


def killed(made, url, relay, *, kills, seed):
    terminal, people = made
    bag, chance = mailbag.Bag(people, seed), random.Random(seed)
    for _ in range(kills):
        kill(terminal, bag, chance)
        kept = Counter(mailbag.entries(url))
        assert {each.entry for each in bag.taken} <= set(kept)
        assert set(kept.values()) <= {1}
        assert mailbag.is_sound(url)
    unanswered = len(bag.letters) - len(bag.taken)
    finish(terminal, bag, relay)
    once_each(terminal, bag, url)
    copies = answered(bag, relay, kills=kills)
    print(
        f"{kills} kills, {len(bag.letters)} letters, {unanswered} unanswered at the "
        f"last, answers that came twice: {copies}"
    )
    return bag


def test_killed_twice_every_letter_is_kept_once_and_answered(make, sqlite_url, relay):
    bag = killed(make(sqlite_url), sqlite_url, relay, kills=2, seed=3)

    assert bag.count > 8


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_killed_twenty_times_every_letter_is_kept_once(make, store_url, relay):
    bag = killed(make(store_url), store_url, relay, kills=20, seed=20)

    assert bag.count > 200


def test_told_to_stop_under_load_it_loses_nothing(make, sqlite_url, relay):
    terminal, people = make(sqlite_url)
    bag = mailbag.Bag(people, seed=1)
    with serving(terminal, "email") as here:
        sending = bag.send(here)
        mailbag.until(lambda: bag.count > 30, seconds=30)
        began = time.monotonic()
        code = here.stop()
        took = time.monotonic() - began
        told = here.told
        for each in sending:
            each.join()

    assert code == 0
    assert took < 25
    assert told.splitlines()[-1].endswith("stopped")
    assert "fault" not in told
    kept = Counter(mailbag.entries(sqlite_url))
    assert kept == Counter(each.entry for each in bag.taken)
    finish(terminal, bag, relay)
    once_each(terminal, bag, sqlite_url)
    assert answered(bag, relay, kills=0) == 0
