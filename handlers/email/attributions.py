"""The line above a quoted letter that says who wrote it and when: "On … wrote:"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.messages import Original
from handlers.email import dictated, fieldlabels, mailboxes, separators
from handlers.email.bodylines import Line

# A line that a client has wrapped is put together again from at most so many.
_MOST_LINES = 4
_LONGEST = 500

_WORDS = (
    r"wrote|writes|schrieb|schreibt|schrieben|geschrieben|a écrit|écrit|écrivait|escribió|escribio|ha escrito|"
    r"escreveu|ha scritto|scritto|scrive|schreef|geschreven|skrev|skriver|skreiv|kirjoitti|"
    r"napisał\(?a?\)?|napisała|pisze|nadesłał|napsal\(?a?\)?|napsala|píše|napísal\(?a?\)?|napísala|"
    r"írta|a scris|пишет|написала?|написал\(а\)|написали|писала?|пише|написав|написав\(ла\)|написав/ла|напісаў|"
    r"написа|напиша|napisao|napisala|napisao/la|napisal|napisal\(a\)|kirjutas|rakstīja|rašė|parašė|skrifaði|ha escrit|"
    r"va escriure|έγραψε|έγραψαν|yazdı|yazmış|כתב|כתבה|כתב/ה|מאת|كتب|كتبت|نوشت|đã viết|viết|menulis|tulis|"
    r"ditulis|escribiu|idatzi|shkroi"
)
_GLUED = (
    r"写道|写于|寫道|寫了|编写|發送|님이 작성|작성|님이 씀|쓴 글|썼습니다|보냄|書きました|のメッセージ|のメール|"
    r"さんからのメール|เขียนว่า|เขียน|تمت كتابة|بواسطة"
)
_WROTE = re.compile(rf"(?<!\w)(?:{_WORDS})(?!\w)|{_GLUED}", re.IGNORECASE)
_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\. ?\d{1,2}\. ?\d\d|\d年|\d월"
)
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}[:.h時시点]\s?\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\b\.?)?"
    r"(?:\s?uhr\b)?(?:,?\s?\(?(?:GMT|UTC|[A-Z]{3,5}T)?(?:[+-]\d{1,2}:?(?:\d{2})?)?\)?(?![\w]))?",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"(?:on|at|am|le|el|il giorno|il|em|op|den|dne|dňa|dnia|w dniu|på|στις|vào|pada tanggal|pada|la|în|"
    r"kuupäev|no dia|às|a|in message|dia|el dia|在|في|בתאריך|עם|den|d\.|на|от|missatge de)\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^(?:uhr|the user|user|пользователь|користувач|odesílatel|uživatel|používateľ|ο χρήστης|χρήστης|heeft|"
    r"lietotājs|użytkownik|korisnik|von|από|par|מאת|بواسطة|tarihinde|în|dated?|via|kello|klo|kl|g\.|г\.|р\.|ó|schrieb|skrev|schreef|by|uhr,)(?:\s+|$)",
    re.IGNORECASE,
)
_BY = re.compile(r",? (?:by|от|von|par|door|av|od|przez)$")
_GROUPWISE = re.compile(r">>>\s+(?=\S)(.{3,200}?)\s+>>>:?$")
_LOTUS = re.compile(
    r"-{3,10}\s?(.{1,200}?) (?:wrote|schrieb|a écrit|ha scritto):\s?-{3,10}$"
)
_ZOHO = re.compile(r"-{3,6} (On .{10,200} wrote) -{3,6}$", re.IGNORECASE)
_HORDE = re.compile(
    r"(?:quoting|zitat von|citando a|citando|citação de|quota|en réponse à|citat(?: från| fra)?|cytat|cytowanie|citeren) (.{3,200}):$",
    re.IGNORECASE,
)
_ENDS = (":", "：", "︰", "∶")


class Attribution(NamedTuple):
    """Who wrote what is quoted, and the first line behind the saying."""

    original: Original
    end: int


def read(lines: Sequence[Line], at: int) -> Attribution | None:
    """Return the attribution that begins at line *at*, or None when none does."""
    first = lines[at].text.strip()
    if not _may_begin(first):
        return None
    special = _special(first)
    if special is not None:
        return Attribution(special, at + 1)
    depth = lines[at].depth
    words: list[str] = []
    for end in range(at, min(at + _MOST_LINES, len(lines))):
        line = lines[end]
        text = line.text.strip(" *_")
        if line.depth != depth or not _may_belong(text):
            return None
        words.append(text)
        if not text.endswith(_ENDS):
            # Only what begins like a saying goes on in the next line.
            if end == at and not _begins(text):
                return None
            continue
        whole = " ".join(words)
        if not is_one(whole, before_quote=_quote_follows(lines, end + 1, depth)):
            return None
        if len(words) > 1 and _is_whole_without_first(words):
            return None
        return Attribution(_told(whole), end + 1)
    return None


def _is_whole_without_first(words: list[str]) -> bool:
    """Say whether the lines below the first say it all: it is none of theirs then."""
    first, rest = words[0], " ".join(words[1:])
    if not _YEAR.search(rest) or not _begins(rest):
        return False
    if len(first) <= 12 and _STARTS.match(first):
        return False
    return ("@" in rest or "@" not in first) and is_one(rest, before_quote=False)


def _may_belong(text: str) -> bool:
    """Say whether a line may be part of a saying: it is no label and not dictated."""
    if not text or len(text) > _LONGEST or dictated.likely(text):
        return False
    label = fieldlabels.split(text)
    if label and fieldlabels.meanings(label[0]):
        return False
    return separators.kind(text) is None and not dictated.has_amount(text)


def _begins(text: str) -> bool:
    return bool(
        "@" in text or text[0].isdigit() or _STARTS.match(text) or _YEAR.search(text)
    )


def is_one(whole: str, *, before_quote: bool) -> bool:
    """Say whether *whole*, one line that ends in a colon, is an attribution."""
    if len(whole) > _LONGEST or dictated.surely(whole):
        return False
    ends = [found.end() for found in _WROTE.finditer(whole)]
    wrote = bool(ends)
    address = "@" in whole
    year = _YEAR.search(whole) is not None
    clock = _CLOCK.search(whole) is not None
    if year and address and (wrote or clock):
        return True
    last = wrote and ends[-1] >= len(whole.rstrip(" :："))
    if year and wrote and (clock or last or _STARTS.match(whole)):
        return True
    # "Jane Doe <jane@client.example> writes:" says no day.
    if wrote and address and (clock or last):
        return True
    return before_quote and (wrote or address or year)


def _may_begin(text: str) -> bool:
    if not text or len(text) > _LONGEST:
        return False
    return (
        text.endswith(_ENDS)
        or "@" in text
        or text.startswith(("-", ">"))
        or any(each.isdigit() for each in text)
        or _STARTS.match(text) is not None
    )


def _special(text: str) -> Original | None:
    """Read the forms that GroupWise, Notes and Zoho put between strokes, and Horde's."""
    found = _HORDE.match(text)
    if found and "@" in text:
        return _told(found[1])
    found = _GROUPWISE.match(text)
    if found and "@" in text:
        return _told(found[1])
    found = _LOTUS.match(text)
    if found:
        return Original(sender=mailboxes.cleaned(found[1]))
    found = _ZOHO.match(text)
    return _told(found[1]) if found else None


