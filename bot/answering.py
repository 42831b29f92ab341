"""What a message asks for: a command, lines to keep, or the answer to a question."""

from functools import partial

from bot import capture, commands, questions, replies
from bot.core import message
from bot.core.drafts import Reading
from bot.hearing import Deed, Ear
from bot.messages import Reply
from bot.turn import Turn

_SHORT = 200
_NUMBER = 4
_FEW = 4


def deed(text: str, *, ear: Ear) -> Deed:
    """Return what to do about *text*; anything that is not a command is lines."""
    if _is_number(text):
        return partial(_answer, text=text, reading=Reading(), ear=ear)
    asked = commands.find(text, ear=ear)
    if asked is not None:
        return asked
    reading = message.read(text, today=ear.today, locale=ear.locale)
    if reading.bookmarks or any(each.minutes for each in reading.drafts):
        return partial(capture.take, reading=reading)
    wrong = commands.misused(text) if _names_entry(text) else None
    if wrong is not None:
        raise wrong
    if reading.drafts:
        return partial(capture.take, reading=reading)
    return partial(_answer, text=text, reading=reading, ear=ear)


def _answer(turn: Turn, *, text: str, reading: Reading, ear: Ear) -> Reply:
    """Take *text* for the answer to what was asked, else say why it is no line."""
    words = text.strip()
    if words and "\n" not in words and len(words) <= _SHORT:
        only_time = any(each.kind == "no_narrative" for each in reading.problems)
        meant = questions.meant(turn, words, only_time=only_time)
        asked = meant and commands.find(meant, ear=ear)
        if asked:
            return asked(turn)
        wrong = commands.misused(words)
        if wrong is not None:
            raise wrong
    if not reading.problems:
        return Reply(replies.NOTHING_TO_KEEP)
    raise capture.unread(reading.problems)


def _names_entry(text: str) -> bool:
    """Return whether *text* is two words, the second a number, like “edit 3”."""
    words = text.split()
    return len(words) <= _FEW and len(words) > 1 and words[1].strip("#").isdecimal()


def _is_number(text: str) -> bool:
    """Return whether *text* is a bare whole number, as a choice is answered."""
    bare = text.strip().strip("#.)( ")
    return bare.isdecimal() and len(bare) < _NUMBER
