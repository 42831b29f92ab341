"""The person's own words without the signature that stands among or under them.

Whatever looks dictated stays, wherever it stands: a signature only takes what does not.
"""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from handlers.email import dictated, notices, separators
from handlers.email.bodylines import PHONE, SIGNATURE, Line

_SIGN_OFFS = (
    r"(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many|my best)? ?(?:personal )?regards|kr|br|rgds|yours(?: (?:sincerely|faithfully|truly))?|(?:yours )?(?:sincerely|faithfully|truly)|"
    r"(?:with )?best(?: wishes)?|all the best|ng[āa] mihi(?: nui)?|n[āa]ku|"
    r"(?:mit )?(?:freundlichen?|besten?|vielen?|herzlichen?|liebe|schöne)n? gr(?:üßen?|üssen?|uß|uss)|mfg|viele grüße|lg|hochachtungsvoll|"
    r"(?:bien |très )?(?:cordialement|amicalement)|(?:sincères|meilleures) salutations|bien à (?:vous|toi)|salutations|bonne journée|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|(?:saludos )?cordiales|atentamente|un abrazo|"
    r"(?:cordiali|distinti) saluti|cordialmente|un saluto|saluti|atenciosamente|(?:com os )?(?:melhores )?cumprimentos|abraços?|att\.?|"
    r"(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|mvg|groet(?:en|jes)?|(?:med )?(?:vänliga|vennlig|venlig|bästa|beste)\s?(?:hälsningar|hilsen|hilsner)|mvh|hilsen|hälsningar|"
    r"(?:ystävällisin )?terveisin|t\.?|z poważaniem|pozdrawiam|s pozdravem|s pozdravom|s úctou|üdvözlettel|tisztelettel|cu (?:stimă|respect)|"
    r"с уважением|з повагою|с поздрав|με εκτίμηση|saygılarımla|בברכה|مع (?:أطيب )?التحيات|敬具|此致|敬上|よろしくお願いします|감사합니다|trân trọng|ขอแสดงความนับถือ|salam|hormat saya"
)
_THANKS = (
    r"(?:many |with )?thanks(?: (?:so much|very much|a lot|again|in advance|and regards|and kind regards|for (?:that|this|your help)))?|thank you(?: (?:so much|very much|again|in advance))?|"
    r"thx|ta|tks|cheers|danke|vielen dank|merci(?: d'avance)?|gracias|grazie|obrigad[oa]|bedankt|dank u|tack|takk|tak|kiitos|dziękuję|děkuji|ďakujem|köszönöm|mulțumesc|спасибо|дякую"
)
_NAME = r"(?:[ ,.!–—-]{1,4}(?-i:[^\W\d_a-z])[\w.'’-]{0,30}){0,4}"
_SIGN_OFF = re.compile(rf"(?:{_SIGN_OFFS}){_NAME}[ ,.!:]*", re.IGNORECASE)
_THANKING = re.compile(rf"(?:{_THANKS}){_NAME}[ ,.!:)]*", re.IGNORECASE)

_CONTACT = re.compile(
    r"@[\w-]+\.|www\.|https?://|(?:\+|\b00)\d{1,3}[ ()\d.-]{6,}|\(?\b0\d{1,4}\)?[ .-]?\d{2,4}[ .-]?\d{2,4}\b|\b1[38]00[ .-]?\d{3}|"
    r"\b(?:tel|phone|ph|mob|mobile|cell|fax|direct|office|dx|abn|acn|acln?)\b ?[:.]? ?[+(\d]|^[tmfpde][:.]? [+(\d]|"
    r"\b(?:level|suite|floor|unit|shop|po box|gpo box|locked bag|dx) \d|\b(?:street|road|avenue|lane|parade|terrace|highway|place|square|quay|straße|str\.)\b.{0,40}\d{3,}|"
    r"\b(?:nsw|vic|qld|act|tas|wa|sa|nt) \d{4}\b|\d{3} \d{3} \d{3}\b|\b\d{3}[.-]\d{3}[.-]\d{4}\b",
    re.IGNORECASE,
)
# Each of those has one of these, and few lines of words have any.
_MAY_BE_CONTACT = re.compile(r"[\d@+(]|www\.|://", re.IGNORECASE)
_LOCAL_PART = re.compile(r"([\w.+-]{1,64})@")
_SENTENCE = re.compile(
    r"(?<![\w'.-])(?!(?:of|and|the|for|at|in|to|a|von|der|de|la|van|du|des|und|et|y|e)\b)[^\W\dA-Z_][\w'-]{2,}"
)
_DELIMITERS = {"--", "-- ", "—", "––", "---", "__", "___"}


def without(lines: Sequence[Line], *, sender: str = "") -> list[str]:
    """Return the words of *lines*, one segment of the person's own, unsigned.

    *sender* is the address of who wrote them: their own name alone is a signature.
    """
    texts = _from_marks(_without_banners(lines))
    behind = _Behind(texts)
    kept: list[str] = []
    signed = noticed = False
    for at, text in enumerate(texts):
        bare = text.strip()
        if not bare:
            noticed = False
            kept.append("")
            continue
        if noticed or _is_sent_from(bare, at, behind):
            continue
        if notices.is_surely_notice(bare) or (
            notices.is_notice(bare) and (signed or not _is_dictation(bare))
        ):
            noticed = signed = True
            continue
        if _begins_signature(bare, at, behind):
            signed = True
            continue
        if separators.is_rule(bare):
            continue
        if not signed or dictated.surely(bare):
            kept.append(bare)
    return _tidy(_without_contacts(_without_cards(kept), sender))


