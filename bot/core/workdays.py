"""Which of the dates in a line is the work day: dictation §4."""

import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from bot.core import activities, days
from bot.core.slate import TAKEN, Slate

_DATES = re.compile(rf"(?<![\w/.,$#@-]){days.DATE}(?!\w)", re.IGNORECASE)
_HINT = re.compile(r"[0-9](?:[/-][0-9]|\.[0-9]{1,2}\.[0-9]|(?:st|nd|rd|th)\b)")
_HINT_WORDS = (
    "day yest mon tue wed thu fri sat sun ago morning noon evening night arvo jan feb mar "
    "apr may jun jul aug sep oct nov dec tomorrow"
).split()
_PREFIX = re.compile(
    r"(?:(?P<on>\bon)|(?P<for>\bfor)|\bdate:|\bdated:|\bday:) ?$", re.IGNORECASE
)
_NAMED = re.compile(
    r"'s\b|(?:'s)? (?:Pty|Ltd|Limited|Inc|LLC|LLP|Co|v\.?|vs|&|and Sons|[Ff]ile|[Mm]atter|Street|"
    r"St|Road|Rd|Trading|Group|Holdings)\b"
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Judge|Justice)\.? $")
_FILE_NEXT = re.compile(r" (?:[A-Z][\w'-]+ )+(?:file|matter)\b")
_EVENT = (
    r"(?:hearings?|trials?|mediations?|conferences?|conf|mentions?|directions|settlement|"
    r"completion|listings?|return|callover|arbitration|inspections?|auction|meetings?|mtg|"
    r"appointments?|deadlines?|interviews?|exchange|judgment|sentence|sentencing|"
    r"appearances?|court|fdr|cmc|ccmc|ptr|conciliation|depositions?|closing|agm|handover|"
    r"adjourn(?:ed|ment)|listed|fixed|set|scheduled|due|expir\w+|returnable|filing|birth|"
    r"dates?|matter|letters?|emails?|notices?|orders?|agreements?|contracts?|leases?|deeds?|wills?|"
    r"affidavits?|judgments?|decision|incident|accident|event|flight|call)"
)
_BEFORE_EVENT = re.compile(
    rf"\b(?P<event>{_EVENT})(?: (?:date|listed|fixed|set|scheduled|held|due|is|was))?"
    r"(?: (?:at \d[\d:.]*(?: ?[ap]m)?))?(?: on| for)?[ \x01]*$",
    re.IGNORECASE,
)
_SENT = frozenset("letter letters email emails call".split())
_ATTENDED = frozenset(
    "attend attended attending attendance appear appeared appearing appearance at hearing "
    "mention mediation conference conf meeting trial directions court callover call email "
    "emails emailed letter letters mtg interview inspection settlement called emailing "
    "calling".split()
)
_GOVERNORS = re.compile(
    r"\b(?:re|for|regarding|about|concerning|before|of|prior to|ahead of|confirming|listing|"
    r"seeking|arranging|schedul\w+|in relation to|after|until|from|to)\b",
    re.IGNORECASE,
)
# Right before a date these make it part of a sentence.
_DECOYS = frozenset(
    "of from since until till by before after re about dated due ending between to and "
    "listed adjourned fixed set expiring made regarding through starting commencing "
    "effective than next every each per at with sent received signed served filed or via "
    "executed sworn affirmed signed issued entered lodged registered granted settled dd postponed moved rescheduled relisted vacated 's".split()
)
# What is held on a day; advice is on a subject: "advice on Sunday trading".
_HELD = frozenset(("Call", "Email", "Letter", "Meeting", "Attendance"))
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:[ap]\.?m)?|[ap]\.?m|noon|midday|cob|eod")
# "1 Jan 2020 - 30 June 2021" is a period that was looked at, not two work days.
_PERIOD = re.compile(r" ?(?:-|—|to|until|through) ?", re.IGNORECASE)
_NEAR = 80
_FAR = 120


