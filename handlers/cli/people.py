"""`tenths people`: who keeps time here, and how each is called elsewhere."""

import json as jsons
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from bot import mailboxes
from bot.people import Person
from bot.service import Bot
from handlers.cli import opening, rendering, typed
from handlers.cli.say import Json

App = typed.plain()

Name = Annotated[str | None, typer.Option(help="As on a bill: Ada Byron")]
Code = Annotated[str | None, typer.Option(help="Initials or staff code: AB")]
Zone = Annotated[str | None, typer.Option(help="Where the days are: Australia/Sydney")]
Locale = Annotated[str | None, typer.Option(help="How dates are read: en-AU")]
Rate = Annotated[str | None, typer.Option(help="An hour, ex GST: 450, or none")]
Clio = Annotated[str | None, typer.Option(help="Name or e-mail address in Clio")]
Actionstep = Annotated[str | None, typer.Option(help="Name in Actionstep")]
Leap = Annotated[str | None, typer.Option(help="Staff code in LEAP")]
Smokeball = Annotated[str | None, typer.Option(help="Name in Smokeball")]
Email = Annotated[
    str, typer.Option(help="Where they send letters from: ada@firm.example")
]
RemoveEmail = Annotated[
    str, typer.Option(help="Where they send letters from no more: ada@old.example")
]
Whose = Annotated[str, typer.Argument(help="Whose, by code; your own without one.")]

_CHANNELS = ("chat:", "email:", "slack:")
_NO_MAIL = (
    "Letters are not on: set TENTHS_MAIL_ADDRESS, for example time@firm.example, "
    "then tenths people list shows where to send them."
)
_TAKEN_AWAY = (
    "The inbound address was taken away, and no letter is taken. For a new one: "
    "tenths people token {code} --rotate"
)
_NAMELESS = "Say who it is and where they write from. For example: "
_EXAMPLE = 'tenths people add "Ben Okri" --email ben@firm.example'


@App.command("list")
def listing(*, json: Json = False) -> None:
    """Show everybody of the firm, by code."""
    with opening.opened() as here:
        _tell(here.bot, here.bot.people(here.by), json=json)


@App.command("add")
def add(
    who: Annotated[
        str,
        typer.Argument(help="Their name, or where they write from: chat:local:ben"),
    ] = "",
    *,
    name: Name = None,
    email: Email = "",
    code: Code = None,
    zone: Zone = None,
    locale: Locale = None,
    rate: Rate = None,
    json: Json = False,
) -> None:
    """Add somebody, for example: tenths people add "Ben Okri" --email ben@firm.example.

    Who has a mail address gets an inbound address of their own, which is shown.
    """
    placed = who.startswith(_CHANNELS)
    name = name or ("" if placed else who)
    if not name or not (placed or email):
        raise typer.BadParameter(_NAMELESS + _EXAMPLE)
    said = _said(name=name, code=code, zone=zone, locale=locale, rate=rate)
    with opening.opened() as here:
        added = here.bot.person_add(
            here.by, address=who if placed else "", email=email, **said
        )
        _tell(here.bot, [added], json=json)
        _advise(here.bot, added)


@App.command("set")
def change(
    who: Whose = "",
    *,
    name: Name = None,
    email: Email = "",
    remove_email: RemoveEmail = "",
    code: Code = None,
    zone: Zone = None,
    locale: Locale = None,
    rate: Rate = None,
    clio: Clio = None,
    actionstep: Actionstep = None,
    leap: Leap = None,
    smokeball: Smokeball = None,
    json: Json = False,
) -> None:
    """Change what is kept of a person: name, code, zone, locale, rate, names elsewhere.

    An e-mail address is added to those they have; with the last that is removed, their
    inbound address ends at once. Without options, what is kept is shown.
    """
    said = _said(
        name=name,
        code=code,
        zone=zone,
        locale=locale,
        rate=rate,
        clio=clio,
        actionstep=actionstep,
        leap=leap,
        smokeball=smokeball,
    )
    with opening.opened() as here:
        person = here.bot.person_change(
            here.by, who=who, email=email, without=remove_email, **said
        )
        _tell(here.bot, [person], json=json)
        if email:
            _advise(here.bot, person)


@App.command("token")
def token(
    who: Whose = "",
    *,
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Give another; the old one ends at once.")
    ] = False,
    revoke: Annotated[
        bool,
        typer.Option(
            "--revoke", help="Take it away until --rotate; no letter is taken."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Show a person's own inbound address, change it, or take it away."""
    if rotate and revoke:
        raise typer.BadParameter("either --rotate or --revoke")
    with opening.opened() as here:
        if rotate or revoke:
            person = here.bot.mailbox_change(here.by, who=who, closed=revoke)
        else:
            person = here.bot.person_change(here.by, who=who)
        _tell(here.bot, [person], json=json)
        if not revoke:
            _advise(here.bot, person)


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.start(App, "people", arguments)


def _said(**options: str | None) -> dict[str, str]:
    return {name: value for name, value in options.items() if value is not None}


def _tell(bot: Bot, people: Sequence[Person], *, json: bool) -> None:
    for each in people:
        inbox = _inbox(bot, each)
        row = (
            jsons.dumps(_plain(each, inbox))
            if json
            else rendering.harmless(_words(each, inbox))
        )
        sys.stdout.write(f"{row}\n")


def _advise(bot: Bot, person: Person) -> None:
    """Say where letters go, beside the answer, or what is missing for it."""
    if person.token is None:
        if any(each.startswith(mailboxes.CHANNEL) for each in person.addresses):
            opening.tell(_TAKEN_AWAY.format(code=person.code))
    elif bot.settings.mail_address is None:
        opening.tell(_NO_MAIL)


def _inbox(bot: Bot, person: Person) -> str | None:
    """Return the address that a person's letters go to, if they can go anywhere."""
    base = bot.settings.mail_address
    if base is None or person.token is None:
        return None
    return mailboxes.address(base, person.token)


def _plain(person: Person, inbox: str | None) -> dict[str, object]:
    return {
        "code": person.code,
        "name": person.name,
        "zone": person.zone,
        "locale": person.locale,
        "rate": None if person.rate is None else str(person.rate),
        "targets": person.targets,
        "addresses": list(person.addresses),
        "inbox": inbox,
    }


def _words(person: Person, inbox: str | None) -> str:
    parts = [
        person.code,
        person.name,
        person.zone,
        person.locale,
        "" if person.rate is None else f"${person.rate}/h",
        *(f"{target}: {name}" for target, name in person.targets.items()),
        *person.addresses,
        "" if inbox is None else f"letters to {inbox}",
    ]
    return " · ".join(part for part in parts if part)
