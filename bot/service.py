"""Bot: one method for each thing a person does, each in one transaction."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from secrets import token_hex
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot import (
    answering,
    changewords,
    channels,
    errors,
    faults,
    forms,
    home,
    importing,
    joining,
    mailboxes,
    originals,
    posting,
    pressing,
    remembered,
    revising,
)
from bot import people as persons
from bot import status as states
from bot import systems as practices
from bot.asking import Asking, Repeated
from bot.desk import Desk
from bot.errors import Problem
from bot.export import needs_snapshot
from bot.hearing import Deed, Ear
from bot.mailboxes import Mailbox
from bot.messages import Form, Home, Reply, Said
from bot.parcels import Carrier
from bot.people import Person
from bot.practice import Practice, scheduled
from bot.settings import Settings
from bot.status import Status
from bot.turn import Progress, Turn
from bot.work import Drive, Enqueue, Later
from storage import engine, inbox, people, posts, seals
from storage.engine import Store
from storage.models import Firm, Message, Timekeeper

_NO_MESSAGE = 0
LARGEST = 16 * 1024 * 1024
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bot:
    """Does what people ask, each time in one transaction."""

    store: Store
    desk: Desk
    settings: Settings

    def answer(self, said: Said, *, progress: Progress | None = None) -> Reply:
        """Take lines or a command and say what became of it.

        The message is kept first, verbatim, whatever becomes of it; the same key
        again makes nothing and answers the same. What the person can mend is raised
        as a Problem.
        """
        size = len(said.text.encode("utf-8", "surrogatepass"))
        if size > LARGEST:
            raise errors.TooLong(size, limit=LARGEST)
        said = originals.foreign(said, own=self.settings.mail_address)

        def hear(ear: Ear) -> Deed:
            return answering.hear(said, ear=ear)

        with faults.told():
            return self._do(said, hear, progress=progress)

    def revise(self, said: Said, *, of: str, sent_at: datetime) -> Reply | None:
        """Let what the message with the key *of* made follow its new words.

        *said* is the edit: its own key, the new words, when it was made. None is
        returned where nothing changes. A message that never came, sent at *sent_at*,
        is taken now.
        """
        with faults.told():
            with self.store.read() as db:
                about = _message(db, said.by, of)
                now = about and revising.words(db, about)
            if about is None or now is None:
                return self.answer(replace(said, key=of, at=sent_at))
            if now.sent_at >= said.at or revising.same(now.text, said.text):
                return None
            return self._do(said, _deed(revising.edit, about=about))

    def withdraw(self, said: Said, *, of: str, lines: bool = False) -> Reply:
        """Take back what the message with the key *of* made or, unless *lines*, did.

        A message that never came is taken for one without words, if it comes later.
        """
        with faults.told():
            with self.store.read() as db:
                about = _message(db, said.by, of)
            if about is None:
                return self._do(replace(said, key=of), _deed(_nothing))
            deed = _deed(revising.withdraw, about=about.id, lines=lines)
            return self._do(said, deed)

    def bring_back(self, said: Said, *, of: str) -> Reply:
        """Bring back what was last withdrawn of the message with the key *of*."""
        with faults.told():
            with self.store.read() as db:
                about = _message(db, said.by, of)
            if about is None:
                raise errors.NotChanged(changewords.NOTHING_MADE)
            return self._do(said, _deed(revising.bring_back, about=about.id))

    def press(self, said: Said, *, of: str, mark: str) -> Reply:
        """Do what a choice says that the answer to the message *of* offers.

        *mark* is the choice's own; one that is not offered any more raises NotChanged.
        The answer is how that message stands then.
        """
        with faults.told():
            with self.store.read() as db:
                about = _message(db, said.by, of)
            say = about and pressing.said(about.answer, mark)
            if about is None or not say:
                raise errors.NotChanged(changewords.NOT_ASKED)
            said, message_id = replace(said, text=say), about.id

            def hear(ear: Ear) -> Deed:
                deed = answering.deed(said.text, ear=ear)
                return partial(pressing.press, deed=deed, about=message_id)

            return self._do(said, hear)

    def note(self, said: Said, reply: Reply) -> Reply:
        """Keep a message that was answered elsewhere, with that answer."""
        with faults.told():
            return self._do(said, _deed(_answered, reply=reply))

    def bring(self, by: str, key: str, carry: Carrier) -> Later | None:
        """Bring the answer to a message now; None when no more is to be done."""
        with faults.told():
            return posting.bring(self.store, self.desk, carry, by=by, key=key)

    def left(
        self, channel: str, *, after: int, most: int
    ) -> list[tuple[int, str, str]]:
        """Return *most* answers that wait: their numbers, whose, to which message.

        The oldest come first, those with numbers beyond *after*.
        """
        with faults.told(), self.store.read() as db:
            return posts.left(db, channel=channel, after=after, most=most)

    def reference(self, by: str, key: str) -> str | None:
        """Return the channel's name for the latest answer about a message, or None."""
        with faults.told(), self.store.read() as db:
            person, _ = _who(db, by)
            return posts.reference(db, timekeeper_id=person.id, key=key)

    def thread_of(self, by: str, *, key: str, reference: str) -> str | None:
        """Return the key of a person's message: *key*, or that of the answer so named.

        None is returned when neither is theirs.
        """
        with faults.told(), self.store.read() as db:
            person = people.timekeeper_at(db, by)
            if person is None:
                return None
            if _message(db, by, key) is not None:
                return key
            return posts.of_reference(db, timekeeper_id=person.id, reference=reference)

    def fill(self, said: Said, form: Form) -> Reply:
        """Keep a form as an entry, or change its entry; FormProblem names each fault.

        A form with faults is not kept: it is still open before the person.
        """
        with faults.told():
            with self.store.read() as db:
                forms.check(self._looking(db, said.by), form)
            return self._do(said, _deed(forms.take, form=form))

    def filled(self, by: str, entry_id: int) -> Form:
        """Return the form of an entry as it is now; NotChanged where it is gone."""
        with faults.told(), self.store.read() as db:
            return forms.filled(self._looking(db, by), entry_id)

    def drafted(self, by: str, text: str = "", *, of: str = "") -> Form:
        """Return a form with what can be read in *text*, or in the message *of*."""
        with faults.told(), self.store.read() as db:
            about = _message(db, by, of) if of else None
            return forms.drafted(self._looking(db, by), about.text if about else text)

    def matters(self, by: str, words: str, *, most: int = 100) -> list[tuple[int, str]]:
        """Return open matters that *words* may mean, each with its words."""
        with faults.told(), self.store.read() as db:
            return forms.matters(self._looking(db, by), words, most=most)

    def home(self, by: str) -> Home:
        """Return a person's page as it is now."""
        with faults.told(), self.store.read() as db:
            return home.page(self._looking(db, by))

    def greet(self, said: Said) -> Reply:
        """Say what a new person reads once."""
        with faults.told():
            return self._do(said, _deed(home.greet))

    def import_matters(
        self, by: str, path: Path, *, progress: Progress | None = None
    ) -> Reply:
        """Read a matter list from the file at *path*; say what was read and refused."""
        found = importing.read(path)
        said = Said(
            by=by,
            text=f"matters import {path.name}",
            key=f"import:{token_hex(16)}",
            at=self.desk.now(),
        )

        def hear(ear: Ear) -> Deed:
            del ear
            return partial(importing.take, found=found, name=path.name)

        with faults.told():
            return self._do(said, hear, progress=progress)

    def join(self, address: str, *, name: str) -> bool:
        """Give an unknown local *address* its person; return whether that was new."""
        with faults.told():
            with self.store.read() as db:
                if people.timekeeper_at(db, address) is not None:
                    return False
            return self.store.write(
                partial(
                    joining.join,
                    address=address,
                    name=name,
                    settings=self.settings,
                    at=self.desk.now(),
                )
            )

    def people(self, by: str) -> list[Person]:
        """Return the people of the firm of whoever writes from *by*."""
        with faults.told(), self.store.read() as db:
            return persons.listed(db, _who(db, by)[1].id)

    def person_add(
        self, by: str, *, address: str = "", email: str = "", **said: str
    ) -> Person:
        """Add a person who writes from *address*, from *email*, or from both.

        *said* are settings in words. Whoever has a mail address gets a mailbox.
        """
        place = mailboxes.proper(address or f"{mailboxes.CHANNEL}{email}")

        def add(db: Session) -> Person:
            asker, firm = _who(db, by)
            said.setdefault("zone", asker.zone)
            said.setdefault("locale", asker.locale)
            added = persons.add(db, firm_id=firm.id, address=place, said=said)
            return self._reachable(db, firm_id=firm.id, code=added.code, email=email)

        with faults.told():
            return self.store.write(add)

    def person_change(
        self,
        by: str,
        *,
        who: str = "",
        email: str = "",
        without: str = "",
        **said: str,
    ) -> Person:
        """Change settings of the person with the code *who*, or of the one who asks.

        *email* is an address that they write from as well, *without* one that they
        write from no more.
        """

        def change(db: Session) -> Person:
            asker, firm = _who(db, by)
            person = persons.change(
                db, firm_id=firm.id, who=who or asker.code, said=said
            )
            person = self._reachable(db, firm_id=firm.id, code=person.code, email=email)
            if not without:
                return person
            return mailboxes.withdraw(
                db,
                firm_id=firm.id,
                code=person.code,
                email=without,
                at=self.desk.now(),
            )

        with faults.told():
            return self.store.write(change)

    def mailbox(self, token: str) -> Mailbox | None:
        """Return the mailbox that *token* opens, or None when it opens none."""
        with faults.told(), self.store.read() as db:
            return mailboxes.opened(db, token)

    def mailbox_change(self, by: str, *, who: str = "", closed: bool = False) -> Person:
        """Give the person with the code *who* another mailbox, or with *closed* none.

        The one before opens nothing from then on.
        """
        change = mailboxes.revoke if closed else mailboxes.rotate

        def work(db: Session) -> Person:
            asker, firm = _who(db, by)
            return change(
                db, firm_id=firm.id, code=who or asker.code, at=self.desk.now()
            )

        with faults.told():
            return self.store.write(work)

    def status(self) -> Status:
        """Say what is on and what is missing."""
        with faults.told(), self.store.read() as db:
            return states.look(db, self.desk, people.firms(db))

    def start(self, drive: Drive, carriers: Mapping[str, Carrier]) -> None:
        """Let *drive* do what is due; answers are brought by the *carriers*.

        Each is known by the channel that it serves.
        """
        practice = self.practice
        with faults.told():
            drive.start(
                (
                    *posting.jobs(self.store, self.desk, carriers),
                    *(practice.jobs(carriers) if practice else ()),
                ),
                ticks=(
                    posting.sweep(self.store, drive, tuple(carriers)),
                    scheduled(self.store, self._say_later, _heard),
                    *(practice.ticks(drive) if practice else ()),
                ),
            )

    @property
    def practice(self) -> Practice | None:
        """The practice systems, or None when the operator has set up none."""
        systems = self.desk.systems
        if systems is None:
            return None
        return Practice(
            self.store,
            self.desk,
            systems,
            self._say_later,
            _heard,
            self.settings.zone,
            self.settings.executor,
        )

    def close(self) -> None:
        """Let go of the store, and of what is open to practice systems."""
        if self.desk.systems is not None:
            self.desk.systems.close()
        self.store.close()

    def _reachable(self, db: Session, *, firm_id: int, code: str, email: str) -> Person:
        """Return a person, having seen to it that a mail address has its mailbox."""
        return mailboxes.provide(
            db, firm_id=firm_id, code=code, email=email, at=self.desk.now()
        )

    def _looking(self, db: Session, by: str) -> Turn:
        """Return a turn that only looks: no message, nothing kept."""
        person, firm = _who(db, by)
        said = Said(by=by, text="", key="", at=self.desk.now())
        today = said.at.astimezone(ZoneInfo(person.zone)).date()
        return Turn(db, self.desk, firm, person, said, _NO_MESSAGE, today, _silent)

    def _say_later(self, said: Said, hear: Callable[[Ear], Deed]) -> Reply:
        """Answer what nobody waits for: it is brought as work of its own everywhere."""
        alone = replace(self, desk=replace(self.desk, prompt=frozenset()))
        return alone._do(said, hear)  # noqa: SLF001 - it is itself

    def _do(
        self,
        said: Said,
        hear: Callable[[Ear], Deed],
        *,
        progress: Progress | None = None,
    ) -> Reply:
        """Keep a message and do what it asks; a problem is its answer, too."""
        begun = perf_counter()
        with self.store.read() as db:
            person, firm = _who(db, said.by)
            known = _known(db, said, firm_id=firm.id, timekeeper_id=person.id)
        if known is not None:
            return remembered.reply(known.answer)
        asking = Asking(self.desk, said, person, firm, progress or _silent, [])
        try:
            ear = Ear(asking.today, person.locale, person.name, person.zone)
            deed = hear(ear)
            reply = self._kept(asking, deed)
        except Problem as problem:
            self._refused(asking, problem)
            raise
        finally:
            milliseconds = round((perf_counter() - begun) * 1000)
            log.info("answered person=%d ms=%d", person.id, milliseconds)
        return reply

    def _kept(self, asking: Asking, deed: Deed) -> Reply:
        """Do *deed* in one transaction; files of one that fails are taken away."""
        try:
            reply = self.store.write(
                partial(asking.run, deed=deed), snapshot=needs_snapshot(deed)
            )
        except Repeated:
            reply = None
        except Exception:
            # Not for ctrl-C: the unit may be committed by then, and has its file.
            asking.clear()
            raise
        if reply is None:
            asking.clear()
            return self._again(asking)
        return reply

    def _refused(self, asking: Asking, problem: Problem) -> None:
        """Keep a message that could not be done, with the problem as its answer."""
        with suppress(Repeated):
            self.store.write(partial(asking.refuse, problem=problem))

    def _again(self, asking: Asking) -> Reply:
        """Answer a message that somebody else has kept meanwhile."""
        with self.store.read() as db:
            known = _known(db, asking.said, **asking.owner)
        return remembered.reply(known.answer if known else None)


