"""What is said of messages that are changed, of recordings, places and new people."""

from bot.errors import shorten

TAKEN_BACK = "✓ Taken back"
NOT_ASKED = "That is not asked any more. Say today to see how things stand."
ALREADY = "That was taken back before."
NOTHING_MADE = "Nothing was kept of that message, so there is nothing to take back."
BUILT_ON = (
    "Something later builds on that. Take the later steps back first, each with: undo"
)
NO_TIME = "Say how long, for example 0.2 or 12 min."
NO_WORDS = "Say what was done, for example: call with client"
GONE = "That entry is not there any more."
BOUND_ELSEWHERE = "Another firm's people have bound this conversation to their matter."
NO_PLACE = (
    "Say that in the channel that is meant; here every line names its own matter."
)
PLACE_FREE = "✓ Lines from this conversation name their matter themselves again."
NOT_BOUND = "This conversation is bound to no matter. For example: bind Smith v Jones"


def still_as_it_was(why: str) -> str:
    """Return that an edit could not be read, *why*, and what that means."""
    return (
        f"{why}\nSo what was kept of the message before stays as it was. "
        "Delete the message to take it back."
    )


def was_done(text: str) -> str:
    """Return that an edited command is not done again."""
    return (
        f"“{shorten(text)}” was done when you first said it; editing it changes "
        "nothing. undo takes it back, and a new message does the new one."
    )


def has_left(numbers: str, file: str) -> str:
    """Return that entries stay, because they have left in *file*."""
    return (
        f"! {numbers} left in {file}, so the change to your message does not touch it. "
        f"To correct it, say so: edit {numbers} … or delete {numbers}"
    )


def bound(matter: str) -> str:
    """Return that a conversation's lines are for a matter from now on."""
    return (
        f"✓ Lines from this conversation are for {matter}, unless they name another. "
        "bind nothing ends that."
    )


def is_bound(matter: str) -> str:
    """Return what a conversation is bound to."""
    return f"Lines from this conversation are for {matter}. bind nothing ends that."


def two_times(readings: str) -> str:
    """Return that a form's time can be read in more than one way."""
    return f"That can be {readings}. Say it in one way only, for example 1.5 or 90 min."


def heard(transcript: str) -> str:
    """Return what a recording says, to be kept or not."""
    return f"I heard: “{transcript}”\nShall I keep it?"


NOT_HEARD = (
    "There is no transcript of that recording, so nothing is kept of it. "
    "Please type it, for example: 0.2 call re scheduling, Smith file"
)
DROPPED = "✓ Not kept."
ASKED_BEFORE = "That recording was answered before."


def greeting(name: str, *, zone: str) -> str:
    """Return the four lines that a new person reads once."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    return (
        f"Hello {first}. I keep your time: say how long, what, and for whom, "
        "for example: 0.2 call re scheduling, Smith file\n"
        "Edit or delete your message and the entry follows; today shows the day, "
        "export makes the file, help says the rest.\n"
        f"Your days are counted in {zone}; me zone Australia/Perth changes that.\n"
        "What you say here is kept by your firm, and shown to nobody but you."
    )


def week(hours: str) -> str:
    """Return the total of the week."""
    return f"This week {hours}"


def waiting(count: int) -> str:
    """Return how many entries of other days wait for an answer."""
    return f"{count} of other days still open" if count else ""


def invited(name: str) -> str:
    """Return that somebody may keep time from now on."""
    return f"✓ {name} may keep time here from now on."


def not_invited() -> str:
    """Return that a person may not join by themselves."""
    return (
        "Your firm lets people in by invitation. Ask a colleague who uses Tenths to "
        "say: invite, with your name after an @."
    )


def to_come(day: str) -> str:
    """Return that a day is still to come."""
    return f"{day} is still to come; time is kept for work that was done."
