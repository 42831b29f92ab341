"""Every sentence about answers and work that come later."""


def taken(executor: str) -> str:
    """Return that another process already serves under the same name."""
    return (
        f"Another Tenths is serving this database as “{executor}”. Stop it first, or "
        "give this one a name of its own, for example: TENTHS_EXECUTOR=tenths-2"
    )
