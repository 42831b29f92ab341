"""One message on its way through one transaction, from the raw words to the answer."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot import posting, remembered
from bot.desk import Desk
from bot.errors import Problem
from bot.hearing import Deed
from bot.messages import Reply, Said
from bot.turn import Owner, Progress, Turn
from storage import inbox, letters, seals
from storage.models import Firm, Timekeeper


class Repeated(Exception):
    """The letter has come before, changed where nobody has signed it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One message on its way: it may be run more than once, and is kept once."""

    desk: Desk
    said: Said
    person: Timekeeper
    firm: Firm
    progress: Progress
    files: list[Path]

    @property
    def today(self) -> date:
        """Return the person's civil date at the moment of sending."""
        return self.said.at.astimezone(ZoneInfo(self.person.zone)).date()

    @property
    def owner(self) -> Owner:
        """Return whose message it is."""
        return {"firm_id": self.firm.id, "timekeeper_id": self.person.id}

    def run(self, db: Session, *, deed: Deed) -> Reply | None:
        """Keep the message, do *deed*, keep the answer; None when it was seen.

        Raises Repeated, and leaves nothing, when its letter was seen.
        """
        self.clear()
        message = self._keep(db)
        if message is None:
            return None
        turn = Turn(
            db=db,
            desk=self.desk,
            firm=self.firm,
            person=self.person,
            said=self.said,
            message=message,
            today=self.today,
            progress=self.progress,
            files=self.files,
        )
        reply = deed(turn)
        inbox.answered(
            db,
            firm_id=self.firm.id,
            message_id=message,
            answer=remembered.told(reply),
        )
        self._post(db, message)
        return reply

    def refuse(self, db: Session, *, problem: Problem) -> None:
        """Keep the message with the *problem* as its answer; may raise Repeated."""
        message = self._keep(db)
        if message is not None:
            inbox.answered(
                db,
                firm_id=self.firm.id,
                message_id=message,
                answer=remembered.refused(problem),
            )
            self._post(db, message)

    def clear(self) -> None:
        """Take away the files that an attempt has written."""
        while self.files:
            self.files.pop().unlink(missing_ok=True)

    def _post(self, db: Session, message: int) -> None:
        """Make the answer due as work of its own, where its channel asks for that."""
        if self.said.envelope is not None:
            posting.due(
                db,
                self.desk,
                owner=self.owner,
                message=message,
                by=self.said.by,
                proven=self.said.proven,
            )

    def _keep(self, db: Session) -> int | None:
        original, envelope = self.said.original, self.said.envelope
        message = inbox.keep(
            db,
            **self.owner,
            key=self.said.key,
            by=self.said.by,
            text=self.said.text,
            sent_at=self.said.at,
            day=self.today,
            original=None if original is None else asdict(original),
            envelope=None if envelope is None else dict(envelope),
            thread=self.said.thread,
        )
        source = self.said.source
        if message is not None and source is not None:
            letters.keep(
                db,
                firm_id=self.firm.id,
                message_id=message,
                raw=source.raw,
                size=source.size,
                cut=source.cut,
                trust=source.trust,
            )
            if not seals.keep(db, **self.owner, message_id=message, seals=source.seals):
                raise Repeated
        return message
