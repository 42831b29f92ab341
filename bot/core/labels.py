"""The matter label: which words of a line name the file, as they were dictated."""

import re
from itertools import islice
from typing import NamedTuple

from bot.core import activities
from bot.core.slate import QUOTED, TAKEN, Slate, abbreviated

_UP = r"[A-ZÀ-ÖØ-ÞĀ-Ž\u0370-\u03ff\u0400-\u042f\u0590-\u05ff\u0600-\u06ff\u4e00-\u9fff\uac00-\ud7af]"
_TAIL = r"[^\s,;|()\[\]—:\"\x01\x02]*"
# One word of a name: capitalised, or a particle that starts lower ("d'Arcy", "al-Said").
_WORD = rf"(?:(?:d'|al-|el-|o'|mc|van't |\d{{1,2}}-?)?{_UP}{_TAIL})"
_LINK = (
    r"(?:v\.?|vs\.?|versus|and|&|of|the|de|den|der|di|da|dos|du|la|le|van|von|bin|bint|"
    r"ibn|al|el|ex|parte|for|in|re|late|ors?|anor|others|t/as|aka|as|trustee)"
)
_NUMBERED = r"(?:\((?:No\.? ?)?\d{1,2}\)|No\.? ?\d{1,2}|\d{1,4})"
NAME = rf"{_WORD}(?: (?:{_LINK} ){{0,3}}{_WORD}| (?:& |and )?(?:ors?|anor|others)\b\.?| {_NUMBERED}(?![\w./]))*"

REF = (
    r"(?:\d{4}-\d{2}-\d{3,6}|\d{4}-[A-Za-z]{2,6}-\d{2,6}|\d{2,6}-[A-Z][\w'-]*[a-z]"
    r"|[A-Z]{1,6}[-/]\d{2,4}[-/]\d{2,6}|[A-Z]{1,6}-\d{3,10}|\d{4}[-/]\d{3,6}"
    r"|\d{3,8}\.\d{2,4}|[A-Z]{2,6}\d{3,8}|[A-Z]{1,4}\d{2,4}[/-]\d{2,6}|\d{2,6}/\d{2,6})"
)
_REF = re.compile(rf"(?<![\w.,/#$-]){REF}(?![\w/-]|\.\d)")
_HASHED = re.compile(r"(?<!\w)#(?P<ref>(?=[\w./-]{4})[A-Za-z0-9][\w./-]*\d[\w/-]*)")
_PLAIN_REF = re.compile(r"(?<![\w.,/$-])(?!(?:19|20)\d\d(?!\d))\d{4,8}(?![\w.,:/-])")

_LEAD = r"(?:(?:on|for|in|re|to|from|under|against|regarding)(?: the)?|the|matter(?: of)?:?|file:?) "
_FILE = re.compile(
    r"(?P<end>(?:'s|(?<=s)')? (?P<word>files?|matters?)(?! (?:note|notes|review|number|no\b|name|"
    r"manag|transfer|opening|closing|closure|audit|server|upload|path|to |of |in |is |was |"
    r"for (?:hearing|mention|trial|directions)|listed))(?!\w|'))",
    re.IGNORECASE,
)
_BREAK = re.compile(r".*[,;|()\[\]—:\"\x01\x02]", re.DOTALL)
_MARKED = re.compile(
    r"(?:(?<![\w])(?:matter|file|client matter|mtr)(?: (?:no|number|ref|name)\.?)? ?[:=] ?"
    r"|(?<!\w)ref(?:erence)? ?[:=] ?|(?<!\w)(?:in )?re: ?(?=(?-i:[^a-z ]))"
    r"|(?<!\w)client ?[:=] ?|(?<!\w)subject ?: ?(?:(?:re|fwd?) ?: ?)*)"
    r"(?P<name>[^,;|()\[\]—\x01\x02]+)",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"(?<!\w)(?:on |in |for )?(?:matter|file)(?: (?:no|number|ref)\.?)? (?P<name>{REF}|\d{{3,8}}|{NAME}|[a-z][a-z'-]+(?= *(?:[,;|]|$)))",
)
_RE_FRONT = re.compile(rf"(?:Re|RE|re|In re|FW|Fwd)(?: the)?:? (?P<name>{NAME}|{REF})")
_TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|messrs|hon)\b\.? )+",
    re.IGNORECASE,
)
_NAME = re.compile(NAME)
_WHOLE = re.compile(rf"(?:the )?(?P<name>{NAME})(?P<own>'s)?")
_ALSO_REF = re.compile(rf" ?[(\[]?(?P<ref>#?{REF})[)\]]?")
_BEFORE_REF = re.compile(
    r"(?:(?:on|for|in|re|ref|reference|matter|file|our ref|under)\b[:.]?(?: the)? )$",
    re.IGNORECASE,
)
_CAPITAL_RUN = re.compile(rf"(?:{NAME})$")

