"""The addresses and the date of a head, by mail-parser's strict reading.

mail-parser is given only the few headers that it is asked about. Given a whole letter
it also decodes every attachment, reads the text of attached letters as if it were the
letter's own, follows each Received line, and recurses with every level.
"""

import logging
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.errors import HeaderParseError
from typing import Any

import mailparser  # type: ignore[import-untyped]

from handlers.email.heads import Head

# It quotes headers in what it logs.
logging.getLogger("mailparser").setLevel(logging.CRITICAL + 1)

_ASKED = ("from", "to", "cc", "delivered-to", "date")
# Recipients under names that mail-parser does not know: they are read as To.
_ALSO_TO = (
    *("x-original-to", "envelope-to", "x-envelope-to", "resent-to", "resent-cc"),
    *("x-forwarded-to", "apparently-to"),
)
_LONGEST = 8_000
_LONGEST_DATE = 200
_MOST_FROM = 20
_OFFSET = re.compile(rb":\s*\d\d\s+([+-])(\d\d)([0-5]\d)\b")


@dataclass(frozen=True, slots=True)
class Who:
    """Who sent a letter, to whom, and when; *name* is what the sender is called."""

    sender: str
    senders: tuple[str, ...]
    recipients: tuple[str, ...]
    date: datetime | None
    name: str = ""


def read(head: Head) -> Who:
    """Return who a *head* names.

    The sender is empty unless it is beyond doubt: one From header, and in it one
    address and nothing else that could be one.
    """
    written = head.all("from")
    sender, senders, name = "", [], ""
    parsed = _parsed([(name, head.first(name)) for name in _ASKED])
    if len(written) == 1:
        senders = _plain(parsed.from_)
        if len(senders) == 1 and not head.cut and not _doubtful(parsed):
            sender = senders[0]
            name = next(called for called, address in parsed.from_ if address)
    else:
        for each in written[:_MOST_FROM]:
            senders += _plain(_parsed([("from", each)]).from_)
    recipients = _plain(parsed.to) + _plain(parsed.cc) + _plain(parsed.delivered_to)
    for also in [value for name in _ALSO_TO for value in head.all(name)[:_MOST_FROM]]:
        recipients += _plain(_parsed([("to", also)]).to)
    return Who(
        sender,
        tuple(dict.fromkeys(senders)),
        tuple(dict.fromkeys(recipients)),
        _with_offset(parsed.date, head.first("date"), parsed.timezone),
        name,
    )


def _parsed(fields: list[tuple[str, bytes]]) -> Any:
    lines = [
        name.encode() + b":" + value[: _LONGEST_DATE if name == "date" else _LONGEST]
        for name, value in fields
        if value
    ]
    head = b"\n".join(lines) + b"\n\n"
    try:
        return mailparser.parse_from_bytes(head)
    except HeaderParseError:
        # An encoded word that is broken, in a name: the address is good without it.
        return mailparser.parse_from_bytes(head.replace(b"=?", b"=_"))


def _plain(found: Any) -> list[str]:
    # mail-parser answers an absent header with "" and an empty one with ("", "").
    return [address.lower() for _, address in found or [] if address]


def _doubtful(parsed: Any) -> bool:
    """Say whether the From header has something else in it that could be an address.

    “Doe, Jane <jane@firm.example>” without quotes has not.
    """
    return any(
        not each["recovered"] and "@" in each["raw"]
        for each in parsed.address_header_defects
        if each["header"] == "from"
    )


def _with_offset(date: datetime | None, written: bytes, hours: str) -> datetime | None:
    """Give back the offset that a letter says: the day that it means hangs on it.

    mail-parser answers in UTC, and rounds the offset to a tenth of an *hour*: exact
    only for zones that are named.
    """
    if date is None:
        return None
    found = _OFFSET.search(written[:_LONGEST_DATE])
    offset = timedelta(hours=float(hours))
    if found:
        minutes = int(found[2]) * 60 + int(found[3])
        offset = timedelta(minutes=-minutes if found[1] == b"-" else minutes)
    if abs(offset) >= timedelta(days=1):
        return date
    return date.astimezone(timezone(offset))
