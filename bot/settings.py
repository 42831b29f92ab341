"""The only reader of the environment: every setting, checked, in one frozen value."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import tzlocal
from platformdirs import user_config_path, user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot import locales
from bot.errors import Problem
from bot.mailsettings import MailSettings
from bot.pushsettings import PushSettings
from bot.slacksettings import SlackSettings
from bot.websettings import WebSettings

PREFIX = "TENTHS_"
# Slack's own variables have the names that every Slack app uses.
_SLACK = "slack_"
# What our own tests and measurements read; nothing the product acts on.
_NOT_OURS = frozenset({"TENTHS_CONTRACTS"})
SECRETS = (
    "TENTHS_DATABASE_URL",
    "TENTHS_RELAY_PASSWORD",
    "TENTHS_IMAP_PASSWORD",
    "TENTHS_SECRET_KEY",
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_SECRET",
    "TENTHS_CLIO_CLIENT_SECRET",
    "TENTHS_ACTIONSTEP_CLIENT_SECRET",
    "TENTHS_SMOKEBALL_CLIENT_SECRET",
    "TENTHS_SMOKEBALL_API_KEY",
)
_EXAMPLE_URL = "postgresql://tenths:password@localhost/tenths"


class SettingsProblem(Problem):
    """Variables that cannot be used; says each of them, why, and an example."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        head = (
            "A setting in the environment cannot be used:"
            if len(faults) == 1
            else f"{len(faults)} settings in the environment cannot be used:"
        )
        super().__init__("\n".join([head, *(f"- {each}" for each in faults)]))


def _database_url(url: str) -> str:
    """Return *url* with the driver we ship; ValueError for any other database."""
    scheme, mark, rest = url.partition("://")
    if mark and scheme == "sqlite":
        return url
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        address = f"postgresql+psycopg://{rest}"
        try:
            # Reading the port is what finds a password with a bare @ or / in it.
            named = urlsplit(address).port is not None or bool(rest)
        except ValueError:
            named = False
        if mark and named:
            return address
    raise ValueError("is neither a sqlite:// nor a postgresql:// address")


def _zone(name: str) -> str:
    if name in available_timezones():
        return name
    near = get_close_matches(name, sorted(available_timezones()), n=1, cutoff=0.5)
    by_city = [
        each
        for each in sorted(available_timezones())
        if each.rpartition("/")[2].casefold() == name.replace(" ", "_").casefold()
    ]
    proposed = (by_city or near or [""])[0]
    meant = f"; did you mean {proposed}?" if proposed else ""
    raise ValueError(f"is not the IANA name of a time zone{meant}")


def _word(value: str) -> str:
    return value.strip().casefold()


def _date_order(value: str | None) -> str | None:
    return value and value.strip().upper()


def _folder(path: Path) -> Path:
    path = path.expanduser().absolute()
    if not path.is_dir():
        raise ValueError("is not a folder")
    return path


def _place(path: Path) -> Path:
    """Return where files may be made; the folder itself may still be missing."""
    path = path.expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError("is a file, not a folder")
    return path


def _home_database() -> str:
    return f"sqlite:///{user_data_path('tenths') / 'tenths.sqlite3'}"


def _home_formats() -> Path | None:
    folder = user_config_path("tenths") / "formats"
    return folder if folder.is_dir() else None


def _home_exports() -> Path:
    return user_data_path("tenths") / "exports"


