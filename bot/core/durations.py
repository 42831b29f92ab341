"""How long a piece of work took: every spelling of it, in whole minutes."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from bot.core import numbers

HOUR = 60
UNIT = 6
DAY = 24 * HOUR
LONG = 12 * HOUR

_W = numbers.WORD
_N = rf"(?:\d{{1,4}}|{_W})"
_HOUR = r"(?:hours?'?|hrs?|h|hous|horus|hsr)\b\.?(?!\w)"
_MINUTE = r"(?:minutes?'?|mins?|(?-i:m)|minuts?|mintues?)\b\.?(?!\w)"
_OF_HOUR = r"(?: (?:of )?an? hour\b)?"
# "0 .2", "0. 2" and "O.2" are what dictation makes of 0.2.
_DECIMAL = r"(?:\d{1,3}[.,]\d{1,3}|[0oO](?: ?\. | \.)\d{1,2}|[oO]\.\d{1,2}|\.\d{1,3})"
_FRACTIONS = {
    "half": 30,
    "quarter": 15,
    "three quarter": 45,
    "three quarters": 45,
    "½": 30,
    "¼": 15,
    "¾": 45,
    "1/2": 30,
    "1/4": 15,
    "3/4": 45,
}
_PART = r"(?:half|three[ -]quarters?|quarter)"
_GLYPH = r"(?:[½¼¾]|(?<![\d/])(?:1/2|1/4|3/4)(?![\d/]))"

# In the order in which they are tried at one place; the longest reading first.
_FORMS = (
    rf"(?P<times>(?P<ti_n>\d{{1,2}}) ?x ?(?P<ti_m>\d{{1,3}}) ?{_MINUTE}s?)",
    rf"(?P<spread>{_N} ?(?:-|to|or) ?{_N}[ -]?(?:{_HOUR}|{_MINUTE}|units?\b))",
    rf"(?P<restated>(?P<rs_n>{_N})[ x-]+(?:6|six)[ -]min(?:ute)?s? (?:units?|increments?|blocks?)\b)",
    rf"(?P<hm>(?P<hm_h>{_N}|an?) ?{_HOUR},?(?: and)? ?(?P<hm_m>\d{{1,3}}|{_W})(?: ?{_MINUTE})(?!\w))",
    rf"(?P<hbare>(?P<hb_h>{_N}|\ban(?= hour (?:five|ten|fifteen|twenty|thirty|forty|fifty|[1-5][05]\b))) ?(?:hours?|hrs?|h)(?![a-z]) ?(?P<hb_m>\d{{1,2}}(?![\d:/]|[.,]\d)|{_W})(?![\w%]| (?:and|more|page|email|call|letter|unit|of)))",
    r"(?P<h30>(?P<h3_h>\d{1,2})h(?P<h3_m>\d{1,3})(?:m|min|mins)?(?!\w))",
    rf"(?P<handpart>(?P<hp_h>an|{_N}|\bthe)? ?(?:hours?|hrs?) and (?:a )?(?P<hp_f>{_PART}))\b",
    rf"(?P<handahalf>(?P<hh_n>{_N}) and (?:a )?(?P<hh_f>{_PART})[ -](?:hours?|hrs?))\b",
    rf"(?P<mixed>(?P<mx_n>\d{{1,2}}) ?(?P<mx_f>{_GLYPH})(?: ?{_HOUR})?)",
    rf"(?P<glyph>(?P<gl_f>{_GLYPH}) ?(?:(?:of )?an? )?{_HOUR})",
    rf"(?P<part>(?:(?:a|an|one) )?(?P<pt_f>{_PART})(?:[ -]|(?: of)? an? )(?:hours?|hrs?|h))\b",
    rf"(?P<tenths>(?P<tn_n>{_N})(?:[ -]tenths?|/10(?:ths?)? (?:of an? )?(?:hours?|hrs?|h)\b|/10ths){_OF_HOUR})(?!\w)",
    rf"(?P<point>(?:\b(?P<po_w>{_W}|\d{{1,2}}|oh|o|nought|naught)[ -])?point[ -](?P<po_d>{numbers.DIGIT}(?:[ -]{numbers.DIGIT})*|{_W})(?P<po_u> ?{_HOUR}|{_OF_HOUR}))(?![\w.]\d|\w)",
    r"(?P<homophone>\bpoint (?P<ho_d>to|too|for|won|ate)\b(?= ))",
    rf"(?P<dhour>(?P<dh_d>{_DECIMAL}) ?-?(?:{_HOUR}|of an? hour\b))",
    r"(?P<dmin>(?P<dm_d>\d{1,3}[.,]\d{1,2}) ?(?:minutes?|mins?)\b)",
    r"(?P<dunit>(?P<du_d>\d{1,3}[.,]\d{1,2}) ?units?\b(?! [\d\x01\x02]))",
    r"(?P<clock>(?P<cl_h>\d{1,2}):(?P<cl_m>\d{2})(?::00)?(?: ?(?:hours?|hrs?|h)\b)?)(?![\d:]| ?[ap]\.?m\b)",
    rf"(?P<nhour>(?P<nh_n>{_N}|\ban?)[ -]?{_HOUR})",
    rf"(?P<nmin>(?P<nm_n>{_N}|\ba(?= min))[ -]?{_MINUTE})",
    rf"(?P<nunit>(?P<nu_n>{_N}|\ba(?= unit\b))(?:[ -]?units?\b|u\b)(?! [\d\x01\x02]))",
    rf"(?P<decimal>(?P<de_d>{_DECIMAL}))(?![\w%]|[.,:/]\d| ?[ap]\.?m\b| ?%)",
)
_ANY = re.compile(
    r"(?P<sign>(?:[-+]|minus |negative )(?=[\d.]))?(?:" + "|".join(_FORMS) + ")",
    re.IGNORECASE,
)
# Nearly every line: a decimal with nothing behind it that could change its meaning.
_PLAIN = re.compile(
    r"\d{0,2}\.\d{1,2}(?=$|[,;)]|: | (?:[,;()\x01—]|- )| (?!(?i:h|hr|hrs|hours?|hous|horus|hsr|mins?"
    r"|minutes?|m|minuts?|mintues?|u|units?|tenths?|of an?|[ap]\.?m|to|or|and a|x)\b)[a-zA-Z])",
)
# A plain set at the front of a pattern is what makes searching for it fast.
_DIGITS = re.compile(r"[0-9½¼¾]+")
_WORDS = re.compile(
    rf"(?<![\w.,:/$£€#@-])(?:{_W}|an?|the|half|quarter|three|point|oh|o|nought|naught|hours?|hr)\b",
    re.IGNORECASE,
)
_SPOKEN = ("hour", "hr", "min", "unit", "tenth", "point", "half")
_JOINED = frozenset("/:$£€#@,%")
_BARE = re.compile(
    rf"(?<![\w.,:/$£€#@%-])(?:\d{{1,3}}|{_W})(?![\w%$]|[.,:/-]\d|[-/]\w)", re.IGNORECASE
)
_HOMOPHONES = {"to": 12, "too": 12, "for": 24, "won": 6, "ate": 48}
_SINGULAR = re.compile(r"(?:hour|minute)$", re.IGNORECASE)


class Duration(NamedTuple):
    """A duration as found: where, how many minutes, in which form.

    *minutes* is None where it must be asked; *options* are then the readings in
    minutes. *unit* says that a unit was said; *describes* that it may only describe
    the noun after it ("30 minute adjournment"). *fault* says why it is refused.
    """

    start: int
    end: int
    minutes: int | None
    form: str
    unit: bool = True
    describes: bool = False
    options: tuple[int, ...] = ()
    fault: str = ""


def scan(text: str) -> list[Duration]:
    """Return every duration in *text*, in the order in which they stand.

    The forms are tried only where one can begin: at a digit, or at a number word
    where the text speaks of hours, minutes, units or points at all.
    """
    starts = [
        start
        for found in _DIGITS.finditer(text)
        if (start := _start(text, found.start())) >= 0
    ]
    lower = text.lower()
    if any(each in lower for each in _SPOKEN):
        starts += [found.start() for found in _WORDS.finditer(text)]
        starts.sort()
    out: list[Duration] = []
    at = 0
    for start in starts:
        if start >= at:
            plain = _PLAIN.match(text, start)
            if plain:
                out.append(_plain(start, plain))
                at = plain.end()
                continue
            found = _ANY.match(text, start)
            if found:
                out.append(_read(found))
                at = found.end()
    return out


def _plain(start: int, found: re.Match[str]) -> Duration:
    """Return a decimal that nothing follows; it is hours, or it is asked about."""
    minutes, fault, options = _hours(found[0])
    if minutes == 0:
        fault = "zero_duration"
    elif minutes is not None and minutes > DAY:
        fault = "too_long"
    return Duration(
        start, found.end(), minutes, "decimal", unit=False, options=options, fault=fault
    )


def _start(text: str, digit: int) -> int:
    """Return where a time that has its first digit at *digit* begins, or -1.

    A point before the digit is its own (".2", "O.2"), and so is a sign at the start
    of a word; a digit glued to anything else belongs to that.
    """
    start = digit
    if start and text[start - 1] == "." and not text[start - 2 : start - 1].isdigit():
        start -= 1
        if (
            start
            and text[start - 1] in "oO"
            and not text[start - 2 : start - 1].isalnum()
        ):
            start -= 1
    before = text[start - 1] if start else " "
    if before in "-+" and (start == 1 or text[start - 2] in " \x01"):
        return (
            start - 1
            if start == 1 or text[: start - 1].isspace()
            else _spaced(text, start)
        )
    if before.isalnum() or before in "_.-" or before in _JOINED:
        return -1
    for word in ("minus ", "negative "):
        if text[max(0, start - len(word)) : start].lower() == word:
            return start - len(word)
    return start


def _spaced(text: str, start: int) -> int:
    """Return where the sign is, or -1: between blanks a dash is a separator."""
    return start - 1 if text[start - 3 : start - 2] not in {"", "-"} else -1


def bare(text: str) -> list[Duration]:
    """Return every bare whole number, which could be hours, units or a count."""
    out = []
    for found in _BARE.finditer(text):
        number = numbers.value(found[0])
        if number == 0:
            out.append(Duration(*found.span(), 0, "bare", unit=False))
        else:
            both = (number * HOUR, number * UNIT)
            options = tuple(each for each in both if each <= DAY)
            out.append(
                Duration(*found.span(), None, "bare", unit=False, options=options)
            )
    return out


def minutes_of(decimal: str) -> int:
    """Return the minutes in *decimal* hours, read digit by digit; half rounds up.

    >>> minutes_of("0.2"), minutes_of("0,25"), minutes_of(".33"), minutes_of("O.2")
    (12, 15, 20, 12)
    """
    plain = decimal.replace(" ", "").replace(",", ".").lstrip("oO")
    whole, _, fraction = plain.partition(".")
    scale = 10 ** len(fraction)
    parts = int(whole or "0") * scale + int(fraction or "0")
    return int((parts * HOUR * 2 + scale) // (scale * 2))


def in_hours(minutes: int) -> Decimal:
    """Return *minutes* as hours to two places, half up.

    >>> in_hours(12), in_hours(20)
    (Decimal('0.20'), Decimal('0.33'))
    """
    return Decimal((minutes * 100 * 2 + HOUR) // (HOUR * 2)).scaleb(-2)


def say(minutes: int) -> str:
    """Return *minutes* in the shortest words that read back as the same minutes.

    >>> say(12), say(90), say(15), say(20), say(600)
    ('0.2', '1.5', '0.25', '20 min', '10.0')
    """
    hundredths, odd = divmod(minutes * 100, HOUR)
    whole, fraction = divmod(hundredths, 100)
    if odd:
        return f"{minutes} min"
    if fraction % 10 == 0:
        return f"{whole}.{fraction // 10}"
    if whole and fraction in {15, 30, 45}:
        return f"{minutes} min"
    return f"{whole}.{fraction:02}"


def _read(found: re.Match[str]) -> Duration:
    """Turn one match into its duration."""
    form = found.lastgroup or ""
    minutes, fault, options = _VALUES[form](found)
    unit = form != "decimal"
    describes = False
    if form in {"nhour", "nmin", "dhour", "part", "handahalf", "nunit"}:
        said = found[0]
        describes = "-" in said or (
            bool(_SINGULAR.search(said))
            and _followed_by_noun(found.string, found.end())
            and not said.lower().startswith(("an ", "a half", "half an", "a quarter"))
        )
    if found["sign"] and found["sign"] != "+":
        fault = "negative_duration"
    elif not fault and minutes == 0:
        fault = "zero_duration"
    elif not fault and minutes is not None and minutes > DAY:
        fault = "too_long"
    # Half a minute, or half an hour of minutes: the word stays in the narrative.
    end = found.end("dm_d") if form == "dmin" else found.end()
    return Duration(
        found.start(),
        end,
        minutes,
        form,
        unit=unit,
        describes=describes,
        options=options,
        fault=fault,
    )


_NOUN = re.compile(r" (?!on\b|with|to\b|for\b|re\b|and\b|at\b|in\b|of\b|from|-)[a-z]")


def _followed_by_noun(text: str, end: int) -> bool:
    return bool(_NOUN.match(text, end))


_Value = tuple[int | None, str, tuple[int, ...]]


def _sum(hours: int, minutes: int) -> _Value:
    fault = "invalid_duration" if minutes >= HOUR else ""
    return hours * HOUR + minutes, fault, ()


def _part(words: str) -> int:
    return _FRACTIONS[re.sub(r"[ -]+", " ", words.lower())]


def _decimal(found: re.Match[str]) -> _Value:
    return _hours(found["de_d"].replace(" ", "").replace(",", "."))


def _hours(plain: str) -> _Value:
    """Read a bare decimal as hours; ask about one that could be a clock reading."""
    minutes = minutes_of(plain)
    whole, _, fraction = plain.lstrip("oO").partition(".")
    if whole.strip("0") and fraction in {"15", "30", "45"} and minutes <= DAY:
        return None, "", (minutes, int(whole) * HOUR + int(fraction))
    return minutes, "", ()


def _whole(decimal: str) -> int:
    """Return a decimal number of minutes as whole ones, at least one."""
    whole, _, fraction = decimal.replace(",", ".").partition(".")
    return max(1, int(whole) + (fraction[:1] >= "5"))


def _point(found: re.Match[str]) -> _Value:
    whole = found["po_w"] or "0"
    if whole.lower() in {"oh", "o", "nought", "naught"}:
        whole = "0"
    return minutes_of(f"{numbers.value(whole)}.{numbers.digits(found['po_d'])}"), "", ()


_VALUES: dict[str, Callable[[re.Match[str]], _Value]] = {
    "times": lambda m: (
        None,
        "",
        (int(m["ti_n"]) * int(m["ti_m"]), int(m["ti_m"])),
    ),
    "spread": lambda _: (None, "multiple_durations", ()),
    "restated": lambda m: (numbers.value(m["rs_n"]) * UNIT, "", ()),
    "hm": lambda m: _sum(numbers.value(m["hm_h"]), numbers.value(m["hm_m"])),
    "hbare": lambda m: _sum(numbers.value(m["hb_h"]), numbers.value(m["hb_m"])),
    "h30": lambda m: _sum(int(m["h3_h"]), int(m["h3_m"])),
    "handpart": lambda m: (
        (
            1
            if (m["hp_h"] or "an").lower() in {"an", "the"}
            else numbers.value(m["hp_h"])
        )
        * HOUR
        + _part(m["hp_f"]),
        "",
        (),
    ),
    "handahalf": lambda m: (
        numbers.value(m["hh_n"]) * HOUR + _part(m["hh_f"]),
        "",
        (),
    ),
    "mixed": lambda m: (int(m["mx_n"]) * HOUR + _FRACTIONS[m["mx_f"]], "", ()),
    "glyph": lambda m: (_FRACTIONS[m["gl_f"]], "", ()),
    "part": lambda m: (_part(m["pt_f"]), "", ()),
    "tenths": lambda m: (numbers.value(m["tn_n"]) * UNIT, "", ()),
    "point": _point,
    "homophone": lambda m: (None, "", (_HOMOPHONES[m["ho_d"].lower()],)),
    "dhour": lambda m: (minutes_of(m["dh_d"]), "", ()),
    "dmin": lambda m: (None, "", (minutes_of(m["dm_d"]), _whole(m["dm_d"]))),
    "dunit": lambda _: (None, "invalid_duration", ()),
    "clock": lambda m: _sum(int(m["cl_h"]), int(m["cl_m"])),
    "nhour": lambda m: (numbers.value(m["nh_n"]) * HOUR, "", ()),
    "nmin": lambda m: (numbers.value(m["nm_n"]), "", ()),
    "nunit": lambda m: (numbers.value(m["nu_n"]) * UNIT, "", ()),
    "decimal": _decimal,
}
