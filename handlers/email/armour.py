"""PGP inside a text: a signed one is laid bare, an encrypted one is taken out."""

import re
from dataclasses import dataclass

_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_SIGNATURE_ENDS = "-----END PGP SIGNATURE-----"
_SEALED = "-----BEGIN PGP MESSAGE-----"
_SEALED_ENDS = "-----END PGP MESSAGE-----"
_ARMOUR_HEADER = re.compile(r"(?:Hash|Charset|Comment|Version|NotDashEscaped): ?.*")


@dataclass(frozen=True, slots=True)
class Bare:
    """A *text* without armour; *sealed* says that a part of it cannot be read."""

    text: str
    sealed: bool = False


def without(text: str) -> Bare:
    r"""Return *text* without the armour at the beginning of its lines.

    >>> without("-----BEGIN PGP SIGNED MESSAGE-----\nHash: X\n\n- - 0.1 a").text
    '- 0.1 a'
    """
    if "-----BEGIN PGP " not in text:
        return Bare(text)
    kept: list[str] = []
    sealed = False
    # What a line is: plain, armour's own headers, signed, or to be left out.
    state = "plain"
    for line in text.split("\n"):
        mark = line.rstrip()
        if mark == _SIGNED and state == "plain":
            state = "headers"
        elif mark == _SIGNATURE and state == "signed":
            state = "signature"
        elif mark == _SEALED and state == "plain":
            state, sealed = "sealed", True
        elif state == "headers":
            if _ARMOUR_HEADER.fullmatch(mark):
                continue
            state = "signed"
            if mark:
                kept.append(line)
        elif state in ("signature", "sealed"):
            if mark in (_SIGNATURE_ENDS, _SEALED_ENDS):
                state = "plain"
        else:
            kept.append(line.removeprefix("- ") if state == "signed" else line)
    return Bare("\n".join(kept), sealed)
