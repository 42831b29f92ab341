"""Everything the door says, as SMTP has it: a reply code, an enhanced code, words.

https://www.rfc-editor.org/rfc/rfc3463 lists the enhanced codes. 4xx is said again
later by the server that sends; 5xx goes back to the person who wrote.
"""

from collections.abc import Sequence

SENDER = "250 2.1.0 OK"
RECIPIENT = "250 2.1.5 OK"
TAKEN = "250 2.6.0 Kept"
# The same words whether the token is unknown, revoked or missing, or the domain wrong.
NO_MAILBOX = "550 5.1.1 There is no such mailbox here"
NOT_SHOWN = (
    "550 5.7.1 Nothing was kept: this address takes letters only from its owner, and "
    "this one was not shown to come from an address that is registered for it. Send "
    "from your registered address; if you did, ask your IT to sign mail with DKIM for "
    "its domain"
)
MISDATED = (
    "550 5.7.1 Nothing was kept: by its date this letter was written more than 14 days "
    "ago, or is still to be written, so anybody may have sent it again. "
    "Set the clock of the machine that you write on, then send the line in a new letter"
)
TOO_LARGE = "552 5.3.4 The letter is larger than is taken here; send it without files"
NO_ROOM = "452 4.3.1 Too much mail is coming in for the moment; send it again later"
LONG_LINE = "554 5.6.0 The letter has a line longer than is taken here"
LOOP = "554 5.4.6 The letter has been passed on too often; it goes round in a circle"
TROUBLE = "451 4.3.0 The letter cannot be kept for the moment; send it again later"
NO_ANSWER = (
    "451 4.4.3 The sender cannot be verified for the moment; send it again later"
)
CLOSING = "421 4.3.2 Going down for a moment; send it again later"
FULL = "421 4.3.2 Too many connections; send it again later"
TOO_FAST = "450 4.7.1 Too many letters at once; send it again later"
TOO_MANY = "452 4.5.3 Too many recipients; send the letter to the others again"
GUESSING = "421 4.7.0 Too many unknown mailboxes"

# The library's own words, and ours for them.
PROPER = {
    "552 Error: message size exceeds fixed maximum message size": TOO_LARGE,
    "552 Error: Too much mail data": TOO_LARGE,
    "500 Line too long (see RFC5321 4.5.3.1.6)": LONG_LINE,
}


def together(statuses: Sequence[str]) -> str:
    """Return the one status that SMTP has for a letter to several people.

    What must come again comes again for all: those who have it already keep it once.
    Who was refused it is refused it alone, as long as anybody has it.

    >>> together([NOT_SHOWN, TAKEN]) == TAKEN, together([TAKEN, TROUBLE]) == TROUBLE
    (True, True)
    """
    for kind in "42":
        for status in statuses:
            if status.startswith(kind):
                return status
    return statuses[0]
