"""A firm's own format, declared in TOML; every fault in it is named at once.

    name = "acme"
    date = "DD.MM.YYYY"
    delimiter = ";"
    decimal = ","
    columns = [
        {header = "File no", field = "matter", required = true},
        {header = "Day", field = "date"},
        {header = "Minutes", field = "minutes"},
        {header = "Text", field = "narrative"},
        {header = "Kind", text = "TIME"},
    ]
    billing = {billable = "B", non_billable = "N"}

Time is written by the field: `hours` (so many `decimals`), `minutes`, `units` (of
`unit_minutes`) or `seconds`. A billing state without a word in `billing` cannot be
said: such rows are red.
"""

import re
import tomllib

from bot.core.drafts import Billing
from bot.errors import BadFormat
from bot.formats import FORMATS, fields, house, owncolumns
from bot.formats.base import Dialect, Format
from bot.formats.faults import Reader, nearest

SETTINGS = frozenset(
    {
        *("name", "label", "target", "date", "decimals", "unit_minutes", "rounds_to"),
        *(
            "limit",
            "delimiter",
            "decimal",
            "encoding",
            "quote_all",
            "columns",
            "billing",
        ),
    }
)
# utf-8-sig has the BOM that spreadsheets want.
_ENCODINGS = ("utf-8-sig", "utf-8", "utf-16", "cp1252", "latin-1", "ascii")
_DATE_WORD = {"YYYY": "%Y", "YY": "%y", "MMM": "%b", "MM": "%m", "DD": "%d"}


def load(text: str) -> Format:
    """Return the format that *text* declares; raise BadFormat with every fault."""
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        # A number of five thousand digits, brackets five thousand deep.
        raise BadFormat(f"The format file is not TOML: {error}.") from error
    reader = Reader(table)
    faults = reader.faults
    faults += [
        f"{key} is no setting{nearest(key, SETTINGS)}"
        for key in table
        if key not in SETTINGS
    ]
    name = _name(reader)
    words = _billing(reader)
    columns = owncolumns.read(reader, words)
    dates = _dates(reader)
    dialect = _dialect(reader)
    named = {named for named, _ in columns}
    decimals = reader.number("decimals", 2, 0, 6) or 0
    unit = reader.number("unit_minutes", 6, 1, 60) or 6
    rounds_to = reader.number("rounds_to", None, 1, 60)
    limit = reader.number("limit", None, 1, 1_000_000)
    label, target = (reader.take(key, name, str) for key in ("label", "target"))
    if faults:
        head = "This format cannot be used. Mend in its file:"
        raise BadFormat("\n".join([head, *(f"- {each}" for each in faults)]))
    return Format(
        name=name,
        label=label,
        target=target,
        source="the firm's own",
        columns=tuple(column for _, column in columns),
        matter=fields.matter,
        user=fields.code if "code" in named else fields.user,
        says=frozenset(words) if "billing" in named else fields.ONLY_BILLABLE,
        dates=dates,
        dialect=dialect,
        decimals=decimals,
        unit_minutes=unit,
        rounds_to=rounds_to,
        limit=limit,
    )


def _name(reader: Reader) -> str:
    """Return the name by which the format is asked for."""
    name: str = reader.take("name", "", str)
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        reader.faults.append(
            f"name is {name!r}; give it one in small letters, for example acme"
        )
    if name in FORMATS:
        reader.faults.append(f"name is {name!r}, which is a format already")
    return name


def _billing(reader: Reader) -> dict[str, str]:
    """Return the word for each billing state that can be said."""
    if "billing" not in reader.table:
        return {str(state): word for state, word in house.BILLING.items()}
    words: dict[str, str] = {}
    for state, word in reader.take("billing", {}, dict).items():
        if state not in set(Billing):
            reader.faults.append(
                f"billing: {state} is no billing state{nearest(state, Billing)}"
            )
        elif not isinstance(word, str):
            reader.faults.append(f"billing: {state} is {word!r}; it must be text")
        else:
            words[state] = word
    return words


def _dates(reader: Reader) -> str:
    """Return the date pattern as strftime has it, from `DD/MM/YYYY` and the like."""
    said: str = reader.take("date", "DD/MM/YYYY", str)
    pattern = re.sub(
        "YYYY|YY|MMM|MM|DD", lambda part: _DATE_WORD[part[0]], said.replace("%", "%%")
    )
    parts = re.findall(r"%\w", pattern)
    left = re.sub(r"%\w", "", pattern)
    whole = sorted(part.lower().replace("b", "m") for part in parts)
    if whole != ["%d", "%m", "%y"] or re.search(r"[\w%]", left):
        reader.faults.append(
            f"date is {said!r}; it must have DD, MM (or MMM) and YYYY (or YY) once "
            "each, for example DD/MM/YYYY or YYYY-MM-DD"
        )
    return pattern


def _dialect(reader: Reader) -> Dialect:
    """Return how the CSV file is put together."""
    return Dialect(
        encoding=reader.choice("encoding", _ENCODINGS),
        delimiter=reader.choice("delimiter", (",", ";", "\t", "|")),
        decimal=reader.choice("decimal", (".", ",")),
        quote_all=reader.take("quote_all", False, bool),
    )
