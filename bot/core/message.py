"""A whole message, read: its lines, its headings, and what is none of ours."""

import re
from datetime import date
from functools import cache

from bot.core import days, labelwords, lines, normalise, problems, times
from bot.core.drafts import Bookmark, Draft, Problem, Reading
from bot.core.lines import Heading

MOST_LINES = 200
# Room for every line at its longest; what is past it could not be read anyhow.
MOST_CHARACTERS = MOST_LINES * (lines.LONGEST + 1)

# A line copied out of a guide, quotation marks and all.
_QUOTED = re.compile('["“”„«]([^"“”„«»]+)["“”»]\\.?')
_BULLET = re.compile(r"\s*(?:[-*•‣◦▪·–—>]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_NUMBERED = re.compile(r"\s*\(?\d{1,3}[.)]\s+(?=\S)")


@cache
def _quote() -> re.Pattern[str]:
    return re.compile(
        r"_{5,}|-{3,} ?(?:original|forwarded)|on .{4,120} wrote: ?$|from: .+@"
        r"|begin forwarded message",
        re.IGNORECASE,
    )


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(
        r"-- ?$|sent (?:from|via) (?:my|outlook|mail|yahoo|proton)|get outlook for|"
        r"(?:this|the) (?:e-?mail|message|communication|information)(?: and| \(| is| may| contained| in).*(?:confidential|privileged|intended)"
        r"|confidential(?:ity)?(?: notice)?\b.*(?:intended|privileged|notice)|(?:disclaimer|important notice|notice to recipient)\b"
        r"|liability limited by|please consider the environment",
        re.IGNORECASE,
    )


# A line that begins with a time is dictated, wherever it stands.
_BEGINS = re.compile(r"(?:[-*•] )?\d{0,2}\.\d{1,2} ")
_ADDRESS = re.compile(r"@|www\.|\.(?:com|net|org|law|legal)\b|\d{3,} ?\d{3}")
_SMALL = re.compile(
    r"(?<![\w'.-])(?!(?:of|and|the|for|at|in|to|a)\b)[^\W\dA-Z_][\w'-]+"
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening)|morning|afternoon|g'day|greetings|to whom)"
    r"(?:[ ,!.]+(?!\d)[\w.'-]+){0,4}[ ,!.:-]*",
    re.IGNORECASE,
)
_INTRO = re.compile(
    r"(?:(?:here (?:is|are)|(?:(?:can|could) you )?(?:please|pls|kindly) (?:log|add|enter|record|see|book|bill|note|keep|put)"
    r"|(?:my )?(?:time|entries|timesheet)|today's)\b.{0,50}"
    r"|time (?:for )?today|(?:time )?entries)[:.?]?",
    re.IGNORECASE,
)
# What an introduction may say for the lines under it: "please log for Monday:".
_INTRO_FOR = re.compile(r" (?:for|on|re)(?: the)? (?P<what>[^:.]{1,40}?)[:.]?$")
# Words that only point at what they stand on, or are only polite.
_POINTER = re.compile(
    r"(?:(?:please|pls|kindly) )?(?:(?:see|find|refer to|as per|as|per) (?:the )?)?(?:(?:e-?mail|letter|message|trail|thread|chain) )?"
    r"(?:below|above|attached|forwarded|enclosed)(?: (?:e-?mail|letter|message|trail|thread|chain))?[.:!]*"
    r"|(?:fyi|for (?:your|the|my|our) (?:records?|information|files?|time ?sheets?|billing))[.:!]*"
    r"|(?:i )?hope (?:you(?:'re| are)?|all is|this finds you|that helps)\b[\w' ,]{0,40}[.:!]*"
    r"|(?:please )?let me know if (?:you|there|that|this)\b[\w' ,]{0,60}[.:!]*",
    re.IGNORECASE,
)


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:many |with )?thanks?|thank you|thx|ta|tks|cheers|(?:kind|best|warm|many)? ?regards|rgds|kr|br|"
        r"best(?: wishes)?|(?:yours )?(?:sincerely|faithfully|truly)|yours|that's (?:it|all)|that is all|end|"
        r"ng[āa] mihi(?: nui)?|k[iī]a ora|mauri ora|have a (?:good|great|nice) \w+|see you \w+|talk soon|speak soon|please|done|all good|great|ok|okay|"
        r"much appreciated|appreciated|love|bye|goodbye|good night|night)"
        r"(?:[ ,!.]+(?:so much|very much|a lot|again|in advance|all|for (?:that|this|today|now)|everyone|team|mate|"
        r"tenths|kind|best|regards|and regards|many|(?-i:[A-Z])[\w'.-]*))*[ ,!.:)-]*(?: x+)?",
        re.IGNORECASE,
    )


