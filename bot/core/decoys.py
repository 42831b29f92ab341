"""Numbers that belong to something else: clauses, money, counts, clocks, phones."""

import re

from bot.core.slate import QUOTED

# After these a number names a thing, whole or with points: clause 12.1, s 79, lot 3.
_OWNERS = frozenset(
    "clause clauses cl cls s ss sec secs section sections reg regs regulation regulations "
    "r rr rule rules para paras paragraph paragraphs p pp pg pgs page pages v ver vers "
    "version versions vol vols volume volumes item items exhibit exhibits ex exs annexure "
    "annexures annex attachment attachments appendix appendices schedule schedules sch "
    "sched scheds part parts pt order orders form forms unit units flat apartment apt "
    "suite level levels lvl floor lot lots dp sp no nos number numbers tab tabs ground "
    "grounds article articles art arts chapter chapters ch step steps stage stages table "
    "tables figure figures interrogatory interrogatories points md mda mfi folio "
    "certificate acn abn tfn postcode #".split()
)
# These take whole numbers only: "attend court 1.5" is an hour and a half.
_WHOLE_OWNERS = frozenset(
    "folder folders bundle bundles box boxes tranche tranches option options question "
    "questions q qs issue issues request requests count counts charge charges line lines "
    "row rows courtroom courtrooms court courts room rooms phase phases category class "
    "classes grade tier highway route day days week weeks month months year years round "
    "rounds draft drafts claim claims defendant defendants plaintiff plaintiffs respondent "
    "respondents applicant applicants witness witnesses division div plan plans title "
    "invoice inv ticket ref gate pier platform track type stamp head heads parcel parcels "
    "block blocks site sites warehouse shop bay instalment instalments offer offers age "
    "aged mention mentions reason reasons top last next first between within covid exhibit "
    "aug jul jun may apr mar feb jan sep sept oct nov dec january february march april "
    "june july august september october november december".split()
)
# No flat or order is numbered 0.2, so a number below one is the time after them; a
# paragraph can be, and then nobody can tell.
_NEVER_TIME = frozenset(
    "clause cl s ss sec section para paras paragraph r rule reg page p pp v".split()
)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_SUFFIX = re.compile(r"[A-Za-z]{0,2}(?:\(\w{1,4}\))*(?!\w)")
_TIME_UNIT = re.compile(
    r" ?-?(?:h|hrs?|hours?|m|mins?|minutes?|u|units?|tenths?)\b", re.IGNORECASE
)
_CHAIN = re.compile(r" ?(?:, and|,|and|&|to|-|or) ?")
_WORD_BEFORE = re.compile(
    r"([A-Za-z']+|#)\.? ?(?:(?:nos?|numbers?)\.? ?|#)?$", re.IGNORECASE
)

_CURRENCY = re.compile(r"AUD|USD|NZD|GBP|EUR|aud \d|usd \d|nzd \d|gbp \d|eur \d")
_OF_CLAIM = re.compile(r"\bpoints? of claim $", re.IGNORECASE)