def open_bot(
    settings: Settings,
    *,
    now: Callable[[], datetime],
    enqueue: Enqueue | None = None,
) -> Bot:
    """Open the store and return the bot; Unavailable says what is wrong with it.

    *enqueue* makes work due in the transaction that makes it necessary.
    A file of SQLite is made and brought up to date here; a server's database is by
    `migrate` alone.
    """
    local = settings.database_url.startswith("sqlite:")
    with faults.told():
        store = engine.open_store(settings.database_url, migrate=local)
        bot = Bot(store, _desk(settings, now, enqueue), settings)
        try:
            joining.agree(store, settings)
        except BaseException:
            store.close()
            raise
    return bot


def migrate(settings: Settings) -> None:
    """Make the database, or bring it up to this version."""
    with faults.told():
        engine.open_store(settings.database_url, migrate=True).close()


def _desk(
    settings: Settings, now: Callable[[], datetime], enqueue: Enqueue | None
) -> Desk:
    return Desk(
        now=now,
        exports=settings.exports,
        formats=settings.formats,
        clio_dates=settings.clio_dates,
        narrative_limit=settings.narrative_limit,
        hourly={"email": settings.mail_replies},
        enqueue=enqueue,
        on=channels.on(settings) + channels.slack(settings)[0],
        off=channels.off(settings) + channels.slack(settings)[1],
        prompt=frozenset({"slack"}),
        systems=practices.configured(settings),
    )