_SIGN_OFF = re.compile(
    r"(?:(?:many |with )?thanks|cheers|ng[āa] mihi|(?:kind|best|warm)? ?regards|best(?: wishes)?|(?:yours )?(?:sincerely|faithfully|truly)|rgds|kr)\b",
    re.IGNORECASE,
)


@cache
def _date_head() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:time )?(?:for|on) )?(?P<when>{days.DATE})(?:'s (?:time|entries)| so far)?[ :.-]*",
        re.IGNORECASE,
    )


@cache
def _matter_head() -> re.Pattern[str]:
    return re.compile(
        r"(?P<lead>(?:re|matter|file|client|subject|on(?: the)?|for(?: the)?)\b ?:? ?(?:(?:re|fwd?) ?: ?)*)?(?P<name>[^,;]{1,80}?)"
        r"(?P<file>(?:'s|s'|’s)? (?:file|matter))?(?P<colon> ?[:—-]+)?\s*",
        re.IGNORECASE,
    )


def read(text: str, *, today: date, locale: str = "en-AU", lent: str = "") -> Reading:
    """Return everything that *text* says: drafts, bookmarks and problems, in order.

    *today* is the person's own civil date; *locale* orders 3/4 (month first only in
    en-US). *lent* is the narrative of a time without words. Never raises for anything
    a person can send.
    """
    kept = _own_lines(normalise.message(text[:MOST_CHARACTERS]))
    if not kept:
        return Reading(problems=(problems.make("empty", text[:80].strip()),))
    cut = kept[MOST_LINES:]
    if len(text) > MOST_CHARACTERS:
        cut.append(text[MOST_CHARACTERS : MOST_CHARACTERS + 80])
    kept = kept[:MOST_LINES]
    reader = _Reader(kept, today=today, locale=locale, lent=lent)
    reader.run()
    if cut:
        reader.problems.append(
            problems.make(
                "too_long",
                cut[0],
                detail=f"Only the first {MOST_LINES} lines were read.",
            )
        )
    return Reading(
        tuple(reader.drafts), tuple(reader.bookmarks), tuple(reader.problems)
    )


def _own_lines(text: str) -> list[str]:
    """Return the lines above a signature, a notice or a quoted original."""
    out: list[str] = []
    signed = False
    for raw in text.split("\n"):
        line = raw.strip()
        if not line:
            continue
        if out and _quote().match(line[:400]):
            break
        if line.startswith(">"):
            continue
        signed = signed or bool(out and _cut().match(line[:400]))
        # Under a signature only what begins with a time is the person's own.
        if not signed or _BEGINS.match(line):
            out.append(line)
        if len(out) > MOST_LINES * 2:
            break
    return out


@cache
def _both_heads() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<when>{days.DATE})\s*[-—–:,]+\s*(?P<rest>.+)", re.IGNORECASE
    )


