"""Whether the domain that vouches for a letter is the sender's own."""

import re
from unicodedata import normalize

# What the older rules for names, Python's own, take for something else: since 2010
# (RFC 5892) the domain with ß is another one than that with ss, and somebody else's.
_KEPT = re.compile("[ßς\u200c\u200d]")
_DOTS = re.compile("[.\u3002\uff0e\uff61]")


def domain(address: str) -> str:
    """Return the domain of *address* as the DNS has it.

    >>> domain("Ada@Kanzlei-Müller.example")
    'xn--kanzlei-mller-4ob.example'
    >>> domain("ada@groß.example")
    'xn--gro-7ka.example'
    """
    return _ascii(address.rpartition("@")[2])


def aligned(one: str, other: str) -> bool:
    """Say whether two domains belong together: equal, or one above the other.

    Without a list of public suffixes this is narrower than DMARC's relaxed alignment
    (two children of one domain are not aligned), and never wider where it matters:
    nobody but its registry can sign for a suffix such as `com.au`.

    >>> aligned("mail.firm.example", "firm.example"), aligned("example", "firm.example")
    (True, False)
    """
    one, other = _ascii(one), _ascii(other)
    if len(one) < len(other):
        one, other = other, one
    return "." in other and (one == other or one.endswith(f".{other}"))


def _ascii(name: str) -> str:
    name = name.strip().strip(".").lower()
    if name.isascii():
        return name
    try:
        return ".".join(_label(each) for each in _DOTS.split(name))
    except UnicodeError:
        return name


def _label(label: str) -> str:
    if _KEPT.search(label):
        return f"xn--{normalize('NFKC', label).encode('punycode').decode()}"
    return label.encode("idna").decode()
