"""A process is killed under load, again and again; what it acknowledged is there."""

import random
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest
from sqlalchemy import text

from storage.engine import open_store
from tests.storage.world import populate

WRITER = """
import sys, threading
from storage.engine import open_store
from tests.storage.world import Person, dictate

store = open_store(sys.argv[1], migrate=False)
ada = Person(int(sys.argv[2]), int(sys.argv[3]))

def write(name):
    for turn in range(1_000_000):
        key = f"{sys.argv[4]}-{name}-{turn}"
        store.write(lambda db: dictate(db, ada, key=key))
        sys.stdout.write(key + "\\n")
        sys.stdout.flush()

for name in range(4):
    threading.Thread(target=write, args=(name,)).start()
"""

HALF = """
SELECT count(*) FROM message
WHERE 1 <> (SELECT count(*) FROM entry WHERE message_id = message.id)
   OR 1 <> (SELECT count(*) FROM event WHERE message_id = message.id)
"""


def killed(url, person, turn, seconds):
    """Let a process write for *seconds*, kill it; return the keys it acknowledged."""
    command = [sys.executable, "-c", WRITER, url, *map(str, person), str(turn)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        first = writer.stdout.readline()
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read()
    # The last line may have been cut off; only a whole one acknowledges.
    lines = (first + rest).splitlines(keepends=True)
    return [line.strip() for line in lines if line.endswith("\n")]


def crash(url, rounds):
    chance = random.Random(20261118)
    with closing(open_store(url, migrate=False)) as store:
        ada = store.write(populate).ada
    acknowledged = []
    for turn in range(rounds):
        acknowledged += killed(url, ada, turn, chance.uniform(0.01, 0.3))

        with closing(open_store(url, migrate=False)) as store, store.read() as db:
            kept = set(db.scalars(text("SELECT key FROM message")))
            assert set(acknowledged) <= kept
            assert db.scalar(text(HALF)) == 0
            if url.startswith("sqlite"):
                assert db.scalar(text("PRAGMA integrity_check")) == "ok"
                assert db.execute(text("PRAGMA foreign_key_check")).all() == []
    assert len(acknowledged) > rounds


def test_killed_under_load_every_acknowledged_write_is_there(store_url):
    crash(store_url, rounds=2)


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_killed_twenty_times_every_acknowledged_write_is_there(store_url):
    crash(store_url, rounds=20)
