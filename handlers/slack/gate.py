"""Who gets in: every payload of every kind passes here before anything is done."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.workspaces import Workspaces
from handlers.slack import actors
from handlers.slack.actors import Actor, Payload
from handlers.slack.homes import Home, Homes
from handlers.slack.members import Members, Profile

# These tell of an installation, not of a person.
LIFECYCLE = frozenset({"app_uninstalled", "tokens_revoked", "app_rate_limited"})
_WORDS = {
    "stranger": "Tenths keeps the time of this workspace's own members only.",
    "unknown": "Tenths keeps the time of this workspace's own members only.",
    "guest": "Tenths keeps the time of full members; guests cannot use it here.",
    "invited": "Tenths keeps the time of full members; guests cannot use it here.",
    "no home": "Tenths is not installed in this workspace. An admin can install it.",
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entered:
    """A person of a *home* who was let in, by their address."""

    home: Home
    user: str
    by: str
    team: str
    profile: Profile


class TurnedAway(Exception):
    """Somebody may not do anything here; *why* says it in a word."""

    def __init__(self, why: str) -> None:
        """Name the reason; what the person reads of it is in *words*."""
        super().__init__(why)
        self.why = why
        self.words = _WORDS.get(why, "")


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets members of the own workspace in, and nobody else."""

    homes: Homes
    members: Members
    workspaces: Workspaces

    async def home(self, body: Payload) -> Home | None:
        """Return the installation that a payload is for, or None."""
        return await self.homes.of(actors.of(body))

    async def enter(self, body: Payload) -> Entered:
        """Return who acts, or raise TurnedAway; NotSent when it cannot be told now."""
        actor = actors.of(body)
        home = await self.homes.of(actor)
        if home is None:
            raise TurnedAway("no home")
        if not actor.user and not actor.is_bot:
            actor = replace(actor, user=await self._alone(home, body))
        if actor.is_bot or not actor.user or actor.user == home.bot_user:
            raise TurnedAway("bot")
        if not home.fits(actor):
            raise TurnedAway("stranger")
        profile = await self.members.profile(home, actor.user, team=_inside(actor))
        if profile.refused:
            raise TurnedAway(profile.refused)
        return Entered(home, actor.user, home.by(actor.user), _inside(actor), profile)

    async def _alone(self, home: Home, body: Payload) -> str:
        """Return who is with us in the conversation of an event that names nobody."""
        event = body.get("event")
        channel = event.get("channel") if isinstance(event, Mapping) else None
        if not isinstance(channel, str) or not channel.startswith("D"):
            return ""
        by = await asyncio.to_thread(
            self.workspaces.who_is_in, channel, home=home.address
        )
        return (by or "").rpartition(":")[2]


def _inside(actor: Actor) -> str:
    """Return the workspace that a payload came from, as far as it says."""
    return actor.team
