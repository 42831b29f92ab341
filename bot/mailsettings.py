"""What an operator may set of mail: the ways in, whom to believe, the way out."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

_PORT = "a port from 1 to 65535"
_SECONDS = "a whole number of seconds from 5 to 3600"


def _address(value: str) -> str:
    local, mark, domain = value.strip().lower().rpartition("@")
    if not (mark and local and domain) or "+" in local or " " in value.strip():
        raise ValueError("is not a mail address without a + in it")
    return f"{local}@{domain}"


def _host(value: str) -> str:
    if not value.strip() or any(each in value.strip() for each in " /@"):
        raise ValueError("is not the name or address of a machine")
    return value.strip()


def _word(value: str) -> str:
    return value.strip().casefold()


def _file(path: Path) -> Path:
    return path.expanduser().absolute()


_Host = Annotated[str, AfterValidator(_host)]
_File = Annotated[Path, AfterValidator(_file)]
Port = Annotated[int, Field(ge=1, le=65_535)]


class MailSettings(BaseModel):
    """How letters come in and answers go out; without *mail_address* neither does."""

    mail_address: Annotated[str, AfterValidator(_address)] | None = Field(
        default=None, description="a mail address", examples=["time@firm.example"]
    )
    smtp_host: _Host = Field(
        default="127.0.0.1", description="an address to listen on", examples=["::1"]
    )
    smtp_port: Port = Field(default=8025, description=_PORT, examples=["8025"])
    lmtp_port: Port | None = Field(default=None, description=_PORT, examples=["8024"])
    smtp_cert: _File | None = Field(
        default=None, description="a file", examples=["/etc/tenths/cert.pem"]
    )
    smtp_key: _File | None = Field(
        default=None, description="a file", examples=["/etc/tenths/key.pem"]
    )
    smtp_proxy: bool = Field(
        default=False, description="true or false", examples=["false"]
    )
    mail_size: int = Field(
        default=36_000_000,
        ge=10_000,
        le=200_000_000,
        description="a whole number of bytes from 10000 to 200000000",
        examples=["36000000"],
    )
    mail_connections: int = Field(
        default=100,
        ge=1,
        le=10_000,
        description="a whole number from 1 to 10000",
        examples=["100"],
    )
    mail_rate: int = Field(
        default=600,
        ge=0,
        le=1_000_000,
        description="a whole number of letters a minute, 0 for no limit",
        examples=["600"],
    )
    authserv_id: _Host | None = Field(
        default=None, description="a server's name", examples=["mx.firm.example"]
    )
    mail_dkim: bool = Field(
        default=True, description="true or false", examples=["true"]
    )
    mail_unproven: Annotated[Literal["refuse", "ask"], BeforeValidator(_word)] = Field(
        default="refuse", description="refuse or ask", examples=["refuse"]
    )
    mail_replies: int = Field(
        default=60,
        ge=0,
        le=100_000,
        description="a whole number of answers an hour to one person",
        examples=["60"],
    )
    relay_host: _Host | None = Field(
        default=None, description="a server's name", examples=["smtp.firm.example"]
    )
    relay_port: Port = Field(default=25, description=_PORT, examples=["587"])
    relay_tls: Annotated[
        Literal["auto", "starttls", "tls", "none"], BeforeValidator(_word)
    ] = Field(
        default="auto",
        description="auto, starttls, tls or none",
        examples=["starttls"],
    )
    relay_user: str | None = Field(
        default=None, description="a user's name", examples=["tenths"]
    )
    relay_password: str | None = Field(
        default=None, repr=False, description="a password", examples=["secret"]
    )
    imap_host: _Host | None = Field(
        default=None, description="a server's name", examples=["imap.firm.example"]
    )
    imap_port: Port = Field(default=993, description=_PORT, examples=["993"])
    imap_tls: bool = Field(default=True, description="true or false", examples=["true"])
    imap_user: str | None = Field(
        default=None, description="a user's name", examples=["time@firm.example"]
    )
    imap_password: str | None = Field(
        default=None, repr=False, description="a password", examples=["secret"]
    )
    imap_folder: str = Field(
        default="INBOX", description="a folder's name", examples=["INBOX"]
    )
    imap_seconds: int = Field(
        default=60, ge=5, le=3_600, description=_SECONDS, examples=["60"]
    )
    executor: Annotated[str, Field(pattern=r"[A-Za-z0-9][\w.-]{0,62}")] = Field(
        default="tenths",
        description="a short name without blanks, a process's own",
        examples=["tenths-0"],
    )
