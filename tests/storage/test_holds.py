"""A name that one process at a time has."""

import signal
import subprocess
import sys
import time

from storage import holds

HOLDER = """
import sys, time
from storage import holds
held = holds.take(sys.argv[1], "tenths")
print(held is not None, flush=True)
time.sleep(60)
"""


def test_a_name_is_had_by_one_until_it_is_released(store_url):
    first = holds.take(store_url, "tenths")
    second = holds.take(store_url, "tenths")
    other = holds.take(store_url, "tenths-2")
    lasted = first.lasts()
    first.release()
    third = holds.take(store_url, "tenths")

    assert second is None
    assert other is not None
    assert lasted
    assert third is not None
    other.release()
    third.release()


def test_nobody_else_may_hold_a_name_beside_a_file(tmp_path):
    held = holds.take(f"sqlite:///{tmp_path}/tenths.sqlite3", "tenths")
    modes = {each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    held.release()

    assert modes == {0o600}


def test_a_name_is_free_as_soon_as_whoever_had_it_is_killed(store_url):
    command = [sys.executable, "-c", HOLDER, store_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        had = holder.stdout.readline()
        meanwhile = holds.take(store_url, "tenths")
        holder.send_signal(signal.SIGKILL)
    # A server needs a moment to see that its client is gone.
    for _ in range(3_000):
        after = holds.take(store_url, "tenths")
        if after is not None:
            break
        time.sleep(0.02)

    assert had == "True\n"
    assert meanwhile is None
    assert after is not None
    after.release()


def test_a_lost_session_has_lost_the_name(
    _server,  # noqa: PT019 - the test asks it for something
    postgres_url,
):
    held = holds.take(postgres_url, "tenths")
    before = held.lasts()
    _server.empty(postgres_url.partition("@/")[2].partition("?")[0])
    after = held.lasts()
    held.release()

    assert (before, after) == (True, False)