def _quote_follows(lines: Sequence[Line], at: int, depth: int) -> bool:
    """Say whether the next line with words is quoted deeper, or marked as a letter."""
    for line in lines[at : at + 4]:
        if line.text.strip() or line.depth > depth:
            return line.depth > depth or line.place == "sealed"
    return False


def _told(whole: str) -> Original:
    """Return who wrote and when, as far as the line can be taken apart."""
    text = mailboxes.cleaned(whole).rstrip("".join(_ENDS) + " ")
    found = mailboxes.ADDRESS.search(text)
    if found is None:
        name = _name_without_address(text)
        return Original(sender=name, date=_date(text.replace(name, " ", 1)))
    left = text[: found.start()].rstrip(" <([")
    name = _name(left)
    sender = f"{name} <{found[0]}>" if name and "@" not in name else found[0]
    rest = text[found.end() :].lstrip(" >)]")
    before = left[: len(left) - len(name)] if name and left.endswith(name) else left
    if name and not left.endswith(name):
        before = left.replace(name, " ", 1)
    return Original(sender=sender, date=_date(f"{before} {rest}"))


def _name(left: str) -> str:
    """Return the name at the end of *left*, which is all that precedes the address."""
    bare = left.rstrip()
    if bare.endswith(('"', "”", "»", "'")):
        opened = max(bare[:-1].rfind(each) for each in ('"', "“", "„", "«", "'"))
        if opened >= 0:
            return bare[opened + 1 : -1].strip()
    cut = 0
    for pattern in (_WROTE, _CLOCK, _YEAR):
        for found in pattern.finditer(bare):
            cut = max(cut, found.end())
    name = bare[cut:].strip(" ,;-–—:.\"'“”„«»")
    name = _STARTS.sub("", name, count=1) if cut == 0 else name
    for _ in range(3):
        name = _BETWEEN.sub("", name).strip(" ,;-–—:")
    return name if not any(each.isdigit() for each in name) and len(name) < 120 else ""


def _name_without_address(text: str) -> str:
    wrote = _WROTE.search(text)
    if wrote is None:
        return ""
    before = _name(text[: wrote.start()])
    behind = text[wrote.end() :].strip(" ,:")
    return before or (behind if len(behind) < 80 and not _YEAR.search(behind) else "")


def _date(text: str) -> str:
    rest = _WROTE.sub(" ", text)
    rest = _STARTS.sub("", rest.strip(" ,;<>()[]\"'-–"), count=1)
    tidy = _BY.sub("", " ".join(rest.split()).strip(" ,;<>()[]\"'-–:"))
    return tidy if any(each.isdigit() for each in tidy) else ""