class Dated(NamedTuple):
    """The work day of a line: taken spans, the day; or what is asked, or a problem."""

    day: date | None = None
    ask: tuple[str, ...] = ()
    problem: days.DayProblem | None = None
    words: str = ""


def candidates(text: str) -> list[re.Match[str]]:
    """Return everything in *text* that could be a date."""
    lower = text.lower()
    if not any(each in lower for each in _HINT_WORDS) and not _HINT.search(lower):
        return []
    return list(_DATES.finditer(text))


def span(slate: Slate, found: re.Match[str]) -> tuple[int, int]:
    """Return where a date stands, with the word that leads to it.

    A name that only looks like a day takes no room: "Friday Pty Ltd".
    """
    if _is_name(slate.text, found):
        return (found.start(), found.start())
    return (_prefixed(slate, found), found.end())


def choose(
    slate: Slate, view: Slate, found: list[re.Match[str]], *, today: date, locale: str
) -> Dated:
    """Take the work day out of *slate*; say which it is, what to ask, or what is wrong."""
    chosen: list[tuple[date, int, int]] = []
    asks: tuple[str, ...] = ()
    ranged = _ranged(slate.text, found)
    for each in found:
        verdict = "no" if each.start() in ranged else _verdict(view, each)
        if verdict == "no":
            continue
        try:
            day = days.resolve(each, today=today, locale=locale)
        except days.DayProblem as problem:
            if verdict == "strict" or (verdict == "yes" and not each["num2"]):
                return Dated(problem=problem, words=each[0])
            continue
        if verdict == "yes" and not _plausible(each, day, today):
            verdict = "ask"
        if verdict == "ask":
            if day != today:
                asks = (day.isoformat(), today.isoformat())
            continue
        start = _prefixed(view, each)
        chosen.append((day, start, each.end()))
    if len({day for day, _, _ in chosen}) > 1:
        first, second = (days.say(day, today=today) for day, _, _ in chosen[:2])
        return Dated(
            problem=days.DayProblem(
                "date_conflict", f"This says both {first} and {second}."
            ),
            words=found[-1][0],
        )
    for _, start, end in chosen:
        slate.take(start, end)
    if chosen:
        return Dated(day=chosen[0][0])
    return Dated(ask=asks)


def _ranged(text: str, found: list[re.Match[str]]) -> set[int]:
    """Return where the dates start that are two ends of a period."""
    out: set[int] = set()
    for first, second in pairwise(found):
        if _PERIOD.fullmatch(text, first.end(), second.start()):
            out |= {first.start(), second.start()}
    return out


def _plausible(found: re.Match[str], day: date, today: date) -> bool:
    """Say whether a date at the end of a sentence can be the work day.

    Without a year it is the most recent past one, and a far one was rather a coming
    day; with a year a far one is rather a document's.
    """
    return bool(found["rel"] or found["ago"]) or (today - day).days <= _FAR


def _prefixed(view: Slate, found: re.Match[str]) -> int:
    before = _PREFIX.search(view.text[max(0, found.start() - 8) : found.start()])
    return found.start() - len(before[0]) if before else found.start()


def _verdict(view: Slate, found: re.Match[str]) -> str:
    """Say what a date is where it stands: `strict`, `yes`, `ask` or `no`."""
    start = _prefixed(view, found)
    end = found.end()
    words = found[0]
    if _is_name(view.text, found):
        return "no"
    left, right = view.left(start), view.right(end)
    prefix = view.text[start : found.start()].strip().lower()
    if left in {"start", "sep"} and right in {"end", "sep"}:
        if found["rel"] and words.lower() == "tonight":
            return "no"
        return "strict"
    if prefix.startswith(("date", "day")):
        return "strict"
    if left == "start":
        return _leading(view, found, prefix)
    if right in {"end", "sep"}:
        return _trailing(view, found, start, prefix)
    return _inside(view, found, start, prefix)


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Say whether a word that looks like a day is somebody's name."""
    if _NAMED.match(text, found.end()) or _TITLED.search(text, 0, found.start()):
        return True
    if found["day"] and found["wd2"]:
        after = text[found.end() : found.end() + 2]
        if (
            len(after) == 2
            and after[0] == " "
            and after[1].isupper()
            and found[0][:1].isupper()
        ):
            word = re.match(r" (\w+)", text[found.end() :])
            return not (
                _FILE_NEXT.match(text, found.end())
                or (word and word[1].lower() in activities.WORDS)
            )
    return False


