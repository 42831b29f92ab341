"""TXT records of the DNS, with a short patience and a memory."""

from threading import Lock

import dns.exception
import dns.resolver

_REMEMBERED = 2_000


class Undecided(Exception):
    """The DNS gave no answer for now; the same question may be answered later."""


class Texts:
    """Looks records up, waiting at most so many *seconds* for each."""

    def __init__(self, *, seconds: float) -> None:
        self._seconds = seconds
        self._resolver: dns.resolver.Resolver | None = None
        self._lock = Lock()

    def __call__(self, name: str) -> bytes | None:
        """Return the TXT record of *name*, or None; raise Undecided when unsure."""
        try:
            answer = self._opened().resolve(
                name, "TXT", raise_on_no_answer=False, lifetime=self._seconds
            )
        except (
            dns.exception.Timeout,
            dns.resolver.NoNameservers,
            dns.resolver.NoResolverConfiguration,
            OSError,
        ) as fault:
            raise Undecided from fault
        except dns.exception.DNSException:
            return None
        records = [] if answer.rrset is None else list(answer.rrset)
        return b"".join(records[0].strings) if records else None

    def _opened(self) -> dns.resolver.Resolver:
        """Return the machine's resolver; it is read when it is first needed."""
        with self._lock:
            if self._resolver is None:
                self._resolver = dns.resolver.Resolver()
                self._resolver.cache = dns.resolver.LRUCache(_REMEMBERED)
            return self._resolver
