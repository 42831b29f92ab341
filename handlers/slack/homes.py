"""Where the app is installed: the workspace of a payload, and the token that opens it.

There are two ways: one workspace whose token the operator has set, or every workspace
that has installed the app, whose tokens are kept sealed and renewed in time.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.workspaces import Installed, Tokens, Workspaces
from handlers.slack import client as clients
from handlers.slack.actors import Actor
from handlers.slack.client import Api, Denied, NotSent

CHANNEL = "slack"
_UNNAMED = "here"
_REMEMBERED = 60.0
# A token lives for twelve hours; one that is used later is renewed well ahead.
_AHEAD = timedelta(hours=2)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Home:
    """A workspace (or a whole organisation, *org*) that the app is installed in."""

    name: str
    team: str
    enterprise: str
    org: bool
    bot_user: str
    bot: str
    token: str = field(repr=False)
    installer: str = ""

    @property
    def address(self) -> str:
        """Return how addresses of its people begin."""
        return f"{CHANNEL}:{self.name}"

    def by(self, user: str) -> str:
        """Return the address of one of its people."""
        return f"{self.address}:{user}"

    def key(self, *parts: str) -> str:
        """Return the key of a message of one of its conversations."""
        return ":".join((self.address, *parts))

    def fits(self, actor: Actor) -> bool:
        """Return whether nothing that a payload says speaks of another company.

        In an organisation every workspace is its own; there the person's profile
        decides.
        """
        if self.org or not (self.team or self.enterprise):
            return True
        return actor.claims <= {self.team, self.enterprise} - {""}


class Homes(Protocol):
    """Finds the home of a payload."""

    async def of(self, actor: Actor) -> Home | None:
        """Return the home that a payload is for; None when the app is not there."""

    async def named(self, name: str) -> Home | None:
        """Return the home with that name, or None."""

    async def gone(self, actor: Actor) -> None:
        """Forget a home: the app was taken out of it, or its token was revoked."""

    @property
    def known(self) -> bool:
        """Return whether Slack has told whose the token is, where there is one."""


class One:
    """The workspace whose token the operator has set."""

    def __init__(self, api: Api, workspaces: Workspaces, token: str) -> None:
        self._api, self._workspaces, self._token = api, workspaces, token
        self._home: Home | None = None
        self._lock = asyncio.Lock()

    async def of(self, actor: Actor) -> Home | None:
        """Return the one home there is, unless the payload is for another one."""
        home = await self.home()
        known = {home.team, home.enterprise} - {""}
        if home.org or not known or not actor.team or actor.team in known:
            return home
        return None

    async def named(self, name: str) -> Home | None:
        """Return the home if that is its name."""
        home = await self.home()
        return home if home.name == name else None

    async def gone(self, actor: Actor) -> None:
        """Say it in the log; the operator has set the token, and sets another."""
        del actor
        log.warning("the app was removed or its token revoked")

    @property
    def known(self) -> bool:
        """Return whether Slack has told whose token it is."""
        return self._home is not None

    async def home(self) -> Home:
        """Return the home, asking Slack whose token that is the first time."""
        if self._home is not None:
            return self._home
        async with self._lock:
            if self._home is None:
                self._home = await self._asked()
        return self._home

    async def _asked(self) -> Home:
        told = await clients.read(self._api.client(self._token).auth_test())
        details = _details(told)
        name = details["team"] or details["enterprise"] or _UNNAMED
        if details["org"] and details["enterprise"]:
            name = details["enterprise"]
        await asyncio.to_thread(
            self._workspaces.settle,
            f"{CHANNEL}:{name}",
            name=str(told.get("team") or told.get("enterprise") or "Your firm"),
            details=details,
        )
        log.info("installed home=%s", name)
        return _home(name, details, self._token)


class Many:
    """Every workspace that has installed the app."""

    def __init__(
        self,
        api: Api,
        workspaces: Workspaces,
        settings: Settings,
        now: Callable[[], datetime],
    ) -> None:
        self._api, self._workspaces = api, workspaces
        self._settings, self._now = settings, now
        self._known: dict[str, tuple[float, Installed | None]] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def of(self, actor: Actor) -> Home | None:
        """Return the home of a payload: its organisation's, else its workspace's."""
        names = [actor.team, actor.enterprise]
        if actor.org:
            names.reverse()
        for name in names:
            found = await self.named(name) if name else None
            if found is not None:
                return found
        return None

    async def named(self, name: str) -> Home | None:
        """Return the home with that name, its token renewed where it ends soon."""
        found = await self._installed(name)
        if found is None or found.tokens is None:
            return None
        if self._ends(found):
            found = await self._renewed(name) or found
        if found.tokens is None:
            return None
        return _home(name, found.details, found.tokens.access)

    async def gone(self, actor: Actor) -> None:
        """Forget the tokens of a home."""
        for name in {actor.team, actor.enterprise} - {""}:
            known = await asyncio.to_thread(self._find, name)
            if known is not None and bool(known.details.get("org")) in {
                actor.org,
                not actor.team,
            }:
                await asyncio.to_thread(self._workspaces.remove, f"{CHANNEL}:{name}")
                log.info("removed home=%s", name)
            self._known.pop(name, None)

    @property
    def known(self) -> bool:
        """Return that each workspace is found when it asks."""
        return True

    def forget(self, name: str) -> None:
        """Look a home up anew the next time: it has just been installed."""
        self._known.pop(name, None)

    async def _installed(self, name: str) -> Installed | None:
        at, found = self._known.get(name, (0.0, None))
        if name in self._known and monotonic() - at < _REMEMBERED:
            return found
        found = await asyncio.to_thread(self._find, name)
        if len(self._known) > 10_000:
            self._known.clear()
        self._known[name] = (monotonic(), found)
        return found

    def _find(self, name: str) -> Installed | None:
        return self._workspaces.find(f"{CHANNEL}:{name}")

    def _ends(self, found: Installed) -> bool:
        tokens = found.tokens
        return bool(
            tokens
            and tokens.refresh
            and tokens.expires
            and tokens.expires - self._now() < _AHEAD
        )

    async def _renewed(self, name: str) -> Installed | None:
        """Renew the token of a home, one at a time; None when that was not to be."""
        async with self._locks.setdefault(name, asyncio.Lock()):
            # Somebody else may have renewed it meanwhile, here or in another process.
            found = await asyncio.to_thread(self._find, name)
            if found is None or not self._ends(found) or found.tokens is None:
                self._known[name] = (monotonic(), found)
                return found
            try:
                told = await self._api.grant(
                    self._settings.slack_client_id or "",
                    self._settings.slack_client_secret or "",
                    grant_type="refresh_token",
                    refresh_token=found.tokens.refresh or "",
                )
            except (NotSent, Denied) as error:
                log.warning("not renewed home=%s why=%s", name, error.why)
                return None
            tokens = tokens_of(told, now=self._now())
            await asyncio.to_thread(self._workspaces.renewed, found, tokens)
            found = await asyncio.to_thread(self._find, name)
            self._known[name] = (monotonic(), found)
            log.info("renewed home=%s", name)
            return found


def tokens_of(told: Mapping[str, Any], *, now: datetime) -> Tokens:
    """Return the tokens in what Slack answers to an installation or a renewal."""
    seconds = told.get("expires_in")
    return Tokens(
        access=str(told["access_token"]),
        refresh=told.get("refresh_token") or None,
        expires=now + timedelta(seconds=float(seconds)) if seconds else None,
    )


def details_of(told: Mapping[str, Any], *, tested: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of an installation beside its tokens."""
    team = told.get("team") or {}
    enterprise = told.get("enterprise") or {}
    return {
        "team": str(team.get("id") or ""),
        "enterprise": str(enterprise.get("id") or ""),
        "org": bool(told.get("is_enterprise_install")),
        "bot_user": str(told.get("bot_user_id") or tested.get("user_id") or ""),
        "bot": str(tested.get("bot_id") or ""),
        "installer": str((told.get("authed_user") or {}).get("id") or ""),
        "scope": str(told.get("scope") or ""),
    }


def client(api: Api, home: Home, *, team: str = "") -> AsyncWebClient:
    """Return what calls Slack for a home; an organisation's needs the *team*, too."""
    return api.client(home.token, team=team or None if home.org else None)


def _details(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `auth.test` says of the installation that a token is of."""
    return {
        "team": str(told.get("team_id") or ""),
        "enterprise": str(told.get("enterprise_id") or ""),
        "org": bool(told.get("is_enterprise_install")),
        "bot_user": str(told.get("user_id") or ""),
        "bot": str(told.get("bot_id") or ""),
        "installer": "",
    }


def _home(name: str, details: Mapping[str, Any], token: str) -> Home:
    return Home(
        name=name,
        team=details.get("team", ""),
        enterprise=details.get("enterprise", ""),
        org=bool(details.get("org")),
        bot_user=details.get("bot_user", ""),
        bot=details.get("bot", ""),
        token=token,
        installer=details.get("installer", ""),
    )
