"""Whether a line looks dictated: what begins or ends with a time is never thrown away.

These looks only decide what a signature or a notice may swallow. What a line says is
the reader's business.
"""

import re

# What follows a number that is a distance, a share or a rate, not a time.
_MEASURE = r"(?!\s?(?:km|kms|cm|mm|m²|m2|sqm|kg|kms?²|%|‰|°|/\s?\d|metres?|meters?|kilomet|miles?|million|mio|stars?|x\b))"
_DECIMAL = rf"\d{{0,2}}[.,]\d{{1,2}}(?![.,:/-]?\d){_MEASURE}"
_BULLET = r"(?:(?:[-*•‣◦▪·–—>#]{1,3}|\(?\d{1,3}[.)]|\(?[a-z][.)])\s*)?"
_UNIT = r"(?:h|hrs?|hours?|m|mins?|minutes?|u|units?|tenths?)\b"
_SPOKEN = r"(?:an?|one|two|three|four|five|six|ten|twelve|fifteen|twenty|thirty|forty)"
_AMOUNT = (
    rf"(?:\d{{1,3}}[ -]?{_UNIT}|{_SPOKEN}[ -](?:hour|hr|min|unit|tenth)\w{{0,4}}\b)"
)

_BEGINS = re.compile(
    rf"\s*{_BULLET}(?:{_DECIMAL}\s?(?:{_UNIT})?(?=[\s:;,)–—-]|$)"
    rf"|{_AMOUNT}(?! ?(?:a day|emergency|service|support|line|hotline|walk))"
    r"|(?:zero |oh |nought |one )?point \w+\b|half an hour|(?:a )?quarter of an hour"
    r"|\d{1,2}h\d{2}\b|bookmark\b"
    r"|\d{1,2}(?:[:.]\d{2})? ?(?:[ap]m)? ?(?:-|–|to) ?\d{1,2}[:.]\d{2}\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:[,;:(–—-]\s{0,4}|\s)0?[.,]\d{1,2}\s{0,2}(?:h|hrs?|hours?)?[.)\s]{0,3}$"
    r"|[,;:(–—-]\s{0,4}\d[.,]\d{1,2}\s{0,2}(?:h|hrs?|hours?)?[.)\s]{0,3}$",
    re.IGNORECASE,
)
# A time in a place of its own: "Smith - 0.2 call".
_APART = re.compile(rf"[,;:–—-]\s?0?\.\d{{1,2}}(?!\d){_MEASURE}\s", re.IGNORECASE)
_NAMED = re.compile(rf"(?<![\w.,:]){_AMOUNT}", re.IGNORECASE)
_TENTHS = re.compile(
    rf"(?<![\w.,$€£])(?:0?\.\d{{1,2}}(?![\d.,]\d|\d){_MEASURE}"
    r"|\d{1,2}[.,]\d{1,2} ?(?:h|hrs?|hours?)\b)"
)
_ANY = re.compile(
    rf"(?<![\d.,:/]){_DECIMAL}|(?<![\w.,]){_AMOUNT}|\bhalf an hour\b"
    r"|\bpoint \w|\bquarter of an hour\b|\b\d{1,2}h\d{2}\b|\d[:.]\d{2}\s?[-–]\s?\d",
    re.IGNORECASE,
)

# What is worked on, or how: no signature has a time and one of these.
_WORKED_ON = re.compile(
    r"(?<!\w)(?<!per )(?<!no )(?:files?|matter|re|vs?)(?![\w@])|#\w", re.IGNORECASE
)
_TASK = (
    r"(?:attend|call|confer|correspond|draft|e-?mail|fil(?:e|ing)|letter|meet|negotiat|perus|phone|prep|read|research|"
    r"review|revis|settl|tel|t/c|travel|advi[cs]|amend|appear|consider|discuss|instruct|text|hearing|court|counsel|client|"
    r"brief|memo|affidavit|subpoena|submission|mediat|discovery|contract|lease|deed|orders|witness|statement|search)\w{0,8}\b"
)
_WORK = re.compile(
    rf"\s*{_BULLET}(?:{_DECIMAL}[\s:–—-]{{1,4}}"
    r"(?!(?:hours?|hrs?|min\w*|units?|tenths?|of|from|per|km|days?|weeks?|fte|billing|charging)\b)"
    rf"(?:[a-z]+(?:ing|ed)\b|(?:[\w'’.&/-]{{1,20}} ){{0,3}}{_TASK})"
    rf"|(?:{_AMOUNT}|half an hour|\d{{1,2}}h\d{{2}}\b)[\s:–—-]{{1,4}}(?:on (?:the |a )?)?{_TASK}(?!-))",
    re.IGNORECASE,
)
_TASK_FIRST = re.compile(rf"\s*{_BULLET}{_TASK}", re.IGNORECASE)
# Tenths first, then a name or words, then more behind a separator: "0.3 Jones - title".
_PLACED = re.compile(
    rf"\s*{_BULLET}0?[.,]\d{{1,2}} (?!(?:hours?|hrs?|of|from|per|km|days?|fte)\b)[^\W\d][^,;–—]{{0,60}}?(?:[,;:]| [-–—]) ?[^\W\d]",
    re.IGNORECASE,
)
# What is offered or asked for, not what was done.
_OFFER = re.compile(
    r"https?:|www\.|[$€£]|\b(?:free|fees?|book|charges?|minimum)\b", re.IGNORECASE
)
_KEEPS_PLACE = re.compile(rf"\s*{_BULLET}bookmark\b", re.IGNORECASE)


def surely(line: str) -> bool:
    """Say whether *line* begins or ends with a time, or keeps a place."""
    head = line[:200]
    return bool(_BEGINS.match(head) or _APART.search(head) or _ENDS.search(line[-40:]))


def begins(line: str) -> bool:
    """Say whether *line* begins with a time, or keeps a place."""
    return bool(_BEGINS.match(line[:80]))


def unlike_a_signature(line: str) -> bool:
    """Say whether *line* has a time and work in it, or keeps a place."""
    head = line[:200]
    if _KEEPS_PLACE.match(head):
        return True
    works = _WORK.match(head) or (_TASK_FIRST.match(head) and _ENDS.search(line[-40:]))
    if (works or _PLACED.match(head)) and not _OFFER.search(head):
        return True
    return surely(line) and bool(_WORKED_ON.search(line[:400]))


def likely(line: str) -> bool:
    """Say whether *line* is as short as dictation is and has tenths of an hour in it."""
    return surely(line) or (len(line) <= 120 and bool(_TENTHS.search(line)))


def has_amount(line: str) -> bool:
    """Say whether minutes, hours or units are named in *line*: "12 min", "an hour"."""
    return bool(_NAMED.search(line[:500]))


def perhaps(line: str) -> bool:
    """Say whether *line* has anything in it that may be a time."""
    return bool(_ANY.search(line[:500])) or surely(line)
