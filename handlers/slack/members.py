"""Who somebody is in their workspace: a full member, or one who is turned away."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from bot.workspaces import Member, Workspaces
from handlers.slack import client as clients
from handlers.slack import homes
from handlers.slack.client import Api, Denied, NotSent
from handlers.slack.homes import Home

_FRESH = 600.0
_MOST = 20_000
# Slack itself, which writes to everybody.
_SLACKBOT = "USLACKBOT"
# Profiles cannot be looked up here at all; what the payload says must do.
_CANNOT = frozenset({"unknown_method", "method_not_supported_for_channel_type"})
_NOBODY = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as Slack describes them; *leads* says that they run the workspace.

    *refused* says in a word why they are not let in.
    """

    member: Member
    refused: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    at: float
    profile: Profile


class Members:
    """Looks people up, and remembers them for a while."""

    def __init__(self, api: Api, workspaces: Workspaces) -> None:
        self._api, self._workspaces = api, workspaces
        self._seen: dict[str, _Seen] = {}
        self._known: set[str] = set()
        self._looking: dict[str, asyncio.Task[None]] = {}

    async def profile(self, home: Home, user: str, *, team: str = "") -> Profile:
        """Return who somebody is; NotSent is raised when that cannot be told now.

        Whoever was let in before is not kept waiting: they are looked up beside.
        """
        by = home.by(user)
        seen = self._seen.get(by)
        if seen is not None and monotonic() - seen.at < _FRESH:
            return seen.profile
        if user == _SLACKBOT or user in {home.bot_user, ""}:
            return Profile(Member(""), refused="bot")
        if seen is not None or await self.is_known(by):
            self._look_beside(home, user, team)
            return seen.profile if seen else Profile(Member(""))
        return await self._look(home, user, team)

    async def is_known(self, by: str) -> bool:
        """Return whether somebody has joined."""
        if by in self._known:
            return True
        if await asyncio.to_thread(self._workspaces.is_known, by):
            self._known.add(by)
            return True
        return False

    async def names(self, home: Home, users: list[str]) -> dict[str, str]:
        """Return the names of people by their ids, as far as they can be told."""
        found: dict[str, str] = {}
        for user in users[:20]:
            try:
                profile = await self.profile(home, user)
                if not profile.member.name and not profile.refused:
                    profile = await self._look(home, user, "")
            except NotSent:
                continue
            if profile.member.name:
                found[user] = profile.member.name
        return found

    def forget(self, by: str) -> None:
        """Look somebody up anew the next time."""
        self._seen.pop(by, None)

    async def close(self) -> None:
        """Leave off looking."""
        for task in list(self._looking.values()):
            task.cancel()
        await asyncio.gather(*self._looking.values(), return_exceptions=True)

    def _look_beside(self, home: Home, user: str, team: str) -> None:
        by = home.by(user)
        if by in self._looking:
            return

        async def look() -> None:
            try:
                profile = await self._look(home, user, team)
                if not profile.refused and profile.member.name:
                    await asyncio.to_thread(
                        self._workspaces.seen, by, member=profile.member
                    )
            except NotSent as error:
                log.info("not looked up why=%s", error.why)
            finally:
                self._looking.pop(by, None)

        self._looking[by] = asyncio.get_running_loop().create_task(look())

    async def _look(self, home: Home, user: str, team: str) -> Profile:
        try:
            told = await clients.read(
                homes.client(self._api, home, team=team).users_info(
                    user=user, include_locale=True
                )
            )
            said = told.get("user")
            known = said if isinstance(said, Mapping) else {}
            profile = read(known, home=home, team=team)
        except Denied as error:
            if error.why in _CANNOT:
                profile = Profile(Member(""))
            elif error.why in _NOBODY:
                profile = Profile(Member(""), refused="unknown")
            else:
                raise NotSent(error.why) from None
        if len(self._seen) >= _MOST:
            self._seen.clear()
        self._seen[home.by(user)] = _Seen(monotonic(), profile)
        return profile


def read(user: Mapping[str, Any], *, home: Home, team: str = "") -> Profile:
    """Return who somebody is by what Slack says of them.

    *team* is the workspace of an organisation that the app was called from.
    """
    about = user.get("profile")
    profile: Mapping[str, Any] = about if isinstance(about, Mapping) else {}
    names = (
        profile.get("real_name"),
        user.get("real_name"),
        profile.get("display_name"),
        user.get("name"),
    )
    member = Member(
        name=next(
            (each for each in names if isinstance(each, str) and each.strip()), ""
        ),
        zone=str(user.get("tz") or ""),
        locale=str(user.get("locale") or ""),
        email=str(profile.get("email") or ""),
    )
    return Profile(
        member,
        refused=_refused(user, home, inside=team),
        leads=bool(user.get("is_admin") or user.get("is_owner")),
    )


def _refused(user: Mapping[str, Any], home: Home, *, inside: str) -> str:
    """Return in a word why somebody is not let in, or nothing."""
    if user.get("deleted"):
        return "deleted"
    if user.get("is_bot") or user.get("is_workflow_bot") or user.get("id") == _SLACKBOT:
        return "bot"
    if user.get("is_stranger"):
        return "stranger"
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return "guest"
    if user.get("is_invited_user"):
        return "invited"
    team = user.get("team_id")
    grid = user.get("enterprise_user")
    enterprise = grid.get("enterprise_id") if isinstance(grid, Mapping) else None
    if home.enterprise and enterprise:
        return "" if enterprise == home.enterprise else "stranger"
    if home.org:
        return "" if team in {home.enterprise, inside, None, ""} else "stranger"
    if isinstance(team, str) and team and team not in {home.team, home.enterprise}:
        return "stranger"
    return ""
