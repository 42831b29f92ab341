"""What the firm's own mail server says of a sender, in Authentication-Results.

https://www.rfc-editor.org/rfc/rfc8601: anybody can write the header. Only the topmost
one under the firm's own name is looked at, and only where no other firm's server has
handled the letter since.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

import authres
import authres.dmarc

from handlers.email import alignment
from handlers.email.heads import Head

NONE, DMARC, DKIM = "none", "dmarc", "dkim"
_LONGEST = 8_000
_MOST_COMMENTS = 60
_FEATURES = authres.FeatureContext(authres.dmarc)
_FOLDED = re.compile(r"\r?\n(?=[ \t])")
_COMMENT = re.compile(r"\([^()]*\)")
_UNKNOWN = re.compile(r"[^\t -~]")
_NAME = re.compile(r"[ \t]*([^\s;()\"]+)")
_BY = re.compile(r"(?:^|\s)by\s+([^\s;()]+)", re.IGNORECASE)


class Found(NamedTuple):
    """What is *shown*: DMARC, DKIM or NONE; and whether a signature alone shows it."""

    shown: str
    by_signature: bool = False


def shown(
    head: Head, *, domain: str, authserv_id: str, ours: Iterable[str] = ()
) -> Found:
    """Return what shows that a letter comes from *domain*.

    *authserv_id* is the name that the firm's server signs its results with. *ours*
    are further domains whose servers are the firm's.
    """
    wanted = authserv_id.casefold()
    near = (_parent(wanted), *ours)
    for name, value in head.fields:
        if name == "received" and not _is_near(value, near):
            break
        if name == "authentication-results":
            found, results = _read(value)
            if found == wanted:
                return _judged(results, domain)
    return Found(NONE)


def _judged(results: list[authres.AuthenticationResult], domain: str) -> Found:
    """Return what *results* show of *domain*."""
    verdicts = [each for each in results if each.method == "dmarc"]
    passed = [each for each in verdicts if each.result == "pass"]
    if any(each.result == "fail" for each in verdicts) or not all(
        _is_about(each, domain) for each in passed
    ):
        return Found(NONE)
    if passed and len(passed) == len(verdicts):
        return Found(DMARC, by_signature=not _has(results, "spf", _is_sent, domain))
    signed = _has(results, "dkim", _is_signed, domain)
    return Found(DKIM, by_signature=True) if signed else Found(NONE)


def _has(
    results: list[authres.AuthenticationResult],
    method: str,
    is_theirs: Callable[[authres.AuthenticationResult, str], bool],
    domain: str,
) -> bool:
    """Say whether *method* has passed for *domain*."""
    return any(
        each.method == method and each.result == "pass" and is_theirs(each, domain)
        for each in results
    )


def _is_about(result: authres.AuthenticationResult, domain: str) -> bool:
    """Say whether a verdict of DMARC is about *domain*, if it names one."""
    named = _properties(result).get("header.from")
    return named is None or alignment.aligned(named.rpartition("@")[2], domain)


def _is_signed(result: authres.AuthenticationResult, domain: str) -> bool:
    """Say whether it is *domain* that the signature is of."""
    told = _properties(result)
    signer = told.get("header.d") or told.get("header.i", "").rpartition("@")[2]
    return alignment.aligned(signer, domain)


def _is_sent(result: authres.AuthenticationResult, domain: str) -> bool:
    """Say whether it is *domain* whose server has sent the letter."""
    giver = _properties(result).get("smtp.mailfrom", "")
    return alignment.aligned(giver.rpartition("@")[2], domain)


def _properties(result: authres.AuthenticationResult) -> dict[str, str]:
    """Return the first value of each property of a *result*."""
    return {
        f"{each.type}.{each.name}": str(each.value or "")
        for each in reversed(result.properties)
    }


def _read(value: bytes) -> tuple[str, list[authres.AuthenticationResult]]:
    """Return whose results they are, and what they are; nothing that is not clear."""
    text = _FOLDED.sub("", value[:_LONGEST].decode("latin-1")).strip()
    bare = _NAME.match(_COMMENT.sub(" ", text))
    name = bare[1].casefold() if bare else ""
    # The library goes on after what it does not know, even inside of quotes.
    if (
        len(value) > _LONGEST
        or text.count("(") > _MOST_COMMENTS
        or _UNKNOWN.search(text)
    ):
        return name, []
    try:
        # Some end with a semicolon behind which there is nothing.
        header = _FEATURES.parse_value(text.rstrip("; \t"))
    except authres.AuthResError:
        return name, []
    kept = [each for each in header.results if hasattr(each, "method")]
    return str(header.authserv_id).casefold(), kept


def _is_near(received: bytes, near: Iterable[str]) -> bool:
    """Say whether one of our own servers took the letter in there.

    What names no server, or one by its number alone, tells nothing and is passed by.
    """
    text = received[:_LONGEST].decode("ascii", "replace")
    by = _BY.search(_COMMENT.sub(" ", text))
    name = by[1].casefold().rstrip(".") if by else ""
    if "." not in name or name.replace(".", "").isdigit() or name.startswith("["):
        return True
    return any(name == each or name.endswith(f".{each}") for each in near)


def _parent(name: str) -> str:
    """Return the domain that a server's *name* is in."""
    return name.partition(".")[2] if name.count(".") > 1 else name
