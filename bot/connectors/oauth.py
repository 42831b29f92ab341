"""OAuth 2.0 as the practice systems speak it: the code flow, refresh, an end."""

import base64
import hashlib
from decimal import Decimal
from urllib.parse import urlencode

from bot.connectors import wire
from bot.connectors.base import (
    App,
    BadAnswer,
    Connector,
    Later,
    Places,
    Refused,
    Request,
    Response,
    Tokens,
    Unsure,
)

_FORM = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Accept": wire.JSON,
}
_USUAL_SECONDS = 3600
# No system's token holds longer than this; more could not be added to a date.
_MOST_SECONDS = Decimal(366 * 24 * 3600)


def challenge(verifier: str) -> str:
    """Return the PKCE challenge of a *verifier* (RFC 7636, S256)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def authorise(
    connector: Connector,
    places: Places,
    app: App,
    *,
    back: str,
    state: str,
    verifier: str,
) -> str:
    """Return where the person is sent to say yes; they come *back* with *state*."""
    asked = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": back,
        "state": state,
    }
    if connector.scope:
        asked["scope"] = connector.scope
    if connector.pkce:
        asked["code_challenge"] = challenge(verifier)
        asked["code_challenge_method"] = "S256"
    return f"{places.authorise}?{urlencode(asked)}"


def exchange(
    connector: Connector,
    places: Places,
    app: App,
    *,
    code: str,
    back: str,
    verifier: str,
) -> Request:
    """Return the request that turns a *code* into tokens."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
    }
    if connector.pkce:
        form["code_verifier"] = verifier
    return _posted(places.token, form)


def refresh(places: Places, app: App, *, token: str, back: str) -> Request:
    """Return the request for a new access token."""
    return _posted(
        places.token,
        {
            "grant_type": "refresh_token",
            "refresh_token": token,
            "redirect_uri": back,
            "client_id": app.client_id,
            "client_secret": app.client_secret,
        },
    )


def revoke(
    places: Places, app: App, *, token: str, refresh: str | None = None
) -> Request | None:
    """Return the request that makes a *token* worthless, where there is such a thing.

    Clio wants the token as the bearer of the request, RFC 7009 in its form; there it
    is the *refresh* token, with which a whole grant ends, where there is one.
    """
    if not places.revoke:
        return None
    form = {
        "token": refresh or token,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
    }
    asked = _posted(places.revoke, form)
    headers = {**asked.headers, "Authorization": f"Bearer {token}"}
    return Request(asked.method, asked.url, headers, asked.body)


def tokens(response: Response) -> Tokens:
    """Return what the token endpoint gave.

    BadAnswer is raised with Refused when the grant is over, with Later or Unsure
    when the same may be asked again.
    """
    found = wire.mapping(wire.loaded(response))
    access = wire.text(found.get("access_token"))
    if 200 <= response.status < 300 and access:
        return Tokens(
            access=access,
            refresh=wire.text(found.get("refresh_token")) or None,
            seconds=_seconds(found.get("expires_in")),
            api=wire.text(found.get("api_endpoint")) or None,
            owner=wire.text(found.get("orgkey")) or None,
        )
    # A proxy's page is no word of the system's about the grant.
    if found and response.status in {400, 401, 403}:
        raise BadAnswer(Refused(wire.words(found) or f"it answered {response.status}"))
    if response.status == 429:
        raise BadAnswer(Later(wire.wait(response), "it answered 429"))
    raise BadAnswer(Unsure(f"it answered {response.status}"))


def _seconds(said: object) -> int:
    found = wire.number(said)
    return (
        _USUAL_SECONDS
        if found is None or found <= 0
        else int(min(found, _MOST_SECONDS))
    )


def _posted(address: str, form: dict[str, str]) -> Request:
    return Request("POST", address, _FORM, urlencode(form).encode("ascii"))
