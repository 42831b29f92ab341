"""The table of what may be asked; `help` and the README's table are made from it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot import bookmarks, errors, firmwords, hearing, practicehearing, status
from bot.hearing import Deed, Ear
from bot.messages import Reply
from bot.turn import Turn

_LONGEST = 2_000
_PLEASE = re.compile(
    r"^(?:please|pls)[\s,]+(?=\S)|(?<=\S)[\s,]+(?:please|pls)$", re.IGNORECASE
)
# Words that follow a command's first word and are no work of any kind.
_ONLY = re.compile(
    r"(?:edit|matter|move|delete|undo|split|merge|leave|resume|export|preview)"
    r"(?:[\s,]+(?:\#?\d+|the|my|all|last|latest|previous|first|second|that|this|it|them"
    r"|these|those|both|everything|bookmarks?|entry|entries|lines?|numbers?|no|and|to"
    r"|today|yesterday|one|two|three|four|five|of|from|for|with|is|at)\b)+[\s.,:;]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that may be asked.

    *first* are the words that it begins with. *hear* understands the rest and returns
    what to do, or None when the words are a line to keep.
    """

    words: str
    example: str
    does: str
    first: tuple[str, ...] = ()
    hear: Callable[[str, Ear], Deed | None] = hearing.sheet


def find(text: str, *, ear: Ear) -> Deed | None:
    """Return what *text* asks for, or None when it is no command."""
    words = _without_please(text.strip().rstrip(".!?").rstrip())
    if not words or "\n" in words or len(words) > _LONGEST:
        return None
    first, _, rest = words.partition(" ")
    for command in COMMANDS:
        if first.casefold().rstrip(":") in command.first:
            return command.hear(rest.strip(), ear)
    return hearing.sheet(words, ear)


def misused(text: str) -> errors.Misused | None:
    """Return how the command goes that *text* begins like, or None."""
    said = [each.casefold().rstrip(":.") for each in text.split()]
    named = {word: each for each in COMMANDS for word in each.first}
    command = named.get(said[0]) if said else None
    if command is None:
        return None
    for each in COMMANDS:
        if len(said) > 1 and each.words.casefold().split()[:2] == said[:2]:
            command = each
    return errors.Misused(text, words=command.words, example=command.example)


def mistaken(line: str, *, words: str) -> bool:
    """Return whether *words* of a *line* are a command's only: “delete bookmark 1”.

    A time may have been taken out of them.
    """
    return line.split()[:1] == words.split()[:1] and bool(_ONLY.fullmatch(words))


def help_about(turn: Turn, *, word: str = "") -> Reply:
    """Say what may be asked, or how one command goes."""
    del turn
    if not word:
        return Reply(
            firmwords.help_table([(each.words, each.does) for each in COMMANDS])
        )
    about = [each for each in COMMANDS if word.casefold() in each.words.casefold()]
    if not about:
        raise errors.Misused(
            f"help {word}", words="help", example=f"help {COMMANDS[0].first or 'edit'}"
        )
    return Reply(
        firmwords.help_word([(each.words, each.does, each.example) for each in about])
    )


def table() -> str:
    """Return what may be asked as the table that the README shows."""
    rows = [f"| `{each.words}` | {each.does} |" for each in COMMANDS]
    return "\n".join(["| say | it does |", "|---|---|", *rows]).replace(" · ", "` · `")


def _help(words: str, ear: Ear) -> Deed | None:
    """Understand `help` and `help edit`."""
    if len(words.split()) > 1 or ear.dictates(f"help {words}"):
        return None
    return partial(help_about, word=words)


def _alone(deed: Deed) -> Callable[[str, Ear], Deed | None]:
    return partial(hearing.nothing_more, deed=deed)


def _without_please(words: str) -> str:
    return _PLEASE.sub("", words).strip()


