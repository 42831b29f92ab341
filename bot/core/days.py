"""The work day: a civil date in the words that people use for it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from bot.core import numbers

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = ("jan feb mar apr may jun jul aug sep oct nov dec").split()
_NAMES = (
    "January February March April May June July August September October November "
    "December"
).split()

WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:,? ?(?P<{0}>(?:19|20)\d\d)(?!-?\d))?(?!\d)"
_PART_OF_DAY = r"(?: (?:morning|afternoon|arvo|evening|night|am|pm))?"
_COUNT = rf"(?:\d{{1,3}}|{numbers.WORD}|an?|a couple of)"

DATE = (
    r"(?:"
    r"(?P<rel>(?:the )?day before yesterday|earlier today|(?:yesterday|yest|yday|ystdy)"
    rf"(?!')\b{_PART_OF_DAY}|today\b(?!')|tonight|this (?:morning|afternoon|arvo|evening)"
    r"|last night|tomorrow\b(?!'))"
    rf"|(?P<ago>{_COUNT} (?:days?|weeks?|fortnights?) ago)"
    rf"|(?:(?P<wd>{WEEKDAY})\b\.?,? (?:the )?)?(?:"
    r"(?P<iso>(?P<iy>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})(?![\w-]))"
    r"|(?P<num3>(?P<n1>\d{1,2})(?P<sep>[/.-])(?P<n2>\d{1,2})(?P=sep)(?P<n3>\d{4}|\d{2})"
    r"(?![\w/-]|\.\d))"
    r"|(?P<num2>(?P<m1>\d{1,2})/(?P<m2>\d{1,2})(?![\w/]|\.\d|ths?\b| (?:an |a |of an )?"
    r"(?:hours?|hrs?|h)\b))"
    rf"|(?P<dm>(?:the )?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)?[ -]?(?P<mo1>{_MONTH})\b\.?"
    + _YEAR.format("y1")
    + rf")|(?P<md>(?P<mo2>{_MONTH})\.? (?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\w/:]|[.,]\d)"
    + _YEAR.format("y2")
    + r")|(?P<ord>(?:the )(?P<d3>\d{1,2})(?:st|nd|rd|th)\b)"
    r")"
    rf"|(?P<week>last week(?: on)? (?P<wd3>{WEEKDAY})\b)"
    rf"|(?P<day>(?:(?P<lead>last|this|this past|next) )?(?P<wd2>{WEEKDAY})\b(?P<of> (?:of )?last week| last\b)?"
    rf"{_PART_OF_DAY})"
    r")"
)


@cache
def _one() -> re.Pattern[str]:
    return re.compile(rf"(?:on |for |dated? ?:? ?)?{DATE}\.?", re.IGNORECASE)


_OLD = 366


class DayProblem(ValueError):
    """A day that cannot be: *kind* of dictation §9, and the sentence that says why."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


@dataclass(frozen=True, slots=True)
class Period:
    """Civil days from *start* to *end*, both counted; *name* as a person says it."""

    start: date
    end: date
    name: str


def say(day: date, *, today: date | None = None) -> str:
    """Return *day* with its weekday, and its year unless it is today's.

    >>> say(date(2026, 11, 18), today=date(2026, 11, 18))
    'Wed 18 Nov'
    """
    text = f"{_WEEKDAYS[day.weekday()].title()} {day.day} {_NAMES[day.month - 1][:3]}"
    same_year = today is not None and today.year == day.year
    return text if same_year else f"{text} {day.year}"


def read(text: str, *, today: date, locale: str = "en-AU") -> date | None:
    """Return the day that *text* says, or None where it says none.

    Raises DayProblem for one that is in the future, does not exist, or
    contradicts itself. What the own table cannot resolve goes to dateparser, whose
    answer is checked again.
    """
    words = " ".join(text.split()).strip(" ,.;:-")
    if not words or len(words) > 60:
        return None
    found = _one().fullmatch(words)
    if found:
        return resolve(found, today=today, locale=locale)
    return _ask_dateparser(words, today=today, locale=locale)


