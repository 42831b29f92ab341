"""Pushes by the real engine: processes that are killed, replaced, and told to stop."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage import pushes
from storage.engine import open_store
from tests.fakes import clio, office
from tests.fakes import house as houses
from tests.fakes import practice as fake
from tests.journeys import test_push_killed as killed

ROOT = Path(__file__).parents[2]


class Served:
    """Processes that do what is due, each with a name of its own."""

    def __init__(self, environ):
        self.environ = {**os.environ, **environ, "PYTHONPATH": str(ROOT)}
        self.begun = str(time.time())
        self.alive = {}

    def start(self, executor):
        self.alive[executor] = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.engined", executor, self.begun],
            env=self.environ,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def up(self, executor):
        assert self.alive[executor].stdout.readline() == "up\n", self.told(executor)

    def told(self, executor):
        return self.alive[executor].communicate(timeout=20)

    def kill(self, executor):
        child = self.alive.pop(executor)
        child.send_signal(signal.SIGKILL)
        child.communicate()

    def stop(self, executor):
        child = self.alive.pop(executor)
        child.terminate()
        out, err = child.communicate(timeout=40)
        return child.returncode, out, err

    def close(self):
        for executor in list(self.alive):
            self.kill(executor)


def _settled(house, *, seconds=60):
    """Wait until nothing is under way any more."""
    ends = time.time() + seconds
    while time.time() < ends:
        with house.bot.store.read() as db:
            if not pushes.unsettled_messages(db):
                return
        time.sleep(0.05)
    raise AssertionError("it does not come to an end")


def _push(house, desk):
    house.say(f"push {desk.name}")
    house.say("yes")
    desk.due.clear()


@pytest.fixture
def scene(request, tmp_path):
    """Return what sets a scene on a database of that kind, and tidies up at the end."""
    opened = []

    def set_up(kind):
        url = request.getfixturevalue(f"{kind}_url")
        store = open_store(url, migrate=False)
        house = houses.opened(store, tmp_path)
        practice = fake.Practice(clio, life=10**6)
        running = fake.running(practice)
        running.__enter__()
        desk = office.opened(house, practice)
        desk.connect()
        served = Served(killed._environ(practice, url))
        opened.append((served, running, store))
        return house, desk, practice, served

    yield set_up
    for served, running, store in opened:
        served.close()
        running.__exit__(None, None, None)
        store.close()


def test_a_push_is_done_by_whoever_serves_and_its_result_is_kept(scene):
    house, desk, practice, served = scene("sqlite")
    house.texts(*killed.LINES)
    _push(house, desk)
    served.start("one")
    served.up("one")
    _settled(house)
    code, out, err = served.stop("one")

    assert (code, out) == (0, "down\n"), err
    killed._check(house, practice)
    assert "6 entries · 2.3 h" in house.say("receipts").text
    assert "Smith" not in err


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_killed_and_begun_again_under_its_name(scene, kind):
    house, desk, practice, served = scene(kind)
    house.texts(*killed.LINES)
    practice.fault_of = killed._faults(random.Random(3))
    _push(house, desk)
    served.start("one")
    served.up("one")
    time.sleep(0.3)
    served.kill("one")
    practice.fault_of = None
    served.start("one")
    _settled(house)

    killed._check(house, practice)


@pytest.mark.soak
def test_another_process_takes_over_from_a_dead_one(scene):
    house, desk, practice, served = scene("postgres")
    house.texts(*killed.LINES)
    for name in ("one", "two"):
        served.start(name)
    for name in ("one", "two"):
        served.up(name)
    practice.faults.extend(["slow"] * 3)
    _push(house, desk)
    # Without an engine of its own, the house leaves it to the sweep at the start.
    served.kill("one")
    served.start("three")
    time.sleep(0.5)
    served.kill("two")
    # The dead one's hold on the account ends by itself after two and a half minutes.
    _settled(house, seconds=240)

    killed._check(house, practice)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
@pytest.mark.parametrize("seed", range(25))
def test_killed_at_random_under_faults(scene, kind, seed):
    chance = random.Random(seed)
    house, desk, practice, served = scene(kind)
    house.texts(*killed.LINES)
    practice.fault_of = killed._faults(chance)
    names = ["one"] if kind == "sqlite" else ["one", "two"]
    _push(house, desk)
    for name in names:
        served.start(name)
    for _ in range(6):
        time.sleep(chance.uniform(0.2, 2.5))
        name = chance.choice(names)
        served.kill(name)
        served.start(name)
    practice.fault_of = None
    _settled(house, seconds=90)
    for _ in range(3):
        shown = house.say("push clio")
        if not shown.choices:
            break
        house.say("yes")
        desk.drain()
    killed._check(house, practice)
