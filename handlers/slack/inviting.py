"""`invite @Ben`: somebody who may join where joining is by invitation."""

import asyncio
import re

from bot.messages import Reply, Said
from handlers.slack import words
from handlers.slack.gate import Entered
from handlers.slack.outbox import Envelope
from handlers.slack.slack import Slack

_INVITE = re.compile(
    r"\s*invite\s+(?:<@[A-Z0-9]+(?:\|[^>]*)?>[\s,]*)+\s*", re.IGNORECASE
)


def is_invitation(raw: str) -> bool:
    """Return whether a message, as Slack writes it, invites people and says no more."""
    return _INVITE.fullmatch(raw) is not None


async def invited(
    slack: Slack, entered: Entered, raw: str, *, envelope: Envelope, key: str
) -> bool:
    """Let in whom *raw* invites, and answer; False when it is no invitation."""
    if not is_invitation(raw):
        return False
    text = "\n".join(
        [await _one(slack, entered, user) for user in words.mentioned(raw)]
    )
    said = Said(
        by=entered.by,
        text=words.said(raw),
        key=key,
        at=slack.now(),
        envelope=envelope.told(),
    )
    await asyncio.to_thread(slack.bot.note, said, Reply(text))
    slack.outbox.bring(entered.by, key, conversation=envelope.channel)
    return True


async def answer(slack: Slack, entered: Entered, raw: str) -> Reply | None:
    """Let in whom *raw* invites and return the answer; None for no invitation."""
    if not is_invitation(raw):
        return None
    lines = [await _one(slack, entered, user) for user in words.mentioned(raw)]
    return Reply("\n".join(lines))


async def _one(slack: Slack, entered: Entered, user: str) -> str:
    """Let one person in, and return what to say of them."""
    profile = await slack.members.profile(entered.home, user, team=entered.team)
    name = profile.member.name or "That person"
    if profile.refused:
        return f"– {name} is no full member of this workspace, so they cannot join."
    await asyncio.to_thread(
        slack.workspaces.join,
        entered.home.by(user),
        home=entered.home.address,
        member=profile.member,
        invited=True,
    )
    return f"✓ {name} may keep time here from now on."
