"""A domain that signs its letters, and the DNS record that shows its key."""

from base64 import b64encode
from functools import cache

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

SELECTOR = "s1"


@cache
def _key(size):
    key = rsa.generate_private_key(public_exponent=65_537, key_size=size)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private, b"v=DKIM1; k=rsa; p=" + b64encode(public)


def record(size=1024):
    """Return the TXT record of our key."""
    return _key(size)[1]


def sign(raw, domain="firm.example", *, size=1024, **options):
    """Return the letter *raw* with a signature of *domain* on top."""
    options.setdefault("canonicalize", (b"relaxed", b"relaxed"))
    signature = dkim.sign(
        raw, SELECTOR.encode(), domain.encode(), _key(size)[0], **options
    )
    return signature + raw


class Dns:
    """A DNS that knows the keys of some domains, and remembers what it was asked."""

    def __init__(self, *domains, records=None):
        self.records = {f"{SELECTOR}._domainkey.{each}.": record() for each in domains}
        self.records |= records or {}
        self.asked = []

    def __call__(self, name):
        self.asked.append(name)
        found = self.records.get(name)
        if isinstance(found, Exception):
            raise found
        return found
