"""The Bolt app: which listener takes which payload. One line for each."""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack import (
    buttons,
    commands,
    forms,
    homepage,
    lifecycle,
    mentions,
    messages,
    reactions,
)
from handlers.slack.client import silent
from handlers.slack.homes import Home
from handlers.slack.slack import Slack

ANY = re.compile(".*", re.DOTALL)
# What Slack sends us of what happens, and what takes it. The manifest subscribes to
# exactly these.
EVENTS: tuple[tuple[str, Callable[..., Awaitable[None]]], ...] = (
    ("message", messages.on_message),
    ("app_mention", mentions.on_mention),
    ("app_home_opened", homepage.on_opened),
    ("reaction_added", reactions.on_reaction),
    ("app_uninstalled", lifecycle.on_uninstalled),
    ("tokens_revoked", lifecycle.on_revoked),
)
GLOBAL, MESSAGE = "log_time_global", "log_time_message"


def made(slack: Slack) -> AsyncApp:
    """Return the app with its listeners; what it cannot know is acknowledged."""
    app = AsyncApp(
        name="tenths",
        logger=silent(),
        # Acknowledged only when the listener is done: kept first, then acked.
        process_before_response=True,
        # The endpoint has looked at the signature before the body was read at all.
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        # The gate turns away bots, ourselves among them.
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        client=AsyncWebClient(base_url=slack.api.base, logger=silent()),
        authorize=_authorized,
    )
    for name, listener in EVENTS:
        app.event(name)(_bound(listener, slack))
    app.event(ANY)(_unheard)
    app.command(ANY)(_bound(commands.on_command, slack))
    app.shortcut(ANY)(_bound(forms.on_shortcut, slack))
    app.action(ANY)(_bound(buttons.on_press, slack))
    app.view(ANY)(_bound(forms.on_sent, slack))
    app.view_closed(ANY)(_acknowledged)
    app.options(ANY)(_bound(forms.on_options, slack))
    app.error(_failed)
    return app


def _bound(listener: Callable[..., Awaitable[None]], slack: Slack) -> Any:
    """Return *listener* with what every one has at hand; Bolt gives it the rest."""
    return partial(listener, slack)


async def _authorized(context: AsyncBoltContext) -> AuthorizeResult:
    """Return the installation that the door has found; nobody is asked again."""
    home: Home | None = context.get("home")
    return AuthorizeResult(
        enterprise_id=home.enterprise if home else None,
        team_id=home.team if home else None,
        bot_user_id=home.bot_user if home else None,
        bot_id=home.bot if home else None,
        bot_token=home.token if home else "none",
    )


async def _unheard() -> None:
    """Acknowledge what we do not listen to, or Slack would count it as lost."""


async def _acknowledged(ack: Any) -> None:
    """Acknowledge, and do nothing."""
    await ack()


async def _failed(error: Exception, context: AsyncBoltContext) -> None:
    """Hand a listener's fault to the door, which is the one place that answers."""
    context["faults"].append(error)
