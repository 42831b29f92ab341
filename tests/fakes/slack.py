"""A small Slack: its Web API, its socket, its signed requests, its files.

It remembers what it was told, refuses what Slack refuses (tokens, scopes, limits), and
fails on demand. Payloads are made as Slack makes them; a test changes what it likes.
"""

import asyncio
import base64
import hashlib
import hmac
import itertools
import json
import time
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.fakes import slackblocks

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
APP_TOKEN = "xapp-1-fake"
SCOPES = "app_mentions:read chat:write commands files:read files:write im:history im:read im:write reactions:read reactions:write users:read users:read.email".split()
NEEDS = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.open": "im:write",
    "conversations.history": "im:history",
    "conversations.replies": "im:history",
    "users.info": "users:read",
    "reactions.add": "reactions:write",
    "reactions.remove": "reactions:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "files.info": "files:read",
}


@dataclass
class Team:
    id: str = "T0FIRM"
    name: str = "Lovelace & Co"
    token: str = "xoxb-firm"
    bot_user: str = "U0BOT"
    bot: str = "B0BOT"
    enterprise: str = ""
    org: bool = False
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))


@dataclass
class Delivered:
    """What became of one delivery: *status* 200 is acknowledged, 0 was never answered."""

    status: int
    body: Any = None

    @property
    def acked(self):
        return self.status == 200


def person(user, name, team="T0FIRM", **more):
    return {
        "id": user,
        "team_id": team,
        "name": name.split()[0].lower(),
        "real_name": name,
        "tz": "Australia/Sydney",
        "tz_offset": 39600,
        "locale": "en-GB",
        "deleted": False,
        "is_bot": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_admin": False,
        "is_owner": False,
        "profile": {
            "real_name": name,
            "display_name": "",
            "email": f"{name.split()[0].lower()}@firm.example",
        },
        **more,
    }


