"""Labels that a word marks: `Smith file`, `matter: X`, `#2024-FAM-0312`, `Re X`."""

import re
from functools import cache
from itertools import islice

from bot.core import activities, labelwords
from bot.core.labelwords import Label
from bot.core.slate import TAKEN, Slate, abbreviated

_BREAK = re.compile(r".*[,;|()\[\]—:\"\x01\x02]", re.DOTALL)
_FILE = re.compile(
    r"(?P<end>(?:'s|(?<=s)')? (?P<word>files?|matters?)(?! (?:note|notes|review|number|no\b|name|"
    r"manag|transfer|opening|closing|closure|audit|server|upload|path|to |of |in |is |was |"
    r"for (?:hearing|mention|trial|directions)|listed))(?!\w|'))",
    re.IGNORECASE,
)


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![\w])(?:matter|file|client matter|mtr)(?: (?:no|number|ref|name)\.?)? ?[:=] ?"
        r"|(?<!\w)ref(?:erence)? ?[:=] ?|(?<!\w)(?:in )?re: ?(?=(?-i:[^a-z ]))"
        r"|(?<!\w)client ?[:=] ?|(?<!\w)subject ?: ?(?:(?:re|fwd?) ?: ?)*)"
        r"(?P<name>[^,;|()\[\]—\x01\x02]+)",
        re.IGNORECASE,
    )


@cache
def _worded_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:on |in |for )?(?:matter|file)(?: (?:no|number|ref)\.?)? (?P<name>{labelwords.REF}|\d{{3,8}}|{labelwords.NAME}|[a-z][a-z'-]+(?= *(?:[,;|]|$)))",
    )


@cache
def _re_front_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:Re|RE|re|In re|FW|Fwd)(?: the)?:? (?P<name>{labelwords.NAME}|{labelwords.REF})"
    )


_NAME = re.compile(labelwords.NAME)
_ALSO_REF = re.compile(rf" ?[(\[]?(?P<ref>#?{labelwords.REF})[)\]]?")
_MOST = 16
# Lower-case words that end a name: "Smith family trust file".
_KIN = re.compile(
    rf"(?<![\w'])(?:{labelwords.NAME})(?: (?:family|trusts?|estate|super|fund|group|holdings|children|brothers|"
    r"sisters|partnership|company|superannuation|unit|no|and|v|vs|or|others))+$"
)


def find(slate: Slate) -> list[Label]:
    """Return every label that a word or a `#` marks as one."""
    scan = slate.scan
    out: list[Label] = []
    lower = scan.lower()
    if "file" in lower or "matter" in lower:
        out.extend(_of_file(slate))
    if ":" in scan or "=" in scan:
        out.extend(_of_marked(slate, out))
    if "#" in scan:
        for found in labelwords.HASHED.finditer(scan):
            if not _overlaps(out, found.start(), found.end()):
                out.append(
                    Label(
                        *labelwords.with_before(scan, *found.span()),
                        found["ref"],
                        "hash",
                    )
                )
    if not out and ("file" in lower or "matter" in lower):
        out.extend(_worded(slate))
    if not out:
        out.extend(_re_front(slate))
    return [_with_ref(slate, each) for each in out]


def named_spans(slate: Slate) -> list[tuple[int, int]]:
    """Return the spans after `matter:` and its like: no day or time is sought there."""
    scan = slate.scan
    if ":" not in scan and "=" not in scan:
        return []
    out = []
    for found in _marked().finditer(scan):
        if slate.left(found.start()) not in {"start", "sep"}:
            continue
        start = found.start("name")
        out.append((start, start + len(_marked_name(slate, found))))
    return out


def _overlaps(labels: list[Label], start: int, end: int) -> bool:
    return any(each.start < end and start < each.end for each in labels)


def _of_file(slate: Slate) -> list[Label]:
    """`Smith file`, `on the Jones matter`, `smith's file` in a segment or after one."""
    out = []
    for found in islice(_FILE.finditer(slate.scan), _MOST):
        begin = max(0, found.start() - 80)
        cut = _BREAK.match(slate.scan[begin : found.start()])
        begin += cut.end() if cut else 0
        before = slate.scan[begin : found.start()]
        begin += len(before) - len(before.lstrip(" "))
        before = before.lstrip(" ")
        if not before or before.endswith("."):
            continue
        if found["word"].lower() in {
            "files",
            "matters",
        } and not labelwords.VERSUS.search(before):
            continue
        at_start = slate.left(begin) in {"start", "sep", "join"}
        name_start = _name_start(before, whole_segment=at_start)
        if name_start is None:
            continue
        start = begin + name_start
        text = labelwords.clean(slate.text[start : found.start("end")])
        last = before[name_start:].lower().split()[-1:]
        if (
            not text
            or text.lower() in labelwords.NO_NAME
            or (last and last[0] in labelwords.NO_NAME)
        ):
            continue
        out.append(Label(_lead_start(slate.scan, start), found.end(), text, "file"))
    return out


