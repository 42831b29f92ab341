"""What an operator may set of practice systems: apps to connect with, and places."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query:
        raise ValueError("is not a web address")
    return value.rstrip("/")


def _word(value: str) -> str:
    return value.strip().casefold()


_Url = Annotated[str, AfterValidator(_url)]


class PushSettings(BaseModel):
    """Which practice systems can be connected: each needs an id and its secret.

    The addresses are the vendors' own unless an operator says otherwise (a staging
    system, or a test's).
    """

    clio_client_id: str | None = Field(
        default=None,
        description="an app's key",
        examples=["fzaXZvrLWZX747wQQRNuASeVCBxaXpJaPMDi7F96"],
    )
    clio_client_secret: str | None = Field(
        default=None, repr=False, description="an app's secret", examples=["secret"]
    )
    clio_region: (
        Annotated[Literal["au", "ca", "eu", "us"], BeforeValidator(_word)] | None
    ) = Field(default=None, description="au, ca, eu or us", examples=["au"])
    clio_url: _Url | None = Field(
        default=None, description="a web address", examples=["https://au.app.clio.com"]
    )
    actionstep_client_id: str | None = Field(
        default=None, description="an app's id", examples=["tenths"]
    )
    actionstep_client_secret: str | None = Field(
        default=None, repr=False, description="an app's secret", examples=["secret"]
    )
    actionstep_authorise_url: _Url = Field(
        default="https://go.actionstep.com/api/oauth/authorize",
        description="a web address",
        examples=["https://go.actionstep.com/api/oauth/authorize"],
    )
    actionstep_token_url: _Url = Field(
        default="https://api.actionstep.com/api/oauth/token",
        description="a web address",
        examples=["https://api.actionstep.com/api/oauth/token"],
    )
    actionstep_resource: Annotated[
        Literal["timeentries", "timerecords"], BeforeValidator(_word)
    ] = Field(
        default="timeentries",
        description="timeentries or timerecords",
        examples=["timeentries"],
    )
    smokeball_client_id: str | None = Field(
        default=None, description="an app's id", examples=["tenths"]
    )
    smokeball_client_secret: str | None = Field(
        default=None, repr=False, description="an app's secret", examples=["secret"]
    )
    smokeball_api_key: str | None = Field(
        default=None, repr=False, description="a key", examples=["key"]
    )
    smokeball_region: (
        Annotated[Literal["au", "uk", "us"], BeforeValidator(_word)] | None
    ) = Field(default=None, description="au, uk or us", examples=["au"])
    smokeball_url: _Url | None = Field(
        default=None,
        description="a web address",
        examples=["https://stagingapi.smokeball.com.au"],
    )
    smokeball_auth_url: _Url | None = Field(
        default=None,
        description="a web address",
        examples=["https://datastaging-auth.smokeball.com.au"],
    )
