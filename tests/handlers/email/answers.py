"""Answers as letters, each beside the golden file that it is; `make golden` writes them.

Nobody's mail is in here: Ada and her matters are made up.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.messages import Choice, File, Reply
from bot.parcels import Parcel
from handlers.email import stationery
from handlers.email.stationery import House

FOLDER = Path(__file__).parent / "golden" / "answers"
HOUSE = House("time@firm.example")
AT = datetime(2026, 11, 18, 1, 0, 30, tzinfo=UTC)
KEY = "email:" + "0123456789abcdef" * 4

KEPT = Parcel(
    key=KEY,
    to="ada@firm.example",
    back="k5xwabcdefghijkl",
    reply=Reply(
        "✓ 0.2 h · Smith v Jones (2024-FAM-0312) · call re scheduling · Wed 18 Nov · "
        "today 3.4 h"
    ),
    refused=False,
    said="0.2 call re scheduling, Smith file",
    day="Wed 18 Nov 2026",
    envelope={
        "message_id": "<a1@mail.firm.example>",
        "references": "<first@client.example> <second@firm.example>",
        "subject": "Fwd: Settlement offer",
    },
)
ASKED = replace(
    KEPT,
    reply=Reply(
        "✓ 2 · 0.4 h · Estate of Chen (2025-PRB-0007) · letter to registry · Wed 18 Nov\n"
        "? 3 · 0.1 h · Smith? · email to client · Wed 18 Nov\n"
        "Which matter is “Smith”?\n"
        "today 0.7 h",
        choices=(
            Choice(1, "Smith v Jones (2024-FAM-0312)", "matter 3 2024-FAM-0312"),
            Choice(
                2, "Smith & Sons <Pty> Ltd (2024-CIV-0044)", "matter 3 2024-CIV-0044"
            ),
            Choice(3, "leave open", "leave 3 open"),
        ),
    ),
    said="0.4 letter to registry, Estate of Chen\n0.1 email to client, Smith file",
    envelope={"message_id": "<a2@mail.firm.example>", "references": "", "subject": ""},
)
SHEET = replace(
    KEPT,
    reply=Reply(
        "Wed 18 Nov · Ada Lovelace\n"
        "\n"
        "Still open\n"
        "  ? 4 · ? h · Smith v Jones (2024-FAM-0312) · hearing · how long?\n"
        "\n"
        "Estate of Chen (2025-PRB-0007) · 0.4 h\n"
        "  2 · 0.4 h · letter to registry re <b>amended</b> orders\n"
        "\n"
        "Smith v Jones (2024-FAM-0312) · 0.5 h\n"
        "  1 · 0.2 h · call re scheduling · no charge\n"
        "  3 · 0.3 h (15 min) · email to Zoë · $450.00/h\n"
        "\n"
        "Total 0.9 h · billable 0.7 h · no charge 0.2 h · 1 still open"
    ),
    said="today",
    envelope={"message_id": "<a3@mail.firm.example>", "subject": "Re: today"},
)
REFUSED = replace(
    KEPT,
    reply=Reply(
        "I could not find a time in “call with counsel”. Start with hours or minutes: "
        "“0.2 call with counsel”."
    ),
    refused=True,
    said="call with counsel",
)
EXPORT = replace(
    KEPT,
    reply=Reply(
        "✓ Clio · 2 entries · 0.60 h · Wed 18 Nov · 2026-11-18-ada-clio.csv\n"
        "2 green · 0 yellow · 0 red",
        file=File("2026-11-18-ada-clio.csv", Path("2026-11-18-ada-clio.csv")),
    ),
    said="export clio",
)
CSV = b'\xef\xbb\xbfDate,Note\r\n18/11/2026,"call, ""re"" scheduling"\r\n'
NASTY = replace(
    KEPT,
    back=None,
    reply=Reply(
        "✓ 0.1 h · \x00No \x1b[31mmatter\u2028 \ud800yet\n? <script>alert(1)</script>"
    ),
    said="0.1 call\r\n" + "x" * 3_000 + "\n" * 40 + "end",
    envelope={
        "message_id": "<a4@mail.firm.example>\r\nBcc: mallory@evil.example",
        "references": " ".join(f"<{n}@firm.example>" for n in range(40)),
        "subject": "RE: Re: AW: 数 offer\r\nBcc: mallory@evil.example\x00\u2028\u202egpj"
        + "!" * 400,
    },
)
ANSWERS = {
    "kept": (KEPT, None),
    "asked": (ASKED, None),
    "sheet": (SHEET, None),
    "refused": (REFUSED, None),
    "export": (EXPORT, CSV),
    "nasty": (NASTY, None),
}


def made(parcel, file=None):
    return stationery.letter(parcel, house=HOUSE, at=AT, file=file)


def expected():
    """Return the bytes of every golden letter by its name."""
    return {f"{name}.eml": made(*each).as_bytes() for name, each in ANSWERS.items()}


def main():
    """Write them all; remove what is no answer any more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
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
