"""Every payload passes here, whatever brought it: gate, order, listener, ack.

What is acknowledged is kept; what could not be kept is not acknowledged, and Slack
brings it again. Payloads of one conversation are handled one after the other.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.errors import Problem, Unavailable
from bot.workspaces import NotInvited
from handlers.slack import homepage, keys
from handlers.slack.actors import Payload
from handlers.slack.client import NotSent
from handlers.slack.gate import LIFECYCLE, Entered, TurnedAway
from handlers.slack.orders import Orders
from handlers.slack.slack import Slack, mapping

_TRY_AGAIN = (
    "Slack does not tell me just now who you are, so nothing was kept. "
    "Please say it again in a minute."
)
_FAULT = (
    "Sorry, that is a fault of ours and nothing was kept. Whoever looks after Tenths "
    "finds it as {}."
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Door:
    """Takes payloads from a socket or from HTTP, and answers each the same."""

    app: AsyncApp
    slack: Slack
    orders: Orders = field(default_factory=Orders)
    told_off: set[str] = field(default_factory=set)

    async def take(self, body: dict[str, Any]) -> BoltResponse:
        """Return what to answer: 200 once it is kept, 500 when it is not."""
        self.slack.last = self.slack.now()
        conversation = keys.conversation(body)
        try:
            async with self.orders.turn(conversation):
                return await self._taken(body)
        except TurnedAway as away:
            log.info("turned away kind=%s why=%s", _kind(body), away.why)
            return _said(body, away.words)
        except NotSent as error:
            log.warning("not taken kind=%s why=%s", _kind(body), error.why)
            return _again(body, _TRY_AGAIN)
        except Problem as problem:
            # Of the house, such as a full disk: another time it may be well.
            if not isinstance(problem, Unavailable):
                return _said(body, str(problem))
            log.warning("not taken kind=%s why=%s", _kind(body), "unavailable")
            return _again(body, str(problem))
        except Exception as error:
            reference = token_hex(4)
            log.error(  # noqa: TRY400 - with the error itself
                "fault reference=%s kind=%s", reference, _kind(body), exc_info=error
            )
            return _again(body, _FAULT.format(reference))

    async def _taken(self, body: dict[str, Any]) -> BoltResponse:
        context: dict[str, Any] = {}
        entered: Entered | None = None
        if mapping(body.get("event")).get("type") in LIFECYCLE:
            context["home"] = await self.slack.gate.home(body)
        else:
            entered = await self.slack.gate.enter(body)
            context |= {"home": entered.home, "entered": entered}
        request = AsyncBoltRequest(body=body, mode="socket_mode", context=context)
        fault: list[Exception] = []
        request.context["faults"] = fault
        response = await self.app.async_dispatch(request)
        if not fault:
            return response
        if isinstance(fault[0], NotInvited) and entered is not None:
            return self._uninvited(body, entered, fault[0])
        raise fault[0]

    def _uninvited(
        self, body: Payload, entered: Entered, problem: NotInvited
    ) -> BoltResponse:
        """Say to somebody, once, that they are let in by invitation."""
        event = mapping(body.get("event"))
        if event.get("type") == "app_home_opened":
            self.slack.outbox.spawn(homepage.not_invited(self.slack, entered, problem))
        elif event and entered.by not in self.told_off:
            self.told_off.add(entered.by)
            channel = str(event.get("channel") or "")
            self.slack.outbox.spawn(
                self.slack.tell(entered, str(problem), channel=channel)
            )
        return _said(body, str(problem))


def _said(body: Payload, text: str) -> BoltResponse:
    """Acknowledge; where an answer is seen by the person alone, say *text*."""
    if "command" in body and text:
        return _response({"response_type": "ephemeral", "text": text})
    if body.get("type") == "view_submission" and text:
        return _response(
            {"response_action": "errors", "errors": {_block(body): text[:150]}}
        )
    return BoltResponse(status=200, body="")


def _again(body: Payload, text: str) -> BoltResponse:
    """Leave an event for Slack to bring again; tell the person where they wait."""
    if "command" in body or body.get("type") == "view_submission":
        return _said(body, text)
    return BoltResponse(status=500, body="")


def _block(body: Payload) -> str:
    """Return the first field of a form, where its faults can be shown."""
    state = mapping(mapping(body.get("view")).get("state"))
    return next(iter(mapping(state.get("values"))), "narrative")


def _response(answer: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(
        status=200,
        body=json.dumps(answer),
        headers={"content-type": "application/json"},
    )


def _kind(body: Payload) -> str:
    """Return what sort of payload it is: Slack's words for it, none of the person's."""
    event = mapping(body.get("event"))
    kind = event.get("type") or body.get("type") or ("command" in body and "command")
    return str(kind or "unknown")[:40]
