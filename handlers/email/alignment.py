"""Whether the domain that vouches for a letter is the sender's own."""


def domain(address: str) -> str:
    """Return the domain of *address* as the DNS has it.

    >>> domain("Ada@Kanzlei-Müller.example")
    'xn--kanzlei-mller-4ob.example'
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
    name = name.strip().strip(".").casefold()
    try:
        return name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        return name
