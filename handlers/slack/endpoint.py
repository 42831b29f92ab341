"""Slack over HTTP: what is not signed by Slack is not read at all."""

import hashlib
import hmac
import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from handlers.exchange import Answered, Asked
from handlers.slack.door import Door

LARGEST = 1_000_000
_WINDOW = 300
_STAMP = re.compile(r"\d{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
_FIELDS = 100
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Takes events, commands and presses at one address."""

    door: Door
    secret: str
    now: Callable[[], datetime]

    async def take(self, asked: Asked) -> Answered:
        """Answer one request: 401 unsigned, 400 unreadable, 200 kept, 500 not kept."""
        if not self._is_signed(asked):
            log.info("refused status=401")
            return Answered(401)
        body = _read(asked)
        if body is None:
            log.info("refused status=400")
            return Answered(400)
        if body.get("type") == "url_verification":
            challenge = {"challenge": body.get("challenge")}
            return _json(challenge)
        if "ssl_check" in body:
            return Answered(200)
        response = await self.door.take(body)
        kinds = response.headers.get("content-type", [])
        return Answered(
            response.status,
            (response.body or "").encode(),
            {"content-type": kinds[0]} if kinds and response.body else {},
        )

    def _is_signed(self, asked: Asked) -> bool:
        """Return whether Slack has signed the request within five minutes."""
        stamp = asked.headers.get("x-slack-request-timestamp", "")
        signature = asked.headers.get("x-slack-signature", "")
        if not _STAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(signature):
            return False
        if abs(self.now().timestamp() - int(stamp)) > _WINDOW:
            return False
        signed = b"v0:" + stamp.encode() + b":" + asked.body
        wanted = hmac.new(self.secret.encode(), signed, hashlib.sha256).hexdigest()
        return hmac.compare_digest(f"v0={wanted}", signature)


def _read(asked: Asked) -> dict[str, Any] | None:
    """Return the payload of a request, or None when there is none in it."""
    try:
        text = asked.body.decode("utf-8")
        kind = asked.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/x-www-form-urlencoded":
            fields = dict(
                parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS)
            )
            body = json.loads(fields["payload"]) if "payload" in fields else fields
        else:
            body = json.loads(text)
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) and body else None


def _json(answer: dict[str, Any]) -> Answered:
    return Answered(
        200, json.dumps(answer).encode(), {"content-type": "application/json"}
    )
