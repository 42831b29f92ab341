"""The web app: routes that others bring, health, and bounds on what is taken in."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from secrets import token_hex
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route as StarletteRoute

from handlers.exchange import Answered, Asked, Route

# How each channel is, by its name; *ok* says whether it works.
Health: TypeAlias = Callable[[], Awaitable[Mapping[str, Mapping[str, object]]]]

log = logging.getLogger(__name__)


def made(routes: Sequence[Route], *, health: Health) -> Starlette:
    """Return the app that serves *routes*, and says at /healthz how things are."""

    async def healthz(request: Request) -> Response:
        del request
        told = await health()
        well = all(each.get("ok", True) for each in told.values())
        body = json.dumps({"ok": well, **told})
        return Response(body, 200 if well else 503, media_type="application/json")

    return Starlette(
        routes=[
            StarletteRoute("/healthz", healthz, methods=["GET"]),
            *(
                StarletteRoute(each.path, _served(each), methods=list(each.methods))
                for each in routes
            ),
        ]
    )


def _served(route: Route) -> Callable[[Request], Awaitable[Response]]:
    """Return what takes requests to *route*, no larger than it allows."""

    async def serve(request: Request) -> Response:
        try:
            body = await _body(request, largest=route.largest)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        asked = Asked(
            method=request.method,
            path=request.url.path,
            query=dict(request.query_params),
            headers=_headers(request),
            cookies=dict(request.cookies),
            body=body,
        )
        try:
            return _response(await route.take(asked))
        except Exception as error:
            reference = token_hex(4)
            log.error(  # noqa: TRY400 - with the error itself
                "fault reference=%s path=%s", reference, route.path, exc_info=error
            )
            return Response(f"A fault of ours: {reference}", 500)

    return serve


async def _body(request: Request, *, largest: int) -> bytes | None:
    """Return the body of a request, or None where it is too large to be read."""
    said = request.headers.get("content-length", "")
    if said.isascii() and said.isdecimal() and int(said[:20]) > largest:
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > largest:
            return None
        parts.append(part)
    return b"".join(parts)


def _headers(request: Request) -> dict[str, str]:
    """Return headers by their names in lower case; of a doubled one, nothing.

    What stands there twice can mean two things, so that it means none.
    """
    names = [name.decode("latin-1").lower() for name, _ in request.headers.raw]
    return {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in request.headers.raw
        if names.count(name.decode("latin-1").lower()) == 1
    }


def _response(answered: Answered) -> Response:
    return Response(answered.body, answered.status, headers=dict(answered.headers))
