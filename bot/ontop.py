"""Words on top of a letter, or beside an invitation: lines that it lends its words."""

import re
from dataclasses import replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot import (
    apart,
    capture,
    commands,
    errors,
    letterwords,
    originals,
    signed,
    smalltalk,
)
from bot.core import days, durations, labelwords, message
from bot.core.drafts import Reading
from bot.hearing import Deed, Ear
from bot.messages import Invitation, Said

_FILE = re.compile(r"(?:the )?[\w'’-]+ (?:file|matter)", re.IGNORECASE)


def deed(said: Said, *, ear: Ear) -> Deed:
    """Return what to do about words on top of a letter.

    They answer nothing that was asked elsewhere: what they mean is on that letter.
    Unread is raised where they have no time, with a line to send back.
    """
    asked = commands.find(said.text, ear=ear)
    if asked is not None:
        return asked
    lines, refused = apart.read(said.text, ear=ear)
    lent = lends(said, ear=ear)
    reading = message.read(lines, today=ear.today, locale=ear.locale, lent=lent)
    reading = signed.without(reading, name=ear.name)
    if refused:
        reading = replace(reading, problems=(*reading.problems, *apart.told(refused)))
    wrong = commands.misused(lines) if apart.is_command(lines, reading) else None
    if wrong is None and apart.is_work(reading):
        return partial(capture.take, reading=reading)
    raise wrong or _unread(said, reading, lent=lent, ear=ear)


def lends(said: Said, *, ear: Ear) -> str:
    """Return the narrative that a time without words gets here."""
    by = said.by.partition(":")[2]
    return originals.lent(
        said.original, by=by, name=ear.name, invitation=said.invitation
    )


def _unread(said: Said, reading: Reading, *, lent: str, ear: Ear) -> errors.Unread:
    """Return why nothing was kept, with a line to send back."""
    words = said.text.strip()
    if smalltalk.alone(" ".join(words[: apart.SHORT].split())):
        words = ""
    label = words if _is_label(words) else ""
    if not (words and reading.problems) or label:
        parts = [] if said.invitation else [_untimed(lent, label=label, ear=ear)]
    else:
        parts = capture.told(reading.problems, most=1)
    if said.invitation is not None:
        parts.append(_invited(said.invitation, label=label, ear=ear))
    return errors.Unread("\n".join(parts))


def _untimed(lent: str, *, label: str, ear: Ear) -> str:
    return letterwords.no_time(
        originals.example(lent, today=ear.today, locale=ear.locale, label=label)
    )


def _invited(invitation: Invitation, *, label: str, ear: Ear) -> str:
    """Return that a meeting came along, with the line that would keep it."""
    start = _start(invitation, ear)
    day = start.date() if start else ear.today
    line = originals.example(
        originals.lent(None, invitation=invitation) or "meeting",
        today=ear.today,
        locale=ear.locale,
        label=label,
        minutes=_minutes(invitation),
        day=day if day < ear.today else None,
    )
    return letterwords.invited(
        originals.lent(None, invitation=invitation),
        when=_when(start, invitation, ear),
        line=line,
        timed=_minutes(invitation) is not None,
        over=day <= ear.today,
    )


def _minutes(invitation: Invitation) -> int | None:
    """Return how long a meeting is, where it says so and it is within a day."""
    return invitation.minutes if 0 < invitation.minutes < durations.DAY else None


def _start(invitation: Invitation, ear: Ear) -> datetime | None:
    """Return the start on the person's own clock."""
    start = invitation.start
    if start is None or start.tzinfo is None or not ear.zone:
        return start
    return start.astimezone(ZoneInfo(ear.zone))


def _when(start: datetime | None, invitation: Invitation, ear: Ear) -> str:
    """Return a meeting's time in words: “Wed 18 Nov, 9:00, 1.5 h”."""
    if start is None:
        return ""
    parts = [days.say(start.date(), today=ear.today)]
    if invitation.minutes:
        parts.append(f"{start.hour}:{start.minute:02}")
    return ", ".join(parts)


def _is_label(words: str) -> bool:
    """Return whether *words* are nothing but a matter's name."""
    one = bool(words) and "\n" not in words and len(words) <= apart.SHORT
    return one and bool(labelwords.whole(words) or _FILE.fullmatch(words))