class Settings(MailSettings, SlackSettings, WebSettings, PushSettings, BaseSettings):
    """What the operator has set; *notes* are things to tell them at the start."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        default_factory=_home_database,
        repr=False,
        description="a database address",
        examples=[_EXAMPLE_URL],
    )
    locale: Annotated[str, AfterValidator(locales.named)] = Field(
        default="en-AU", description="a locale", examples=["en-AU"]
    )
    timezone: Annotated[str, AfterValidator(_zone)] = Field(
        default="UTC",
        description="the name of a time zone",
        examples=["Australia/Sydney"],
    )
    rounding: Annotated[Literal["up", "nearest", "none"], BeforeValidator(_word)] = (
        Field(default="up", description="up, nearest or none", examples=["up"])
    )
    unit_minutes: int = Field(
        default=6,
        ge=1,
        le=60,
        description="a whole number of minutes from 1 to 60",
        examples=["6"],
    )
    minimum_units: int = Field(
        default=1,
        ge=0,
        le=100,
        description="a whole number of units from 0 to 100",
        examples=["1"],
    )
    formats: Annotated[Path, AfterValidator(_folder)] | None = Field(
        default_factory=_home_formats,
        description="a folder",
        examples=["/etc/tenths/formats"],
    )
    exports: Annotated[Path, AfterValidator(_place)] = Field(
        default_factory=_home_exports,
        description="a folder",
        examples=["/var/lib/tenths/exports"],
    )
    clio_dates: Annotated[
        Literal["DD/MM/YYYY", "MM/DD/YYYY"] | None, BeforeValidator(_date_order)
    ] = Field(
        default=None, description="DD/MM/YYYY or MM/DD/YYYY", examples=["DD/MM/YYYY"]
    )
    narrative_limit: int | None = Field(
        default=None,
        ge=1,
        le=1_000_000,
        description="a whole number of characters from 1 up",
        examples=["1000"],
    )
    notes: tuple[str, ...] = ()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what from_env hands over, so that a test's environment is whole."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @classmethod
    def from_env(
        cls,
        environ: Mapping[str, str],
        *,
        machine_zone: Callable[[], str] = tzlocal.get_localzone_name,
    ) -> Self:
        """Read *environ*; SettingsProblem names every fault at once."""
        said, faults = _said(environ)
        values: dict[str, Any] = {_field(name): text for name, text in said.items()}
        if "timezone" not in values:
            values |= _machine(machine_zone)
        try:
            settings = cls(**values)
        except ValidationError as error:
            faults += [_fault(dict(each), said) for each in error.errors()]
            settings = None
        if faults or settings is None:
            # `from None`: pydantic's own message would quote a password.
            raise SettingsProblem(tuple(sorted(faults))) from None
        return settings

    @property
    def zone(self) -> ZoneInfo:
        """The zone that days are counted in, where a person has none of their own."""
        return ZoneInfo(self.timezone)


def _variable(field: str) -> str:
    return ("" if field.startswith(_SLACK) else PREFIX) + field.upper()


def _field(variable: str) -> str:
    return variable.removeprefix(PREFIX).lower()


# Every variable that is read: what .env.example lists and a typo is compared with.
VARIABLES = tuple(_variable(name) for name in Settings.model_fields if name != "notes")


def _said(environ: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return our variables with what they say, empty ones left out, and faults."""
    said: dict[str, str] = {}
    faults: list[str] = []
    files = {f"{each}_FILE": each for each in SECRETS}
    for name, value in environ.items():
        ours = name.startswith(PREFIX) or name in VARIABLES or name in files
        if not ours or name in _NOT_OURS or not value.strip():
            continue
        if name in files and environ.get(files[name], "").strip():
            faults.append(f"{name}: {files[name]} is set as well. Keep one of the two.")
        elif name in files:
            try:
                said[files[name]] = Path(value).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError, ValueError):
                faults.append(
                    f"{name}: no text can be read from that file. "
                    f"Example: {name}=/run/secrets/{files[name].lower()}"
                )
        elif name in VARIABLES:
            said[name] = value.strip()
        else:
            faults.append(_unknown(name))
    return said, faults


def _unknown(name: str) -> str:
    known = [*VARIABLES, *(f"{each}_FILE" for each in SECRETS)]
    # The prefix is left out: it would make any two names look alike.
    by_rest = {each.removeprefix(PREFIX): each for each in known}
    near = get_close_matches(name.removeprefix(PREFIX).upper(), by_rest, n=1)
    if near:
        return f"{name}: there is no such setting. Did you mean {by_rest[near[0]]}?"
    return f"{name}: there is no such setting. There are {', '.join(known)}."


def _machine(machine_zone: Callable[[], str]) -> dict[str, Any]:
    """Return the machine's own zone, or UTC with a note that says so."""
    try:
        return {"timezone": _zone(machine_zone() or "")}
    except (OSError, LookupError, ValueError):
        note = (
            "This machine does not say in which time zone it is, so days are counted "
            "in UTC. Set yours, for example TENTHS_TIMEZONE=Australia/Sydney"
        )
        return {"timezone": "UTC", "notes": (note,)}


def _fault(error: Mapping[str, Any], said: Mapping[str, str]) -> str:
    """Return one sentence for one of pydantic's *error*; a secret is not quoted."""
    field = str(error["loc"][0])
    name = _variable(field)
    about = Settings.model_fields[field]
    shown = "what is set" if name in SECRETS else f"“{said.get(name, '')[:60]}”"
    reason = (
        str(error["ctx"]["error"])
        if error["type"] == "value_error"
        else f"is not {about.description}"
    )
    example = (about.examples or [""])[0]
    end = "" if reason.endswith("?") else "."
    return f"{name}: {shown} {reason}{end} Example: {name}={example}"
