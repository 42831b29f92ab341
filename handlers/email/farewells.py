"""The person's own words without the signature that stands among or under them.

Whatever looks dictated stays; under a signature that closes what the person said, only
what no signature says: their office hours and fees have times in them too.
"""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from handlers.email import dictated, notices, separators
from handlers.email.bodylines import PHONE, SIGNATURE, Line

_SIGN_OFFS = (
    r"(?:(?:many )?(?:thanks|thank you)(?: and|,| &)? )?(?:with )?(?:my )?(?:kind(?:est)?|best|warm(?:est)?|many)? ?(?:personal )?regards|"
    r"kr|br|rgds|yours(?: (?:sincerely|faithfully|truly|ever))?|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|"
    r"(?:with )?best(?: wishes)?|(?:with )?(?:warm|good|kind) wishes|all the best|best always|respectfully(?: yours)?|warmly|ng[āa] mihi(?: nui)?|n[āa]ku|"
    r"(?:mit )?(?:ganz )?(?:freundlich|best|viel|herzlich|lieb|schön)(?:st)?e?[nrm]? gr(?:ü(?:ß|ss)en?|u(?:ß|ss))(?: (?:aus|an|von) .{1,30})?|gruß|grüße|mfg|lg|vg|hochachtungsvoll|"
    r"(?:bien |très )?(?:cordialement|amicalement|sincèrement|respectueusement)|(?:sincères|meilleures|mes) salutations|(?:bien )?à (?:vous|toi)|"
    r"salutations(?: distinguées| cordiales)?|(?:très )?bonne (?:journée|soirée)|cdlt|cdt|"
    r"(?:veuillez|nous vous prions d['’]|je vous prie d['’]) ?(?:agréer|recevoir|croire)\b.{0,60}|"
    r"(?:un |muchos )?(?:cordial(?:es)? )?saludos?(?: cordial(?:es)?| atentos?)?|(?:saludos )?cordiales|(?:muy )?atentamente|(?:un )?(?:fuerte )?abrazo|reciba un .{1,30}|"
    r"(?:i miei )?(?:più )?(?:cordiali|distinti|migliori|cari) saluti|cordialmente|un (?:cordiale )?saluto|saluti|buona giornata|"
    r"atenciosamente|respeitosamente|(?:com os )?(?:melhores )?(?:cordiais )?cumprimentos|abraços?|abs\.?|att\.?|"
    r"(?:met )?(?:vriendelijke|hartelijke|beste) groet(?:en)?|mvg|groet(?:en|jes)?|hoogachtend|"
    r"(?:med )?(?:vänliga?|vennlige?|venlige?|bästa|beste|bedste|mange|kærlig|de bedste)\s?(?:hälsning(?:ar)?|hilsen|hilsner)|mvh|vänligen|hilsen|hälsningar|"
    r"(?:(?:ystävällisin|parhain|kohteliain) )?terveisin|ystävällisesti|kunnioittavasti|t\.?|"
    r"z (?:poważaniem|wyrazami szacunku)|(?:serdecznie )?pozdrawiam(?: serdecznie)?|(?:łączę )?(?:pozdrowienia|wyrazy szacunku)|"
    r"s (?:přátelským )?pozdravem|s (?:priateľským )?pozdravom|s úctou|hezký den|(?:szívélyes |baráti )?üdvözlettel|(?:kérem.{0,20})?tisztelettel|üdv|"
    r"cu (?:stimă|respect|drag|deosebită (?:stimă|considerație))|toate cele bune|o zi (?:bună|frumoasă)|"
    r"с (?:большим |искренним )?уважением|з (?:глибокою )?повагою|(?:с наилучшими|з найкращими) (?:пожеланиями|побажаннями)|с уважение|(?:с )?поздрави?|"
    r"s poštovanjem|s štovanjem|srdačan pozdrav|srdačno|lijep pozdrav|lep pozdrav|lp|s spoštovanjem|с поштовањем|"
    r"lugupidamisega|parimate soovidega|ar cieņu|ar sveicieniem|pagarbiai|su pagarba|linkėjimai|kveðja|með kveðju|bestu kveðjur|"
    r"με (?:εκτίμηση|φιλικούς χαιρετισμούς)|(?:φιλικούς |πολλούς )?χαιρετισμούς|φιλικά|"
    r"saygılar(?:ım(?:ız)?la|ımı sunarım)?|iyi (?:çalışmalar|günler)|sevgiler(?:imle)?|"
    r"ב(?:ברכה|כבוד רב|ידידות|ברכת.{0,20})|(?:مع |وتقبلوا )?(?:أطيب |خالص |فائق )?(?:ال)?(?:تحيات|تحياتي|تحية|التقدير)(?:ي)?|مع (?:أطيب )?التحيات|مع الشكر|وتفضلوا بقبول.{0,40}|با احترام|با تشکر|"
    r"(?:以上[、,]?)?(?:どうぞ|何卒|今後とも)?[、 ]?(?:よろしく|宜しく)(?:お願い|御願い)?(?:いた|致|申し上げ)?(?:します|ます)?|敬具|草々|以上|"
    r"此致(?:敬礼|敬禮)?|敬礼|敬禮|敬上|祝好|(?:顺|順)?(?:祝|頌)(?:商祺|时祺|時祺|工作顺利|工作順利|您?愉快|安好)|敬祝.{0,12}|谨上|謹上|"
    r"감사합니다|감사드립니다|고맙습니다|(?:[가-힣]{2,4} )?(?:드림|올림|배상)|(?:trân|kính) (?:trọng|thư)|thân (?:ái|mến)|ขอแสดงความนับถือ|ด้วยความเคารพ|(?:salam|hormat)(?: hangat| saya| kami)?|yang benar|"
    r"salutacions(?: cordials)?|atentament|cordialment|una salutació|agur bero bat"
)
_THANKS = (
    r"(?:many |with )?thanks(?: (?:so much|very much|a lot|again|in advance|and regards|and kind regards|for (?:that|this|your help)))?|thank you(?: (?:so much|very much|again|in advance))?|"
    r"thx|ta|tks|cheers|danke|vielen dank|merci(?: d'avance)?|gracias|grazie|obrigad[oa]|bedankt|dank u|tack|takk|tak|kiitos|dziękuję|děkuji|ďakujem|köszönöm|mulțumesc|спасибо|дякую|hvala|teşekkürler|ευχαριστώ|תודה(?: רבה)?|شكرا|شكراً|ありがとうございます|谢谢|謝謝|多谢|terima kasih|cảm ơn|ขอบคุณ(?:ค่ะ|ครับ)?|gràcies|aitäh|paldies|ačiū"
)
_NAME = r"(?:[ ,.!–—-]{1,4}(?-i:[^\W\d_a-z])[\w.'’-]{0,30}){0,4}"
_SIGN_OFF = re.compile(
    rf"(?:{_SIGN_OFFS})(?: ?/ ?(?:{_SIGN_OFFS}))?{_NAME}[ ,.!:、。，！：]*",
    re.IGNORECASE,
)
_THANKING = re.compile(rf"(?:{_THANKS}){_NAME}[ ,.!:)、。，！：]*", re.IGNORECASE)

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
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|hallo|guten tag|bonjour|hola|ciao)\b.{0,40}",
    re.IGNORECASE,
)
_DELIMITERS = {"--", "-- ", "—", "––", "---", "__", "___"}


