"""Write a firm's entries to CSV and XLSX, checked, beside raw csv over raw sqlite3.

Each way runs in a process of its own, in turn, so that its peak memory is its own.
"""

import csv
import json
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from bot import outgoing
from bot.core import rounding
from bot.formats import FORMATS, checks, csvfile, xlsxfile
from bot.formats.base import Facts
from bot.messages import Said
from bot.service import open_bot
from bot.settings import Settings
from storage import deliveries, matters, people
from storage.engine import Store, open_store

ROUNDS = 2
PEOPLE = 40
A_DAY = 25
CSV_DAYS = 1_000
XLSX_DAYS = 50
MATTERS = 300
FIRST = date(2023, 1, 2)
TODAY = date(2026, 11, 18)
AT = datetime(2026, 11, 18, 1, 2, 3, tzinfo=UTC)

WORK = ("call with client", "email to counsel", "reviewing lease, clause 4", "drafting")
# What either file needs, and what it must be joined with.
CLIO = "matter.number, day, minutes, narrative, timekeeper.name, NULL"
COMPLETE = """
    day, minutes, minutes / 6, client, matter.name, matter.number, narrative,
    timekeeper.name, coalesce(entry.rate, matter.rate, timekeeper.rate), activity,
    billing, entry.id
"""
RAW = """
    SELECT {}
    FROM entry JOIN matter ON matter.id = matter_id
    JOIN timekeeper ON timekeeper.id = timekeeper_id
    WHERE entry.firm_id = 1 AND state IN ('ready', 'delivered') AND day <= ?
    ORDER BY timekeeper_id, day, entry.number
"""
ENTRY = """
    INSERT INTO entry (firm_id, timekeeper_id, message_id, day, number, minutes,
    narrative, line, matter_id, activity, billing, state, asks, warnings, revision)
    VALUES (1, ?, 1, ?, ?, ?, ?, '', ?, 'call', 'billable', 'ready', '[]', '[]', 1)
"""
MESSAGE = """
    INSERT INTO message (id, firm_id, timekeeper_id, "key", "by", text, sent_at, day)
    VALUES (1, 1, 1, 'k', 'chat:local', '', ?, ?)
"""

Way = Callable[[Path, int], None]


def run() -> None:
    """Print rows a second and peak memory, each way beside the raw one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tenths.db"
        _fill(path)
        rows = PEOPLE * A_DAY * CSV_DAYS
        print(f"exporting {rows:,} entries of {PEOPLE} people: {ROUNDS} rounds")
        taken: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
        for _ in range(ROUNDS):
            for way, results in taken.items():
                results.append(_apart(way, path))
    for way, results in taken.items():
        _report(way, results, beside=taken[RAW_ONES.get(way, way)])


def _report(
    way: str,
    results: list[dict[str, float]],
    *,
    beside: list[dict[str, float]],
) -> None:
    """Print the medians of the rounds of one *way*, and of its ratios."""
    wall, cpu = (
        statistics.median(
            ours[which] / raw[which] for ours, raw in zip(results, beside, strict=True)
        )
        for which in ("rate", "of cpu")
    )
    rate = statistics.median(each["rate"] for each in results)
    peak = max(each["grown"] for each in results)
    print(
        f"  {TITLES[way]:46} {rate:9,.0f} rows/s"
        f"  x{wall:.2f} of raw, by CPU x{cpu:.2f}  memory +{peak:.0f} MB"
    )


def _apart(way: str, path: Path) -> dict[str, float]:
    """Return what one *way* took in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.exporting", way, str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def _measure(way: str, path: Path) -> None:
    """Print the rate of one *way* and by how many megabytes the process grew."""
    days = XLSX_DAYS if way == "xlsx" else CSV_DAYS
    rows = PEOPLE * A_DAY * days
    WAYS[way](path, 1)
    before = _peak()
    wall, cpu = time.perf_counter(), time.process_time()
    WAYS[way](path, days)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    grown = _peak() - before
    print(json.dumps({"rate": rows / wall, "of cpu": rows / cpu, "grown": grown}))


