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


def you_wrote(day: str) -> str:
    """Return the head of the person's own words under an answer."""
    return f"On {day} you wrote:"


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
