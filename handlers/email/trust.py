"""Whether a letter is shown to come from the person that it says it is from.

A From line proves nothing: anybody can write it. What shows the sender is the firm's
own mail server (DMARC, or DKIM of the sender's domain), or DKIM verified here.
"""

from handlers.email import alignment, authresults, dkimcheck, heads
from handlers.email.authresults import DKIM, DMARC, NONE
from handlers.email.dkimcheck import Lookup
from handlers.email.heads import Head

__all__ = ["DKIM", "DMARC", "NONE", "by_results", "seals", "shown"]

# One who reads the first and one who verifies the last see two different letters.
_ONCE = frozenset(
    "from sender subject date to cc message-id content-type "
    "content-transfer-encoding".split()
)


def shown(
    raw: bytes,
    *,
    sender: str,
    authserv_id: str | None,
    ours: tuple[str, ...] = (),
    lookup: Lookup | None = None,
) -> str:
    """Return what shows that the letter *raw* comes from *sender*, or NONE.

    *lookup* gives TXT records; without it no signature is verified here. What it
    raises comes through.
    """
    told = by_results(raw, sender=sender, authserv_id=authserv_id, ours=ours)
    head, body = heads.read(raw)
    if told != NONE or lookup is None or not _is_clear(head, sender):
        return told
    good = dkimcheck.verified(
        raw, head, body=body, domain=alignment.domain(sender), lookup=lookup
    )
    return DKIM if good else NONE


def by_results(
    raw: bytes, *, sender: str, authserv_id: str | None, ours: tuple[str, ...] = ()
) -> str:
    """Return what the server called *authserv_id* says that shows the *sender*."""
    head, body = heads.read(raw)
    if authserv_id is None or not _is_clear(head, sender):
        return NONE
    domain = alignment.domain(sender)
    found = authresults.shown(head, domain=domain, authserv_id=authserv_id, ours=ours)
    if found.by_signature and dkimcheck.leaves_gaps(
        raw, head, body=body, domain=domain
    ):
        return NONE
    return found.shown


def seals(raw: bytes, *, sender: str) -> tuple[str, ...]:
    """Return what the signatures of the *sender*'s domain seal in the letter *raw*.

    Ask only for a letter whose sender is shown. Who sends it once more can change what
    is not signed, but never all of these.
    """
    head, body = heads.read(raw)
    return dkimcheck.seals(raw, head, body=body, domain=alignment.domain(sender))


def _is_clear(head: Head, sender: str) -> bool:
    """Say whether everybody reads the same sender in the same letter."""
    return bool(sender) and not head.cut and _ONCE.isdisjoint(head.doubled)
