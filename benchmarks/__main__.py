"""Runs every measurement: `python -m benchmarks`, or some: `… reading starting`."""

import sys

from benchmarks import (
    exporting,
    keeping,
    letters,
    matching,
    pushing,
    reading,
    slack,
    starting,
)

MEASUREMENTS = (
    *(reading, starting, keeping, letters, matching, exporting),
    *(slack, pushing),
)


def main(chosen: list[str]) -> int:
    """Run the *chosen* measurements, all where none is named."""
    by_name = {each.__name__.rpartition(".")[2]: each for each in MEASUREMENTS}
    unknown = [name for name in chosen if name not in by_name]
    if unknown:
        known = ", ".join(by_name)
        print(f"No such measurement: {', '.join(unknown)}. There are: {known}.")
        return 2
    for name in chosen or by_name:
        by_name[name].run()
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
