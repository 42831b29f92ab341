"""Which words can be a matter's name or number: the grammar of labels."""

import re
from typing import NamedTuple

from bot.core import activities

# Any letter that is no small Latin one: names are written in every script.
UP = r"[^\W\d_a-zà-öø-ÿ]"
TAIL = r"[^\s,;|()\[\]—:\"\x01\x02]*"
# One word of a name: capitalised, or a particle that starts lower ("d'Arcy", "al-Said").
WORD = rf"(?:(?:d'|al-|el-|o'|mc|van't |\d{{1,2}}-?)?{UP}{TAIL})"
_LINK = (
    r"(?:v\.?|vs\.?|ats|versus|and|&|of|the|de|den|der|di|da|dos|du|la|le|van|von|bin|bint|"
    r"ibn|al|el|ex|parte|for|in|re|late|ors?|anor|others|t/as|aka|as|trustee)"
)
# What may stand small before the first capital: "the van der Berg matter".
_PARTICLE = r"(?:van|von|der|den|de|di|da|dos|du|la|le|el|al|bin|bint|ibn|ter|ten|af)"
# The form of a company, however it is typed.
_KIND = r"(?:pty\.?(?: ltd\.?)?|ltd\.?|limited|plc|llc|llp|lp|inc\.?|gmbh|nl|corp\.?|co\.?|pllc|pc)(?!\w)"
_NUMBERED = r"(?:\((?:No\.? ?)?\d{1,2}\)|No\.? ?\d{1,2}|\d{1,4})"
NAME = rf"{WORD}(?: (?:{_LINK} ){{0,3}}{WORD}| {_KIND}| (?:& |and )?(?:ors?|anor|others)\b\.?| {_NUMBERED}(?![\w./]))*"
REF = (
    r"(?:\d{4}-\d{2}-\d{3,6}|\d{4}-[A-Za-z]{2,6}-\d{2,6}|\d{2,6}-[A-Z][\w'-]*[a-z]"
    r"|[A-Z]{1,6}[-/]\d{2,4}[-/]\d{2,6}|[A-Z]{1,6}-\d{3,10}|\d{4}[-/]\d{3,6}"
    r"|\d{3,8}\.\d{2,4}|[A-Z]{2,6}\d{3,8}|[A-Z]{1,4}\d{2,4}[/-]\d{2,6}|\d{2,6}/\d{2,6})"
)
HASHED = re.compile(r"(?<!\w)#(?P<ref>(?=[\w./-]{4})[A-Za-z0-9][\w./-]*\d[\w/-]*)")
TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|messrs|hon)\b\.? )+",
    re.IGNORECASE,
)
WHOLE = re.compile(rf"(?:the )?(?P<name>{NAME})(?P<own>'s)?")
# Before "file" or "matter" these are work or talk, not a name.
NO_NAME = frozenset(
    "load police-file config data server text pdf image csv system spare xray ct a an the this that my our your his her their its each every any all both no new old "
    "review reviewing reviewed open opening close closing closed to from of on in for re "
    "court client client's police medical subject note notes update updating prepare "
    "organise organising manage discovery brief draft trial whole entire same other "
    "another urgent family criminal civil estate commercial property litigation hard "
    "electronic digital physical paper zip pdf word excel audio video case legal next "
    "internal general admin pro bono current existing said relevant hearing interlocutory "
    "confidential personal no-one employment probate conveyancing on-going ongoing "
    "investigate settle check read working consider transfer archive archived copy "
    "checking collate index indexing scan scanning large log source master claim and with "
    "second first third single linked related separate parenting defended contested "
    "appeal conveyance tax costs insurance immigration workcover simple complex complete "
    "credit important various several two three four five".split()
)
# Capitalised like a name, and no matter's name on their own.
COMMON = frozenset(
    "nb nc fyi asap am pm qc sc kc nsw vic qld wa sa tas act nt uk us usa nz eu tbc tba eod "
    "cob ok re fw fwd thanks cheers regards urgent please pls gst hr hrs min mins i i'm "
    "discovery probate conveyancing costs settlement litigation family criminal commercial "
    "employment immigration tax admin administration various misc miscellaneous internal "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur "
    "thurs fri sat sun  "
    "jan feb mar apr jun jul aug sept sep oct nov dec today yesterday "
    "client counsel court registry judge affidavit subpoena contract lease deed order "
    "orders notice application response defence statement claim submissions brief report "
    "agreement transfer mortgage title caveat will probate appeal reply judgment directions "
    "evidence advice strategy next further also then and plus with re: to for from note "
    "time total billable done see per as he she they we it this that no yes left spoke "
    "discussed confirmed awaiting waiting sent received lengthy brief long short quick "
    "urgent: costs: barrister solicitor other opposing icl dpp dcp cps ato asic accc afp "
    "hmrc uscis ird msd docs facs dss oc o/c exhibit clause schedule annexure zoom teams "
    "skype webex phone tc t/c telcon afternoon morning new old draft final part both all "
    "bench chambers magistrate magistrates tribunal ncat vcat qcat aat fwc fcfcoa supreme "
    "district federal local high county land environment bookmark what when where why how "
    "research file files matter matters prep summary update instructions preparation "
    "wills estates conveyance property precedent invoice billing billed "
    "voicemail msg message inc incl ex plc unit units hour hours minute minutes".split()
)
VERSUS = re.compile(r" (?:v|vs|ats|versus)\.? ")


