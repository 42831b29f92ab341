"""An answer as a letter: its head, its text, the same as HTML, and its file."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template

from bot import laterwords, mailboxes
from bot.parcels import Parcel
from handlers.email import answerlines, headervalues, subjects

_NAME = "Tenths"
_TYPES = {
    ".csv": ("text", "csv"),
    ".xlsx": (
        "application",
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
_QUOTED_LINES, _QUOTED = 20, 2_000
# What no letter may hold; a tab and the end of a line are as they are.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class House:
    """Who we are in a letter: the *address* of the house, as it is set."""

    address: str

    @property
    def domain(self) -> str:
        """Return what stands behind the @."""
        return self.address.rpartition("@")[2]

    def back(self, token: str | None) -> str:
        """Return where an answer to our answer goes: to the person's own address."""
        return mailboxes.address(self.address, token) if token else self.address


class _Ids(UnstructuredHeader, BaseHeader):
    """A line of ids, each whole: the library would encode one that it finds long."""

    def fold(self, *, policy: Policy) -> str:
        """Return the line with an id on each of its lines."""
        ids = f"{policy.linesep} ".join(str(self).split())
        return f"{self.name}: {ids}{policy.linesep}"


class _Headers(HeaderRegistry):
    """The library's, which makes a new class of each header that it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type[BaseHeader]] = {}

    def __getitem__(self, name: str) -> type[BaseHeader]:
        """Return the class of a header, made when it is first asked for."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = super().__getitem__(name)
        return made


_HEADERS = _Headers()
for _name in ("in-reply-to", "references"):
    _HEADERS.map_to_type(_name, _Ids)


def reference(parcel: Parcel, house: House) -> str:
    """Return the Message-ID of an answer: each message's is its own, for ever."""
    return f"<re.{parcel.key.partition(':')[2]}@{house.domain}>"


def letter(
    parcel: Parcel, *, house: House, at: datetime, file: bytes | None
) -> EmailMessage:
    """Return the answer in *parcel* as a letter of that moment, with its *file*."""
    policy = SMTP.clone(header_factory=_HEADERS, utf8=not parcel.to.isascii())
    made = EmailMessage(policy=policy)
    ids = headervalues.ids(parcel.envelope.get("message_id", ""))
    theirs = ids[0] if ids else ""
    chain = headervalues.ids(parcel.envelope.get("references", ""))
    made["From"] = f"{_NAME} <{house.address}>"
    made["To"] = parcel.to
    made["Reply-To"] = house.back(parcel.back)
    made["Subject"] = _subject(parcel.envelope.get("subject", ""))
    made["Date"] = format_datetime(at)
    made["Message-ID"] = reference(parcel, house)
    if theirs:
        made["In-Reply-To"] = theirs
    if chain or theirs:
        made["References"] = headervalues.references(chain, theirs)
    made["Auto-Submitted"] = "auto-replied"
    made["X-Auto-Response-Suppress"] = "All"
    _fill(made, parcel, file=file)
    return made


def text(parcel: Parcel) -> str:
    """Return the plain text of an answer."""
    reply = parcel.reply
    parts = [reply.text]
    if reply.choices:
        width = len(str(reply.choices[-1].number))
        parts += [
            "",
            *(f"  {each.number:>{width}}  {each.label}" for each in reply.choices),
        ]
        parts += ["", laterwords.how_to_choose(reply.choices[0].number)]
    quoted = _quoted(parcel.said)
    if quoted:
        parts += ["", laterwords.letter_of(parcel.day)]
        parts += [f"> {each}".rstrip() for each in quoted]
    return _clean("\n".join(parts)) + "\n"


def html(parcel: Parcel) -> str:
    """Return the same as HTML: no images, no links, nothing from elsewhere."""
    reply = parcel.reply
    choices = [(each.number, _clean(each.label)) for each in reply.choices]
    return _template().render(
        refused=parcel.refused,
        blocks=answerlines.blocks(_clean(reply.text)),
        choices=choices,
        how=laterwords.how_to_choose(choices[0][0]) if choices else "",
        above=laterwords.letter_of(parcel.day),
        quoted=[_clean(each) for each in _quoted(parcel.said)],
    )


def _fill(made: EmailMessage, parcel: Parcel, *, file: bytes | None) -> None:
    """Put the text, the HTML and the file in a letter.

    The boundaries are made of the message's key: the same answer sent again is the
    same letter to the byte, but for its date.
    """
    mark = parcel.key.partition(":")[2][:32]
    made.set_content(text(parcel), charset="utf-8", cte="quoted-printable")
    made.add_alternative(
        html(parcel), subtype="html", charset="utf-8", cte="quoted-printable"
    )
    made.set_boundary(f"=_{mark}_words")
    if file is None or parcel.reply.file is None:
        return
    name = headervalues.line(parcel.reply.file.name)
    kind, detail = _type(name)
    made.add_attachment(file, maintype=kind, subtype=detail, filename=name)
    made.set_boundary(f"=_{mark}_file")


def _type(name: str) -> tuple[str, str]:
    """Return the MIME type of a file by its *name*."""
    return _TYPES.get(Path(name).suffix.casefold(), ("application", "octet-stream"))


def _subject(theirs: str) -> str:
    """Return the subject of an answer to a letter with the subject *theirs*."""
    line = headervalues.line(theirs)
    marked = subjects.unmark(line)
    bare = marked.bare if marked.kind == "reply" else line
    return f"Re: {bare or _NAME}"


def _quoted(said: str) -> list[str]:
    """Return the first lines of the person's own words."""
    lines = said[:_QUOTED].strip("\n").split("\n")
    cut = len(lines) > _QUOTED_LINES or len(said) > _QUOTED
    lines = lines[:_QUOTED_LINES] + (["…"] if cut else [])
    return lines if said.strip() else []


def _clean(words: str) -> str:
    """Return *words* without what no letter may hold."""
    return _CONTROL.sub("\ufffd", words)


@cache
def _template() -> Template:
    folder = Path(__file__).with_name("templates")
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("answer.html")