def resolve(found: re.Match[str], *, today: date, locale: str) -> date:
    """Return the day of one match of DATE; raises DayProblem where there is none."""
    day = _day(found, today, locale)
    if found["wd"] and _WEEKDAYS[day.weekday()] != found["wd"][:3].lower():
        raise DayProblem(
            "date_conflict",
            f"{say(day, today=today)} is no {_DAYS[_WEEKDAYS.index(found['wd'][:3].lower())]}:"
            " which of the two is right?",
        )
    if day > today:
        raise DayProblem(
            "future_date",
            f"{say(day, today=today)} has not come yet; time is kept for days up to"
            f" {say(today, today=today)}.",
        )
    return day


def _day(found: re.Match[str], today: date, locale: str) -> date:
    if found["rel"]:
        return _relative(found["rel"].lower(), today)
    if found["ago"]:
        return _ago(found["ago"].lower(), today)
    if found["day"]:
        return _weekday(found, today)
    if found["week"]:
        monday = today - timedelta(days=today.weekday() + 7)
        return monday + timedelta(days=_WEEKDAYS.index(found["wd3"][:3].lower()))
    if found["iso"]:
        return _exact(int(found["iy"]), int(found["im"]), int(found["id"]), found[0])
    if found["num3"]:
        day, month = _ordered(found["n1"], found["n2"], locale)
        year = int(found["n3"])
        return _exact(year if year > 99 else 2000 + year, month, day, found[0])
    if found["num2"]:
        day, month = _ordered(found["m1"], found["m2"], locale)
        return _recent(month, day, today, found[0])
    if found["ord"]:
        return _in_month(int(found["d3"]), today, found[0])
    which = "1" if found["dm"] else "2"
    month = _MONTHS.index(found[f"mo{which}"][:3].lower()) + 1
    number, year_said = int(found[f"d{which}"]), found[f"y{which}"]
    if year_said:
        return _exact(int(year_said), month, number, found[0])
    return _recent(month, number, today, found[0])


def _relative(words: str, today: date) -> date:
    if words.startswith(("the day", "day")):
        return today - timedelta(days=2)
    if words.startswith(("yest", "yday", "ystdy", "last night")):
        return today - timedelta(days=1)
    if words.startswith("tomorrow"):
        return today + timedelta(days=1)
    return today


def _ago(words: str, today: date) -> date:
    count, unit, _ = words.replace("a couple of", "2").rsplit(" ", 2)
    days = 1 if unit.startswith("day") else 14 if unit.startswith("fort") else 7
    return today - timedelta(days=days * numbers.value(count))


def _weekday(found: re.Match[str], today: date) -> date:
    """Return the most recent one; today's own name is today, unless called the last."""
    index = _WEEKDAYS.index(found["wd2"][:3].lower())
    lead, of = (found["lead"] or "").lower(), (found["of"] or "").lower()
    if "week" in of:
        return today - timedelta(days=today.weekday() + 7 - index)
    back = (today.weekday() - index) % 7
    if lead == "next":
        return today + timedelta(days=(7 - back) if back else 7)
    if back == 0 and (lead == "last" or of):
        back = 7
    return today - timedelta(days=back)


def _ordered(first: str, second: str, locale: str) -> tuple[int, int]:
    """Return day and month in the order of the *locale*; never the other way round."""
    if locale == "en-US":
        return int(second), int(first)
    return int(first), int(second)


