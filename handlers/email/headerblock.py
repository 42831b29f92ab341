"""The head of a forwarded letter, read where it stands in the body.

Two labels of one language in lines that follow one another, one of them the sender's:
that is a head, whatever stands above it or does not.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.messages import Original
from handlers.email import dictated, fieldlabels, mailboxes, notices, separators
from handlers.email.bodylines import Line
from handlers.email.fieldlabels import DATE, FROM, OTHER, SUBJECT, TO

MOST_LINES = 60
# A client that wraps lines does it about here.
_WRAPS_AT = 70

_WHEN = re.compile(
    r"(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\d{1,2}[:.h]\d{2}|\d日"
)
_CLOCK = re.compile(r"\d{1,2}[:.h時时]\d{2}|\d (?:[AaPp]\.?[Mm])\b")
# A time among words: what a person dictates after a word that looks like a label.
_DICTATED = re.compile(
    r"(?<![\w.,:@/-])0?[.,]\d{1,2}(?![\w.,@/-])"
    r"|(?<![\w.,:])\d{1,3} ?(?:min|mins|minutes|hours?|hrs?|units?)\b",
    re.IGNORECASE,
)
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,40}")


class Block(NamedTuple):
    """A head that was read: what it says, and the first line behind it."""

    original: Original
    end: int
    roles: frozenset[str]

    @property
    def has_subject(self) -> bool:
        """Say whether it has a line for the subject, be it empty."""
        return SUBJECT in self.roles


def read(
    lines: Sequence[Line], at: int, *, sure: bool = False, stop: int | None = None
) -> Block | None:
    """Return the head that begins at line *at*, or None when none does.

    *sure*: a separator or a mark in HTML has announced it, so that less is asked of it.
    """
    if not sure and fieldlabels.split(lines[at].text) is None:
        return None
    window = list(lines[at : min(at + MOST_LINES, stop or len(lines))])
    extra = 0
    if sure and window:
        glued = _unglued(window[0])
        extra = len(glued) - 1
        window[:1] = glued
    reader = _Reader(window, sure=sure)
    reader.run()
    if not reader.is_head():
        return None
    block = reader.block(at - extra)
    if block.end <= at:
        # It ends within the one line that was taken apart.
        block = block._replace(end=at + 1)
    if not sure and reader.first != FROM and _begins_later(lines, at, block, reader):
        return None
    return block


def _begins_later(
    lines: Sequence[Line], at: int, block: Block, reader: "_Reader"
) -> bool:
    """Say whether the first label is own words above a head that has it again."""
    for place in range(at + 1, block.end):
        later = read(lines, place)
        if later is not None:
            return reader.first in later.roles
    return False


def unknown(lines: Sequence[Line], at: int) -> Block | None:
    """Return a head in a language of which no label is known, or None.

    Three lines or more "label: value", an address in the first or second, a moment in
    one of them. The order is that of most clients: sender first, subject last.
    """
    pairs: list[tuple[str, str]] = []
    end = at
    depth = lines[at].depth
    for line in lines[at : at + 12]:
        pair = fieldlabels.split(line.text) if line.depth == depth else None
        if pair is None or len(pair[0].split()) > 3:
            break
        if any(role == FROM for role, _ in fieldlabels.meanings(pair[0])):
            return None
        # A subject may have any number in it, and it comes last.
        if len(pairs) < 2 and _is_dictation(line.text):
            break
        pairs.append(pair)
        end += 1
    if len(pairs) < 3:
        return None
    when = next((value for _, value in pairs[1:] if _WHEN.search(value)), "")
    addressed = [value for _, value in pairs if "@" in value]
    if not when or not addressed or "@" not in pairs[0][1] + pairs[1][1]:
        return None
    plain = [value for _, value in pairs[1:] if value != when and "@" not in value]
    original = Original(
        sender=mailboxes.cleaned(addressed[0]),
        recipients=mailboxes.cleaned(addressed[1]) if len(addressed) > 1 else "",
        subject=mailboxes.subject(plain[-1]) if plain else "",
        date=mailboxes.moment(when),
    )
    return Block(original, end, frozenset({FROM, SUBJECT} if plain else {FROM}))


def says_when(text: str) -> bool:
    """Say whether *text* has a year, a date or a time of day in it."""
    return _WHEN.search(text) is not None


class _Reader:
    """Goes down the lines of a head, keeping what each label holds."""

    def __init__(self, window: Sequence[Line], *, sure: bool) -> None:
        self.window = window
        self.sure = sure
        self.fields: dict[str, str] = {}
        self.languages: set[str] | None = None
        self.first = self.last = ""
        self.end = 0
        self.below = False  # values stand under their labels
        self.bare = False  # labels stand without colons
        self.gap_before_sender = False

    def run(self) -> None:
        """Read as many lines as belong to the head."""
        blanks = 0
        for at, line in enumerate(self.window):
            if not line.text.strip():
                blanks += 1
                if blanks > 1 and not self.below:
                    return
                continue
            if line[1:] != self.window[0][1:]:
                return
            if self._take_label(line.text, gap=blanks > 0) or (
                (not blanks or self.below) and self._goes_on(at)
            ):
                self.end = at + 1
                blanks = 0
                continue
            return

    def is_head(self) -> bool:
        """Say whether what was read is a head and not words that look like one."""
        if self.sure:
            return FROM in self.fields or len(self.fields) >= 2
        if not self.fields.get(FROM) or self.gap_before_sender:
            return False
        known = [role for role in (DATE, TO, SUBJECT) if role in self.fields]
        address = "@" in self.fields[FROM] + self.fields.get(TO, "")
        timed = bool(_CLOCK.search(self.fields.get(DATE, "")))
        if len(known) >= 2 and SUBJECT in self.fields:
            return True
        return bool(known) and (address or timed)

    def block(self, start: int) -> Block:
        """Return what was read, its lines counted from *start*."""
        original = Original(
            sender=mailboxes.cleaned(self.fields.get(FROM, "")),
            recipients=mailboxes.cleaned(self.fields.get(TO, "")),
            subject=mailboxes.subject(self.fields.get(SUBJECT, "")),
            date=mailboxes.moment(self.fields.get(DATE, "")),
        )
        return Block(original, start + self.end, frozenset(self.fields))

    def _take_label(self, text: str, *, gap: bool) -> bool:
        pair = fieldlabels.split(text)
        meaning = self._meaning(pair[0]) if pair else None
        if meaning is None and self.sure and (self.bare or not self.fields):
            pair = fieldlabels.without_colon(text)
            meaning = self._meaning(pair[0]) if pair else None
            self.bare = self.bare or meaning is not None
        if pair is None or (meaning is None and not self._is_field(pair[0], gap=gap)):
            return False
        role, languages = meaning or (OTHER, None)
        value = pair[1]
        if not self.sure and not self._may_hold(role, value):
            return False
        if role != OTHER and role in self.fields:
            return False
        if gap and FROM not in self.fields and not self.sure:
            self.gap_before_sender = True
        if languages is not None:
            self.languages = languages
        if role != OTHER:
            self.fields[role] = value
        self.last = role
        self.first = self.first or role
        return True

    def _may_hold(self, role: str, value: str) -> bool:
        """Say whether *value* is one that the head of a letter has, not dictation."""
        if role in {FROM, TO, DATE} and _DICTATED.search(value):
            return False
        return role != DATE or FROM in self.fields or bool(_WHEN.search(value))

    def _meaning(self, label: str) -> tuple[str, set[str] | None] | None:
        """Return the role of *label* and the languages that are left, or None."""
        known = fieldlabels.meanings(label)
        if not known:
            return None
        # English labels stand among those of any language.
        if any(language == "en" for _, language in known):
            role = next(role for role, language in known if language == "en")
            return role, self.languages
        left = {
            language
            for _, language in known
            if self.languages is None or language in self.languages
        }
        if not left:
            return None
        roles = [role for role, language in known if language in left]
        free = [role for role in roles if role not in self.fields]
        return (free or roles)[0], left

    def _is_field(self, label: str, *, gap: bool) -> bool:
        """Say whether an unknown label is a header field of a letter shown whole."""
        return (
            self.sure
            and not gap
            and bool(self.fields)
            and _FIELD_NAME.fullmatch(label) is not None
            and ("-" in label or self.last == OTHER)
        )

    def _goes_on(self, at: int) -> bool:
        """Take a line that has no label as the rest of the value above, if it is."""
        if not self.last:
            return False
        text = self.window[at].text
        held = self.fields.get(self.last, "")
        if self._has_label(text):
            return False
        if separators.kind(text) is not None or separators.is_rule(text):
            return False
        if not self.sure and FROM not in self.fields and _may_be_own(text):
            return False
        if not self._is_rest(at, held):
            return False
        if held and self.last != SUBJECT and _is_some_field(text):
            self.last = OTHER
            return True
        if self.last != OTHER:
            if not held:
                self.below = True
            self.fields[self.last] = f"{held} {text.strip()}".strip()
        return True

    def _is_rest(self, at: int, held: str) -> bool:
        if self._label_follows(at + 1):
            return True
        if not held and self.last in {FROM, SUBJECT}:
            return self.below or self.last == FROM
        above = self.window[at - 1].text.rstrip()
        text = self.window[at].text
        if self.last in {TO, OTHER} and (
            above.endswith((",", ";")) or ("@" in text and ";" in text)
        ):
            return True
        word = text.split(maxsplit=1)[0]
        wrapped = 60 <= len(above) <= 82 and len(above) + 1 + len(word) > _WRAPS_AT
        behind = self.window[at + 1].text if at + 1 < len(self.window) else ""
        rest = wrapped and len(text) < len(above) and not text.endswith(",")
        return rest and not behind.strip()

    def _has_label(self, text: str) -> bool:
        pair = fieldlabels.split(text)
        return pair is not None and self._meaning(pair[0]) is not None

    def _label_follows(self, at: int) -> bool:
        """Say whether another label of this head stands in one of the next lines."""
        for line in self.window[at : at + 4]:
            pair = fieldlabels.split(line.text)
            meaning = self._meaning(pair[0]) if pair else None
            if meaning and (meaning[0] == OTHER or meaning[0] not in self.fields):
                return True
            if not line.text.strip() and not self.below:
                return False
        return False


def _is_dictation(text: str) -> bool:
    return dictated.likely(text) or dictated.has_amount(text)


def _may_be_own(text: str) -> bool:
    """Say whether *text*, above the sender's line, is a person's own."""
    return _is_dictation(text) or notices.is_sent_from(text)


def _is_some_field(text: str) -> bool:
    """Say whether *text* looks like a field of which the label is not known."""
    pair = fieldlabels.split(text)
    return pair is not None and len(pair[0].split()) <= 2 and not pair[0][-1].isdigit()


@cache
def _label_finder() -> re.Pattern[str]:
    labels = "|".join(re.escape(each) for each in fieldlabels.inline())
    return re.compile(rf"(?:{labels})\s?[:：]")


def _unglued(line: Line) -> list[Line]:
    """Return the lines of a head that a client has glued into one."""
    text = line.text
    if text.count(":") < 3 or len(text) > 2_000:
        return [line]
    starts = [found.start() for found in _label_finder().finditer(text)]
    if len(starts) < 3 or text[: starts[0]].strip():
        return [line]
    ends = [*starts[1:], len(text)]
    return [
        Line(text[start:end].strip(), line.depth, line.place)
        for start, end in zip(starts, ends, strict=True)
    ]