def without(
    lines: Sequence[Line], *, sender: str = "", name: str = "", spoken: bool = False
) -> list[str]:
    """Return the words of *lines*, one segment of the person's own, unsigned.

    *sender* is the address of who wrote them and *name* their name, as far as it is
    known: a line that is nothing else is a signature.
    *spoken*: they have said something elsewhere already, as in the subject.
    """
    texts = _from_marks(_without_banners(lines), spoken=spoken)
    behind = _Behind(texts)
    names = _names(sender) | {each for each in _words(name.casefold()) if len(each) > 2}
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
        if spoken and _is_own_name(bare, names) and not dictated.perhaps(bare):
            signed = True
            continue
        if not signed:
            spoken = spoken or not _is_greeting(bare)
        elif not _stays(bare, spoken=spoken):
            continue
        kept.append(bare)
    return _tidy(_without_contacts(_without_cards(kept), names))


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


def _from_marks(lines: Sequence[Line], *, spoken: bool) -> list[str]:
    """Return the texts, of lines that HTML calls a signature only what is dictated."""
    elsewhere = any(
        line.text.strip() and line.place not in {SIGNATURE, PHONE} for line in lines
    )
    spoken = spoken or elsewhere
    return [
        line.text
        if line.place not in {SIGNATURE, PHONE}
        or (line.place == PHONE and not elsewhere)
        or _stays(line.text, spoken=spoken)
        else ""
        for line in lines
    ]


def _is_greeting(bare: str) -> bool:
    return _GREETING.fullmatch(bare) is not None and not dictated.perhaps(bare)


def _stays(text: str, *, spoken: bool) -> bool:
    """Say whether *text*, in or under a signature, is dictated all the same.

    Some programs set the signature above the place where one types: until the person
    has *spoken*, any line with a time may be theirs, unless it says where they are.
    """
    if spoken:
        return dictated.unlike_a_signature(text)
    return dictated.begins(text) or (dictated.surely(text) and not _is_contact(text))


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


def _without_contacts(kept: list[str], names: set[str]) -> list[str]:
    """Return *kept* without a block of name, office and numbers at its end."""
    last = max(
        (at for at, text in enumerate(kept) if dictated.likely(text)), default=-1
    )
    first = next(
        (
            at
            for at in range(last + 1, len(kept))
            if _is_contact(kept[at][:200]) or _is_own_name(kept[at], names)
        ),
        None,
    )
    if first is None or (first == 0 and sum(1 for text in kept if text) == 1):
        return kept
    named = names | _names(" ".join(kept[first:])[:2_000])
    top = next(at for at, text in enumerate(kept) if text)
    while first > last + 1 and _is_name_like(kept[first - 1]):
        # The first words of all are an answer, unless they are a name.
        if first - 1 == top and not _is_own_name(kept[top], named):
            break
        first -= 1
    return kept[:first]


def _is_own_name(text: str, names: set[str]) -> bool:
    """Say whether *text* is nothing but a name that has one of *names* in it."""
    words = _words(re.split(r"[|,(•–—]", text, maxsplit=1)[0])
    if not words or len(words) > 4 or not all(each[0].isupper() for each in words):
        return False
    return any(each.casefold() in names for each in words)


def _words(name: str) -> list[str]:
    return [each for each in re.split(r"[.,\s_-]+", name.strip(" .-")) if each]


def _names(addresses: str) -> set[str]:
    """Return the names that stand before the @ in any of *addresses*."""
    return {
        each
        for found in _LOCAL_PART.finditer(addresses.casefold())
        for each in re.split(r"[.+_-]", found[1])
        if len(each) > 2
    }


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
