"""Who did what a payload tells, and in whose workspace: told strictly, and only told.

A channel that is shared with another company brings payloads about that company's
people, addressed to our own workspace. So the workspace that the app is installed in
and the person who acts are read apart, and everything that is said of the person's own
team is kept as a *claim* that must fit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (*user*) and the installation by *team* and *enterprise*.

    *claims* are the teams that the payload says the person is of. *org* says that the
    app is installed for the whole organisation. *is_bot* is anything but a person.
    """

    user: str
    team: str
    enterprise: str
    claims: frozenset[str]
    org: bool = False
    is_bot: bool = False


def of(body: Payload) -> Actor:
    """Return who acts in a payload of any kind; what is not told stays empty."""
    if body.get("type") == "event_callback" or "event" in body:
        return _of_event(body)
    if "command" in body:
        return Actor(
            user=_text(body.get("user_id")),
            team=_text(body.get("team_id")),
            enterprise=_text(body.get("enterprise_id")),
            claims=_claims(body.get("team_id")),
            org=_true(body.get("is_enterprise_install")),
        )
    return _of_interaction(body)


def _of_event(body: Payload) -> Actor:
    event = _mapping(body.get("event"))
    message = _message(event)
    [first, *_] = [*_listed(body.get("authorizations")), {}]
    team = _text(first.get("team_id")) or _text(body.get("team_id"))
    enterprise = _text(first.get("enterprise_id")) or _text(body.get("enterprise_id"))
    user = message.get("user") or event.get("user")
    if isinstance(user, Mapping):
        user = user.get("id")
    return Actor(
        user=_text(user),
        team=team,
        enterprise=enterprise,
        claims=_claims(
            *(
                each.get(name)
                for each in (event, message)
                for name in ("user_team", "source_team", "team")
            )
        ),
        org=_true(first.get("is_enterprise_install")),
        is_bot=any(
            bool(each.get("bot_id") or each.get("bot_profile"))
            or each.get("subtype") == "bot_message"
            for each in (event, message)
        ),
    )


def _of_interaction(body: Payload) -> Actor:
    user, team = _mapping(body.get("user")), _mapping(body.get("team"))
    view = _mapping(body.get("view"))
    enterprise = _mapping(body.get("enterprise"))
    own = _text(user.get("team_id"))
    installed = _text(view.get("app_installed_team_id"))
    return Actor(
        user=_text(user.get("id")),
        team=installed or _text(team.get("id")) or own,
        enterprise=_text(enterprise.get("id")) or _text(team.get("enterprise_id")),
        claims=_claims(own, team.get("id")),
        org=_true(body.get("is_enterprise_install")),
    )


def _message(event: Payload) -> Payload:
    """Return the message that an event changes or takes away; else the event."""
    for name in ("message", "previous_message"):
        inner = event.get(name)
        if isinstance(inner, Mapping):
            return inner
    return event


def _claims(*said: object) -> frozenset[str]:
    return frozenset(each for each in said if isinstance(each, str) and each)


def _listed(value: object) -> Iterable[Payload]:
    return (
        [each for each in value if isinstance(each, Mapping)]
        if isinstance(value, list)
        else []
    )


def _mapping(value: object) -> Payload:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _true(value: object) -> bool:
    return value is True or value == "true"