def _short_weekday(found: re.Match[str]) -> bool:
    """Say whether the day is one of "sat", "sun", "wed", "mon" as a plain word."""
    return bool(found["day"]) and found[0] in {"sat", "sun", "wed", "mon", "fri", "thu"}


def _leading(view: Slate, found: re.Match[str], prefix: str) -> str:
    # In the view a time right after the day is blank: "Monday 0.3 call".
    beside = view.scan[found.end() :].lstrip(" ")[:1] == TAKEN
    alone = not view.scan[: found.start()].strip(" \x01")
    follower = view.word_right(found.end()).rstrip(".,:")
    if found["rel"]:
        return "strict" if found["rel"].lower().startswith("tomorrow") else "yes"
    if beside and alone and not view.scan[: found.start()].strip():
        return "strict"
    if _short_weekday(found):
        return "no" if found[0] == "sat" else "ask"
    if found["ord"] and not prefix:
        return "no"
    if re.fullmatch(_EVENT, follower, re.IGNORECASE) and follower not in _SENT:
        return "ask"
    if prefix == "on" or found["ago"] or found["iso"] or found["num3"] or found["num2"]:
        return "strict"
    if follower in activities.WORDS or found["dm"] or found["md"]:
        return "yes"
    return "ask"


def _trailing(view: Slate, found: re.Match[str], start: int, prefix: str) -> str:
    before = view.word_left(start).rstrip(":.")
    if before in _DECOYS or before.endswith("'s") or _CLOCK.fullmatch(before):
        return "no"
    if found["rel"]:
        return (
            "no" if found["rel"].lower().startswith(("tomorrow", "tonight")) else "yes"
        )
    head = view.scan[:start]
    event = _BEFORE_EVENT.search(
        view.scan, max(0, found.start() - _NEAR), found.start()
    )
    if event and not _is_work(view, head, event):
        return "no"
    if found["lead"] and found["lead"].lower() == "next":
        return "no"
    if found["ord"] and not prefix:
        return "no"
    if prefix == "for":
        return "ask"
    if _short_weekday(found) and not prefix:
        return "no" if found[0] in {"sat", "sun"} else "yes"
    return "yes"


def _is_work(view: Slate, head: str, event: re.Match[str]) -> bool:
    """Say whether the event before a date is itself the work: "attend hearing Monday"."""
    said = head[: event.start()].strip(" \x01,;:-—")
    words = said.split()
    if not words or not said:
        return True
    first = words[0].lower().strip("\x01 ")
    return first in _ATTENDED and not _GOVERNORS.search(said) and bool(view.text)


def _inside(view: Slate, found: re.Match[str], start: int, prefix: str) -> str:
    """Within a sentence a date is narrative; right after the first verb it is asked."""
    before = view.word_left(start).rstrip(":.")
    if (
        before in _DECOYS
        or before.endswith("ing")
        or (not prefix and not found["rel"])
        or prefix == "for"
    ):
        return "no"
    if found["rel"] and found["rel"].lower().startswith(("tomorrow", "tonight")):
        return "no"
    head = view.scan[:start].strip(" \x01,;:-—")
    words = head.lower().split()
    if len(words) > 2 or activities.name(head) not in _HELD:
        return "no"
    return "ask"
