"""Numbers as they are spoken: words to integers, never through float."""

import re

_ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_DIGITS = {
    **{word: str(value) for word, value in _ONES.items() if value < 10},
    **dict.fromkeys(("oh", "o", "nought", "naught"), "0"),
}

_TENS_RE = "|".join(_TENS)
_ONES_RE = "|".join(sorted(_ONES, key=len, reverse=True))
_SMALL_RE = "one|two|three|four|five|six|seven|eight|nine"

# A cardinal below a hundred in words; one spoken digit after "point".
WORD = rf"(?:(?:{_TENS_RE})(?:[ -](?:{_SMALL_RE}))?|{_ONES_RE})"
DIGIT = rf"(?:{'|'.join(sorted(_DIGITS, key=len, reverse=True))}|\d)"


def value(words: str) -> int:
    """Return the integer that *words* say: digits, or a cardinal below a hundred.

    >>> value("twenty-five"), value("12"), value("a")
    (25, 12, 1)
    """
    if words.isdecimal():
        return int(words)
    if words.lower() in {"a", "an"}:
        return 1
    return sum(
        _TENS.get(each, 0) + _ONES.get(each, 0)
        for each in re.split(r"[ -]", words.lower())
    )


def digits(spoken: str) -> str:
    """Return the digits said one by one after "point".

    >>> digits("two five"), digits("oh 5"), digits("twenty five")
    ('25', '05', '25')
    """
    if re.fullmatch(WORD, spoken, re.IGNORECASE) and spoken.lower() not in _DIGITS:
        return str(value(spoken))
    return "".join(
        _DIGITS.get(each, each) for each in re.split(r"[ -]", spoken.lower())
    )