_MONEY = re.compile(
    r"(?:[$£€¥]|\b(?:aud|usd|nzd|gbp|eur|us\$|a\$|nz\$)) ?\d[\d,]*(?:\.\d+)?"
    r"(?: ?(?:k|m|mil|mill|million|bn|b|billion)\b)?"
    r"(?: ?(?:-|to) ?[$£€]?\d[\d,]*(?:\.\d+)?(?: ?(?:k|m|mil|million|bn|billion)\b)?)?"
    r"(?: ?(?:/|per |an |a )(?:hours?|hr|h)\b)?",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"(?:[.,]\d+)*(?: ?- ?\d+(?:[.,]\d+)*)? ?"
    r"(?:%|(?:percent|per cent|pct|million|mill?|billion|bn|k|km|kms|kilometres?|"
    r"metres?|meters?|mm|cm|m2|m3|sqm|square|sq|ha|hectares?|acres?|kg|kgs|kilos?|"
    r"tonnes?|litres?|ml|kl|gl|mw|kw|kva|gb|mb|cents|dollars|bucks|degrees|times|fold|"
    r"(?:business |working |calendar |clear )?(?:days|weeks|months|years|yrs|fortnights)"
    r"|(?:days?|weeks?|months?|years?)'(?:s)?|(?:days?|weeks?|months?|years?)[ -]"
    r"(?:notice|extension|adjournment|term|limit|lease|period|option|old|trial|"
    r"hearing|mediation|delay|deadline|ban|order|sentence|stay)|star|bed|bedroom|br)\b)",
    re.IGNORECASE,
)
# What a measure begins with; the whole pattern is tried behind these alone.
_WORD_AFTER = re.compile(r" ?(?:- ?\d[\d.,]* ?)?(%|[A-Za-z']+)")
_MEASURED = frozenset(
    "% percent per pct million mil mill billion bn k km kilometre metre meter mm cm m m2 m3 "
    "sqm square sq ha hectare acre kg kilo tonne litre ml kl gl mw kw kva gb mb cent dollar "
    "buck degree time fold business working calendar clear day week month year yr fortnight "
    "star bed bedroom br".split()
)
_METRES = re.compile(r" ?m\b(?! ?(?:of|re)\b|&)")
_COUNTED = re.compile(
    r" (?:x |separate |short |further |more |other |new |long |draft |additional |different )*"
    r"(?:emails|e-mails|letters|calls|pages?|pp|docs|documents|of(?! an? h)|st|nd|rd|th|"
    r"affidavits|statements|witnesses|folders?|volumes?|boxes|copies|exhibits|annexures|"
    r"parties|matters|clients|files|attachments|texts|messages|voicemails|attendances|"
    r"plaintiffs|defendants|properties|lots|drafts|versions|contracts|leases|deeds|"
    r"agreements|orders|applications|items|queries|questions|issues|points|authorities|"
    r"cases|judgments|reports|experts|subpoenas|notices|invoices|shares|children|"
    r"beneficiaries|executors|directors|employees|people|[a-z]{3,}(?:ions|ents|ers|ees|ants))\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"(?<![\w.,])(?<!for )(?:\d+(?:[.,]\d+)?|[a-z]+)[ -](?:hours?|hrs?|minutes?|mins?)'? "
    r"(?:late|early|notice|delay|extension|before|after|ago|prior|away|earlier|later|"
    r"wait|apart|limit|deadline|per (?:day|week)|a (?:day|week)|each way)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+\d[\d ()-]{7,}\d|0\d{3}[ -]?\d{3}[ -]?\d{3}|\(?0\d\)? ?\d{4}[ -]?"
    r"\d{4}|1[38]00[ -]?\d{3}[ -]?\d{3}|\d{3}-\d{3}-\d{4}|13 ?\d{2} ?\d{2})(?!\w)"
)
_RATE = re.compile(
    r"(?:@ ?|\brate(?: of|:| is| at)? )\d[\d,]*(?:\.\d+)?(?!:)", re.IGNORECASE
)
_PHONE_HINT = re.compile(r"[0-9](?:[0-9]{2}[ -]?[0-9]{2}|\) ?[0-9])")
_CLOCK = re.compile(
    r"(?<![\w.])(?:"
    r"(?:at|by|until|till|before|after|around|approx|circa|@|from|since|listed|for)"
    r" ?(?:\d{1,2}:\d{2}|(?!0)\d{1,2}\.[0-5]\d)(?![\d:])(?: ?[ap]\.?m\b)?"
    r"(?! ?(?:h|hrs?|hours?)\b)"
    r"|\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\b\.?)",
    re.IGNORECASE,
)
_CLOCK_HINT = re.compile(r"[0-9](?:[:.][0-9]{2}| ?[apAP]\.?[mM]\b)")
_CITED = re.compile(
    r"(?:\[\d{4}\]|\(\d{4}\)) ?(?:\d{1,4} )?[A-Za-z]{2,}(?: ?[A-Za-z]+){0,2} \d{1,5}"
)
_LATE_HINT = ("hour", "min", "hr")


