"""What an operator may set of the web app, and the key that seals tokens."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field

from bot import sealing


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query:
        raise ValueError("is not a web address")
    return value.rstrip("/")


def _host(value: str) -> str:
    if not value.strip() or any(each in value.strip() for each in " /@"):
        raise ValueError("is not the name or address of a machine")
    return value.strip()


def _secret(value: str) -> str:
    if not sealing.keys(value):
        raise ValueError("holds no key")
    return value


class WebSettings(BaseModel):
    """Where the web app listens, as what others reach it, and what seals tokens."""

    web_host: Annotated[str, AfterValidator(_host)] = Field(
        default="127.0.0.1", description="an address to listen on", examples=["::1"]
    )
    web_port: Annotated[int, Field(ge=1, le=65_535)] = Field(
        default=8080, description="a port from 1 to 65535", examples=["8080"]
    )
    web_url: Annotated[str, AfterValidator(_url)] | None = Field(
        default=None,
        description="a web address",
        examples=["https://tenths.firm.example"],
    )
    secret_key: Annotated[str, AfterValidator(_secret)] | None = Field(
        default=None,
        repr=False,
        description="a secret of 32 characters or more",
        examples=["the-output-of-openssl-rand-base64-32"],
    )

    @property
    def keys(self) -> tuple[sealing.Key, ...]:
        """The keys that seal tokens, the first one for what is new; none if unset."""
        return sealing.keys(self.secret_key or "")
