"""Lines that a client has broken at its width, put together again."""

from collections.abc import Sequence

from handlers.email import dictated

# Clients break at 72 to 80 characters, at the last blank that fits.
_NARROWEST, _WIDEST = 60, 80
_WRAPS_AT = 71


def joined(lines: Sequence[str]) -> list[str]:
    """Return *lines* with the rest of each broken one put back behind it.

    A line is the rest of the one above when its first word had no room there and it
    carries no time of its own.
    """
    out: list[str] = []
    width = 0
    for line in lines:
        if out and line and _is_rest(width, out[-1], line):
            out[-1] = f"{out[-1]} {line.strip()}"
        else:
            out.append(line)
        width = len(line)
    return out


def _is_rest(width: int, above: str, line: str) -> bool:
    if not _NARROWEST <= width <= _WIDEST or not above:
        return False
    word = line.split(maxsplit=1)[0]
    return (
        width + 1 + len(word) > _WRAPS_AT
        and not dictated.perhaps(line)
        and not line.endswith(":")
        and not above.endswith((".", ";", "file", "matter"))
        and word[:1] not in "-*•"
    )