def _peak() -> float:
    """Return the most memory that this process has had, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux hands ru_maxrss on from the parent; this begins afresh.
        [line] = [each for each in status.open() if each.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _raw(path: Path, days: int, *, columns: str) -> None:
    """Write columns with nothing but the standard library, nothing checked."""
    out = path.with_suffix(".raw.csv")
    with closing(sqlite3.connect(path)) as db, out.open("w", newline="") as file:
        found = db.execute(RAW.format(columns), (_last(days).isoformat(),))
        csv.writer(file).writerows(found)


def _kept(path: Path, days: int, *, name: str, suffix: str = "csv") -> None:
    """Write what is kept, as an export does: read, named, billed, checked."""
    write = {"csv": csvfile.write, "xlsx": xlsxfile.write}[suffix]
    facts = Facts(today=TODAY, has_list=True, suffix=suffix)
    out = path.with_suffix(f".{name}.{suffix}")
    with (
        closing(open_store(f"sqlite:///{path}", migrate=False)) as store,
        store.read() as db,
        out.open("wb") as file,
        outgoing.unhindered(),
    ):
        lines = outgoing.lines(
            deliveries.lines(db, firm_id=1, target=name, start=FIRST, end=_last(days)),
            bill=rounding.biller(policy="up"),
            target=name,
            progress=lambda _done, _of: None,
            corrected=outgoing.Corrected(),
        )
        leaving = checks.sift(FORMATS[name], lines, facts, checks.Report())
        count = write(FORMATS[name], leaving, file).rows
    assert count == PEOPLE * A_DAY * days, f"{name}: {count} rows"


def _answered(path: Path, days: int) -> None:
    """Ask the bot for each person's file: written, and what left recorded."""
    copy = path.with_suffix(".answered.db")
    if days == 1:
        shutil.copy(path, copy)
    # Another file first, so that nothing has left for Clio yet.
    name = "csv" if days == 1 else "clio"
    settings = Settings(database_url=f"sqlite:///{copy}", exports=path.parent)
    with closing(open_bot(settings, now=lambda: AT)) as bot:
        for person in range(PEOPLE):
            text = f"export {name} {FIRST:%d/%m/%Y} to {_last(days):%d/%m/%Y}"
            said = Said(by=f"chat:{person}", text=text, key=f"{name}-{person}", at=AT)
            reply = bot.answer(said)
            assert f"{A_DAY * days:,} " in reply.text, reply.text


def _last(days: int) -> date:
    return FIRST + timedelta(days - 1)


WAYS: dict[str, Way] = {
    "raw": partial(_raw, columns=CLIO),
    "clio": partial(_kept, name="clio"),
    "answered": _answered,
    "xlsx": partial(_kept, name="clio", suffix="xlsx"),
    "raw complete": partial(_raw, columns=COMPLETE),
    "csv": partial(_kept, name="csv"),
}
RAW_ONES = {"clio": "raw", "answered": "raw", "xlsx": "raw", "csv": "raw complete"}
TITLES = {
    "raw": "raw sqlite3 to csv.writer, 6 columns",
    "clio": "clio, CSV, 6 columns: read, checked, written",
    "answered": "clio, CSV: the bot's answer, and what left recorded",
    "xlsx": f"clio, XLSX, {PEOPLE * A_DAY * XLSX_DAYS:,} rows: read, checked, written",
    "raw complete": "raw sqlite3 to csv.writer, 12 columns",
    "csv": "csv, CSV, 12 columns: read, checked, written",
}


def _work() -> Iterator[tuple[int, date, int, int, str, int]]:
    """Yield days of lawyers: person, day, number, minutes, narrative, matter."""
    chance = random.Random(1)
    for person in range(1, PEOPLE + 1):
        for day in range(CSV_DAYS):
            date_ = FIRST + timedelta(day)
            for number in range(1, A_DAY + 1):
                yield (
                    *(person, date_, number, chance.randrange(6, 43, 6)),
                    f"{chance.choice(WORK)} re scheduling of item {day}.{number}",
                    chance.randrange(MATTERS) + 1,
                )


def _fill(path: Path) -> None:
    """Make a store with every entry."""
    with closing(open_store(f"sqlite:///{path}", migrate=True)) as store:
        _firm(store)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(MESSAGE, (AT.isoformat(), TODAY.isoformat()))
        db.executemany(
            ENTRY,
            (
                (person, day.isoformat(), number, minutes, narrative, matter)
                for person, day, number, minutes, narrative, matter in _work()
            ),
        )
        db.commit()


def _firm(store: Store) -> None:
    def work(db):
        firm_id = people.firm_add(db, name="Firm", at=AT)
        for number in range(PEOPLE):
            person = people.timekeeper_add(
                db,
                firm_id=firm_id,
                name=f"Ada {number}",
                code=f"A{number:02}",
                zone="Australia/Sydney",
                locale="en-AU",
            )
            people.address_add(
                db, firm_id=firm_id, timekeeper_id=person, address=f"chat:{number}"
            )
        for number in range(MATTERS):
            matters.add(
                db,
                firm_id=firm_id,
                number=f"2024-FAM-{number:04}",
                name=f"Smith v Jones {number}",
            )

    store.write(work)


if __name__ == "__main__":
    _measure(sys.argv[1], Path(sys.argv[2]))
