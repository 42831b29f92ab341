"""Every sentence about answers and work that come later."""


def taken(executor: str) -> str:
    """Return that another process already serves under the same name."""
    return (
        f"Another Tenths is serving this database as “{executor}”. Stop it first, or "
        "give this one a name of its own, for example: TENTHS_EXECUTOR=tenths-2"
    )


def more_came(limit: int) -> str:
    """Return that more messages came than are answered in an hour."""
    return (
        f"More messages came from you this hour than the {limit:,} that I answer one "
        "by one. All of them are kept. Say today to see what was made of them."
    )


def more_unproven(limit: int) -> str:
    """Return that more came unproven than is asked about in an hour."""
    return (
        "More letters came to your own address here this hour that were not shown to "
        f"be from you than the {limit:,} that I answer one by one. Their lines are "
        "kept and wait for your yes. Say today to see them."
    )


def letter_of(day: str) -> str:
    """Return the head of the words of a letter, under what is answered to them.

    It does not say whose they are: not every letter shows that.
    """
    return f"The letter of {day}:"


def how_to_choose(number: int) -> str:
    """Return how one of the choices is taken by a letter."""
    return f"Reply with a number, for example: {number}"


def no_file(name: str) -> str:
    """Return that a file that was made is not there any more."""
    return f"{name} is no longer where it was put; it is made again with: export all"


def file_too_large(name: str) -> str:
    """Return that a file is too large to go by mail."""
    return (
        f"{name} is larger than your mail takes, so it is not here. Ask for shorter "
        "periods, for example: export all Monday"
    )


def answers(*, waiting: int, failed: int, withheld: int) -> str:
    """Return how many answers are not where they should be; nothing when all are."""
    parts = [
        (waiting, "waiting to be sent"),
        (failed, "could not be sent in the last week"),
        (withheld, "not sent in the last week, as there were too many in an hour"),
    ]
    return " · ".join(f"{count:,} {words}" for count, words in parts if count)
