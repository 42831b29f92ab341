"""`tenths people`: who keeps time here, and how each is called elsewhere."""

import json as jsons
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from bot.people import Person
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


@App.command("list")
def listing(*, json: Json = False) -> None:
    """Show everybody of the firm, by code."""
    with opening.opened() as here:
        _tell(here.bot.people(here.by), json=json)


@App.command("add")
def add(
    address: Annotated[
        str, typer.Argument(help="Where they write from: chat:local:ben")
    ],
    *,
    name: Annotated[str, typer.Option(help="As on a bill: Ben Okri")],
    code: Code = None,
    zone: Zone = None,
    locale: Locale = None,
    rate: Rate = None,
    json: Json = False,
) -> None:
    """Add somebody who writes from an address, for example: chat:local:ben."""
    said = _said(name=name, code=code, zone=zone, locale=locale, rate=rate)
    with opening.opened() as here:
        _tell([here.bot.person_add(here.by, address=address, **said)], json=json)


@App.command("set")
def change(
    who: Annotated[
        str, typer.Argument(help="Whose, by code; your own without one.")
    ] = "",
    *,
    name: Name = None,
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

    Without options, what is kept is shown.
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
        _tell([here.bot.person_change(here.by, who=who, **said)], json=json)


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.start(App, "people", arguments)


def _said(**options: str | None) -> dict[str, str]:
    return {name: value for name, value in options.items() if value is not None}


def _tell(people: Sequence[Person], *, json: bool) -> None:
    rows = (
        jsons.dumps(_plain(each)) if json else rendering.harmless(_words(each))
        for each in people
    )
    sys.stdout.writelines(f"{row}\n" for row in rows)


def _plain(person: Person) -> dict[str, object]:
    return {
        "code": person.code,
        "name": person.name,
        "zone": person.zone,
        "locale": person.locale,
        "rate": None if person.rate is None else str(person.rate),
        "targets": person.targets,
        "addresses": list(person.addresses),
    }


def _words(person: Person) -> str:
    parts = [
        person.code,
        person.name,
        person.zone,
        person.locale,
        "" if person.rate is None else f"${person.rate}/h",
        *(f"{target}: {name}" for target, name in person.targets.items()),
        *person.addresses,
    ]
    return " · ".join(part for part in parts if part)