def _heard(words: str, ear: Ear) -> Deed:
    return answering.deed(words, ear=ear)


def _who(db: Session, by: str) -> tuple[Timekeeper, Firm]:
    """Return the person who writes from *by* and their firm, or raise Stranger."""
    person = people.timekeeper_at(db, by)
    firm = people.firm(db, person.firm_id) if person else None
    if person is None or firm is None:
        raise errors.Stranger(by)
    return person, firm


def _known(
    db: Session, said: Said, *, firm_id: int, timekeeper_id: int
) -> Message | None:
    """Return the message that *said* is a repeat of, by its key or its letter."""
    owner = {"firm_id": firm_id, "timekeeper_id": timekeeper_id}
    known = inbox.message(db, **owner, key=said.key)
    if known is None and said.source is not None and said.source.seals:
        known = seals.message(db, **owner, seals=said.source.seals)
    return known


def _deed(deed: Callable[..., Reply], **what: Any) -> Callable[[Ear], Deed]:
    """Return what hears any words as *deed*."""
    return lambda _: partial(deed, **what)


def _message(db: Session, by: str, key: str) -> Message | None:
    """Return the message that whoever writes from *by* sent under *key*, or None."""
    person, firm = _who(db, by)
    return inbox.message(db, firm_id=firm.id, timekeeper_id=person.id, key=key)


def _answered(turn: Turn, *, reply: Reply) -> Reply:
    """Answer with *reply*."""
    del turn
    return reply


def _nothing(turn: Turn) -> Reply:
    """Answer with nothing."""
    del turn
    return Reply("")


def _silent(done: int, total: int | None) -> None:
    """Show nothing of how far the work is."""
    del done, total
