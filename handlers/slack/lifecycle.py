"""The app is taken out of a workspace, or its token is revoked."""

from typing import Any

from handlers.slack import actors
from handlers.slack.slack import Slack, mapping


async def on_uninstalled(slack: Slack, body: dict[str, Any]) -> None:
    """Forget the tokens of a workspace; what its people have kept stays kept."""
    await slack.homes.gone(actors.of(body))


async def on_revoked(slack: Slack, body: dict[str, Any]) -> None:
    """Forget the tokens of a workspace whose bot's token was revoked."""
    tokens = mapping(mapping(body.get("event")).get("tokens"))
    if tokens.get("bot"):
        await slack.homes.gone(actors.of(body))
