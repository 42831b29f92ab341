"""How deep HTML is nested: past some depth any parser of it takes for ever.

By the standard's own rules a start tag looks through all that is open, and formatting
that is open is opened again in each paragraph: work that grows with the square.
"""

import re

# Deep threads of quotes reach a few hundred; formatting is closed where it ends.
DEEPEST = 1_000
MOST_FORMATS = 60
# Fewer tags than these cannot take long, however they stand.
_HARMLESS = 2_000

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,15})", re.IGNORECASE)
# Elements that nothing closes, or that the next of them closes.
_NEVER_OPEN = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd "
    "tr td th tbody thead tfoot option optgroup colgroup html head body".split()
)
_FORMATS = frozenset("a b big code em font i nobr s small strike strong tt u".split())


def bounded(html: str) -> str:
    """Return *html* up to where more is open than people's letters have.

    >>> bounded("<p>Hello</p>")
    '<p>Hello</p>'
    """
    if html.count("<") < _HARMLESS:
        return html
    depth = formats = 0
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if name in _NEVER_OPEN:
            continue
        step = -1 if found[1] else 1
        if name in _FORMATS:
            formats = max(0, formats + step)
        else:
            depth = max(0, depth + step)
        if depth > DEEPEST or formats > MOST_FORMATS:
            return html[: found.start()]
    return html
