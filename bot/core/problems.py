"""What a person reads when a line cannot be kept: what, where, and what to say."""

from bot.core.drafts import Problem

_SHOWN = 60


def make(kind: str, line: str, *, words: str = "", detail: str = "") -> Problem:
    """Return the Problem of *kind* (dictation §9) for *line*.

    *words* are those to blame; *detail* replaces the first sentence. The example is
    made of the person's own words.
    """
    said = _short(words or line)
    what = detail or _WHAT[kind].format(said=said)
    example = _EXAMPLES[kind].format(rest=_rest(line, words))
    return Problem(kind, line, f"{what} {example}".strip())


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"


def _rest(line: str, words: str) -> str:
    """Return the line without the words to blame, as the end of an example."""
    rest = line.replace(words, " ", 1) if words and words != line else line
    plain = " ".join(rest.split()).strip(" ,;:-—")
    return _short(plain) if plain else "call with client"


_WHAT = {
    "no_duration": "I could not find a time in “{said}”.",
    "multiple_durations": "I found more than one time in “{said}” and will not guess.",
    "zero_duration": "“{said}” is no time at all.",
    "negative_duration": "“{said}” is less than no time.",
    "invalid_duration": "“{said}” is not a time I can read.",
    "too_long": "“{said}” is longer than a day.",
    "invalid_range": "“{said}” runs backwards.",
    "invalid_date": "“{said}” is not a day.",
    "future_date": "“{said}” has not come yet.",
    "date_conflict": "“{said}” says two different days.",
    "no_narrative": "“{said}” has a time but does not say what was done.",
    "empty": "There is nothing in this message.",
}
_EXAMPLES = {
    "no_duration": "Start with hours or minutes: “0.2 {rest}”.",
    "multiple_durations": "Say one: “0.3 {rest}”; or put each piece of work on its own"
    " line.",
    "zero_duration": "The shortest is one minute: “0.1 {rest}”.",
    "negative_duration": "Say the time that was spent: “0.2 {rest}”.",
    "invalid_duration": "Say hours or minutes: “1.5 {rest}” or “90 min {rest}”.",
    "too_long": "Keep each day by itself: “7.5 {rest}”.",
    "invalid_range": "Say “9:00-9:30 {rest}” or “0.5 {rest}”.",
    "invalid_date": "Say the day so: “16/11 0.2 {rest}” or “Monday 0.2 {rest}”.",
    "future_date": "Leave the day out for today: “0.2 {rest}”.",
    "date_conflict": "Say one day: “yesterday 0.2 {rest}”.",
    "no_narrative": "Add a few words: “0.2 call with client, Smith file”.",
    "empty": "Say for example “0.2 call re scheduling, Smith file”.",
}
