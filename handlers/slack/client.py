"""Slack's Web API as we call it: one session, no silent repeats, faults told apart."""

import base64
import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

_TIMEOUT = 20
_LARGEST = 2_000_000
_SOON = 2.0
# What passes by itself, by Slack's own names.
_PASSING = frozenset(
    "ratelimited rate_limited internal_error fatal_error service_unavailable "
    "request_timeout accesslimited team_added_to_org external_channel_migrating "
    "message_limit_exceeded".split()
)
# What says that a token opens nothing any more.
REVOKED = frozenset(
    "invalid_auth not_authed account_inactive token_revoked token_expired".split()
)
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_BLOCKS = frozenset("invalid_blocks invalid_blocks_format msg_blocks_too_long".split())


# Something that is no JSON (a proxy's page, half an answer), or nothing at all.
_LOST = (
    aiohttp.ClientError,
    TimeoutError,
    SlackClientError,
    ValueError,
    AttributeError,
    OSError,
)


class Unsure(Exception):
    """A call may have been done, or not: its answer never came."""


class NotSent(Exception):
    """A call was certainly not done, and may be made again after *seconds*."""

    def __init__(self, why: str, *, seconds: float = _SOON) -> None:
        """Say *why*, in one word of Slack's or ours."""
        super().__init__(why)
        self.why = why
        self.seconds = seconds


class Denied(Exception):
    """Slack will not do what was asked; asking again changes nothing."""

    def __init__(self, why: str) -> None:
        """Say *why*, in Slack's one word."""
        super().__init__(why)
        self.why = why

    @property
    def blocks(self) -> bool:
        """Return whether blocks are what is wrong."""
        return self.why in _BLOCKS


@dataclass(frozen=True, slots=True)
class Api:
    """How Slack is reached: its base address, and the session that all calls share."""

    base: str
    session: aiohttp.ClientSession

    def client(self, token: str, *, team: str | None = None) -> AsyncWebClient:
        """Return what calls Slack with a *token*; *team* is for organisations'."""
        return AsyncWebClient(
            token=token,
            base_url=self.base,
            timeout=_TIMEOUT,
            session=self.session,
            team_id=team,
            # A repeat of a call whose answer was lost would post twice.
            retry_handlers=[],
            logger=silent(),
        )

    async def grant(
        self, client_id: str, client_secret: str, **said: str
    ) -> Mapping[str, Any]:
        """Return the tokens that Slack grants for a code, or for a refresh token."""
        both = f"{client_id}:{client_secret}".encode()
        # The library's own way is one that its own library is giving up.
        basic = {"Authorization": f"Basic {base64.b64encode(both).decode()}"}
        return await read(
            self.client("").api_call("oauth.v2.access", data=said, headers=basic)
        )

    async def fetch(self, url: str, *, token: str) -> bytes:
        """Return a file of Slack's; a token goes nowhere else."""
        if not self.is_slacks(url):
            raise Denied("not_slack")
        try:
            async with self.session.get(
                url,
                headers={"Authorization": f"Bearer {token}"},
                timeout=aiohttp.ClientTimeout(_TIMEOUT),
                allow_redirects=False,
            ) as answer:
                if answer.status >= 500 or answer.status == 429:
                    raise NotSent(f"http_{answer.status}")
                if answer.status != 200:
                    raise Denied(f"http_{answer.status}")
                return await answer.content.read(_LARGEST)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotSent(type(error).__name__) from error

    async def store(self, url: str, content: bytes) -> None:
        """Put the bytes of a file where Slack has said."""
        if not self.is_slacks(url):
            raise Denied("not_slack")
        try:
            async with self.session.post(
                url, data=content, timeout=aiohttp.ClientTimeout(120)
            ) as answer:
                if answer.status >= 500 or answer.status == 429:
                    raise NotSent(f"http_{answer.status}")
                if answer.status >= 300:
                    raise Denied(f"http_{answer.status}")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotSent(type(error).__name__) from error

    async def answer(self, url: str, answer: Mapping[str, Any]) -> None:
        """Post an answer to the address that Slack has given for it."""
        if not self.is_slacks(url):
            raise Denied("not_slack")
        try:
            async with self.session.post(
                url, json=dict(answer), timeout=aiohttp.ClientTimeout(_TIMEOUT)
            ) as told:
                if told.status >= 300:
                    raise Denied(f"http_{told.status}")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotSent(type(error).__name__) from error

    def is_slacks(self, url: str) -> bool:
        """Return whether *url* is of Slack, or of what stands for it here."""
        try:
            parts, base = urlsplit(url), urlsplit(self.base)
            host = parts.hostname or ""
        except ValueError:
            return False
        # What stands for Slack may keep its files at another port, of its own machine.
        if parts.scheme == base.scheme and host == base.hostname:
            return True
        if base.hostname in _LOOPBACK:
            return host in _LOOPBACK
        slacks = host == "slack.com" or host.endswith((".slack.com", ".slack-gov.com"))
        return parts.scheme == "https" and slacks


async def done(asked: Awaitable[AsyncSlackResponse]) -> Mapping[str, Any]:
    """Return what Slack answers; NotSent, Unsure or Denied says what went wrong."""
    try:
        data = (await asked).data
    except SlackApiError as error:
        raise _fault(error) from None
    except aiohttp.ClientConnectorError as error:
        raise NotSent(type(error).__name__) from None
    except _LOST as error:
        raise Unsure(type(error).__name__) from None
    if not isinstance(data, Mapping):
        raise Unsure("no_json")
    return data


async def read(asked: Awaitable[AsyncSlackResponse]) -> Mapping[str, Any]:
    """Return what Slack answers to a call that may always be made again."""
    try:
        return await done(asked)
    except Unsure as error:
        raise NotSent(str(error)) from None


def silent() -> logging.Logger:
    """Return a logger that says nothing: what the libraries quote is privileged."""
    logger = logging.getLogger("tenths.silent")
    logger.disabled = True
    return logger


def _fault(error: SlackApiError) -> Exception:
    """Return what went wrong, told apart by what may be done about it."""
    answer = error.response
    data = answer.data if hasattr(answer, "data") else {}
    status = getattr(answer, "status_code", getattr(answer, "status", 200))
    why = str(data.get("error", "")) if isinstance(data, Mapping) else ""
    if status == 429 or why in {"ratelimited", "rate_limited"}:
        return NotSent("ratelimited", seconds=_retry_after(answer))
    if why in _PASSING:
        return NotSent(why)
    if status >= 500 or not why:
        return Unsure(f"http_{status}")
    return Denied(why)


def _retry_after(answer: Any) -> float:
    """Return how long Slack wants us to wait: between a second and an hour."""
    headers = {str(k).lower(): v for k, v in dict(answer.headers or {}).items()}
    said = headers.get("retry-after", _SOON)
    if isinstance(said, list):
        said = said[0] if said else _SOON
    try:
        return min(3_600.0, max(1.0, float(said)))
    except (TypeError, ValueError):
        return _SOON