class FakeSlack:
    def __init__(self):
        self.teams = {"xoxb-firm": Team()}
        self.users = {}
        for each in (
            person("U0ADA", "Ada Lovelace", is_admin=True),
            person("U0BEN", "Ben Okri"),
        ):
            self.users[each["id"]] = each
        self.channels = {"C0GENERAL": {"U0ADA", "U0BEN", "U0BOT"}}
        self.messages: dict[str, list[dict]] = {}
        self.ephemerals: list[dict] = []
        self.views: list[dict] = []
        self.homes: dict[str, dict] = {}
        self.reactions: set[tuple[str, str, str]] = set()
        self.files: dict[str, dict] = {}
        self.responses: list[dict] = []
        self.calls: list[tuple[str, dict]] = []
        self.held = asyncio.Event()
        self.faults: deque[tuple[str, str]] = deque()
        self.acks: dict[str, asyncio.Future] = {}
        self.sockets: list[web.WebSocketResponse] = []
        self.connected = asyncio.Event()
        self.connects = 0
        self.silent = False
        self.codes: dict[str, dict] = {}
        self.refreshed: dict[str, str] = {}
        self.count = itertools.count(1)
        self.stamp = time.time()
        self.base = ""
        self.http = ""
        self.session: aiohttp.ClientSession | None = None

    # What happens here, as payloads.

    def ts(self):
        self.stamp += 0.0011
        return f"{self.stamp:.6f}"

    def direct(self, user):
        return f"D{user[1:]}"

    def event(self, event, *, team="T0FIRM", **more):
        return {
            "token": "verification",
            "team_id": team,
            "api_app_id": "A0TENTHS",
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{next(self.count):08}",
            "event_time": int(self.stamp),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team,
                    "user_id": "U0BOT",
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": "4-x",
            **more,
        }

    def said(self, text, *, user="U0ADA", channel=None, ts=None, thread=None, **more):
        channel, ts = channel or self.direct(user), ts or self.ts()
        event = {
            "type": "message",
            "channel": channel,
            "channel_type": "im",
            "user": user,
            "text": text,
            "ts": ts,
            "event_ts": ts,
            "team": "T0FIRM",
            "client_msg_id": f"c-{ts}",
            "blocks": [
                {
                    "type": "rich_text",
                    "block_id": "x",
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [{"type": "text", "text": text}],
                        }
                    ],
                }
            ],
            **more,
        }
        if thread:
            event["thread_ts"] = thread
        self.messages.setdefault(channel, []).append({**event})
        return self.event(event)

    def edited(self, payload, text, **more):
        old = payload["event"]
        ts = self.ts()
        new = {
            **{
                k: v
                for k, v in old.items()
                if k not in {"channel", "channel_type", "event_ts"}
            },
            "text": text,
            "edited": {"user": old["user"], "ts": ts},
            **more,
        }
        return self.event(
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": old["channel"],
                "channel_type": "im",
                "hidden": True,
                "ts": ts,
                "event_ts": ts,
                "message": new,
                "previous_message": {
                    k: v for k, v in old.items() if k not in {"channel", "channel_type"}
                },
            }
        )

    def deleted(self, payload):
        old, ts = payload["event"], self.ts()
        return self.event(
            {
                "type": "message",
                "subtype": "message_deleted",
                "channel": old["channel"],
                "channel_type": "im",
                "hidden": True,
                "deleted_ts": old["ts"],
                "ts": ts,
                "event_ts": ts,
                "previous_message": {
                    k: v for k, v in old.items() if k not in {"channel", "channel_type"}
                },
            }
        )

    def mentioned(self, text, *, user="U0ADA", channel="C0GENERAL", **more):
        ts = self.ts()
        return self.event(
            {
                "type": "app_mention",
                "user": user,
                "text": f"<@U0BOT> {text}",
                "ts": ts,
                "event_ts": ts,
                "channel": channel,
                "team": "T0FIRM",
                **more,
            }
        )

    def command(
        self, text, *, user="U0ADA", channel="C0GENERAL", command="/time", **more
    ):
        number = next(self.count)
        return {
            "token": "verification",
            "team_id": "T0FIRM",
            "team_domain": "firm",
            "channel_id": channel,
            "channel_name": "general",
            "user_id": user,
            "user_name": "x",
            "command": command,
            "text": text,
            "api_app_id": "A0TENTHS",
            "is_enterprise_install": "false",
            "response_url": f"{self.base}/commands/{number}",
            "trigger_id": f"{number}.123.abc",
            **more,
        }

    def pressed(self, message, label, *, user="U0ADA", channel=None, **more):
        """Press what is called *label* in a message (or on a home page)."""
        action = self._find(message["blocks"], label)
        home = "ts" not in message
        channel = channel or message.get("channel") or self.direct(user)
        payload = {
            "type": "block_actions",
            "user": {"id": user, "username": "x", "name": "x", "team_id": "T0FIRM"},
            "api_app_id": "A0TENTHS",
            "token": "verification",
            "trigger_id": f"{next(self.count)}.123.press",
            "team": {"id": "T0FIRM", "domain": "firm"},
            "enterprise": None,
            "is_enterprise_install": False,
            "actions": [{**action, "action_ts": self.ts(), "block_id": "b"}],
            "response_url": f"{self.base}/actions/{next(self.count)}",
            **more,
        }
        if home:
            return payload | {
                "container": {"type": "view", "view_id": "V1"},
                "view": {"id": "V1", "type": "home"},
            }
        quiet = bool(message.get("ephemeral"))
        return payload | {
            "container": {
                "type": "message",
                "message_ts": message["ts"],
                "channel_id": channel,
                "is_ephemeral": quiet,
            },
            "channel": {"id": channel, "name": "directmessage"},
            "message": {k: v for k, v in message.items() if k != "channel"},
        }

    def submitted(self, view, values, *, user="U0ADA", **more):
        state = {}
        for block in view["blocks"]:
            if block["type"] != "input":
                continue
            element, name = block["element"], block["block_id"]
            kind = element["type"]
            if kind == "plain_text_input":
                state[name] = {
                    name: {
                        "type": kind,
                        "value": values.get(name, element.get("initial_value")),
                    }
                }
            elif kind == "datepicker":
                state[name] = {
                    name: {
                        "type": kind,
                        "selected_date": values.get(name, element.get("initial_date")),
                    }
                }
            else:
                chosen = values.get(name)
                option = (
                    {"text": {"type": "plain_text", "text": chosen}, "value": chosen}
                    if chosen
                    else element.get("initial_option")
                )
                state[name] = {name: {"type": kind, "selected_option": option}}
        return {
            "type": "view_submission",
            "team": {"id": "T0FIRM", "domain": "firm"},
            "user": {"id": user, "name": "x", "team_id": "T0FIRM"},
            "api_app_id": "A0TENTHS",
            "token": "verification",
            "trigger_id": f"{next(self.count)}.v",
            "enterprise": None,
            "is_enterprise_install": False,
            "response_urls": [],
            "view": {
                **view,
                "id": view.get("id", f"V{next(self.count)}"),
                "app_installed_team_id": "T0FIRM",
                "state": {"values": state},
            },
            **more,
        }

    def shortcut(self, callback, *, user="U0ADA", message=None, **more):
        payload = {
            "type": "shortcut",
            "token": "verification",
            "action_ts": self.ts(),
            "team": {"id": "T0FIRM", "domain": "firm"},
            "user": {"id": user, "username": "x", "team_id": "T0FIRM"},
            "is_enterprise_install": False,
            "enterprise": None,
            "callback_id": callback,
            "trigger_id": f"{next(self.count)}.s",
            **more,
        }
        if message is not None:
            payload |= {
                "type": "message_action",
                "message_ts": message["ts"],
                "channel": {"id": "C0GENERAL", "name": "general"},
                "message": message,
                "response_url": f"{self.base}/app/1",
            }
        return payload

    def home_opened(self, *, user="U0ADA", tab="home", **more):
        return self.event(
            {
                "type": "app_home_opened",
                "user": user,
                "channel": self.direct(user),
                "tab": tab,
                "event_ts": self.ts(),
                **more,
            }
        )

    def reacted(self, payload, name="x", *, user="U0ADA"):
        old = payload["event"]
        return self.event(
            {
                "type": "reaction_added",
                "user": user,
                "reaction": name,
                "item_user": old["user"],
                "item": {"type": "message", "channel": old["channel"], "ts": old["ts"]},
                "event_ts": self.ts(),
            }
        )

    # Deliveries.

    async def send(self, payload, *, retry=0, seconds=60.0) -> Delivered:
        """Deliver by whichever way is open: HTTP where an address is set."""
        return await (
            self.post(payload, retry=retry, seconds=seconds)
            if self.http
            else self.push(payload, retry=retry, seconds=seconds)
        )

    async def post(
        self,
        payload,
        *,
        retry=0,
        headers=None,
        seconds=60.0,
        raw=None,
        sign=True,
        stamp=None,
    ) -> Delivered:
        if raw is None:
            if payload.get("type") in {"event_callback", "url_verification"}:
                raw, kind = json.dumps(payload).encode(), "application/json"
            elif "command" in payload:
                raw, kind = (
                    urlencode(payload).encode(),
                    "application/x-www-form-urlencoded",
                )
            else:
                raw, kind = (
                    urlencode({"payload": json.dumps(payload)}).encode(),
                    "application/x-www-form-urlencoded",
                )
        else:
            kind = "application/json"
        stamp = str(int(time.time())) if stamp is None else stamp
        sent = {"content-type": kind}
        if sign:
            sent |= {
                "x-slack-request-timestamp": stamp,
                "x-slack-signature": signature(stamp, raw),
            }
        if retry:
            sent |= {
                "x-slack-retry-num": str(retry),
                "x-slack-retry-reason": "http_timeout",
            }
        try:
            async with self.session.post(
                self.http,
                data=raw,
                headers=sent | (headers or {}),
                timeout=aiohttp.ClientTimeout(seconds),
            ) as answer:
                text = await answer.text()
                return Delivered(
                    answer.status,
                    json.loads(text) if text.startswith("{") else text or None,
                )
        except (aiohttp.ClientError, TimeoutError):
            return Delivered(0)

    async def push(self, payload, *, retry=0, seconds=60.0) -> Delivered:
        kind = (
            "events_api"
            if payload.get("type") == "event_callback"
            else "slash_commands"
            if "command" in payload
            else "interactive"
        )
        number = f"env-{next(self.count)}"
        future = self.acks[number] = asyncio.get_running_loop().create_future()
        envelope = {
            "type": kind,
            "envelope_id": number,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
            "retry_attempt": retry,
            "retry_reason": "timeout" if retry else "",
        }
        deadline = time.monotonic() + seconds
        try:
            async with asyncio.timeout(seconds):
                await self.connected.wait()
            await self.sockets[-1].send_str(json.dumps(envelope))
            return Delivered(
                200,
                await asyncio.wait_for(future, max(0.01, deadline - time.monotonic())),
            )
        except (TimeoutError, ConnectionError):
            return Delivered(0)

    # What was said to people.

    def by_bot(self, channel):
        return [each for each in self.messages.get(channel, []) if each.get("bot_id")]

    def _find(self, blocks, label):
        for element in _elements(blocks):
            if element["type"] == "button" and element["text"]["text"] == label:
                return {
                    "type": "button",
                    "action_id": element["action_id"],
                    "text": element["text"],
                    "value": element.get("value"),
                }
            if element["type"] == "static_select":
                for option in element["options"]:
                    if option["text"]["text"] == label:
                        return {
                            "type": "static_select",
                            "action_id": element["action_id"],
                            "selected_option": option,
                        }
        raise LookupError(f"nothing is called {label}: {slackblocks.words(blocks)}")

    # The Web API.

    @asynccontextmanager
    async def running(self):
        app = web.Application(client_max_size=200_000_000)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/socket", self._socket)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/files/{file}", self._download)
        app.router.add_post("/{kind:commands|actions|app}/{number}", self._response)
        app.router.add_get("/oauth/v2/authorize", self._authorize)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.session = aiohttp.ClientSession()
        try:
            yield self
        finally:
            await self.session.close()
            for each in list(self.sockets):
                await each.close()
            await runner.cleanup()

    def fail(self, method, *kinds):
        """Let the next calls of *method* fail so, one after the other."""
        self.faults.extend((method, kind) for kind in kinds)

    async def _api(self, request):
        method = request.match_info["method"]
        args = await _arguments(request)
        fault = next((each for each in self.faults if each[0] == method), None)
        if fault:
            self.faults.remove(fault)
        kind = fault[1] if fault else ""
        self.calls.append((method, args))
        match kind:
            case "429":
                return web.json_response(
                    {"ok": False, "error": "ratelimited"},
                    status=429,
                    headers={"Retry-After": "1"},
                )
            case "500":
                return web.Response(
                    status=500, text="<html>oops</html>", content_type="text/html"
                )
            case "html":
                return web.Response(
                    status=200, text="<html>sign in</html>", content_type="text/html"
                )
            case "drop_before":
                request.transport.close()
                return web.Response()
        if kind and not kind.startswith("drop") and kind not in {"slow", "held"}:
            return web.json_response({"ok": False, "error": kind})
        answer = await self._answer(method, args, request)
        if kind == "drop_after":
            request.transport.close()
        if kind == "slow":
            await asyncio.sleep(1.0)
        if kind == "held":
            await self.held.wait()
        return web.json_response(answer)

    async def _answer(self, method, args, request):
        token = request.headers.get("Authorization", "").removeprefix(
            "Bearer "
        ) or args.get("token", "")
        if method == "oauth.v2.access":
            return self._access(args, request.headers.get("Authorization"))
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                return {"ok": False, "error": "invalid_auth"}
            return {"ok": True, "url": f"{self.base.replace('http', 'ws')}/socket"}
        team = self.teams.get(token)
        if team is None:
            return {"ok": False, "error": "invalid_auth" if token else "not_authed"}
        needed = NEEDS.get(method)
        if needed and needed not in team.scopes:
            return {"ok": False, "error": "missing_scope", "needed": needed}
        handler = getattr(self, "_" + method.replace(".", "_").lower(), None)
        if handler is None:
            return {"ok": False, "error": "unknown_method"}
        answer = handler(args, team)
        return answer if "ok" in answer else {"ok": True, **answer}

    def _auth_test(self, args, team):
        return {
            "url": "https://firm.slack.com/",
            "team": team.name,
            "user": "tenths",
            "team_id": team.id,
            "user_id": team.bot_user,
            "bot_id": team.bot,
            "enterprise_id": team.enterprise or None,
            "is_enterprise_install": team.org,
        }

    def _users_info(self, args, team):
        user = self.users.get(args.get("user"))
        return {"user": user} if user else {"ok": False, "error": "user_not_found"}

    def _conversations_open(self, args, team):
        users = args.get("users")
        user = users.split(",")[0] if isinstance(users, str) else users[0]
        return {"channel": {"id": self.direct(user)}}

    def _channel(self, channel):
        known = channel in self.channels or (
            isinstance(channel, str) and channel.startswith("D")
        )
        return None if known else {"ok": False, "error": "channel_not_found"}

    def _checked(self, args, *, texted=True):
        blocks = args.get("blocks")
        if texted and not args.get("text"):
            return {"ok": False, "error": "no_text"}
        if len(args.get("text") or "") > 40_000:
            return {"ok": False, "error": "msg_too_long"}
        if any(
            word in (args.get("text") or "")
            for word in ("<!channel>", "<!here>", "<!everyone>")
        ):
            return {"ok": False, "error": "it would call everybody"}
        found = slackblocks.faults(blocks) if blocks else []
        if found:
            return {"ok": False, "error": "invalid_blocks", "faults": found}
        return None

    def _chat_postmessage(self, args, team):
        refused = self._channel(args.get("channel")) or self._checked(args)
        if refused:
            return refused
        ts = self.ts()
        message = {
            "type": "message",
            "channel": args["channel"],
            "bot_id": team.bot,
            "user": team.bot_user,
            "text": args["text"],
            "blocks": args.get("blocks") or [],
            "ts": ts,
        }
        if args.get("thread_ts"):
            message["thread_ts"] = args["thread_ts"]
        self.messages.setdefault(args["channel"], []).append(message)
        return {"channel": args["channel"], "ts": ts, "message": message}

    def _chat_update(self, args, team):
        refused = self._checked(args)
        if refused:
            return refused
        for each in self.messages.get(args["channel"], []):
            if each["ts"] == args["ts"] and each.get("bot_id") == team.bot:
                each |= {
                    "text": args["text"],
                    "blocks": args.get("blocks") or [],
                    "edits": each.get("edits", 0) + 1,
                }
                return {
                    "channel": args["channel"],
                    "ts": args["ts"],
                    "text": args["text"],
                }
        return {"ok": False, "error": "message_not_found"}

    def _chat_postephemeral(self, args, team):
        if args["channel"] not in self.channels:
            return {"ok": False, "error": "channel_not_found"}
        if args["user"] not in self.channels[args["channel"]]:
            return {"ok": False, "error": "user_not_in_channel"}
        refused = self._checked(args)
        if refused:
            return refused
        ts = self.ts()
        self.ephemerals.append(
            {
                "channel": args["channel"],
                "user": args["user"],
                "text": args["text"],
                "blocks": args.get("blocks") or [],
                "ts": ts,
                "ephemeral": True,
            }
        )
        return {"message_ts": ts}

    def _conversations_history(self, args, team):
        oldest = float(args.get("oldest") or 0)
        found = [
            each
            for each in self.messages.get(args["channel"], [])
            if float(each["ts"]) > oldest and "thread_ts" not in each
        ]
        limit, start = int(args.get("limit") or 100), int(args.get("cursor") or 0)
        more = start + limit < len(found)
        return {
            "messages": found[::-1][start : start + limit],
            "has_more": more,
            "response_metadata": {"next_cursor": str(start + limit) if more else ""},
        }

    def _conversations_replies(self, args, team):
        found = [
            each
            for each in self.messages.get(args["channel"], [])
            if args["ts"] in {each["ts"], each.get("thread_ts")}
        ]
        return {"messages": found, "has_more": False}

    def _reactions_add(self, args, team):
        key = (args["channel"], args["timestamp"], args["name"])
        if key in self.reactions:
            return {"ok": False, "error": "already_reacted"}
        if not any(
            each["ts"] == args["timestamp"]
            for each in self.messages.get(args["channel"], [])
        ):
            return {"ok": False, "error": "message_not_found"}
        self.reactions.add(key)
        return {}

    def _reactions_remove(self, args, team):
        key = (args["channel"], args["timestamp"], args["name"])
        if key not in self.reactions:
            return {"ok": False, "error": "no_reaction"}
        self.reactions.discard(key)
        return {}

    def _views_open(self, args, team):
        found = slackblocks.view_faults(args["view"])
        if found:
            return {"ok": False, "error": "invalid_arguments", "faults": found}
        view = {**args["view"], "id": f"V{next(self.count)}"}
        self.views.append(view)
        return {"view": view}

    def _views_publish(self, args, team):
        found = slackblocks.view_faults(args["view"])
        if found:
            return {"ok": False, "error": "invalid_arguments", "faults": found}
        self.homes[args["user_id"]] = args["view"]
        return {"view": args["view"]}

    def _files_getuploadurlexternal(self, args, team):
        number = f"F{next(self.count):08}"
        self.files[number] = {
            "id": number,
            "name": args["filename"],
            "length": int(args["length"]),
            "content": None,
        }
        return {"upload_url": f"{self.base}/upload/{number}", "file_id": number}

    def _files_completeuploadexternal(self, args, team):
        channel = args.get("channel_id") or ""
        if not (channel[:1] in "CGDZ" and len(channel) > 1):
            return {"ok": False, "error": "channel_not_found"}
        listed = (
            args["files"]
            if isinstance(args["files"], list)
            else json.loads(args["files"])
        )
        for each in listed:
            file = self.files[each["id"]]
            if file["content"] is None:
                return {"ok": False, "error": "file_not_found"}
            file |= {"channel": channel, "shares": {"private": {channel: [{}]}}}
        self.messages.setdefault(channel, []).append(
            {
                "type": "message",
                "channel": channel,
                "bot_id": team.bot,
                "user": team.bot_user,
                "text": args.get("initial_comment", ""),
                "blocks": [],
                "ts": self.ts(),
                "files": listed,
            }
        )
        return {"files": listed}

    def _files_info(self, args, team):
        file = self.files.get(args["file"])
        if file is None:
            return {"ok": False, "error": "file_not_found"}
        later = file.get("later")
        if later:
            file |= later.pop(0)
        return {
            "file": {k: v for k, v in file.items() if k not in {"content", "later"}}
        }

    def _access(self, args, basic):
        if basic != "Basic " + base64.b64encode(b"1.2:secret").decode():
            return {"ok": False, "error": "bad_client_secret"}
        if args.get("grant_type") == "refresh_token":
            team = self.refreshed.pop(args.get("refresh_token"), None)
            if team is None:
                return {"ok": False, "error": "invalid_refresh_token"}
            return self._granted(self.teams_by_id(team), rotate=True)
        code = self.codes.pop(args.get("code"), None)
        if code is None:
            return {"ok": False, "error": "invalid_code"}
        return self._granted(
            code["team"], rotate=code.get("rotate"), scope=code.get("scope")
        )

    def teams_by_id(self, number):
        return next(each for each in self.teams.values() if each.id == number)

    def _granted(self, team, *, rotate=False, scope=None):
        token = f"xoxb-{team.id}-{next(self.count)}"
        self.teams = {key: each for key, each in self.teams.items() if each is not team}
        self.teams[token] = team
        answer = {
            "ok": True,
            "access_token": token,
            "token_type": "bot",
            "scope": scope or ",".join(team.scopes),
            "bot_user_id": team.bot_user,
            "app_id": "A0TENTHS",
            "team": None if team.org else {"id": team.id, "name": team.name},
            "enterprise": {"id": team.enterprise, "name": team.name}
            if team.enterprise
            else None,
            "authed_user": {"id": "U0ADA"},
            "is_enterprise_install": team.org,
        }
        if rotate:
            refresh = f"xoxe-1-{next(self.count)}"
            self.refreshed[refresh] = team.id
            answer |= {"expires_in": 43200, "refresh_token": refresh}
        return answer

    async def _authorize(self, request):
        """Allow at once, as somebody would who presses Allow."""
        team = next(iter(self.teams.values()))
        code = f"code-{next(self.count)}"
        self.codes[code] = {
            "team": self.installing if hasattr(self, "installing") else team,
            "rotate": getattr(self, "rotate", False),
        }
        back = request.query["redirect_uri"]
        raise web.HTTPFound(
            f"{back}?{urlencode({'code': code, 'state': request.query['state']})}"
        )

    async def _upload(self, request):
        file = self.files[request.match_info["file"]]
        file["content"] = await request.read()
        if len(file["content"]) != file["length"]:
            return web.Response(status=400)
        return web.Response(text=f"OK - {file['length']}")

    async def _download(self, request):
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.teams:
            return web.Response(
                text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html"
            )
        return web.Response(
            body=self.files[request.match_info["file"]]["content"],
            content_type="text/vtt",
        )

    async def _response(self, request):
        self.responses.append(await request.json())
        return web.Response(text="ok")

    async def _socket(self, request):
        socket = web.WebSocketResponse(autoping=not self.silent)
        await socket.prepare(request)
        self.connects += 1
        self.sockets.append(socket)
        self.connected.set()
        await socket.send_str(
            json.dumps(
                {
                    "type": "hello",
                    "num_connections": 1,
                    "connection_info": {"app_id": "A0TENTHS"},
                    "debug_info": {},
                }
            )
        )
        try:
            async for message in socket:
                if message.type != aiohttp.WSMsgType.TEXT:
                    continue
                told = json.loads(message.data)
                future = self.acks.pop(told.get("envelope_id"), None)
                if future is not None and not future.done():
                    future.set_result(told.get("payload"))
        finally:
            if socket in self.sockets:
                self.sockets.remove(socket)
            if not self.sockets:
                self.connected.clear()
        return socket


def signature(stamp, raw, secret=SECRET):
    made = hmac.new(
        secret.encode(), b"v0:" + stamp.encode() + b":" + raw, hashlib.sha256
    )
    return f"v0={made.hexdigest()}"


async def _arguments(request):
    args = dict(request.query)
    if request.content_type == "application/json":
        args |= json.loads(await request.text() or "{}")
    elif request.can_read_body:
        args |= dict(await request.post())
    for name in ("blocks", "view", "files"):
        if isinstance(args.get(name), str):
            args[name] = json.loads(args[name])
    return args


def _elements(part):
    if isinstance(part, dict):
        if part.get("type") in {"button", "static_select", "external_select"}:
            yield part
        for value in part.values():
            yield from _elements(value)
    elif isinstance(part, list):
        for each in part:
            yield from _elements(each)
