"""The web app on a port: opened, and closed when what is under way is done."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette

from bot.errors import Problem

_WAITING = 256
log = logging.getLogger(__name__)


class NotListening(Problem):
    """The web app cannot have its port."""


class _Quiet(uvicorn.Server):
    """A server that leaves signals to whoever runs the process, and says it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve."""
        await super().startup(sockets)
        self.up.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@asynccontextmanager
async def opened(app: Starlette, *, host: str, port: int) -> AsyncIterator[int]:
    """Serve *app* at *host* and *port* (0: a free one); yield the port."""
    listening = _bound(host, port)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=True,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=10,
        backlog=_WAITING,
    )
    server = _Quiet(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await server.up.wait()
        number = int(listening.getsockname()[1])
        log.info("listening port=%d", number)
        yield number
    finally:
        server.should_exit = True
        await asyncio.gather(serving, return_exceptions=True)
        listening.close()


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; NotListening says why not."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_WAITING)
        listening.setblocking(False)
    except OSError as error:
        listening.close()
        raise NotListening(
            f"Nothing can listen at {host}, port {port}: {error.strerror}. Set another "
            "with TENTHS_WEB_HOST and TENTHS_WEB_PORT."
        ) from error
    return listening
