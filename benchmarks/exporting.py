"""Write a firm's entries to CSV and XLSX, checked, beside raw csv over raw sqlite3.

Each way runs in a process of its own, in turn, so that its peak memory is its own.
"""

import csv
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot import outgoing
from bot.core import rounding
from bot.formats import FORMATS, checks, csvfile, xlsxfile
from bot.formats.base import Facts, Line
from storage import deliveries, matters, people
from storage.engine import Store, open_store

ROUNDS = 2
CSV_ROWS = 1_000_000
XLSX_ROWS = 100_000
PEOPLE = 40
A_DAY = 25
MATTERS = 300
FIRST = date(2023, 1, 2)
TODAY = date(2026, 11, 18)
AT = datetime(2026, 11, 18, 1, 2, 3, tzinfo=UTC)

WORK = ("call with client", "email to counsel", "reviewing lease, clause 4", "drafting")
RAW = """
    SELECT matter.number, entry.day, entry.minutes, entry.narrative,
           timekeeper.name, NULL
    FROM entry JOIN matter ON matter.id = matter_id
    JOIN timekeeper ON timekeeper.id = timekeeper_id
    WHERE entry.firm_id = 1 AND state IN ('ready', 'delivered')
    ORDER BY timekeeper_id, entry.day, entry.number LIMIT ?
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

Way = Callable[[Path, int], int]


def run() -> None:
    """Print rows a second and peak memory, each way beside the raw one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tenths.db"
        _fill(path, CSV_ROWS)
        print(f"exporting {CSV_ROWS:,} entries of {PEOPLE} people: {ROUNDS} rounds")
        taken: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
        for _ in range(ROUNDS):
            for way, results in taken.items():
                results.append(_apart(way, path))
    reference = [each["rate"] for each in taken["raw"]]
    for way, results in taken.items():
        rates = [each["rate"] for each in results]
        ratios = [ours / raw for ours, raw in zip(rates, reference, strict=True)]
        peak = max(each["grown"] for each in results)
        print(
            f"  {TITLES[way]:44} {statistics.median(rates):9,.0f} rows/s"
            f"  x{statistics.median(ratios):.2f} of raw  memory +{peak:.0f} MB"
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
    rows = XLSX_ROWS if way == "xlsx" else CSV_ROWS
    WAYS[way](path, 1000)
    before = _peak()
    start = time.perf_counter()
    count = WAYS[way](path, rows)
    seconds = time.perf_counter() - start
    assert count == rows, f"{way}: {count} of {rows} rows"
    print(json.dumps({"rate": rows / seconds, "grown": _peak() - before}))


def _peak() -> float:
    """Return the most memory that this process has had, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux hands ru_maxrss on from the parent; this begins afresh.
        [line] = [each for each in status.open() if each.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _raw(path: Path, rows: int) -> int:
    """Write six columns with nothing but the standard library, nothing checked."""
    out = path.with_suffix(".raw.csv")
    with closing(sqlite3.connect(path)) as db, out.open("w", newline="") as file:
        csv.writer(file).writerows(db.execute(RAW, (rows,)))
    return rows


def _kept(path: Path, rows: int, *, name: str, suffix: str = "csv") -> int:
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
        kept = outgoing.lines(
            deliveries.lines(db, firm_id=1, target=name, start=FIRST, end=TODAY),
            bill=rounding.biller(policy="up"),
            target=name,
            progress=lambda _done, _of: None,
            corrected=outgoing.Corrected(),
        )
        lines = (line for line, _ in zip(kept, range(rows), strict=False))
        leaving = checks.sift(FORMATS[name], lines, facts, checks.Report())
        return write(FORMATS[name], leaving, file).rows


def _made(path: Path, rows: int) -> int:
    """Write lines that come from nowhere: checks and CSV alone."""
    facts = Facts(today=TODAY, has_list=True)
    with path.with_suffix(".made.csv").open("wb") as file:
        leaving = checks.sift(FORMATS["clio"], _lines(rows), facts, checks.Report())
        return csvfile.write(FORMATS["clio"], leaving, file).rows


def _lines(rows: int) -> Iterator[Line]:
    for at, (person, day, number, minutes, narrative, matter) in enumerate(_work(rows)):
        yield Line(
            *(at, number, day, minutes, minutes, minutes // 6, narrative),
            *("Smith v Jones", f"2024-FAM-{matter:04}", "Smith", "open", None),
            *("Ada", f"A{person}"),
        )


WAYS: dict[str, Way] = {
    "raw": _raw,
    "clio": lambda path, rows: _kept(path, rows, name="clio"),
    "csv": lambda path, rows: _kept(path, rows, name="csv"),
    "xlsx": lambda path, rows: _kept(path, rows, name="clio", suffix="xlsx"),
    "made": _made,
}
TITLES = {
    "raw": "raw sqlite3 to csv.writer, 6 columns",
    "clio": "clio, CSV, 6 columns: read, checked, written",
    "csv": "csv, CSV, 12 columns: likewise",
    "xlsx": f"clio, XLSX, {XLSX_ROWS:,} rows: likewise",
    "made": "clio, CSV: checked and written, nothing read",
}


def _work(rows: int) -> Iterator[tuple[int, date, int, int, str, int]]:
    """Yield days of lawyers: person, day, number, minutes, narrative, matter."""
    chance = random.Random(1)
    days = -(-rows // (PEOPLE * A_DAY))
    for person in range(1, PEOPLE + 1):
        for day in range(days):
            date_ = FIRST + timedelta(day)
            for number in range(1, A_DAY + 1):
                yield (
                    *(person, date_, number, chance.randrange(6, 43, 6)),
                    f"{chance.choice(WORK)} re scheduling of item {day}.{number}",
                    chance.randrange(MATTERS) + 1,
                )


def _fill(path: Path, rows: int) -> None:
    """Make a store with *rows* entries."""
    with closing(open_store(f"sqlite:///{path}", migrate=True)) as store:
        _firm(store)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(MESSAGE, (AT.isoformat(), TODAY.isoformat()))
        db.executemany(
            ENTRY,
            (
                (person, day.isoformat(), number, minutes, narrative, matter)
                for person, day, number, minutes, narrative, matter in _work(rows)
            ),
        )
        db.commit()


def _firm(store: Store) -> None:
    def work(db):
        firm_id = people.firm_add(db, name="Firm", at=AT)
        for number in range(PEOPLE):
            people.timekeeper_add(
                db,
                firm_id=firm_id,
                name=f"Ada {number}",
                code=f"A{number:02}",
                zone="Australia/Sydney",
                locale="en-AU",
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
