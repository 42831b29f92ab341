"""Reading a line, beside dateparser's search and a bare regular expression."""

import json
import re
import statistics
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

from dateparser.search import search_dates

from bot.core import message

TABLE = Path(__file__).parents[1] / "tests/bot/core/tables/ordinary.jsonl"
TODAY = date(2026, 11, 18)
BARE = re.compile(r"(?P<time>\d+\.\d+) (?P<work>.*?)(?:, (?P<matter>[^,]+) file)?$")
ROUNDS = 15
SLOW_ROUNDS = 2


def run() -> None:
    lines = [json.loads(row)["text"] for row in TABLE.read_text("utf-8").splitlines()]
    ways: dict[str, tuple[Callable[[str], object], int]] = {
        "tenths": (lambda line: message.read(line, today=TODAY), ROUNDS),
        "bare regular expression": (BARE.match, ROUNDS),
        "dateparser.search_dates": (_search, SLOW_ROUNDS),
    }
    best = {name: _best(read, lines, rounds) for name, (read, rounds) in ways.items()}
    ours = statistics.median(best["tenths"])
    print(
        f"reading {len(lines)} ordinary lines, best of {ROUNDS} rounds each, µs a line"
    )
    for name, times in best.items():
        middle = statistics.median(times)
        print(
            f"  {name:<26} median {middle * 1e6:9.1f}   p95 {_p95(times) * 1e6:9.1f}"
            f"   ours is {middle / ours:8.2f} times as fast"
        )


def _search(line: str) -> object:
    base = datetime.combine(TODAY, datetime.min.time())
    return search_dates(line, languages=["en"], settings={"RELATIVE_BASE": base})


def _best(read: Callable[[str], object], lines: list[str], rounds: int) -> list[float]:
    """Return each line's best time over all rounds: the machine's noise is not ours."""
    best = [float("inf")] * len(lines)
    for _ in range(rounds):
        for at, line in enumerate(lines):
            start = perf_counter()
            read(line)
            best[at] = min(best[at], perf_counter() - start)
    return best


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