COMMANDS = (
    Command(
        "0.2 call re scheduling, Smith file",
        "0.2 call re scheduling, Smith file",
        "keeps an entry; several lines keep several",
    ),
    Command(
        "Bookmark: …",
        "Bookmark: reviewing contract, paused at clause 12 — Chen file",
        "keeps a place to come back to, without a time",
    ),
    Command(
        "bookmarks",
        "bookmarks",
        "lists the places to come back to",
        ("bookmarks",),
        _alone(bookmarks.listing),
    ),
    Command(
        "resume Chen",
        "resume Chen",
        "takes one up again",
        ("resume",),
        hearing.resume,
    ),
    Command(
        "today · yesterday · week · last week · month · Mon · 12/11",
        "last week",
        "shows the sheet: entries by matter, totals, what is still open",
    ),
    Command(
        "edit 3 …",
        "edit 3 0.4 call with counsel, Jones file",
        "replaces what you say of an entry; the rest stays (Mon 3 for another day)",
        ("edit",),
        hearing.edit,
    ),
    Command(
        "matter 3 Jones",
        "matter 3 Jones",
        "puts an entry on another matter, by its name or number",
        ("matter",),
        hearing.matter,
    ),
    Command(
        "move 3 yesterday",
        "move 3 yesterday",
        "moves an entry to another day",
        ("move",),
        hearing.move,
    ),
    Command("delete 3", "delete 3", "strikes it out", ("delete",), hearing.delete),
    Command(
        "undo",
        "undo",
        "takes back your last message of today, then the one before it",
        ("undo",),
        practicehearing.undo,
    ),
    Command(
        "split 3 Smith, Jones",
        "split 3 Smith 0.2, Jones 0.3",
        "shares an entry among matters",
        ("split",),
        hearing.split,
    ),
    Command(
        "merge 2 4", "merge 2 4", "makes several entries one", ("merge",), hearing.merge
    ),
    Command(
        "leave 3 open",
        "leave 3 open",
        "stops asking about an entry for now",
        ("leave",),
        hearing.leave,
    ),
    Command(
        "mine 3",
        "mine 3",
        "takes as yours what came in a letter that did not show it",
        ("mine",),
        hearing.mine,
    ),
    Command(
        "export clio · export actionstep xlsx · export leap last week",
        "export clio last week",
        "makes the file of what is new; export all clio repeats what has left",
        ("export",),
        hearing.file,
    ),
    Command(
        "preview clio",
        "preview clio last week",
        "checks what the file would hold, green, yellow or red",
        ("preview",),
        partial(hearing.file, preview=True),
    ),
    Command(
        "push · push clio · push actionstep last week",
        "push clio yesterday",
        "shows what would go to the practice system, asks for one yes, and pushes it",
        ("push",),
        practicehearing.push_,
    ),
    Command(
        "receipts · receipts yesterday",
        "receipts yesterday",
        "says what became of each entry that was pushed",
        ("receipts",),
        practicehearing.listing,
    ),
    Command(
        "why 12",
        "why 12",
        "tells an entry's whole story: your words, the changes, where it went",
        ("why",),
        practicehearing.why,
    ),
    Command(
        "undo push · undo push 5",
        "undo push 5",
        "takes out again what was pushed, where it is unchanged there",
    ),
    Command(
        "connect clio · connect actionstep",
        "connect clio au",
        "gives you a link with which you connect to the practice system",
        ("connect",),
        practicehearing.connect,
    ),
    Command(
        "disconnect clio",
        "disconnect clio",
        "ends your connection",
        ("disconnect",),
        practicehearing.disconnect,
    ),
    Command(
        "sync clio",
        "sync clio",
        "fetches the matters anew",
        ("sync",),
        practicehearing.sync,
    ),
    Command(
        "schedule 17:30 export clio · schedule 17:30 push",
        "schedule 17:30 export clio",
        "brings the file, or what would be pushed, at that time on working days",
        ("schedule",),
        practicehearing.schedule,
    ),
    Command(
        "remind 17:00 · remind 17:00 6 hours",
        "remind 17:00 6 hours",
        "reminds you at that time on working days when time is missing",
        ("remind",),
        practicehearing.remind,
    ),
    Command(
        "stop · stop 2 · stop push",
        "stop 2",
        "ends what comes round, or keeps back what has not been pushed yet",
        ("stop",),
        practicehearing.stop,
    ),
    Command(
        "matters · matters smith",
        "matters smith",
        "shows the matter list",
        ("matters",),
        hearing.matters,
    ),
    Command(
        "matter add NUMBER NAME",
        "matter add 2024-FAM-0312 Smith v Jones",
        "puts a matter on the list",
    ),
    Command("matter close NUMBER", "matter close 2024-FAM-0312", "closes one"),
    Command(
        "alias Smyth = Smith",
        "alias Smyth = Smith",
        "lets one name mean another's matter",
        ("alias",),
        hearing.alias,
    ),
    Command(
        "bind Smith v Jones",
        "bind Smith v Jones",
        "said in a channel: its lines are for that matter from now on",
        ("bind",),
        hearing.bind,
    ),
    Command(
        "me · me name … · me code … · me zone … · me locale … · me rate …",
        "me rate 450",
        "shows your own settings, and changes one",
        ("me",),
        hearing.me,
    ),
    Command(
        "status",
        "status",
        "says what is on, and what is missing",
        ("status",),
        _alone(status.told),
    ),
    Command("help · help edit", "help edit", "says all this", ("help",), _help),
)
