"""The only HTTP client: carries a request to a practice system, and its answer back."""

import logging
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

import httpx2

from bot.connectors.base import Later, Request, Response, Unsure

_SECONDS = 30.0
_CONNECT = 10.0
# Longer than any answer of theirs takes; what looks again waits longer than this.
LONGEST = 60.0
_LARGEST = 20 * 1024 * 1024
# What fails before the first byte of a request is out cannot have made anything.
_UNSENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.UnsupportedProtocol,
    httpx2.ProxyError,
)
# They name every address, and with it matters.
for _name in ("httpx2", "httpcore2"):
    logging.getLogger(_name).setLevel(logging.WARNING)
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Transport:
    """Carries requests, from any thread; its connections are kept open for the next."""

    seconds: float = _SECONDS
    longest: float = LONGEST
    _client: httpx2.Client | None = None
    _lock: Lock = field(default_factory=Lock)

    def send(self, request: Request) -> Response | Later | Unsure:
        """Return the answer; Later when *request* never left, Unsure when it may have.

        Nothing is followed and nothing is sent again: only who asked knows whether
        that is harmless.
        """
        begun = monotonic()
        try:
            response = self._sent(request, begun)
        except _UNSENT as fault:
            return Later(None, type(fault).__name__)
        except (httpx2.TransportError, httpx2.InvalidURL, httpx2.StreamError) as fault:
            return Unsure(type(fault).__name__)
        log.info(
            "asked method=%s status=%d ms=%d",
            request.method,
            response.status,
            round((monotonic() - begun) * 1000),
        )
        return response

    def close(self) -> None:
        """Close what is open."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = None

    def _sent(self, request: Request, begun: float) -> Response:
        with self._opened().stream(
            request.method,
            request.url,
            headers=dict(request.headers),
            content=request.body or None,
        ) as answer:
            parts: list[bytes] = []
            size = 0
            for part in answer.iter_bytes():
                size += len(part)
                if size > _LARGEST or monotonic() - begun > self.longest:
                    raise httpx2.ReadTimeout("too much or too slow")
                parts.append(part)
            headers = {name.casefold(): value for name, value in answer.headers.items()}
            return Response(answer.status_code, headers, b"".join(parts))

    def _opened(self) -> httpx2.Client:
        with self._lock:
            if self._client is None:
                self._client = httpx2.Client(
                    timeout=httpx2.Timeout(self.seconds, connect=_CONNECT),
                    follow_redirects=False,
                    headers={"User-Agent": "Tenths"},
                )
            return self._client
