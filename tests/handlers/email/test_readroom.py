"""Letters are read in processes that may be late, die or be killed; no letter is lost."""

import os
import pickle
import random
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from handlers.email import readdesk, reading, readroom
from tests.handlers.email.making import OWN, base64, letter, multipart, part, whole

PATIENT = 30.0


def _big(size=30_000_000):
    file = part(
        base64(bytes(size)), "application/pdf", Content_Transfer_Encoding="base64"
    )
    return whole(multipart(part(OWN), file), Subject="Big")


def _pids(room):
    """Return the processes of a room in which nothing is being read."""
    desks = [room._free.get() for _ in range(room._desks)]
    for desk in desks:
        room._free.put(desk)
    return [desk._process.pid for desk in desks]


@pytest.fixture
def room():
    with readroom.Room(desks=1, seconds=PATIENT) as room:
        yield room


def test_a_letter_is_read_as_it_is_without_a_room(room):
    raw = letter(OWN, Subject="Monday")

    read = room.read(raw)

    assert read.said == reading.read(raw).said == f"Monday\n{OWN}"
    assert read.fingerprint == reading.read(raw).fingerprint


def test_the_whole_text_does_not_come_back(room):
    read = room.read(letter(OWN))

    assert (read.letter.text, read.letter.html) == ("", "")


def test_what_is_read_comes_back_whole(room):
    letters = sorted(Path(__file__).parent.glob("letters/**/*.eml"))
    for path in letters[::7] + [each for each in letters if "invit" in each.name]:
        raw = path.read_bytes()
        alone = reading.read(raw)

        bare = replace(alone, letter=replace(alone.letter, text="", html=""))
        assert room.read(raw) == bare, path.name


class Evil:
    """Does what it likes where it is taken out of a pickle."""

    def __init__(self, *deed):
        self.deed = deed

    def __reduce__(self):
        return self.deed


def test_what_a_process_answers_is_never_run(tmp_path):
    mark = tmp_path / "mark"
    good = reading.read(letter(OWN))
    for value in (
        pickle.dumps(Evil(os.mkdir, (str(mark),))),
        pickle.dumps(replace(good, said=Evil(os.mkdir, (str(mark),)))),
        pickle.dumps(replace(good, said=Evil(getattr, (good, "said")))),
        pickle.dumps("no letter"),
        pickle.dumps(good)[:-20],
        b"",
        b"\x80\x04\x8c",
        bytes(range(100)),
    ):
        with pytest.raises(readroom._Died):
            readroom._unpacked(value)

    assert not mark.exists()
    assert readroom._unpacked(pickle.dumps(good)) == good


def test_a_letter_that_is_late_comes_back_as_its_head():
    raw = _big()
    with readroom.Room(desks=1, seconds=0.05) as room:
        before = _pids(room)

        read = room.read(raw)

        assert read.letter.notes == ("overdue",)
        assert (read.letter.sender, read.letter.subject) == ("ada@firm.example", "Big")
        assert read.said == ""
        assert _pids(room) != before


def test_a_stopped_process_is_late_and_is_replaced():
    with readroom.Room(desks=1, seconds=5.0) as room:
        assert room.read(letter(OWN)).said == OWN
        (pid,) = _pids(room)
        os.kill(pid, signal.SIGSTOP)

        late, next_one = room.read(letter(OWN)), room.read(letter(OWN))

        assert (late.letter.notes, late.letter.sender) == (
            ("overdue",),
            "ada@firm.example",
        )
        assert (next_one.letter.notes, next_one.said) == ((), OWN)


@pytest.mark.parametrize("raw", [letter(OWN), _big(100_000)], ids=["small", "large"])
def test_what_is_known_of_a_late_letter_is_its_key_for_ever(raw):
    known = [None]
    reading.read(raw, early=known.append)

    late = reading.noted(known[-1], raw, note="overdue")

    assert late.key == reading.read(raw).key
    assert (late.letter.notes, late.said) == (("overdue",), "")


def test_a_killed_process_loses_no_letter(room):
    room.read(letter(OWN))
    (pid,) = _pids(room)
    os.kill(pid, signal.SIGKILL)

    assert room.read(letter(OWN)).said == OWN
    assert _pids(room) != [pid]


def test_a_letter_that_needs_too_much_memory_is_unreadable():
    with readroom.Room(desks=1, seconds=PATIENT, memory=400_000_000) as room:
        read = room.read(_big(130_000_000))

        assert read.letter.notes == ("unreadable",)
        assert read.letter.subject == "Big"
        assert room.read(letter(OWN)).said == OWN


def test_a_process_that_has_read_its_share_makes_room_for_a_fresh_one():
    with readroom.Room(desks=1, seconds=PATIENT, letters=2) as room:
        pids = []
        for _ in range(6):
            pids += _pids(room)
            assert room.read(letter(OWN)).said == OWN

    assert len(set(pids)) == 3
    assert pids[0] == pids[1] != pids[2]


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems do not say it"
)
def test_what_a_process_holds_is_known():
    before = readdesk._resident()
    held = bytes(50_000_000).replace(b"\0", b"x")

    assert readdesk._resident() - before > len(held) / 2


def test_when_no_process_can_be_started_it_is_our_trouble():
    with (
        readroom.Room(desks=1, memory=10_000_000) as room,
        pytest.raises(readroom.NoReader),
    ):
        room.read(letter(OWN))


def test_many_threads_and_dying_processes_lose_and_mix_no_letter():
    chance = random.Random(3)
    letters = [(f"0.{n % 9 + 1} call {n}, Smith file", f"<{n}@x>") for n in range(400)]
    over = threading.Event()
    with readroom.Room(desks=2, seconds=PATIENT) as room:

        def kill_now_and_then():
            while not over.wait(0.15):
                # One process at most for each letter, which is read again elsewhere.
                desk = room._free.get()
                if desk is not None and chance.random() < 0.7:
                    os.kill(desk._process.pid, signal.SIGKILL)
                room._free.put(desk)

        def read(each):
            said, name = each
            return room.read(letter(said, Message_ID=name))

        killer = threading.Thread(target=kill_now_and_then)
        killer.start()
        with ThreadPoolExecutor(32) as threads:
            reads = list(threads.map(read, letters))
        over.set()
        killer.join()

    assert [(each.said, each.letter.message_id) for each in reads] == letters


def test_a_closed_room_reads_nothing_and_leaves_no_process():
    room = readroom.Room(desks=2)
    room.read(letter(OWN))
    pids = _pids(room)

    room.close()
    room.close()

    with pytest.raises(readroom.Closed):
        room.read(letter(OWN))
    assert not [pid for pid in pids if _is_there(pid)]


def test_closing_lets_what_is_being_read_be_finished():
    room = readroom.Room(desks=1, seconds=PATIENT)
    room.read(letter(OWN))
    with ThreadPoolExecutor(4) as threads:
        reads = [threads.submit(room.read, _big(20_000_000)) for _ in range(4)]
        time.sleep(0.02)
        room.close()

    done = [each for each in reads if not each.exception()]
    assert done
    assert all(each.result().said == OWN for each in done)
    assert all(isinstance(each.exception(), readroom.Closed | None) for each in reads)


def test_a_reading_process_gets_none_of_our_secrets(monkeypatch):
    monkeypatch.setenv("TENTHS_SECRET_KEY", "swordfish")
    with readroom.Room(desks=1) as room:
        room.read(letter(OWN))
        (pid,) = _pids(room)
        with open(f"/proc/{pid}/environ", "rb") as file:  # noqa: PTH123 - a device
            assert b"swordfish" not in file.read()


def _is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
