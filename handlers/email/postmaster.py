"""`postmaster@`: whoever runs this, whose letters RFC 5321 wants taken from anybody."""

# A word about trouble with mail is short, and nothing of it is kept here.
LARGEST = 100_000


def is_meant(recipient: str, domain: str) -> bool:
    """Say whether *recipient* is the postmaster, of this *domain* or of none.

    >>> is_meant("Postmaster", "a.example"), is_meant("postmaster@b", "a.example")
    (True, False)
    """
    local, _, named = recipient.lower().partition("@")
    return local == "postmaster" and named in {"", domain}
