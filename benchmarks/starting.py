"""How long `tenths parse` takes from nothing to its answer."""

import subprocess
import sys
import sysconfig
from pathlib import Path
from statistics import median
from time import perf_counter

LINE = b"0.2 call re scheduling, Smith file\n"
ROUNDS = 15
GOAL = 0.25
TENTHS = str(Path(sysconfig.get_path("scripts")) / "tenths")
MEASURED = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "python -c 'import typer'": [sys.executable, "-c", "import typer"],
    "tenths parse": [TENTHS, "parse", "--json"],
}


def run() -> None:
    """Print the median start-up of each, taken in turn so that noise is shared."""
    taken: dict[str, list[float]] = {name: [] for name in MEASURED}
    for _ in range(ROUNDS):
        for name, command in MEASURED.items():
            taken[name].append(_seconds(command))
    bare = median(taken["python -c pass"])
    print(f"Starting (median of {ROUNDS}, and the worst)")
    for name, seconds in taken.items():
        middle = median(seconds)
        print(
            f"  {name:<26} {middle:6.3f} s  {max(seconds):6.3f} s  "
            f"{middle / bare:5.2f} × bare Python"
        )
    reached = "reached" if median(taken["tenths parse"]) <= GOAL else "missed"
    print(f"  goal: tenths parse ≤ {GOAL} s, {reached}")


def _seconds(command: list[str]) -> float:
    since = perf_counter()
    subprocess.run(command, input=LINE, stdout=subprocess.PIPE, check=True)
    return perf_counter() - since
