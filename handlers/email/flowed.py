"""Flowed text (RFC 3676) → lines as they were written."""

_SIGNATURE = "-- "


def unfolded(text: str, *, joined: bool) -> str:
    r"""Return *text* with its soft breaks undone; *joined* is its DelSp.

    Only lines of one depth of quotes belong together, and a signature's mark ends a
    paragraph.

    >>> unfolded("0.2 call re \nscheduling\n> a \nb", joined=False)
    '0.2 call re scheduling\n> a \nb'
    """
    out: list[str] = []
    flowing = False
    depth = 0
    for line in text.split("\n"):
        bare = line.lstrip(">")
        quotes = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        mark = bare == _SIGNATURE
        if flowing and quotes == depth and not mark:
            last = out[-1]
            out[-1] = (last[:-1] if joined else last) + bare
        else:
            out.append(f"{'>' * quotes} {bare}" if quotes else bare)
        flowing, depth = bare.endswith(" ") and not mark, quotes
    return "\n".join(out)
