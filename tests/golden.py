"""Rewrite the golden files of the formats: `make golden`, never in CI.

Each format has its file as it leaves (`.csv`) and what the checks say (`.txt`).
"""

import io
from pathlib import Path

from bot import formats
from bot.formats import checks, csvfile, own
from tests.bot.formats.nasty import DAY, FACTS

HERE = Path(__file__).parent / "bot" / "formats"
FOLDER = HERE / "golden"


def chosen():
    """Return every format that has golden files, by their name."""
    acme = own.load((HERE / "samples" / "acme.toml").read_text("utf-8"))
    american = {
        f"{name}-en-us": formats.in_locale(each, "en-US")
        for name, each in formats.FORMATS.items()
        if each.regional
    }
    return formats.FORMATS | american | {"acme": acme}


def expected():
    """Return the bytes of every golden file by its name."""
    files = {}
    for name, each in chosen().items():
        out = io.BytesIO()
        csvfile.write(each, checks.sift(each, DAY, FACTS, checks.Report()), out)
        files[f"{name}.csv"] = out.getvalue()
        said = "".join(map(_told, checks.preview(each, DAY, FACTS)))
        files[f"{name}.txt"] = said.encode("utf-8", "backslashreplace")
    return files


def _told(finding):
    """Return a finding as three lines a reviewer can read."""
    head = f"{finding.colour} {finding.row}"
    if not finding.reason:
        return f"{head}\n"
    return f"{head} {finding.reason}\n    {finding.mend}\n"


def main():
    """Write them all; remove what no format writes any more."""
    FOLDER.mkdir(exist_ok=True)
    files = expected()
    for stale in {path.name for path in FOLDER.iterdir()} - files.keys():
        (FOLDER / stale).unlink()
        print(f"removed {stale}")
    for name, content in files.items():
        path = FOLDER / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            print(f"wrote {name}")


if __name__ == "__main__":
    main()