def _name_start(before: str, *, whole_segment: bool) -> int | None:
    """Return where the name begins in the words before "file", or None.

    Capitalised words reach back as far as they go; a lower-case name is what stands
    alone, after "on the" and its like, or is the one word before.
    """
    plain = re.sub(r"(?:'s|s')$", lambda m: m[0].replace("'", ""), before)
    run = labelwords.CAPITAL_RUN.search(before) or labelwords.CAPITAL_RUN.search(plain)
    run = run or _KIN.search(before)
    ref = re.search(rf"(?:^|(?<= ))#?(?:{labelwords.REF}|\d{{3,8}})$", before)
    if ref:
        return ref.start()
    if run and run[0].split(" ")[0].lower() != "i":
        start = run.start()
        while True:
            first = before[start:].split(" ", maxsplit=1)[0]
            rest = start + len(first) + 1
            lowered = first.lower().strip(".")
            if rest < len(before) and (
                lowered in activities.WORDS
                or lowered in labelwords.NO_NAME
                or lowered in {"re", "the"}
                or (first.isupper() and lowered in labelwords.COMMON)
            ):
                nested = _NAME.search(before, rest)
                if nested is None:
                    return None
                start = nested.start()
                continue
            return start
    led = re.search(
        r"(?:^|.* )(?:on|for|in|re|to|from|regarding)(?: the)? (?=\S+(?: (?:v|and|&|of) \S+| \S+)?$)",
        before,
        re.IGNORECASE,
    )
    if led:
        start = led.end()
        if before[start:].lower().startswith("the "):
            start += 4
        return start
    words = before.split(" ")
    if (
        whole_segment
        and len(words) <= 4
        and not any(
            each.lower() in activities.WORDS or each.lower() in labelwords.NO_NAME
            for each in words
        )
    ):
        return 0
    versus = re.search(r"\S+ (?:v|vs) \S+$", before)
    return versus.start() if versus else len(before) - len(words[-1])


_LEAD_BACK = re.compile(
    r"(?:(?<=\W)|^)(?:(?:on|for|in|re|to|from|under|regarding|of|at|with respect to|in relation to)(?: the| behalf of)?|the|matter|file)"
    r" (?:(?:mr|mrs|ms|miss|dr)\b\.? )?$",
    re.IGNORECASE,
)
_LEAD_TITLE = re.compile(r"(?:(?<=\W)|^)(?:mr|mrs|ms|miss|dr)\b\.? $", re.IGNORECASE)


def _lead_start(scan: str, start: int) -> int:
    """Return where the preposition before a name begins: it goes with the label."""
    head = scan[max(0, start - 30) : start]
    found = _LEAD_BACK.search(head) or _LEAD_TITLE.search(head)
    return start - len(found[0]) if found else start


def _of_marked(slate: Slate, known: list[Label]) -> list[Label]:
    out = []
    for found in _marked().finditer(slate.scan):
        start, end = found.span("name")
        if _overlaps(known, found.start(), end):
            continue
        if slate.left(found.start()) not in {"start", "sep"}:
            continue
        name = _marked_name(slate, found)
        end = start + len(name)
        text = labelwords.clean(name)
        if text:
            out.append(Label(found.start(), end, text, "mark"))
    return out


_NAME_ENDS = re.compile(r" [-–—] |\. |(?<=\w)\.$|\s+$| (?=\d{0,2}[.,]\d{1,2}(?!\d))")


def _marked_name(slate: Slate, found: re.Match[str]) -> str:
    """Cut what follows `matter:` where the name ends.

    At the end of a line that is the whole segment; at the front of one the work
    follows, and the name ends where the capitals do: "re: Smith call with counsel".
    """
    words = slate.text[found.start("name") : found.end("name")]
    name = words
    for stop in _NAME_ENDS.finditer(words):
        if stop[0] != ". " or not abbreviated(words, stop.start()):
            name = words[: stop.start()]
            break
    if " " in name.strip() and slate.left(found.start()) == "start":
        capital = _NAME.match(name) or re.match(labelwords.REF, name)
        if capital and capital.end() < len(name.rstrip()):
            return capital[0]
    return name.rstrip()


def _worded(slate: Slate) -> list[Label]:
    """`file 12345`, `matter Smith` in a place of its own; never "file Defence"."""
    out = []
    for found in _worded_pattern().finditer(slate.scan):
        left, right = slate.left(found.start()), slate.right(found.end())
        text = labelwords.clean(slate.text[found.start("name") : found.end("name")])
        numeric = bool(re.search(r"\d", text))
        alone = left in {"start", "sep"} and right in {"end", "sep"}
        if not (alone or (numeric and right in {"end", "sep"})):
            continue
        if numeric or (labelwords.is_name(text) and left == "sep"):
            out.append(Label(found.start(), found.end(), text, "word"))
    return out


def _re_front(slate: Slate) -> list[Label]:
    """`Re Smith v Jones - …` at the front, before a separator or the time."""
    i = 0
    while i < len(slate.scan) and slate.scan[i] in " \x01,-—:":
        i += 1
    if slate.scan[i : i + 2].lower() not in {"re", "in", "fw"}:
        return []
    found = _re_front_pattern().match(slate.scan, i)
    if not found or not (
        labelwords.is_name(found["name"]) or re.fullmatch(labelwords.REF, found["name"])
    ):
        return []
    after = slate.scan[found.end() : found.end() + 2]
    if slate.right(found.end()) in {"end", "sep"} or TAKEN in after:
        return [
            Label(
                found.start(),
                found.end(),
                labelwords.clean(slate.text[found.start("name") : found.end()]),
                "re",
            )
        ]
    return []


def _with_ref(slate: Slate, label: Label) -> Label:
    """`Smith file (2024-FAM-0312)`: the number after a marked name goes with it."""
    found = _ALSO_REF.match(slate.scan, label.end)
    if (
        label.rule in {"hash", "ref"}
        or not found
        or slate.right(found.end()) not in {"end", "sep"}
    ):
        return label
    ref = found["ref"].removeprefix("#")
    return Label(label.start, found.end(), f"{label.text} ({ref})", label.rule)
