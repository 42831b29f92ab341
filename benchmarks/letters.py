"""Letters a second, kept durably, beside an aiosmtpd handler that keeps nothing.

The server is `tenths serve email` as it is run: its door, its reading processes, the
bot on SQLite, an answer made due for each letter and sent to a relay that swallows it.
Processor time is printed beside the rates: it depends less on who else is at work.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks import mailhouse
from benchmarks.mailhouse import PEOPLE, House

ROUNDS = 5
A_ROUND = 1_000
SESSIONS = (8, 16)
LOOKED_AT = (2_000, 10_000, 20_000)
GOAL, ENOUGH = 0.35, 300

NOTHING = "nothing"
WAYS = [(way, each) for each in SESSIONS for way in (NOTHING, "SMTP", "LMTP")]
COUNTS = {
    "messages": "message",
    "entries": "entry",
    "answers due": "post WHERE state <> 'withheld'",
    "sent by then": "post WHERE state = 'sent'",
}


def run() -> None:
    """Print the rates, each beside the reference's of the same moment, and memory."""
    with mailhouse.opened() as house:
        print(
            f"keeping letters of 10 kB of {PEOPLE} people, durable: {ROUNDS} rounds of "
            f"{A_ROUND:,} in turn"
        )
        taken: dict[tuple[str, int], list[dict]] = {way: [] for way in WAYS}
        memory = {}
        for _ in range(ROUNDS):
            for (way, sessions), rounds in taken.items():
                rounds.append(house.bring(way, count=A_ROUND, sessions=sessions))
                memory.setdefault(house.brought, _memory(house))
        for way, rounds in taken.items():
            _report(way, rounds, beside=taken[NOTHING, way[1]])
        for count in LOOKED_AT:
            print(f"  after {count:6,} letters: {memory[count]}")
        counts = [f"{each:,} {name}" for name, each in _counts(house.path).items()]
        print(f"  kept: {', '.join(counts)}")
    _judge(taken)


def _report(way: tuple[str, int], rounds: list[dict], *, beside: list[dict]) -> None:
    middle = {
        name: median(each[name] for each in rounds) * 1e3
        for name in ("p50", "p99", "server", "readers")
    }
    name = "nothing kept" if way[0] == NOTHING else way[0]
    print(
        f"  {name:12} {way[1]:3} connections"
        f" {median(map(_rate, rounds)):6,.0f}/s"
        f"  x{median(_ratios(rounds, beside)):.2f} of nothing kept"
        f"  p50 {middle['p50']:5.1f}  p99 {middle['p99']:5.1f} ms"
        f"  processor {middle['server']:.2f} + {middle['readers']:.2f} ms a letter"
    )


def _memory(house: House) -> str:
    server, readers = house.memory()
    told = " and ".join(f"{each:.0f}" for each in readers)
    size = house.path.stat().st_size / 1e6
    return f"server {server:.0f} MB, readers {told} MB, database {size:.0f} MB"


def _counts(path: Path) -> dict[str, int]:
    """Return how much there is of what is counted."""
    with closing(sqlite3.connect(path)) as db:
        return {
            name: db.execute(f"SELECT count(*) FROM {of}").fetchone()[0]
            for name, of in COUNTS.items()
        }


def _judge(taken: dict[tuple[str, int], list[dict]]) -> None:
    for way, rounds in taken.items():
        if way[0] != NOTHING:
            ratio = median(_ratios(rounds, taken[NOTHING, way[1]]))
            rate = median(map(_rate, rounds))
            reached = "reached" if ratio >= GOAL or rate >= ENOUGH else "missed"
            print(
                f"  goal: {way[0]}, {way[1]} connections: {GOAL} of nothing kept, or"
                f" {ENOUGH}/s where that is less: {reached}"
            )


def _ratios(rounds: list[dict], beside: list[dict]) -> list[float]:
    return [_rate(a) / _rate(b) for a, b in zip(rounds, beside, strict=True)]


def _rate(took: dict) -> float:
    return took["letters"] / took["seconds"]
