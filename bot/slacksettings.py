"""What an operator may set of Slack, under the names that everyone uses for it."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

SLACK = "https://slack.com/api/"


def _api(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query:
        raise ValueError("is not a web address")
    return value.rstrip("/") + "/"


def _word(value: str) -> str:
    return value.strip().casefold()


class SlackSettings(BaseModel):
    """How Slack is reached; without a token, and without a client, it is not.

    *slack_bot_token* is of one workspace; *slack_client_id* and its secret let many
    workspaces install the app. With *slack_app_token* events come over a socket of
    our own, with *slack_signing_secret* over HTTP.
    """

    slack_bot_token: str | None = Field(
        default=None, repr=False, description="a bot's token", examples=["xoxb-…"]
    )
    slack_app_token: str | None = Field(
        default=None, repr=False, description="an app's token", examples=["xapp-…"]
    )
    slack_signing_secret: str | None = Field(
        default=None, repr=False, description="a signing secret", examples=["8f74…"]
    )
    slack_client_id: str | None = Field(
        default=None, description="a client's id", examples=["1234.5678"]
    )
    slack_client_secret: str | None = Field(
        default=None, repr=False, description="a client's secret", examples=["a1b2…"]
    )
    slack_api_url: Annotated[str, AfterValidator(_api)] = Field(
        default=SLACK, description="a web address", examples=[SLACK]
    )
    joining: Annotated[Literal["open", "invited"], BeforeValidator(_word)] = Field(
        default="open", description="open or invited", examples=["invited"]
    )