def mask(text: str) -> str:
    """Return *text* with every number blanked that belongs to something else."""
    if "$" in text or not text.isascii() or _CURRENCY.search(text):
        text = _MONEY.sub(_blank, text)
    if "@" in text or "rate" in text or "Rate" in text:
        text = _RATE.sub(_blank, text)
    if _PHONE_HINT.search(text):
        text = _PHONE.sub(_blank, _CITED.sub(_blank, text))
    if any(each in text for each in _LATE_HINT):
        text = _LATE.sub(_blank, text)
    spans = _owned(text)
    for start, end in spans:
        text = text[:start] + QUOTED * (end - start) + text[end:]
    return text


def mask_clocks(text: str) -> str:
    """Return *text* with every time of day blanked; ranges have been read before."""
    return _CLOCK.sub(_blank, text) if _CLOCK_HINT.search(text) else text


def _owned(text: str) -> list[tuple[int, int]]:
    """Return the spans of the numbers that a word before or after them owns."""
    out: list[tuple[int, int]] = []
    whole_chain = False
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        before = text[start - 1 : start]
        if before.isalnum() or before == "_":
            continue
        whole = "." not in found[0] and before != "."
        owner = _owner(text, found, below_one=before == ".")
        chained = bool(
            out
            and (whole or not whole_chain)
            and not (before == "." or found[0].startswith("0."))
            and _CHAIN.fullmatch(text, out[-1][1], start)
        )
        stop = _end_of_name(text, end) if owner or chained else -1
        if stop > 0 and (chained or owner == "any" or whole):
            out.append((start, stop))
            whole_chain = owner == "whole" or (chained and whole_chain)
            continue
        measure = _measured(text, found, whole=whole)
        if measure:
            out.append((start - (before == "."), measure))
    return out


def _owner(text: str, found: re.Match[str], *, below_one: bool) -> str:
    """Say whose number it is by the word before it: `any`, `whole` or nobody's.

    `whole` owns whole numbers only.
    """
    before = _WORD_BEFORE.search(text, max(0, found.start() - 24), found.start())
    if before is None or _possessive(text, before):
        return ""
    word = before[1].lower()
    if below_one or found[0].startswith("0."):
        # No clause is numbered 0.2: a number below one is left to be the time.
        return "any" if word in _NEVER_TIME else ""
    if word in _OWNERS or (
        word == "claim" and _OF_CLAIM.search(text, 0, found.start())
    ):
        return "any"
    return "whole" if word in _WHOLE_OWNERS else ""


def _end_of_name(text: str, end: int) -> int:
    """Return where a name like "79(2)(b)" ends, or -1 where a unit of time follows."""
    suffix = _SUFFIX.match(text, end)
    return -1 if suffix is None or _TIME_UNIT.match(text, end) else suffix.end()


def _measured(text: str, found: re.Match[str], *, whole: bool) -> int:
    """Return where the thing ends that a number counts or measures, or 0."""
    after = _WORD_AFTER.match(text, found.end())
    if after is None:
        return 0
    measure = None
    if not whole or after[1].lower().rstrip("s'") in _MEASURED:
        measure = _MEASURE.match(text, found.end())
    if measure is None:
        other = _COUNTED if whole else _METRES
        measure = other.match(text, found.end())
    return measure.end() if measure else 0


def _possessive(text: str, before: re.Match[str] | None) -> bool:
    """Say whether a lone "s" is the end of "client's"."""
    return (
        before is not None and before.start() > 0 and text[before.start() - 1] in "'’"
    )


def _blank(found: re.Match[str]) -> str:
    return QUOTED * len(found[0])
