"""Every sentence that only mail needs, in the voice of `replies`."""


def no_time(example: str) -> str:
    """Return that nothing on top of a letter says how long it took."""
    return (
        "I found no time of yours on top of that letter, so nothing was kept. Say how "
        f"long it took, for example: {example}"
    )