def _exact(year: int, month: int, day: int, words: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DayProblem("invalid_date", _impossible(words)) from None


def _recent(month: int, day: int, today: date, words: str) -> date:
    """Return the most recent *day* of *month*; a leap day may be years back."""
    for year in range(today.year, today.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise DayProblem("invalid_date", _impossible(words))


def _in_month(number: int, today: date, words: str) -> date:
    """Return the most recent day of that number ("the 3rd")."""
    year, month = today.year, today.month
    for _ in range(3):
        if number <= monthrange(year, month)[1] and number:
            found = date(year, month, number)
            if found <= today:
                return found
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    raise DayProblem("invalid_date", _impossible(words))


def _impossible(words: str) -> str:
    return f"There is no day “{words.strip()}”."


def _ask_dateparser(words: str, *, today: date, locale: str) -> date | None:
    """Let dateparser resolve a slot that the table could not; check its answer.

    It reads "12" as a day, "a" as the first and flips 4/13: so nothing without a
    letter goes in, and only a day of the past year comes out.
    """
    if not re.search(r"[a-z]{3}", words, re.IGNORECASE) or len(words.split()) < 2:
        return None
    import dateparser  # noqa: PLC0415 - a quarter of a second that most lines never need

    answer = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "DATE_ORDER": "MDY" if locale == "en-US" else "DMY",
            "RELATIVE_BASE": datetime.combine(today, time()),
            "PREFER_DATES_FROM": "past",
        },
    )
    if answer is None:
        return None
    day: date = answer.date()
    if not today - timedelta(days=_OLD) <= day <= today:
        return None
    weekday = re.search(WEEKDAY + r"\b", words, re.IGNORECASE)
    if weekday and _WEEKDAYS[day.weekday()] != weekday[0][:3].lower():
        return None
    return day


_THIS = re.compile(
    r"(?:this |the )?(?P<last>last |previous |past )?(?P<what>week|month)"
)


@cache
def _named() -> re.Pattern[str]:
    return re.compile(
        rf"(?:all )?(?P<month>{_MONTH})(?: (?P<year>20\d\d))?", re.IGNORECASE
    )


@cache
def _span() -> re.Pattern[str]:
    return re.compile(
        r"(?:from )?(.+?) ?(?: to | until | - |-(?=\D)|–|—) ?(.+)", re.IGNORECASE
    )


def period(text: str, *, today: date, locale: str = "en-AU") -> Period | None:
    """Return the days that *text* names: one, a week, a month, or "Mon to Wed".

    None where it names none. Raises DayProblem for a day that cannot be. A week
    begins on Monday; this week and this month end today.
    """
    words = " ".join(text.split()).strip(" ,.;:").lower()
    found = _THIS.fullmatch(words)
    if found:
        return _this(found["what"], bool(found["last"]), today)
    found = _named().fullmatch(words)
    if found:
        return _month(found, today)
    found = _one().fullmatch(words)
    if found:
        day = resolve(found, today=today, locale=locale)
        return Period(day, day, say(day, today=today))
    halves = _span().fullmatch(words)
    if halves:
        start = read(halves[1], today=today, locale=locale)
        end = read(halves[2], today=today, locale=locale)
        if start and end:
            if start > end:
                raise DayProblem(
                    "invalid_range",
                    f"{say(start, today=today)} is after {say(end, today=today)}.",
                )
            name = f"{say(start, today=today)} to {say(end, today=today)}"
            return Period(start, end, name)
    return None


def _this(what: str, last: bool, today: date) -> Period:  # noqa: FBT001 - one caller
    if what == "week":
        monday = today - timedelta(days=today.weekday())
        if last:
            return Period(
                monday - timedelta(days=7), monday - timedelta(days=1), "last week"
            )
        return Period(monday, today, "this week")
    first = today.replace(day=1)
    if last:
        end = first - timedelta(days=1)
        return Period(end.replace(day=1), end, f"{_NAMES[end.month - 1]} {end.year}")
    return Period(first, today, f"{_NAMES[first.month - 1]} {first.year}")


def _month(found: re.Match[str], today: date) -> Period:
    month = _MONTHS.index(found["month"][:3]) + 1
    year = int(
        found["year"] or (today.year if month <= today.month else today.year - 1)
    )
    start = date(year, month, 1)
    if start > today:
        raise DayProblem("future_date", f"{_NAMES[month - 1]} {year} has not come yet.")
    end = min(today, date(year, month, monthrange(year, month)[1]))
    return Period(start, end, f"{_NAMES[month - 1]} {year}")
