"""Names and addresses in a quoted head, as one line without a client's decoration."""

import re

from handlers.email import bodylines

LONGEST = 1_000

_LINK = re.compile(r"<mailto:([^<>\s]{1,254})>", re.IGNORECASE)
_BRACKET = re.compile(r"[\[(]mailto:([^\[\]()\s]{1,254})[\])]", re.IGNORECASE)
_BARE_LINK = re.compile(r"mailto:(?=[^\s<>]{1,254}@)", re.IGNORECASE)
_HIDDEN = re.compile(
    f"{bodylines.OPENS}([^{bodylines.OPENS}{bodylines.CLOSES}]*){bodylines.CLOSES}"
)
ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,190}\w")


def cleaned(value: str) -> str:
    """Return *value* in one line, each address once and in angle brackets."""
    text = " ".join(value[: 2 * LONGEST].split()).replace("*", "")
    text = _BRACKET.sub(r"<\1>", text)
    if _LINK.search(text):
        without = _LINK.sub("", text)
        text = without if "@" in without else _LINK.sub(r"<\1>", text)
    text = _BARE_LINK.sub("", text)
    text = unhidden(text, show="@" not in _HIDDEN.sub("", text))
    text = " ".join(text.split())
    return text.strip(" ;,")[:LONGEST]


def unhidden(text: str, *, show: bool) -> str:
    """Return *text* with the addresses that its links hide shown, or without them."""
    if bodylines.OPENS not in text:
        return text
    return _HIDDEN.sub(r" <\1>" if show else "", text)


def subject(value: str) -> str:
    """Return a subject in one line, without emphasis that a client put around it."""
    text = " ".join(unhidden(value[: 2 * LONGEST], show=False).split())
    if len(text) > 2 and text[0] == text[-1] == "*":
        text = text.strip("*").strip()
    return text[:LONGEST]


def moment(value: str) -> str:
    """Return a date as the head has it, in one line, without a list's last mark."""
    return subject(value).strip(" ;,*")
