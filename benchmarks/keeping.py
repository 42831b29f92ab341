"""Keep a message with its entry and event, durably, beside raw sqlite3."""

import json
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from storage import entries, events, inbox, people
from storage.engine import Store, open_store

ROUNDS = 7
UNITS = 1_000
THREADS = 32
DAY = date(2026, 11, 18)
AT = datetime(2026, 11, 18, 1, 2, 3, tzinfo=UTC)
LINE = "0.2 call with counsel re scheduling, Smith file"
AFTER = {"minutes": 12, "narrative": "call with counsel re scheduling", "number": 1}

MESSAGE = (
    'INSERT INTO message (firm_id, timekeeper_id, "key", "by", text, sent_at, day)'
    " VALUES (?,?,?,?,?,?,?)"
    ' ON CONFLICT (timekeeper_id, "key") DO NOTHING RETURNING id'
)
ENTRY = (
    "INSERT INTO entry (firm_id, timekeeper_id, message_id, day, number, minutes,"
    " narrative, line, matter_id, label, activity, billing, rate, state, asks,"
    " warnings, revision) VALUES (?,?,?,?,(SELECT coalesce(max(number), 0) + 1"
    " FROM entry WHERE timekeeper_id = ? AND day = ?),?,?,?,?,?,?,?,?,?,?,?,?)"
    " RETURNING id, number"
)
EVENT = (
    "INSERT INTO event (firm_id, timekeeper_id, message_id, at, kind, entry_id,"
    " bookmark_id, before, after) VALUES (?,?,?,?,?,?,?,?,?)"
)

Timed = tuple[float, list[float]]


def run() -> None:
    """Print the rates as ratios of raw sqlite3, measured in turn in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tenths.db"
        with closing(open_store(f"sqlite:///{path}", migrate=True)) as store:
            _people(store)
            ways: dict[str, Callable[[str], Timed]] = {
                "raw sqlite3, one caller": lambda name: _raw(path, name),
                "storage, one caller": lambda name: _ours(store, name),
                f"storage, {THREADS} callers": lambda name: _many(store, name),
            }
            taken: dict[str, list[Timed]] = {way: [] for way in ways}
            for turn in range(ROUNDS):
                for number, (way, keep) in enumerate(ways.items()):
                    taken[way].append(keep(f"{turn}-{number}"))
    _report(taken)


def _report(taken: dict[str, list[Timed]]) -> None:
    print(f"keeping message + entry + event, durable: {ROUNDS} rounds in turn")
    reference = [rate for rate, _ in taken["raw sqlite3, one caller"]]
    for way, rounds in taken.items():
        rates = [rate for rate, _ in rounds]
        ratios = [ours / raw for ours, raw in zip(rates, reference, strict=True)]
        waits = sorted(wait for _, waits in rounds for wait in waits)
        print(
            f"  {way:24} {statistics.median(rates):7,.0f}/s"
            f"  x{statistics.median(ratios):.2f} of raw"
            f" (best x{max(rates) / max(reference):.2f})"
            f"  p50 {waits[len(waits) // 2] * 1e3:6.2f} ms"
            f"  p99 {waits[len(waits) * 99 // 100] * 1e3:6.2f} ms"
        )


def _people(store: Store) -> None:
    def work(db):
        firm_id = people.firm_add(db, name="Firm", at=AT)
        for number in range(THREADS):
            people.timekeeper_add(
                db,
                firm_id=firm_id,
                name="Ada",
                code=f"A{number}",
                zone="Australia/Sydney",
                locale="en-AU",
            )

    store.write(work)


def _keep(store: Store, key: str, person: int) -> None:
    def work(db):
        message_id = inbox.keep(
            db,
            firm_id=1,
            timekeeper_id=person,
            key=key,
            by="chat:local",
            text=LINE,
            sent_at=AT,
            day=DAY,
        )
        added = entries.add(
            db,
            firm_id=1,
            timekeeper_id=person,
            message_id=message_id,
            day=DAY,
            minutes=12,
            narrative="call with counsel re scheduling",
            line=LINE,
            label="Smith",
            activity="call",
        )
        events.append(
            db,
            firm_id=1,
            timekeeper_id=person,
            message_id=message_id,
            at=AT,
            kind="kept",
            entry_id=added.id,
            after=AFTER,
        )

    store.write(work)


def _ours(store: Store, name: str) -> Timed:
    return _timed(lambda number: _keep(store, f"{name}-{number}", 1), UNITS)


def _many(store: Store, name: str) -> Timed:
    waits: list[float] = []
    each = UNITS * 2 // THREADS
    ready = threading.Barrier(THREADS + 1)

    def caller(person):
        ready.wait()
        keep = lambda number: _keep(store, f"{name}-{person}-{number}", person)  # noqa: E731
        waits.extend(_timed(keep, each)[1])

    callers = [
        threading.Thread(target=caller, args=(person + 1,)) for person in range(THREADS)
    ]
    for thread in callers:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in callers:
        thread.join()
    return each * THREADS / (time.perf_counter() - began), waits


def _raw(path: Path, name: str) -> Timed:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA foreign_keys=1")
        return _timed(lambda number: _raw_keep(db, f"{name}-{number}"), UNITS)


def _raw_keep(db: sqlite3.Connection, key: str) -> None:
    day = DAY.isoformat()
    at = AT.isoformat(timespec="microseconds")
    db.execute("BEGIN IMMEDIATE")
    (message_id,) = db.execute(
        MESSAGE, (1, 1, key, "chat:local", LINE, at, day)
    ).fetchone()
    narrative = "call with counsel re scheduling"
    told = (12, narrative, LINE, None, "Smith", "call", "billable", None, "ready")
    (entry_id, _number) = db.execute(
        ENTRY, (1, 1, message_id, day, 1, day, *told, "[]", "[]", 1)
    ).fetchone()
    db.execute(
        EVENT,
        (1, 1, message_id, at, "kept", entry_id, None, None, json.dumps(AFTER)),
    )
    db.execute("COMMIT")


def _timed(keep: Callable[[int], None], count: int) -> Timed:
    waits = []
    began = time.perf_counter()
    for number in range(count):
        start = time.perf_counter()
        keep(number)
        waits.append(time.perf_counter() - start)
    return count / (time.perf_counter() - began), waits


if __name__ == "__main__":
    run()
