"""Pushes driven by processes that are killed at every step, with everything going wrong.

Each run has its own seed: which requests fail and how, and at which step each process
dies. Two processes drive the same push at the same time. At the end, each entry is at
the vendor exactly once, and every receipt is true.
"""

import multiprocessing
import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.errors import Problem
from storage import accounts, deliveries, pushes
from storage.engine import open_store
from tests.fakes import actionstep, clio, mortal, office
from tests.fakes import house as houses
from tests.fakes import practice as fake

ROOT = Path(__file__).parents[2]
LINES = (
    "0.2 call re scheduling, Smith file",
    "0.2 call re scheduling, Smith file",
    "0.5 review contract, Chen file",
    "0.1 email to client, Smith file",
    "0.1 email to client, Smith file",
    "1.2 draft advice; R&D <terms>, Chen file",
)
_FAULTS = [each for each in fake.FAULTS if each != "slow"]
_AT_ONCE = 2
_MOST = 40


@pytest.fixture(scope="module")
def processes():
    context = multiprocessing.get_context("forkserver")
    # It imports what is preloaded by this path alone.
    os.environ["PYTHONPATH"] = str(ROOT)
    context.set_forkserver_preload(["tests.fakes.mortal"])
    yield context
    del os.environ["PYTHONPATH"]


@pytest.fixture(params=[clio, actionstep], ids=["clio", "actionstep"])
def practice(request):
    system = fake.Practice(
        request.param, rotates=request.param is actionstep, life=10**6
    )
    with fake.running(system):
        yield system


def _one(seed, url, tmp_path, practice, processes):
    """Run one seed; return how often a process was killed."""
    chance = random.Random(seed)
    begun = time.time()
    store = open_store(url, migrate=False)
    house = houses.opened(store, tmp_path)
    ada = office.opened(house, practice)
    ada.connect()
    house.texts(*LINES)
    killed = 0
    practice.fault_of = _faults(chance)
    for _ in range(9):
        try:
            shown = house.say(f"push {ada.name}")
        except Problem:
            # A rotated token was lost with the process that had asked for it.
            _reconnected(ada)
            continue
        if not shown.choices:
            break
        house.say("yes")
        [(_, message)] = set(ada.due)
        ada.due.clear()
        environ = _environ(practice, url)
        killed += _driven(chance, environ, message, begun, processes, ada)
    practice.fault_of = None
    _check(house, practice)
    store.close()
    return killed


def _environ(practice, url):
    name = practice.dialect.__name__.rpartition(".")[2].upper()
    urls = {
        "CLIO": {"TENTHS_CLIO_URL": practice.url, "TENTHS_CLIO_REGION": "au"},
        "ACTIONSTEP": {
            "TENTHS_ACTIONSTEP_AUTHORISE_URL": f"{practice.url}/api/oauth/authorize",
            "TENTHS_ACTIONSTEP_TOKEN_URL": f"{practice.url}/api/oauth/token",
        },
    }[name]
    return {
        "TENTHS_DATABASE_URL": url,
        "TENTHS_TIMEZONE": "UTC",
        "TENTHS_SECRET_KEY": office.SECRET,
        "TENTHS_WEB_URL": office.WEB,
        f"TENTHS_{name}_CLIENT_ID": "client",
        f"TENTHS_{name}_CLIENT_SECRET": "s3cret",
        **urls,
    }


def _faults(chance):
    def fault(method, path):
        del method, path
        return chance.choice(_FAULTS) if chance.random() < 0.3 else None

    return fault


def _driven(chance, environ, message, begun, processes, ada):
    """Let two processes at a time drive a push, and replace whichever dies.

    Whenever her connection is over, Ada connects again.
    """
    killed = started = 0
    alive = []
    while True:
        while len(alive) < _AT_ONCE:
            started += 1
            last = chance.randrange(40) if started < _MOST else None
            child = processes.Process(
                target=mortal.drive, args=(environ, message, last, begun)
            )
            child.start()
            alive.append(child)
        _reconnected(ada)
        for child in list(alive):
            child.join(0.005)
            if child.exitcode is None:
                continue
            alive.remove(child)
            if child.exitcode == 0:
                for other in alive:
                    other.join(30)
                return killed
            assert child.exitcode == -9, child.exitcode
            killed += 1


def _reconnected(ada):
    with ada.house.bot.store.read() as db:
        kept = accounts.of_person(db, firm_id=1, timekeeper_id=1, system=ada.name)
    if kept.state == "over":
        # A person tries again until it works; here it works at once.
        faults, ada.practice.fault_of = ada.practice.fault_of, None
        ada.connect()
        ada.practice.fault_of = faults


def _check(house, practice):
    """Compare what the vendor has with what was dictated and with our receipts."""
    kept = house.day()
    with house.bot.store.read() as db:
        left = deliveries.of_entries(
            db, firm_id=1, entry_ids=[each.id for each in kept]
        )
        going = pushes.of_entries(db, firm_id=1, entry_ids=[each.id for each in kept])
    assert Counter(each.state for each in going) == {"made": len(LINES)}, [
        (each.state, each.why) for each in going
    ]
    assert [each.state for each in kept] == ["delivered"] * len(LINES)
    receipts = [each.remote_id for each in left]
    assert sorted(receipts) == sorted(map(str, practice.made)), (
        practice.made,
        practice.removed,
        practice._ids,
        [
            (each.remote_id, each.outcome, each.kind, each.revision, each.entry_id)
            for each in left
        ],
        [each[:8] for each in going],
        practice.requests,
    )
    said = Counter((str(each.minutes), each.narrative) for each in kept)
    made = Counter(_said(row) for row in practice.made.values())
    assert made == said
    by_id = {str(key): row for key, row in practice.made.items()}
    words = {each.id: (str(each.minutes), each.narrative) for each in kept}
    assert all(_said(by_id[each.remote_id]) == words[each.entry_id] for each in left)


def _said(row):
    if "quantity" in row:
        return str(int(row["quantity"]) // 60), row["note"]
    return str(round(float(row["actualHours"]) * 60)), row["description"]


@pytest.mark.parametrize("seed", range(2))
def test_each_entry_once_on_a_file(seed, sqlite_url, tmp_path, practice, processes):
    _one(seed, sqlite_url, tmp_path, practice, processes)


@pytest.mark.parametrize("seed", range(1))
def test_each_entry_once_on_a_server(seed, postgres_url, tmp_path, practice, processes):
    _one(seed, postgres_url, tmp_path, practice, processes)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 225))
def test_each_entry_once_on_a_file_many_times(
    seed, sqlite_url, tmp_path, practice, processes
):
    _one(seed, sqlite_url, tmp_path, practice, processes)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(500, 625))
def test_each_entry_once_on_a_server_many_times(
    seed, postgres_url, tmp_path, practice, processes
):
    _one(seed, postgres_url, tmp_path, practice, processes)