_BEFORE = re.compile(r"^(?:the|on the|in the matter of|matter of) ", re.IGNORECASE)
_AFTER = re.compile(r" (?:files?|matters?)$", re.IGNORECASE)
_OWN = re.compile(r"(?:['’]s|(?<=s)['’])$")


class Label(NamedTuple):
    """A label as found: where it stands, what it says, which rule found it."""

    start: int
    end: int
    text: str
    rule: str


def clean(words: str) -> str:
    """Return a label without title, possessive and the words file and matter.

    >>> clean("Mr Smith's"), clean("the Jones matter"), clean("Estate of Brown")
    ('Smith', 'Jones', 'Estate of Brown')
    """
    text = words.strip(" .,;:-—'\"")
    if text.isalpha():
        return text
    text = _BEFORE.sub("", text)
    text = _AFTER.sub("", text)
    text = TITLE.sub("", text)
    text = _OWN.sub("", text)
    return text.strip(" .,;:-—").removeprefix("#")


def whole(text: str) -> str | None:
    """Return the label if *text* is nothing but a name or a reference."""
    words = text.strip(" .,;:-—")
    if _IS_REF.fullmatch(words) or HASHED.fullmatch(words):
        return clean(words)
    found = WHOLE.fullmatch(words)
    return clean(found["name"]) if found and is_name(found["name"]) else None


def is_name(words: str) -> bool:
    """Say whether *words* can be a matter's name: not a day, a doer, a document."""
    bare = TITLE.sub("", words)
    parts = bare.split(" ")
    first = parts[0].strip(".'’").lower()
    if len(parts) == 1:
        return bool(first) and first not in COMMON and first not in activities.WORDS
    if VERSUS.search(words):
        return True
    known = [
        each.strip(".'").lower()
        for each in parts
        if each[:1].isupper() or each[:1].isdigit()
    ]
    return not all(
        each in COMMON or each in activities.WORDS or each.isdigit() for each in known
    )


_IS_REF = re.compile(REF)
_BEFORE_REF = re.compile(
    r"(?<!\w)(?:(?:on|for|in|re|ref|reference|matter|file|our ref|under)\b[:.]?(?: the)? )$",
    re.IGNORECASE,
)


def with_before(scan: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a number with the preposition that leads to it."""
    found = _BEFORE_REF.search(scan[max(0, start - 20) : start])
    return (start - len(found[0]) if found else start), end


CAPITAL_RUN = re.compile(rf"(?<![\w'])(?:{_PARTICLE} ){{0,2}}(?:{NAME})$")
