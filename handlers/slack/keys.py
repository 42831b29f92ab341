"""What makes a payload the same one for ever, and which conversation it belongs to."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.slack.actors import Payload

_TS = re.compile(r"\d{1,11}(?:\.\d{1,9})?", re.ASCII)


def instant(ts: object) -> datetime | None:
    """Return the moment that a timestamp of Slack's is, or None for no timestamp."""
    if not isinstance(ts, str) or not _TS.fullmatch(ts):
        return None
    whole, _, rest = ts.partition(".")
    try:
        moment = datetime.fromtimestamp(int(whole), tz=UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return moment.replace(microsecond=int(rest[:6].ljust(6, "0") or 0))


def conversation(body: Payload) -> str:
    """Return what names the conversation that a payload belongs to.

    What has none, such as a form, belongs to its person.
    """
    event = body.get("event")
    if isinstance(event, Mapping):
        item = event.get("item")
        channel = event.get("channel") or (
            item.get("channel") if isinstance(item, Mapping) else None
        )
        user = event.get("user")
    else:
        channel = body.get("channel") or body.get("channel_id")
        user = body.get("user") or body.get("user_id")
    if isinstance(channel, Mapping):
        channel = channel.get("id")
    if isinstance(user, Mapping):
        user = user.get("id")
    return str(channel or user or "")


def of_event(body: Payload) -> str:
    """Return what names an event for ever: Slack's id, else a hash of what it says."""
    found = body.get("event_id")
    if isinstance(found, str) and found:
        return found
    return _hash(body.get("event"))


def of_command(body: Payload) -> str:
    """Return what names a use of a command for ever."""
    found = body.get("trigger_id")
    if isinstance(found, str) and found:
        return f"cmd-{found}"
    return f"cmd-{_hash(dict(body))}"


def of_press(body: Payload, action: Mapping[str, Any]) -> str:
    """Return what names one press of a button for ever."""
    stamp = action.get("action_ts") or body.get("trigger_id")
    name = action.get("action_id")
    if stamp:
        return f"press-{name}-{stamp}"
    return f"press-{name}-{_hash([body.get('container'), dict(action)])}"


def of_view(body: Payload) -> str:
    """Return what names one sending of a form for ever.

    A form that was sent with faults is sent again as another state of the same view.
    """
    view = body.get("view")
    known = view if isinstance(view, Mapping) else {}
    return (
        f"form-{known.get('id') or body.get('trigger_id')}-{_hash(known.get('state'))}"
    )


def _hash(value: object) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