def _without_banners(lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    banner = False
    for line in lines:
        text = line.text
        if not text.strip() or dictated.likely(text):
            banner = False
        elif notices.is_banner(text) or (banner and notices.banner_goes_on(text)):
            banner = True
            continue
        else:
            banner = False
        kept.append(line)
    return kept


def _from_marks(lines: Sequence[Line]) -> list[str]:
    """Return the texts, of lines that HTML calls a signature only what is dictated."""
    elsewhere = any(
        line.text.strip() and line.place not in {SIGNATURE, PHONE} for line in lines
    )
    return [
        line.text
        if line.place not in {SIGNATURE, PHONE}
        or (line.place == PHONE and not elsewhere)
        or dictated.surely(line.text)
        else ""
        for line in lines
    ]


class _Behind:
    """Tells whether a line of some kind stands behind another; each is sought once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._last: dict[Callable[[str], bool], int] = {}

    def has(self, kind: Callable[[str], bool], at: int) -> bool:
        """Say whether a line of that *kind* stands behind line *at*."""
        if kind not in self._last:
            found = (n for n, each in enumerate(self._texts) if kind(each))
            self._last[kind] = max(found, default=-1)
        return self._last[kind] > at


def _begins_signature(bare: str, at: int, behind: _Behind) -> bool:
    """Say whether *bare* begins a signature: a delimiter, a rule, or a farewell."""
    if bare in _DELIMITERS:
        return True
    if separators.is_rule(bare):
        return not behind.has(dictated.surely, at)
    if len(bare) > 80:
        return False
    if _SIGN_OFF.fullmatch(bare):
        return True
    return _THANKING.fullmatch(bare) is not None and not behind.has(_perhaps, at)


def _perhaps(text: str) -> bool:
    return dictated.perhaps(text) and not _is_contact(text)


def _is_sent_from(bare: str, at: int, behind: "_Behind") -> bool:
    """Say whether *bare* is what a telephone adds, in words known or not."""
    if dictated.likely(bare):
        return False
    if notices.is_sent_from(bare):
        return True
    return (
        notices.names_a_device(bare)
        and not dictated.perhaps(bare)
        and not behind.has(bool, at)
    )


def _is_dictation(bare: str) -> bool:
    """Say whether what begins like a notice is a line about one."""
    return dictated.begins(bare) or (len(bare) <= 120 and dictated.likely(bare))


def _without_cards(kept: list[str]) -> list[str]:
    """Return *kept* without paragraphs that are all name, office and numbers."""
    out: list[str] = []
    for is_blank, group in groupby(kept, key=lambda text: not text):
        paragraph = list(group)
        if is_blank or not _is_card(paragraph):
            out.extend(paragraph)
    return out


def _is_card(paragraph: list[str]) -> bool:
    contacts = [_is_contact(text[:200]) for text in paragraph]
    return (
        len(paragraph) > 1
        and any(contacts)
        and not any(map(dictated.likely, paragraph))
        and all(
            contact or _is_name_like(text)
            for contact, text in zip(contacts, paragraph, strict=True)
        )
    )


def _is_contact(text: str) -> bool:
    return bool(_MAY_BE_CONTACT.search(text) and _CONTACT.search(text))


def _without_contacts(kept: list[str], sender: str) -> list[str]:
    """Return *kept* without a block of name, office and numbers at its end."""
    last = max(
        (at for at, text in enumerate(kept) if dictated.likely(text)), default=-1
    )
    first = next(
        (
            at
            for at in range(last + 1, len(kept))
            if _is_contact(kept[at][:200]) or _is_own_name(kept[at], sender)
        ),
        None,
    )
    if first is None or (first == 0 and sum(1 for text in kept if text) == 1):
        return kept
    named = f"{sender} {' '.join(kept[first:])[:2_000]}"
    top = next(at for at, text in enumerate(kept) if text)
    while first > last + 1 and _is_name_like(kept[first - 1]):
        # The first words of all are an answer, unless they are a name.
        if first - 1 == top and not _is_own_name(kept[top], named):
            break
        first -= 1
    return kept[:first]


def _is_own_name(text: str, addresses: str) -> bool:
    """Say whether *text* is nothing but a name that stands in one of *addresses*."""
    name = re.split(r"[|,•–—]", text, maxsplit=1)[0]
    words = [each for each in re.split(r"[.\s_-]+", name.strip(" .-")) if each]
    if not words or len(words) > 4 or not all(each[0].isupper() for each in words):
        return False
    names = {
        each
        for found in _LOCAL_PART.finditer(addresses.casefold())
        for each in re.split(r"[.+_-]", found[1])
        if len(each) > 2
    }
    return any(each.casefold() in names for each in words)


def _is_name_like(text: str) -> bool:
    if not text:
        return True
    return (
        len(text) < 80
        and not text[0].islower()
        and not any(each.isdigit() for each in text)
        and not dictated.perhaps(text)
        and not text.endswith((":", "?"))
        and not _SENTENCE.search(text)
    )


def _tidy(kept: list[str]) -> list[str]:
    """Return *kept* without blank lines at its ends and with one between paragraphs."""
    out: list[str] = []
    for text in kept:
        if text or (out and out[-1]):
            out.append(text)
    while out and not out[-1]:
        out.pop()
    return out