# Before "file" or "matter" these are work or talk, not a name.
_NO_NAME = frozenset(
    "a an the this that my our your his her their its each every any all both no new old "
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
_COMMON = frozenset(
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
_FRONT = re.compile(
    rf"(?P<name>{NAME})(?P<own>'s)?(?= ?(?:[:,;|—()\x01]|-+ )| -| \x01)"
)
_MOST = 16
# Lower-case words that end a name: "Smith family trust file".
_KIN = re.compile(
    rf"(?:{NAME})(?: (?:family|trusts?|estate|super|fund|group|holdings|children|brothers|"
    r"sisters|partnership|company|superannuation|unit|no|and|v|vs|or|others))+$"
)
_AND = re.compile(r" (?:and|&) ")
_VERSUS = re.compile(r" (?:v|vs|versus)\.? ")


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
    text = re.sub(
        r"^(?:the|on the|in the matter of|matter of) ", "", text, flags=re.IGNORECASE
    )
    text = re.sub(r" (?:files?|matters?)$", "", text, flags=re.IGNORECASE)
    text = _TITLE.sub("", text)
    text = re.sub(r"(?:['’]s|(?<=s)['’])$", "", text)
    return text.strip(" .,;:-—").removeprefix("#")


def find(slate: Slate) -> list[Label]:
    """Return the labels of a line, all of the best rule that finds any.

    More than one different label is for the caller to ask about.
    """
    for rule in (_explicit, _references, _last_segment, _front):
        found = rule(slate)
        if found:
            return found
    return []


def whole(text: str) -> str | None:
    """Return the label if *text* is nothing but a name or a reference."""
    words = text.strip(" .,;:-—")
    if re.fullmatch(REF, words) or _HASHED.fullmatch(words):
        return clean(words)
    found = _WHOLE.fullmatch(words)
    return clean(found["name"]) if found and _is_name(found["name"]) else None


def _is_name(words: str) -> bool:
    """Say whether *words* can be a matter's name: not a day, a doer, a document."""
    bare = _TITLE.sub("", words)
    parts = bare.split(" ")
    first = parts[0].strip(".'’").lower()
    if len(parts) == 1:
        return bool(first) and first not in _COMMON and first not in activities.WORDS
    if _VERSUS.search(words):
        return True
    known = [
        each.strip(".'").lower()
        for each in parts
        if each[:1].isupper() or each[:1].isdigit()
    ]
    return not all(
        each in _COMMON or each in activities.WORDS or each.isdigit() for each in known
    )


def _explicit(slate: Slate) -> list[Label]:
    scan = slate.scan
    out: list[Label] = []
    lower = scan.lower()
    if "file" in lower or "matter" in lower:
        out.extend(_of_file(slate))
    if ":" in scan or "=" in scan:
        out.extend(_of_marked(slate, out))
    if "#" in scan:
        for found in _HASHED.finditer(scan):
            if not _overlaps(out, found.start(), found.end()):
                out.append(
                    Label(*_with_before(scan, *found.span()), found["ref"], "hash")
                )
    if not out and ("file" in lower or "matter" in lower):
        out.extend(_worded(slate))
    if not out:
        out.extend(_re_front(slate))
    return [_with_ref(slate, each) for each in out]


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
        if found["word"].lower() in {"files", "matters"} and not _VERSUS.search(before):
            continue
        at_start = slate.left(begin) in {"start", "sep", "join"}
        name_start = _name_start(before, whole_segment=at_start)
        if name_start is None:
            continue
        start = begin + name_start
        text = clean(slate.text[start : found.start("end")])
        last = before[name_start:].lower().split()[-1:]
        if not text or text.lower() in _NO_NAME or (last and last[0] in _NO_NAME):
            continue
        out.append(Label(_lead_start(slate.scan, start), found.end(), text, "file"))
    return out


def _name_start(before: str, *, whole_segment: bool) -> int | None:
    """Return where the name begins in the words before "file", or None.

    Capitalised words reach back as far as they go; a lower-case name is what stands
    alone, after "on the" and its like, or is the one word before.
    """
    plain = re.sub(r"(?:'s|s')$", lambda m: m[0].replace("'", ""), before)
    run = _CAPITAL_RUN.search(before) or _CAPITAL_RUN.search(plain)
    run = run or _KIN.search(before)
    ref = re.search(rf"(?:^|(?<= ))#?(?:{REF}|\d{{3,8}})$", before)
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
                or lowered in _NO_NAME
                or lowered in {"re", "the"}
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
            each.lower() in activities.WORDS or each.lower() in _NO_NAME
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
    for found in _MARKED.finditer(slate.scan):
        start, end = found.span("name")
        if _overlaps(known, found.start(), end):
            continue
        if slate.left(found.start()) not in {"start", "sep"}:
            continue
        name = _marked_name(slate, found)
        end = start + len(name)
        text = clean(name)
        if text:
            out.append(Label(found.start(), end, text, "mark"))
    return out


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
        capital = _NAME.match(name) or re.match(REF, name)
        if capital and capital.end() < len(name.rstrip()):
            return capital[0]
    return name.rstrip()


_NAME_ENDS = re.compile(r" [-–—] |\. |(?<=\w)\.$|\s+$| (?=\d{0,2}[.,]\d{1,2}(?!\d))")


def named_spans(slate: Slate) -> list[tuple[int, int]]:
    """Return the spans after `matter:` and its like: no day or time is sought there."""
    scan = slate.scan
    if ":" not in scan and "=" not in scan:
        return []
    out = []
    for found in _MARKED.finditer(scan):
        if slate.left(found.start()) not in {"start", "sep"}:
            continue
        start = found.start("name")
        out.append((start, start + len(_marked_name(slate, found))))
    return out


def _worded(slate: Slate) -> list[Label]:
    """`file 12345`, `matter Smith` in a place of its own; never "file Defence"."""
    out = []
    for found in _WORDED.finditer(slate.scan):
        left, right = slate.left(found.start()), slate.right(found.end())
        text = clean(slate.text[found.start("name") : found.end("name")])
        numeric = bool(re.search(r"\d", text))
        alone = left in {"start", "sep"} and right in {"end", "sep"}
        if not (alone or (numeric and right in {"end", "sep"})):
            continue
        if numeric or (_is_name(text) and left == "sep"):
            out.append(Label(found.start(), found.end(), text, "word"))
    return out


def _re_front(slate: Slate) -> list[Label]:
    """`Re Smith v Jones - …` at the front, before a separator or the time."""
    i = 0
    while i < len(slate.scan) and slate.scan[i] in " \x01,-—:":
        i += 1
    found = _RE_FRONT.match(slate.scan, i)
    if not found or not (_is_name(found["name"]) or re.fullmatch(REF, found["name"])):
        return []
    after = slate.scan[found.end() : found.end() + 2]
    if slate.right(found.end()) in {"end", "sep"} or TAKEN in after:
        return [
            Label(
                found.start(),
                found.end(),
                clean(slate.text[found.start("name") : found.end()]),
                "re",
            )
        ]
    return []


def _references(slate: Slate) -> list[Label]:
    out = []
    for found in _REF.finditer(slate.scan):
        left, right = slate.left(found.start()), slate.right(found.end())
        before = _BEFORE_REF.search(
            slate.scan[max(0, found.start() - 20) : found.start()]
        )
        own = left in {"start", "sep"} or right in {"end", "sep"}
        if own or before:
            if _cited(slate, found.start()) or not _is_reference(found[0], left, right):
                continue
            out.append(Label(*_with_before(slate.scan, *found.span()), found[0], "ref"))
    if not out:
        out.extend(
            Label(*found.span(), found[0], "ref")
            for found in _PLAIN_REF.finditer(slate.scan)
            if slate.left(found.start()) in {"start", "sep"}
            and slate.right(found.end()) in {"end", "sep"}
        )
    return [_with_name(slate, each) for each in out]


def _is_reference(words: str, left: str, right: str) -> bool:
    """Tell a file's number from a year span, a plain fraction or a short code."""
    if re.fullmatch(r"(?:19|20)\d\d[-/](?:19|20)\d\d", words):
        return False
    if re.fullmatch(r"\d{2,6}/\d{2,6}|\d{3}\.\d\d", words):
        return len(words) >= 6 and left in {"start", "sep"} and right in {"end", "sep"}
    return True


_CITES = re.compile(
    r"(?:invoice|inv|order|exhibit|clause|section|form|dp|lot|no|number|cheque|receipt|claim|proceeding|proceedings|case|act|policy|title|folio|abn|acn|flight|bsb|account|policy no|claim no|report|notice)s?\.? ?$",
    re.IGNORECASE,
)


def _cited(slate: Slate, start: int) -> bool:
    return bool(_CITES.search(slate.scan[max(0, start - 14) : start]))


def _with_before(scan: str, start: int, end: int) -> tuple[int, int]:
    found = _BEFORE_REF.search(scan[max(0, start - 20) : start])
    return (start - len(found[0]) if found else start), end


def _with_name(slate: Slate, label: Label) -> Label:
    """`Smith v Jones (2024-FAM-0312)`: the name before a bracketed number goes with it."""
    start, end = label.start, label.end
    if (
        start == 0
        or slate.scan[start - 1] not in "(["
        or slate.scan[end : end + 1] not in {")", "]"}
    ):
        return label
    head = slate.scan[: start - 1].rstrip(" ")
    run = _CAPITAL_RUN.search(head)
    if (
        not run
        or slate.left(run.start()) not in {"start", "sep"}
        or not _is_name(run[0])
    ):
        return label
    return Label(
        run.start(),
        end + 1,
        f"{clean(slate.text[run.start() : run.end()])} ({label.text})",
        "ref",
    )


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


_SEGMENT = re.compile(
    r"(?:^|[,;|—)\[\]]|\((?!No)|(?:(?<=[\s\x01])|^)-+(?=[\s\x01])|(?<=[a-z\x01)])\.(?= ))"
)


def _segments(slate: Slate) -> list[tuple[int, int]]:
    """Return the spans between separators in which words are left."""
    bounds = [
        found
        for found in _SEGMENT.finditer(slate.scan)
        if found[0] != "." or not abbreviated(slate.scan, found.start())
    ]
    marks = [found.end() for found in bounds]
    starts = [found.start() for found in bounds]
    ends = [*starts[1:], len(slate.scan)]
    out = []
    for start, end in zip(marks, ends, strict=True):
        words = slate.scan[start:end].strip(" \x01.")
        if words:
            first = slate.scan.index(words[0], start)
            last = (
                end
                - len(slate.scan[start:end])
                + len(slate.scan[start:end].rstrip(" \x01."))
            )
            out.append((first, last))
    return out


def _last_segment(slate: Slate) -> list[Label]:
    segments = _segments(slate)
    if not segments or (len(segments) == 1 and not slate.taken):
        return []
    start, end = segments[-1]
    words = slate.scan[start:end]
    if TAKEN in words or QUOTED in words:
        return []
    if (
        len(segments) == 1
        and slate.left(start) == "start"
        and not _separated(slate, start, end)
    ):
        return []
    found = _WHOLE.fullmatch(words.removesuffix("?"))
    if not found or not _is_name(found["name"]):
        return []
    if len(segments) > 1 and _lists_people(slate, segments, words):
        return []
    # "A, B and C" and "Smith - call, Jones" leave two candidates: both are returned.
    others = _front(slate) if len(segments) > 2 else []
    label = Label(start, end, clean(slate.text[start:end]), "last")
    return [each for each in others if each.start < start] + [label]


def _separated(slate: Slate, start: int, end: int) -> bool:
    """Say whether the only words left were set apart from what has been taken."""
    before = slate.scan[:start]
    return bool(re.search(r"[,;|—()\[\]]|- ", before)) or slate.right(end) == "sep"


def _lists_people(slate: Slate, segments: list[tuple[int, int]], words: str) -> bool:
    """Say whether the last segment only ends a list of people: "with A, B and C"."""
    if not _AND.search(words) or _VERSUS.search(words):
        return False
    start, end = segments[-2]
    previous = slate.scan[start:end].rstrip(" \x01")
    between = slate.scan[end : segments[-1][0]].strip()
    return between == "," and bool(re.search(rf"{_UP}{_TAIL}$", previous))


def _front(slate: Slate) -> list[Label]:
    """`Smith: …`, `0.2 Smith - call …`: a name alone before a separator."""
    scan = slate.scan
    i = 0
    while i < len(scan) and scan[i] in " \x01,;-—:|()":
        i += 1
    found = _FRONT.match(scan, i)
    if not found or not _is_name(found["name"]):
        return []
    end = found.end()
    if slate.right(end) != "sep" and scan[end : end + 2].strip(" ")[:1] not in {
        TAKEN,
        ":",
    }:
        return []
    rest = scan[end:].strip(" \x01,;:|—-.()")
    if not rest:
        return []
    return [Label(found.start(), end, clean(slate.text[found.start() : end]), "front")]
