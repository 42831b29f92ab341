"""Undo what a channel, a clipboard or a dictation machine did to the words."""

import html
import re

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200d\u2060\ufeff"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BLANKS = str.maketrans(dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000", " "))
_THIN = re.compile("[\u2000-\u200a]")
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);")
_SLACK_LINK = re.compile(r"<(?:https?://|mailto:|tel:)[^<>|\s]*(?:\|([^<>]*))?>")
_SLACK_NAME = re.compile(r"<[@#!][^<>|\s]*(?:\|([^<>]*))?>")
_EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*(?:::skin-tone-\d)?:(?![\w:])")
_CODE = re.compile(r"`{1,3}([^`\n]*)`{1,3}")
_BOLD = re.compile(r"(?<![\w*])\*{1,2}(?=\S)([^*\n]*[^*\s])\*{1,2}(?![\w*])")
_ITALIC = re.compile(r"(?<![\w_])_(?=\S)([^_\n]*[^_\s])_(?![\w_])")
_STRUCK = re.compile(r"(?<![\w~])~(?=\S)([^~\n]*[^~\s])~(?![\w~])")

_TIME_NEXT = (
    r"(?=$|[ ,.]{0,4}(?:\d*[.,:]\d|\d+ ?(?:h|m|u)|(?:zero|oh|nought|one|two|three|four)? ?point "
    r"|half|(?:a )?quarter|an hour|(?:one|two|three|four|five|six) (?:hour|unit|tenth)"
    r"|bookmark|(?:ten|twelve|fifteen|twenty|thirty|forty)[a-z -]* min))"
)
_NEW_LINE = re.compile(
    rf"[ ,.]{{0,4}}\bnew (?:line|paragraph)\b{_TIME_NEXT}[ ,.]{{0,4}}"
    r"|(?<=file|tter|stop) new (?:line|paragraph)\b[ ,.]{0,4}",
    re.IGNORECASE | re.MULTILINE,
)
_RUN = re.compile(r" {3,}")
# "period" ends a sentence only where nobody could mean a span of time.
_SPOKEN = re.compile(
    r"(?<!missing)(?<! the)(?<! a)(?<!extra)(?<!oxford)(?<!serial)"
    r"(?:(?P<mark> +(?:comma|full stop|semicolon|semi colon|question mark))(?=[ ,.\n]|$)"
    r"|(?P<dash>(?:^| +)(?:em )?dash(?= )(?! (?:cam|cams|camera|board|for)\b))"
    r"|(?P<period>(?<=file|tter) period(?= *$))"
    r"|(?P<next> period(?= \w+(?: \w+)? (?:file|matter) *$))"
    r"|(?P<end>(?<!trial)(?<!ation)(?<!notice)(?<!-off)(?<!off)(?<!rest)(?<!grace)"
    r"(?<!lease)(?<!ing)(?<! a)(?<! the)(?<! of)(?<!time)(?<!term)(?<! this)(?<! that)"
    r"(?<!option)(?<!fixed)(?<!loan)(?<!claim)(?<!year)(?<!month)(?<!week)(?<!day)"
    r" period(?= *$)))",
    re.IGNORECASE | re.MULTILINE,
)
_DICTATED = re.compile(r"[A-Za-z '-]+")
_MARKS = {
    "comma": ",",
    "full stop": ".",
    "semicolon": ";",
    "semi colon": ";",
    "question mark": "?",
}
# Who types commas does not say them.
_TYPED = re.compile(r",(?!\d)| [-–—] ")
_WORDS_SPOKEN = "comma stop semicolon colon mark dash period new".split()


def message(text: str) -> str:
    """Return *text* with breaks as one newline each, markup and artefacts undone.

    Nothing that carries meaning is changed: entities, links, emphasis and emoji
    codes give back the words they stand for; spoken punctuation becomes a mark only
    where it can be one ("trial period" and "dash cam" stay).
    """
    if not text.isascii():
        text = _BREAKS.sub("\n", text)
        text = _THIN.sub(" ", text.translate(_BLANKS))
    elif "\r" in text or "\x0b" in text or "\x0c" in text:
        text = _BREAKS.sub("\n", text)
    text = _INVISIBLE.sub("", text.replace("\t", " "))
    if "<" in text:
        text = _SLACK_LINK.sub(_label, text)
        text = _SLACK_NAME.sub(_label, text)
    if "&" in text and ";" in text:
        text = _ENTITY.sub(_entity, text)
    if "`" in text:
        text = _CODE.sub(r"\1", text)
    if "*" in text:
        text = _BOLD.sub(r"\1", text)
    if "_" in text:
        text = _ITALIC.sub(r"\1", text)
    if "~" in text:
        text = _STRUCK.sub(r"\1", text)
    if ":" in text:
        text = _EMOJI.sub("", text)
    lower = text.lower()
    if any(each in lower for each in _WORDS_SPOKEN):
        text = _spoken(text)
    return text


def _label(found: re.Match[str]) -> str:
    return found[1] or ("" if found[0][1] in "@#!" else found[0])


def _entity(found: re.Match[str]) -> str:
    # A number outside Unicode or a control character stays as it was typed.
    plain = html.unescape(found[0])
    if plain == "\u00a0":
        return " "
    return plain if plain.isprintable() else found[0]


def _spoken(text: str) -> str:
    # A run of blanks says nothing, and is what makes a pattern look at it twice.
    lines = _NEW_LINE.sub("\n", _RUN.sub("  ", text)).split("\n")
    return "\n".join(
        each if _TYPED.search(each) else _SPOKEN.sub(_mark, each) for each in lines
    )


def _mark(found: re.Match[str]) -> str:
    if found["dash"] is not None:
        return " -"
    if found["period"] is not None:
        return "."
    if found["end"] is not None or found["next"] is not None:
        # Only who dictates everything says "period": no mark, no capital in the line.
        return "." if _DICTATED.fullmatch(found.string) else found[0]
    return _MARKS[found["mark"].strip().lower()]
