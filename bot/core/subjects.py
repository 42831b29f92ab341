"""The subject of a letter: bare of its prefixes, and what in it is shaped like a label.

Pure. A label is only found here, never taken: what to do with it is asked.
"""

import re

from bot.core import activities, labelwords

LONGEST = 300  # characters of a subject that are looked at
_MOST = 12
# Capitalised in a subject, beside a name and no part of it.
_PAPERS = frozenset(
    "offer offers proposal correspondence document documents update updates question "
    "questions query request minutes agenda fee fees motion motions pleadings "
    "particulars timetable listing position bundle deadline mediation conference fwd "
    "deposition weekly monthly annual meeting letter email january february march "
    "april june july august september october november december".split()
)
# "Re" and "Fwd" as mail programs write them in the languages of the world.
_PREFIXES = (
    "re fw fwd forward fyi aw wg antw antwort weitergeleitet tr réf ref rép rv rm "
    "res enc encam r i rif inoltra sv vs vb vl videresend vid doorst pd odp fs vá "
    "továbbítás bls trs terusan balas ynt ilt i̇lt yan hsv atb na απ πρθ σχετ на ha отв "
    "ответ пересл перес fwd: вiдп відп пер תשובה הועבר رد تحويل إعادة ตอบ ส่งต่อ "
    "回复 答复 回覆 转发 轉寄 轉發 返信 転送 전달 회신 답장"
)
_PREFIX = re.compile(
    r"\s*+(?:(?:{})\s?+(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\d{{1,2}})?\s?+[:：]"
    r"|[\[(*]{{1,2}}(?:external|ext|extern|externe|esterno|caution)[\])*]{{1,2}}:?)".format(
        "|".join(sorted(map(re.escape, _PREFIXES.split()), key=lambda each: -len(each)))
    ),
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s[-–—|/]\s|[:;,|()\[\]–—]|\s-|-\s")
_REFERENCE = re.compile(rf"(?<![\w.,/#$-]){labelwords.REF}(?![\w/-]|\.\d)")
_NAME = re.compile(rf"(?<![\w'])(?:{labelwords.NAME})")
_SHAPED = re.compile(
    r" (?:v|vs|ats|versus)\.? |\bestate of |^(?:re|ex parte) |\bin re "
    r"|\b(?:pty|ltd|limited|plc|llc|llp|inc|gmbh)\b",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?P<name>[\w'’-]+(?: (?:v|and|&) [\w'’-]+)?) (?:file|matter)$", re.IGNORECASE
)


def bare(subject: str) -> str:
    """Return *subject* on one line, without “Re:”, “Fwd:” and tags of a gateway.

    >>> bare("Re: FW: [EXTERNAL] AW: Settlement offer")
    'Settlement offer'
    """
    text = " ".join(printable(subject[: 2 * LONGEST]).split())
    at = 0
    while found := _PREFIX.match(text, at):
        at = found.end()
    return text[at:].strip()[:LONGEST].strip()


def printable(text: str) -> str:
    """Return *text* with a blank for what cannot be shown, and no invisible marks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        each if each.isprintable() else "" if each in _INVISIBLE else " "
        for each in text
    )


def segments(subject: str) -> list[str]:
    """Return the parts of a bare *subject* between its separators.

    >>> segments("Smith v Jones - settlement offer")
    ['Smith v Jones', 'settlement offer']
    """
    parts = (each.strip(" .'\"-") for each in _SEPARATOR.split(subject[:LONGEST]))
    return [each for each in parts if each][:_MOST]


def names(subject: str) -> list[str]:
    """Return the runs of capitalised words in a bare *subject* that can be names.

    >>> names("Fee letter from Acme Pty Ltd to Doe")
    ['Acme Pty Ltd', 'Doe']
    """
    found = [_trimmed(each[0]) for each in _NAME.finditer(subject[:LONGEST])]
    return [each for each in dict.fromkeys(found) if each][:_MOST]


def labels(subject: str) -> list[str]:
    """Return what in a bare *subject* is shaped like a label: “A v B”, a reference.

    >>> labels("Smith v Jones (2024-FAM-0312): settlement offer")
    ['2024-FAM-0312', 'Smith v Jones']
    """
    text = subject[:LONGEST]
    found = [each[0] for each in _REFERENCE.finditer(text) if _is_reference(each[0])]
    found += [each["ref"] for each in labelwords.HASHED.finditer(text)]
    for part in segments(text):
        found += [each for each in names(part) if _SHAPED.search(each)]
        marked = _FILE.search(part)
        if marked and _is_file(marked["name"]):
            found.append(labelwords.clean(marked["name"]))
    return list(dict.fromkeys(found))[:_MOST]


def _trimmed(name: str) -> str:
    """Return *name* without the words at its edges that name no matter, or nothing."""
    words = name.split(" ")
    while words and _is_work(words[-1]):
        del words[-1]
    while words and _is_work(words[0]):
        del words[0]
    kept = " ".join(words)
    return labelwords.clean(kept) if kept and labelwords.is_name(kept) else ""


def _is_work(word: str) -> bool:
    """Return whether a capitalised word is a document's or a task's, no matter's."""
    bare_ = word.strip(".'").casefold()
    known = (labelwords.COMMON, activities.WORDS, _PAPERS)
    return any(bare_ in each for each in known)


def _is_file(name: str) -> bool:
    """Return whether “*name* file” names a matter."""
    word = name.rpartition(" ")[2].casefold()
    return word not in labelwords.NO_NAME and labelwords.is_name(name)


def _is_reference(words: str) -> bool:
    """Return whether *words* are a file's number rather than a span of years."""
    return not re.fullmatch(r"(?:19|20)\d\d[-/](?:19|20)?\d\d|\d{1,6}/\d{1,6}", words)


_INVISIBLE = frozenset(
    chr(each)
    for first, last in (
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069), (0xFEFF, 0xFEFF),
        (0xAD, 0xAD),
    )
    for each in range(first, last + 1)
)  # fmt: skip
