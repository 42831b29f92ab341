"""The app is installed in a workspace: a link, Slack's page, and back with a code."""

import asyncio
import html
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from bot.errors import Problem
from bot.settings import Settings
from bot.workspaces import Workspaces
from handlers.exchange import Answered, Asked, Route
from handlers.slack import client as clients
from handlers.slack.client import Api, Denied, NotSent
from handlers.slack.homes import CHANNEL, Many, details_of, tokens_of

SCOPES = (
    "app_mentions:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "im:read",
    "im:write",
    "reactions:read",
    "reactions:write",
    "users:read",
    "users:read.email",
)
PURPOSE = "slack installation"
COOKIE = "tenths-slack-installation"
_MINUTES = 10
_PATH = "/slack/oauth_redirect"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Installing:
    """Sends people to Slack, and keeps what they come back with."""

    api: Api
    homes: Many
    workspaces: Workspaces
    settings: Settings
    now: Callable[[], datetime]

    def routes(self) -> tuple[Route, ...]:
        """Return where people go, and where they come back to."""
        return (Route("/slack/install", self.begin), Route(_PATH, self.finish))

    async def begin(self, asked: Asked) -> Answered:
        """Send whoever asks to Slack, with a word that only they can come back with."""
        word = await asyncio.to_thread(
            self.workspaces.ticket, PURPOSE, minutes=_MINUTES, details={}
        )
        del asked
        fields = {
            "client_id": self.settings.slack_client_id or "",
            "scope": ",".join(SCOPES),
            "user_scope": "",
            "state": word,
        }
        if self._back():
            fields["redirect_uri"] = self._back()
        where = f"{authorize_url(self.api.base)}?{urlencode(fields)}"
        return Answered(
            302,
            headers={
                "location": where,
                "set-cookie": self._cookie(word, seconds=_MINUTES * 60),
                "cache-control": "no-store",
            },
        )

    async def finish(self, asked: Asked) -> Answered:
        """Keep the installation that somebody comes back with, or say what to do."""
        state = asked.query.get("state", "")
        if not state or asked.cookies.get(COOKIE) != state:
            return self._page(400, "This browser did not begin the installation.")
        known = await asyncio.to_thread(self.workspaces.redeem, state, purpose=PURPOSE)
        if known is None:
            return self._page(400, "That link was used before, or is too old.")
        if asked.query.get("error"):
            return self._page(200, "Slack says that it was not allowed.")
        code = asked.query.get("code", "")
        if not code:
            return self._page(400, "Slack has sent no code.")
        try:
            team = await self._installed(code)
        except (Denied, NotSent) as error:
            log.warning("not installed why=%s", error.why)
            return self._page(
                502, "Slack does not take that code, or cannot be reached."
            )
        except Problem as problem:
            return self._page(500, str(problem))
        return self._page(
            200,
            f"Tenths is installed in {team}.",
            then="Open Tenths under Apps in Slack and send it a line, for example: "
            "0.2 call re scheduling, Smith file",
        )

    async def _installed(self, code: str) -> str:
        """Exchange *code* for tokens and keep them; return the workspace's name."""
        back = {"redirect_uri": self._back()} if self._back() else {}
        told = await self.api.grant(
            self.settings.slack_client_id or "",
            self.settings.slack_client_secret or "",
            code=code,
            **back,
        )
        tokens = tokens_of(told, now=self.now())
        tested: Mapping[str, object] = await clients.read(
            self.api.client(tokens.access).auth_test()
        )
        details = details_of(told, tested=tested)
        name = details["enterprise"] if details["org"] else details["team"]
        company = (told.get("enterprise") if details["org"] else told.get("team")) or {}
        words = str(company.get("name") or "Your firm")
        await asyncio.to_thread(
            self.workspaces.install,
            f"{CHANNEL}:{name}",
            name=words,
            tokens=tokens,
            details=details,
        )
        self.homes.forget(name)
        log.info("installed home=%s", name)
        return words

    def _back(self) -> str:
        """Return where Slack sends people back to, where that is set."""
        base = self.settings.web_url
        return f"{base}{_PATH}" if base else ""

    def _cookie(self, word: str, *, seconds: int) -> str:
        secure = "; Secure" if (self.settings.web_url or "").startswith("https") else ""
        return (
            f"{COOKIE}={word}; Path=/slack; Max-Age={seconds}; HttpOnly; "
            f"SameSite=Lax{secure}"
        )

    def _page(self, status: int, title: str, *, then: str = "") -> Answered:
        """Return a plain page that says what happened, and what to do now."""
        if not then:
            then = "Begin again at /slack/install, in the same browser."
        body = _PAGE.format(title=html.escape(title), then=html.escape(then))
        return Answered(
            status,
            body.encode(),
            {
                "content-type": "text/html; charset=utf-8",
                "set-cookie": self._cookie("", seconds=0),
                "cache-control": "no-store",
                "content-security-policy": "default-src 'none'; "
                "style-src 'unsafe-inline'; frame-ancestors 'none'",
                "referrer-policy": "no-referrer",
                "x-content-type-options": "nosniff",
            },
        )


def authorize_url(base: str) -> str:
    """Return Slack's page for installations, beside its Web API at *base*.

    >>> authorize_url("https://slack.com/api/")
    'https://slack.com/oauth/v2/authorize'
    """
    parts = urlsplit(base)
    path = parts.path.rstrip("/").removesuffix("/api")
    return f"{parts.scheme}://{parts.netloc}{path}/oauth/v2/authorize"


_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Tenths</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 36rem;
margin: 15vh auto; padding: 0 1.5rem }} h1 {{ font-size: 1.4rem }}</style></head>
<body><h1>{title}</h1><p>{then}</p></body>
</html>
"""
