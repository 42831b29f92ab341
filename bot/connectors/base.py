"""What every connector is made of: requests, answers, work, and what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from bot.core.drafts import Billing


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it goes out; *secret* parts of it are in headers and body only."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """One answer as it came in, its header names in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class App:
    """What the vendor gave the firm (or us) to connect with."""

    client_id: str
    client_secret: str = field(repr=False)
    api_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Places:
    """Where one region of a practice system is: URLs without a slash at the end."""

    authorise: str
    token: str
    revoke: str
    api: str


@dataclass(frozen=True, slots=True)
class Account:
    """Whose requests are made: the place, the token, the person's id there."""

    api: str
    token: str = field(repr=False)
    user: str = ""
    api_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a token endpoint gave; *refresh* is None where it gave no new one.

    *seconds* is how long *access* holds, *api* where it holds, *owner* whose it is.
    """

    access: str = field(repr=False)
    refresh: str | None = field(default=None, repr=False)
    seconds: int = 3600
    api: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who the token belongs to there, and in which account."""

    user: str
    name: str
    account: str


@dataclass(frozen=True, slots=True)
class Work:
    """One entry as a practice system is told of it.

    *reference* is ours and unique. *worked* are the minutes as dictated, *billed*
    those of the firm's rounding; *rate* is only there when it overrides the
    system's own, ex GST. *matter*, *user* and *activity* are ids there. *zone* is
    the person's own, in which *day* is a day.
    """

    reference: str
    day: date
    zone: str
    worked: int
    billed: int
    narrative: str
    matter: str
    user: str
    billing: str = Billing.BILLABLE
    rate: Decimal | None = None
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class Created:
    """It was made: its id there, and what the system says of it, in few words."""

    remote_id: str
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not made and never will be as it is; *why* is for the person."""

    why: str


@dataclass(frozen=True, slots=True)
class Later:
    """It was not made, and may be asked for again in so many *seconds*, if known."""

    seconds: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Expired:
    """It was not made: the token is not good any more."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """Nobody can say whether it was made; *why* is a status or a kind of fault."""

    why: str


@dataclass(frozen=True, slots=True)
class Removed:
    """It is not there, or not any more."""


Outcome: TypeAlias = Created | Removed | Refused | Later | Expired | Unsure


class Found(NamedTuple):
    """Whether a row of theirs is the work we asked about, and its id."""

    remote_id: str
    told: Mapping[str, Any]


class Remote(NamedTuple):
    """A matter or an activity as the system lists it.

    *facts* hold what a push must know: `utbms`, `billing`.
    """

    remote_id: str
    number: str
    name: str
    client: str = ""
    status: str = "open"
    facts: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, and the request for the next ones, if any."""

    rows: tuple[Remote, ...]
    following: Request | None = None


class BadAnswer(Exception):
    """An answer to a question (not to a push) that cannot be used; what to do of it.

    *outcome* is Later, Expired, Refused or Unsure.
    """

    def __init__(self, outcome: Outcome) -> None:
        """Remember the *outcome*."""
        super().__init__(type(outcome).__name__)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look whether *work* was made: a request, and how to read its rows.

    *rows* gives those that are the work, and the request for the next page.
    """

    request: Request
    rows: Callable[[Response], tuple[list[Found], Request | None]]


def _not_listed(account: Account) -> None:
    """Ask for nothing: no published list is known."""
    del account


def _no_page(account: Account, response: Response) -> Page:
    del account, response
    return Page(())


@dataclass(frozen=True, slots=True)
class Connector:
    """A practice system that entries are pushed to. To add one, list its module.

    Its *name* is the target of deliveries: a file for it holds the same entries.
    *source* says whose word it rests on. *says* are the billing states that it can be
    told, *rates* whether it takes a rate of ours. *limit* are its requests a minute for
    one token. *people* are its users, *activities* the codes that an entry may have;
    each is asked for where the vendor publishes such a list. *eventual* says that what
    it accepted may be there only a while later.
    """

    name: str
    label: str
    source: str
    regions: Mapping[str, Places]
    says: frozenset[str]
    scope: str
    pkce: bool
    needs_key: bool
    limit: int
    api: Callable[[Places, Tokens], str]
    who: Callable[[Account], Request]
    person: Callable[[Response, Tokens, str], Person]
    create: Callable[[Account, Work], Request]
    created: Callable[[Response], Outcome]
    looks: Callable[[Account, Work, datetime], tuple[Look, ...]]
    read: Callable[[Account, str, Work], Request]
    unchanged: Callable[[Response, Work], bool | None]
    remove: Callable[[Account, str, Work], Request]
    removed: Callable[[Response], Outcome]
    matters: Callable[[Account], Request]
    matters_page: Callable[[Account, Response], Page]
    activities: Callable[[Account], Request | None] = _not_listed
    activities_page: Callable[[Account, Response], Page] = _no_page
    people: Callable[[Account], Request | None] = _not_listed
    people_page: Callable[[Account, Response], Page] = _no_page
    rates: bool = True
    eventual: bool = False
