"""Words that ask for nothing and answer nothing: thanks, yes, goodbye."""

import re

_WORD = (
    r"(?:(?:many )?thanks?(?: you)?|thx|ta|tks|cheers|ok(?:ay)?|k|yes|yep|yeah|yup|no"
    r"|nope|sure|right|fine|great|good|perfect|lovely|cool|nice|done|sorry|oops"
    r"|hi|hello|hey|bye|goodbye|(?:(?:kind|best|warm|many) )?regards|best wishes"
    r"|please|pls|never ?mind|nothing|none|maybe|all good)"
)
_MORE = (
    r"(?:again|so much|very much|a lot|all|everyone|team|mate|tenths|you|then|now"
    r"|for (?:that|now|today)|that'?s (?:it|all)|morning|afternoon|evening|night"
    r"|job|one|work|enough|(?-i:[A-Z][\w'-]*))"
)
_TALK = re.compile(rf"{_WORD}(?:[\s,!.:;-]+(?:{_WORD}|{_MORE})){{0,6}}", re.IGNORECASE)
_FIRST = re.compile(rf"{_WORD}(?![\w'-])", re.IGNORECASE)
_YES = re.compile(
    r"(?:yes|yep|yeah|yup|y|mine|(?:yes,? )?(?:it|that|this)(?: is|'s|’s)? mine"
    r"|yes,? (?:it|that|this) (?:is|was)(?: me| mine)?|yes,? mine|it was me)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:no,? )?(?:(?:it|that|this)(?:'s|’s| is| was) )?not (?:mine|me)"
    r"|no|nope|n|never|no,? (?:it|that|this) (?:isn|wasn)['’]?t(?: me| mine)?",
    re.IGNORECASE,
)
_THUMB = re.compile(
    r"[\U0001F44C\U0001F44D\U00002705\U00002714\U0000FE0F\U0001F3FB-\U0001F3FF]+"
)
_LEAVE = frozenset("exit quit logout :q".split())
_REDO = frozenset({"redo"})


def alone(text: str) -> bool:
    """Return whether *text* is small talk and nothing else.

    >>> alone("Thanks Ada!"), alone("ok, great"), alone("thanks call with Smith")
    (True, True, False)
    """
    return _TALK.fullmatch(text.strip(" .,!?:;)(-")) is not None


def thumb(text: str) -> bool:
    """Return whether *text* is a thumb or a tick, and so no more than “ok”."""
    return _THUMB.fullmatch(text.strip()) is not None


def agrees(text: str) -> bool:
    """Return whether *text* says yes to what it answers.

    >>> agrees("Yes, it is mine."), agrees("yes call")
    (True, False)
    """
    return _YES.fullmatch(text.strip(" .,!")) is not None


def refuses(text: str) -> bool:
    """Return whether *text* says no to what it answers."""
    return _NO.fullmatch(text.strip(" .,!")) is not None


def begins(text: str) -> bool:
    """Return whether *text* begins with small talk, and so is no name.

    >>> begins("Ok Smith"), begins("Noonan")
    (True, False)
    """
    return _FIRST.match(text.strip()) is not None


def leaves(text: str) -> bool:
    """Return whether *text* asks to end the chat."""
    return text.strip(" .!/").casefold() in _LEAVE


def redoes(text: str) -> bool:
    """Return whether *text* asks for an undo to be taken back."""
    return text.strip(" .!/").casefold() in _REDO
