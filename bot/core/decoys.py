"""Numbers that belong to something else: clauses, money, counts, clocks, phones."""

import re

from bot.core.slate import QUOTED

_NUM = r"\d+(?:\.\d+)*[A-Za-z]{0,2}(?:\(\w{1,4}\))*"
_TIME_UNIT = r"(?! ?-?(?:h|hrs?|hours?|m|mins?|minutes?|u|units?|tenths?)\b)"
# No clause is numbered 0.2: a number below one is left to be the time.
_NOT_TIME = r"(?!0?\.\d|0,\d)"
_OWNERS = (
    r"clauses?|cls?|ss?|secs?|sections?|regs?|regulations?|rr?|rules?|paras?|"
    r"paragraphs?|pp?|pgs?|pages?|v|vers?|versions?|vols?|volumes?|items?|exhibits?|"
    r"exs?|annexures?|annex|attachments?|appendix|appendices|schedules?|sch|scheds?|"
    r"parts?|pts?|orders?|forms?|units?|flat|apartments?|apt|suite|levels?|lvl|floor|"
    r"lots?|dp|sp|nos?|numbers?|tabs?|grounds?|articles?|arts?|chapters?|ch|steps?|"
    r"stages?|interrogator(?:y|ies)|tables?|figures?|points? of claim|dot points?|"
    r"points|mda?|mfi|folio|certificate|acn|abn|tfn|po box|postcode"
)
# These take whole numbers only: "attend court 1.5" is an hour and a half.
_WHOLE_OWNERS = (
    r"folders?|bundles?|box|boxes|tranches?|options?|questions?|qs?|issues?|requests?|"
    r"counts?|charges?|lines?|rows?|courtrooms?|courts?|rooms?|phases?|"
    r"categor(?:y|ies)|class|classes|grades?|tiers?|highway|route|days?|weeks?|"
    r"months?|years?|rounds?|drafts?|claims?|defendants?|plaintiffs?|respondents?|"
    r"applicants?|witness(?:es)?|division|div|plans?|title|invoice|inv|bill no|ticket|"
    r"ref|gate|pier|platform|track|type|stamp|heads?|parcels?|blocks?|sites?|"
    r"warehouse|shop|bay|instal?ments?|offers?|aged?|mentions?|reasons?|top|last|next|"
    r"first|between|within|covid"
)
_CHAIN = rf"(?: ?(?:, and|,|and|&|to|-|or) ?{_NOT_TIME}{_NUM}(?![\w:]){_TIME_UNIT})*"
_OWNED = re.compile(
    rf"(?<!['\w])(?:{_OWNERS})\b\.? ?(?:nos?\.? ?|numbers? |# ?)?{_NOT_TIME}{_NUM}"
    rf"{_TIME_UNIT}(?!\w){_CHAIN}",
    re.IGNORECASE,
)
_OWNED_WHOLE = re.compile(
    rf"(?<!['\w])(?:{_WHOLE_OWNERS})\b (?:nos?\.? ?|# ?)?\d+[A-Za-z]?(?![\w.,:]\d|\w)"
    rf"{_TIME_UNIT}(?: ?(?:,|and|&|to|-|or) ?\d+(?![\w.,:/]\d|\w){_TIME_UNIT})*",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:[$£€¥]|\b(?:aud|usd|nzd|gbp|eur|us\$|a\$|nz\$)) ?\d[\d,]*(?:\.\d+)?"
    r"(?: ?(?:k|m|mil|mill|million|bn|b|billion)\b)?"
    r"(?: ?(?:-|to) ?[$£€]?\d[\d,]*(?:\.\d+)?(?: ?(?:k|m|mil|million|bn|billion)\b)?)?"
    r"(?: ?(?:/|per |an |a )(?:hours?|hr|h)\b)?",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"(?<![\w.])\d+(?:[.,]\d+)*(?: ?- ?\d+(?:[.,]\d+)*)? ?"
    r"(?:%|(?:percent|per cent|pct|million|mill?|billion|bn|k|km|kms|kilometres?|"
    r"metres?|meters?|mm|cm|m2|m3|sqm|square|sq|ha|hectares?|acres?|kg|kgs|kilos?|"
    r"tonnes?|litres?|gb|mb|cents|dollars|bucks|degrees|times|fold|"
    r"(?:business |working |calendar |clear )?(?:days|weeks|months|years|yrs|fortnights)"
    r"|(?:days?|weeks?|months?|years?)'(?:s)?|(?:days?|weeks?|months?|years?)[ -]"
    r"(?:notice|extension|adjournment|term|limit|lease|period|option|old|trial|"
    r"hearing|mediation|delay|deadline|ban|order|sentence|stay)|star|bed|bedroom|br)\b)",
    re.IGNORECASE,
)
_METRES = re.compile(r"(?<![\w.,])\d+\.\d+ ?m\b(?! ?(?:of|re)\b)", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?<![\w.,:/])\d{1,4} (?:x |separate |short |further |more |other |new |long |"
    r"draft |additional |different )*"
    r"(?:emails|e-mails|letters|calls|pages?|pp|docs|documents|of(?! an? h)|st|nd|"
    r"rd|th|affidavits|statements|witnesses|folders?|volumes?|boxes|copies|"
    r"exhibits|annexures|parties|matters|clients|files|attachments|texts|messages|"
    r"voicemails|attendances|plaintiffs|defendants|properties|lots|drafts|versions|"
    r"contracts|leases|deeds|agreements|orders|applications|items|queries|questions|"
    r"issues|points|authorities|cases|judgments|reports|experts|subpoenas|notices|"
    r"invoices|shares|children|beneficiaries|executors|directors|employees|people|"
    r"[a-z]{3,}(?:ions|ents|ers|ees|ants))\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"(?<![\w.,])(?:\d+(?:[.,]\d+)?|[a-z]+)[ -](?:hours?|hrs?|minutes?|mins?)'? "
    r"(?:late|early|notice|delay|extension|before|after|ago|prior|away|earlier|later|"
    r"wait|apart|limit|deadline|per (?:day|week)|a (?:day|week)|each way)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+\d[\d ()-]{7,}\d|0\d{3}[ -]?\d{3}[ -]?\d{3}|\(?0\d\)? ?\d{4}[ -]?"
    r"\d{4}|1[38]00[ -]?\d{3}[ -]?\d{3}|\d{3}-\d{3}-\d{4}|13 ?\d{2} ?\d{2})(?!\w)"
)
_CLOCK = re.compile(
    r"(?<![\w.])(?:"
    r"(?:at|by|until|till|before|after|around|approx|circa|@|from|since|listed|for)"
    r" ?(?:\d{1,2}:\d{2}|(?!0)\d{1,2}\.[0-5]\d)(?![\d:])(?: ?[ap]\.?m\b)?"
    r"(?! ?(?:h|hrs?|hours?)\b)"
    r"|\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\b\.?)",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:\[\d{4}\]|\(\d{4}\)) ?(?:\d{1,4} )?[A-Za-z]{2,}(?: ?[A-Za-z]+){0,2} \d{1,5}"
)
_DIGIT = re.compile(r"\d|hour|min")


def mask(text: str) -> str:
    """Return *text* with every number blanked that belongs to something else."""
    if not _DIGIT.search(text):
        return text
    if "$" in text or "£" in text or "€" in text or "ud" in text or "UD" in text:
        text = _MONEY.sub(_blank, text)
    for each in (_CITED, _PHONE, _OWNED, _OWNED_WHOLE, _MEASURED, _METRES, _COUNTED, _LATE):
        text = each.sub(_blank, text)
    return text


def mask_clocks(text: str) -> str:
    """Return *text* with every time of day blanked; ranges have been read before."""
    return _CLOCK.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return QUOTED * len(found[0])
