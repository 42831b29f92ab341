"""Write the letters that judge the reader, each beside what must be read in it.

Run `python -m tests.handlers.email.write_letters`; it changes no letter that is there
already unless `--again` is said: what is committed is the truth.
"""

import json
import sys
from pathlib import Path

from tests.handlers.email.written import (
    composing,
    farewells,
    forwards,
    fresh,
    machines,
    quirks,
    replies,
    shapes,
)

FOLDER = Path(__file__).parent / "letters"


def letters():
    """Return the bytes and the truth of every letter by its name."""
    found = {}
    modules = (forwards, replies, fresh, quirks, farewells)
    for row in [row for each in modules for row in each.ROWS]:
        assert row.name not in found, row.name
        found[row.name] = composing.letter(row), composing.truth(row)
    for name, raw, truth in [*shapes.LETTERS, *machines.LETTERS]:
        assert name not in found, name
        found[name] = raw, truth
    return found


def write(found, folder, *, again=False):
    """Write letters into a folder; return how many are new."""
    folder.mkdir(exist_ok=True)
    new = 0
    for name, (raw, truth) in found.items():
        path = folder / f"{name}.eml"
        said = json.dumps(truth, ensure_ascii=False, indent=2) + "\n"
        if path.exists() and not again:
            continue
        path.write_bytes(raw)
        path.with_suffix(".json").write_text(said, "utf-8")
        new += 1
    return new


if __name__ == "__main__":
    print(write(letters(), FOLDER, again="--again" in sys.argv[1:]))