class _Reader:
    """Goes down the lines of one message, keeping the heading that holds."""

    def __init__(self, kept: list[str], *, today: date, locale: str, lent: str) -> None:
        self.kept = kept
        self.lent = lent
        self.timed = [_timed(each) for each in kept] if len(kept) > 1 else [True]
        self.last_timed = max(
            (at for at, each in enumerate(self.timed) if each), default=-1
        )
        self.today = today
        self.locale = locale
        self.heading: Heading | None = None
        self.begun = False
        self.signed = False
        self.drafts: list[Draft] = []
        self.bookmarks: list[Bookmark] = []
        self.problems: list[Problem] = []

    def run(self) -> None:
        """Read every line."""
        alone = len(self.kept) == 1
        for at, line in enumerate(self.kept):
            if not alone and self._is_chatter(at, line):
                continue
            self.begun = True
            follows = at < self.last_timed
            if follows and not self.timed[at] and self._is_heading(line):
                continue
            self._take(line, alone=alone)

    def _is_chatter(self, at: int, line: str) -> bool:
        """Say whether a line is a greeting, thanks, or part of a signature."""
        if len(line) > 120:
            return False
        if not self.begun and _GREETING.fullmatch(line):
            return True
        if not self.begun and not self.timed[at] and _INTRO.fullmatch(line):
            self._introduced(line)
            return True
        if not self.timed[at] and _POINTER.fullmatch(line):
            return True
        if _thanks().fullmatch(line):
            self.signed = self.signed or bool(_SIGN_OFF.match(line))
            return True
        return self.signed and at > self.last_timed and _is_signature(line)

    def _introduced(self, line: str) -> None:
        """Take the day or the matter that an introduction says for what follows."""
        found = _INTRO_FOR.search(line)
        if found:
            self._is_heading(found["what"])

    def _is_heading(self, line: str) -> bool:
        """Take a line that is only a date, only a matter, or both."""
        found = _date_head().fullmatch(line)
        if found:
            return self._date_heading(found, line)
        matter = _matter_heading(line)
        if matter:
            day = self.heading.day if self.heading else None
            self.heading = Heading(day, matter)
            return True
        lead = _both_heads().match(line)
        matter = _matter_heading(lead["rest"]) if lead else None
        if lead and matter:
            found = _date_head().fullmatch(lead["when"])
            if found and self._date_heading(found, line):
                self.heading = Heading(
                    self.heading.day if self.heading else None, matter
                )
                return True
        return False

    def _date_heading(self, found: re.Match[str], line: str) -> bool:
        try:
            day = days.resolve(found, today=self.today, locale=self.locale)
        except days.DayProblem as problem:
            self.problems.append(
                problems.make(problem.kind, line, words=line, detail=problem.message)
            )
            return True
        self.heading = Heading(day, None)
        return True

    def _take(self, line: str, *, alone: bool) -> None:
        words = line
        bullet = _BULLET.match(line)
        if bullet and (
            not _NUMBERED.match(line) or _timed(line[bullet.end() :]) or not alone
        ):
            words = line[bullet.end() :]
        quoted = _QUOTED.fullmatch(words)
        if quoted:
            words = quoted[1].strip()
        result = lines.read(
            words,
            today=self.today,
            locale=self.locale,
            heading=self.heading,
            lent=self.lent,
        )
        if isinstance(result, Problem):
            self.problems.append(result)
        elif isinstance(result, Bookmark):
            self.bookmarks.append(result)
        else:
            self.drafts.extend(result)


def _is_signature(line: str) -> bool:
    """Say whether a line under "Kind regards" is a name, an office, an address.

    A sentence has small words in it, and is not to be lost with the signature.
    """
    return bool(_ADDRESS.search(line)) or not _SMALL.search(line)


def _timed(line: str) -> bool:
    """Say whether a line has a time of its own."""
    return bool(times.candidates(line[: lines.LONGEST])) or line[:9].lower().startswith(
        "bookmark"
    )


def _matter_heading(line: str) -> str | None:
    found = _matter_head().fullmatch(line)
    if not found:
        return None
    name = labelwords.clean(found["name"])
    if found["file"] and len(name.split()) <= 5 and name:
        return name
    marked = found["lead"] and ":" in found["lead"]
    known = labelwords.whole(found["name"])
    if known and (found["colon"] or marked or _telling(known)):
        return known
    if marked and len(name.split()) <= 6:
        return name
    if known:
        return known
    return None


def _telling(name: str) -> bool:
    return bool(re.search(r" v\.? |\d", name))
