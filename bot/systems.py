"""The practice systems that the operator has set up, and what a push needs of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from bot import sealing
from bot.connectors import CONNECTORS, actionstep
from bot.connectors.base import (
    App,
    Connector,
    Later,
    Places,
    Request,
    Response,
    Unsure,
)
from bot.settings import Settings

BACK = "/connect/back"
# How long after a request the system may still be at work on it. Longer than the
# transport waits for an answer, with time to finish.
SETTLE = 120.0
# How long a process that died may keep others from an account: longer than renewing a
# token and sending a request can take together.
HELD = 150.0


@dataclass(frozen=True, slots=True)
class System:
    """A system that people may connect to; *region* is the firm's where it is set."""

    connector: Connector
    app: App
    regions: Mapping[str, Places]
    region: str | None = None


def _nothing() -> None:
    """Close nothing."""


@dataclass(frozen=True, slots=True)
class Systems:
    """All of them by name, and how requests are sent and tokens are sealed.

    *settle* are the seconds after which a request that nobody answered is looked for,
    *held* those for which a process has an account to itself unless it renews that.
    *web* is our own address, without which nobody can connect.
    """

    by_name: Mapping[str, System]
    send: Callable[[Request], Response | Later | Unsure]
    keys: tuple[sealing.Key, ...] = field(repr=False)
    web: str | None = None
    settle: float = SETTLE
    held: float = HELD
    close: Callable[[], None] = _nothing

    @property
    def back(self) -> str:
        """Return where the systems send people back to."""
        return f"{self.web}{BACK}"

    def missing(self) -> list[str]:
        """Return the settings without which nobody can connect."""
        lacking = []
        if self.by_name and not self.web:
            lacking.append("TENTHS_WEB_URL")
        if self.by_name and not self.keys:
            lacking.append("TENTHS_SECRET_KEY")
        return lacking


def configured(settings: Settings) -> Systems | None:
    """Return the systems whose apps *settings* name, or None when there are none."""
    found = {
        name: system
        for name, make in (
            ("clio", _clio),
            ("actionstep", _actionstep),
            ("smokeball", _smokeball),
        )
        if (system := make(settings)) is not None
    }
    if not found:
        return None
    # The HTTP client takes a while to import, and few commands need one.
    from bot.transport import Transport  # noqa: PLC0415 - start-up

    transport = Transport()
    return Systems(
        found,
        transport.send,
        settings.keys,
        settings.web_url,
        close=transport.close,
    )


def _clio(settings: Settings) -> System | None:
    if not (settings.clio_client_id and settings.clio_client_secret):
        return None
    connector = CONNECTORS["clio"]
    regions = dict(connector.regions)
    if settings.clio_url:
        regions = {
            name: _moved(each, settings.clio_url) for name, each in regions.items()
        }
    app = App(settings.clio_client_id, settings.clio_client_secret)
    return System(connector, app, regions, settings.clio_region)


def _actionstep(settings: Settings) -> System | None:
    if not (settings.actionstep_client_id and settings.actionstep_client_secret):
        return None
    older = settings.actionstep_resource == "timerecords"
    connector = actionstep.OLDER if older else CONNECTORS["actionstep"]
    token = urlsplit(settings.actionstep_token_url)
    places = Places(
        authorise=settings.actionstep_authorise_url,
        token=settings.actionstep_token_url,
        revoke="",
        api=f"{token.scheme}://{token.netloc}/api/rest",
    )
    app = App(settings.actionstep_client_id, settings.actionstep_client_secret)
    return System(connector, app, {"": places}, "")


def _smokeball(settings: Settings) -> System | None:
    if not (
        settings.smokeball_client_id
        and settings.smokeball_client_secret
        and settings.smokeball_api_key
    ):
        return None
    connector = CONNECTORS["smokeball"]
    regions = dict(connector.regions)
    if settings.smokeball_url:
        regions = {
            name: replace(each, api=settings.smokeball_url)
            for name, each in regions.items()
        }
    if settings.smokeball_auth_url:
        auth = f"{settings.smokeball_auth_url}/oauth2"
        regions = {
            name: replace(
                each,
                authorise=f"{auth}/authorize",
                token=f"{auth}/token",
                revoke=f"{auth}/revoke",
            )
            for name, each in regions.items()
        }
    app = App(
        settings.smokeball_client_id,
        settings.smokeball_client_secret,
        settings.smokeball_api_key,
    )
    return System(connector, app, regions, settings.smokeball_region)


def _moved(places: Places, base: str) -> Places:
    """Return *places* on another server."""

    def moved(address: str) -> str:
        return f"{base}{urlsplit(address).path}"

    return Places(
        authorise=moved(places.authorise),
        token=moved(places.token),
        revoke=moved(places.revoke),
        api=moved(places.api),
    )
