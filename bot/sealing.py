"""Secrets of others, such as tokens, sealed before they are kept; and opened again.

A sealed text names its key, so that a new key can be put in front while what the old
one sealed is still read. What it is *about* (its table, firm, system, person) is sealed
with it: copied into another row it does not open.
"""

import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import Problem

SHORTEST = 32
_NONCE = 12
_KEY = 32
_NAME = 4
_PURPOSE = b"tenths sealing 1"


class Unsealable(Problem):
    """What was sealed cannot be opened with the keys that are set."""

    def __init__(self) -> None:
        """Say which setting decides."""
        super().__init__(
            "A kept token cannot be opened: it was sealed with a key that "
            "TENTHS_SECRET_KEY does not hold. Put that key behind the new one, with a "
            "blank between, or connect again."
        )


@dataclass(frozen=True, slots=True)
class Key:
    """One key and the *name* that what it seals begins with."""

    name: str
    cipher: AESGCM


def keys(secret: str) -> tuple[Key, ...]:
    """Return the keys in *secret*, which are parted by blanks; the first one seals.

    ValueError is raised for one that is too short to be a secret.
    """
    return tuple(_key(each) for each in secret.split())


def seal(ring: Sequence[Key], text: str, *, about: Sequence[object]) -> str:
    """Return *text* sealed under the first key, bound to what it is *about*."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = ring[0].cipher.encrypt(nonce, text.encode(), _bound(about))
    return f"{ring[0].name}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(ring: Sequence[Key], sealed: str, *, about: Sequence[object]) -> str:
    """Return the text that was sealed, or raise Unsealable."""
    name, _, rest = sealed.partition(".")
    for key in ring:
        if key.name == name:
            try:
                raw = base64.b64decode(rest, altchars=b"-_", validate=True)
                opened = key.cipher.decrypt(raw[:_NONCE], raw[_NONCE:], _bound(about))
                return opened.decode()
            except (ValueError, InvalidTag) as error:
                raise Unsealable from error
    raise Unsealable


def is_current(ring: Sequence[Key], sealed: str) -> bool:
    """Return whether *sealed* is under the first key."""
    return sealed.partition(".")[0] == ring[0].name


def rotate(ring: Sequence[Key], sealed: str, *, about: Sequence[object]) -> str:
    """Return what was *sealed* under the first key, sealed anew where it is not."""
    if is_current(ring, sealed):
        return sealed
    return seal(ring, unseal(ring, sealed, about=about), about=about)


def generate() -> str:
    """Return a new secret that `keys` takes."""
    return base64.urlsafe_b64encode(secrets.token_bytes(_KEY)).decode()


def _key(secret: str) -> Key:
    """Return the key that is made from one *secret*."""
    if len(secret) < SHORTEST:
        raise ValueError(f"is shorter than {SHORTEST} characters")
    made = HKDF(
        algorithm=hashes.SHA256(), length=_NAME + _KEY, salt=None, info=_PURPOSE
    ).derive(secret.encode("utf-8", "surrogateescape"))
    return Key(made[:_NAME].hex(), AESGCM(made[_NAME:]))


def _bound(about: Sequence[object]) -> bytes:
    """Return what a sealed text is about, so that no two things read the same."""
    return json.dumps([str(each) for each in about]).encode()
