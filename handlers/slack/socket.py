"""Slack over a socket of our own: no public address, and a watchdog that minds it."""

import asyncio
import json
import logging
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from handlers.slack.client import Api, silent
from handlers.slack.door import Door

_PING = 5.0
_WATCHED = 2.0
# A socket that is not up for so long is taken down and opened anew.
_PATIENCE = 20.0
_FIRST_PAUSE, _LAST_PAUSE = 0.5, 30.0
_CLOSING = 5.0
# Whatever may go wrong with a connection, by the libraries' own names.
_DOWN = (
    SlackClientError,
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    ValueError,
    RuntimeError,
    AttributeError,
)
log = logging.getLogger(__name__)


class Socket:
    """Takes envelopes from Slack and acknowledges those that are kept."""

    def __init__(self, api: Api, door: Door, token: str) -> None:
        self._api, self._door, self._token = api, door, token
        self._client: SocketModeClient | None = None
        self._watch: asyncio.Task[None] | None = None
        self._closing = False
        self._handling: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Open the socket, and see to it that it stays open."""
        await self._connect()
        self._watch = asyncio.create_task(self._watched())

    async def is_up(self) -> bool:
        """Return whether Slack can reach us now."""
        client = self._client
        return client is not None and bool(await client.is_connected())

    async def close(self) -> None:
        """Finish what is being handled, then close the socket."""
        self._closing = True
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        if self._handling:
            await asyncio.wait(self._handling, timeout=_CLOSING)
        await self._disconnect()

    async def _connect(self) -> None:
        """Open a socket; what goes wrong is logged and tried again by the watchdog."""
        client = SocketModeClient(
            app_token=self._token,
            web_client=self._api.client(self._token),
            logger=silent(),
            ping_interval=_PING,
            auto_reconnect_enabled=True,
        )
        client.socket_mode_request_listeners.append(self._take)
        self._client = client
        try:
            await asyncio.wait_for(client.connect_to_new_endpoint(), _PATIENCE)
        except _DOWN as error:
            log.warning("socket not open why=%s", _why(error))
        else:
            log.info("socket open")

    async def _disconnect(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        try:
            closing: Any = client.close()  # type: ignore[no-untyped-call]
            await asyncio.wait_for(closing, _CLOSING)
            await client.aiohttp_client_session.close()
        except _DOWN as error:
            log.info("socket closed why=%s", type(error).__name__)

    async def _watched(self) -> None:
        """Open the socket anew when it stays down; the library gives up too early."""
        down, pause = 0.0, _FIRST_PAUSE
        while not self._closing:
            await asyncio.sleep(_WATCHED)
            if await self.is_up():
                down, pause = 0.0, _FIRST_PAUSE
                continue
            down += _WATCHED
            if down < _PING + _WATCHED:
                continue
            log.warning("socket down seconds=%d", down)
            await self._disconnect()
            await asyncio.sleep(pause)
            pause = min(_LAST_PAUSE, pause * 2)
            await self._connect()

    async def _take(
        self, client: AsyncBaseSocketModeClient, request: SocketModeRequest
    ) -> None:
        """Handle one envelope; it is acknowledged when it is kept, and else not."""
        if request.type == "hello" or not isinstance(request.payload, dict):
            return
        task = asyncio.current_task()
        if task is not None:
            self._handling.add(task)
        try:
            response = await self._door.take(request.payload)
            if response.status == 200:
                await self._acknowledge(client, request, response.body)
        finally:
            if task is not None:
                self._handling.discard(task)

    async def _acknowledge(
        self,
        client: AsyncBaseSocketModeClient,
        request: SocketModeRequest,
        body: str | None,
    ) -> None:
        payload: dict[str, Any] | None = json.loads(body) if body else None
        answer = SocketModeResponse(envelope_id=request.envelope_id, payload=payload)
        try:
            await client.send_socket_mode_response(answer)
        except _DOWN as error:
            # It is kept; Slack brings it again, and it is known then.
            log.warning("not acknowledged why=%s", type(error).__name__)


def _why(error: BaseException) -> str:
    """Return why a socket did not open: Slack's one word, or the kind of error."""
    if isinstance(error, SlackApiError) and hasattr(error.response, "get"):
        return str(error.response.get("error") or type(error).__name__)
    return type(error).__name__
