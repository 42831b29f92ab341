"""Takes a letter: whose it is, who sent it, what it says; and answers with a status.

This is the one place of the channel that turns whatever happens into a status. A
status of success is returned only when what the letter said is on the disk.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from time import perf_counter

from bot import mailboxes
from bot.errors import Problem, Stranger, TooLong, Unavailable
from bot.mailboxes import CHANNEL, Mailbox
from bot.messages import Said
from bot.service import Bot
from handlers.email import automatic, heads, postmaster, statuses, trimming, trust
from handlers.email.arrival import Arrival
from handlers.email.dkimcheck import Lookup
from handlers.email.dnstexts import Undecided
from handlers.email.reading import Read

_NOBODY = "<>"
OLDEST = timedelta(days=14)
_AHEAD = timedelta(minutes=10)
_FAR_AHEAD = timedelta(days=1)
_MISDATED = "misdated"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Inbox:
    """Takes letters for the *bot*; *read* reads one, *lookup* asks the DNS.

    Without *lookup* no signature is verified here.
    """

    bot: Bot
    read: Callable[[bytes], Read]
    now: Callable[[], datetime]
    lookup: Lookup | None = None

    def knows(self, recipient: str) -> bool:
        """Say whether letters to *recipient* are taken.

        Whatever the address is, the same question is asked of the database, so that
        no answer comes sooner than another.
        """
        return self.opens(recipient) or self._is_postmaster(recipient)

    def opens(self, recipient: str) -> bool:
        """Say whether *recipient* is the inbound address of a person."""
        return self._mailbox(recipient) is not None

    def take(self, arrival: Arrival) -> list[str]:
        """Keep a letter for each of its recipients; return a status for each."""
        begun = perf_counter()
        try:
            told = self._taken(arrival)
        except Exception as error:  # noqa: BLE001 - the one place that answers
            told = [_trouble(error)] * len(arrival.recipients)
        milliseconds = round((perf_counter() - begun) * 1000)
        log.info(
            "letter status=%s recipients=%d bytes=%d ms=%d",
            ",".join(sorted({each[:3] for each in told})),
            len(told),
            len(arrival.raw),
            milliseconds,
        )
        return told

    def _taken(self, arrival: Arrival) -> list[str]:
        everyone = len(arrival.recipients)
        head, _ = heads.read(arrival.raw)
        if len(head.all("received")) >= automatic.MOST_HOPS:
            return [statuses.LOOP] * everyone
        if all(self._is_postmaster(each) for each in arrival.recipients):
            log.warning("postmaster letters=1")
            return [statuses.TAKEN] * everyone
        read = self.read(arrival.raw)
        if read.letter.automatic or arrival.giver == _NOBODY:
            log.info("automatic letters=1")
            return [statuses.TAKEN] * everyone
        one = _Letter(self, arrival.raw, read)
        return [self._given(one, each) for each in arrival.recipients]

    def _given(self, letter: "_Letter", recipient: str) -> str:
        """Keep a letter for one recipient; return the status for that one."""
        box = self._mailbox(recipient)
        if box is None and self._is_postmaster(recipient):
            return statuses.TAKEN
        if box is None:
            return statuses.NO_MAILBOX
        try:
            said = letter.said(box)
            if isinstance(said, str):
                return said
            self.bot.answer(said)
        except Undecided:
            return statuses.NO_ANSWER
        except (Unavailable, Stranger) as error:
            return _trouble(error)
        except TooLong:
            return statuses.TOO_LARGE
        except Problem:
            # It is kept, and the problem is what is answered.
            return statuses.TAKEN
        except Exception as error:  # noqa: BLE001 - the others have theirs
            return _trouble(error)
        return statuses.TAKEN

    def _mailbox(self, recipient: str) -> Mailbox | None:
        base = self.bot.settings.mail_address or ""
        return self.bot.mailbox(mailboxes.token(recipient, base))

    def _is_postmaster(self, recipient: str) -> bool:
        """Say whether a letter is for whoever runs this: RFC 5321 wants it taken."""
        base = self.bot.settings.mail_address or ""
        return postmaster.is_meant(recipient, base.rpartition("@")[2])


@dataclass(frozen=True)
class _Letter:
    """One letter that was read, on its way to each of its recipients."""

    inbox: Inbox
    raw: bytes
    read: Read

    @cached_property
    def trust(self) -> str:
        """What shows its sender; asked for once, and only when somebody is meant."""
        settings = self.inbox.bot.settings
        return trust.shown(
            self.raw,
            sender=self.read.letter.sender,
            authserv_id=settings.authserv_id,
            ours=((settings.mail_address or "").rpartition("@")[2],),
            lookup=self.inbox.lookup,
        )

    @cached_property
    def seals(self) -> tuple[str, ...]:
        """What its signatures seal, whatever else somebody makes of it."""
        return trust.seals(self.raw, sender=self.read.letter.sender)

    def said(self, box: Mailbox) -> Said | str:
        """Return what it says for the owner of *box*, or why it is refused."""
        letter = self.read.letter
        theirs = letter.sender in box.addresses
        shown = self.trust if theirs else trust.NONE
        now = self.inbox.now()
        # What was shown long ago is shown by whoever has the letter.
        late = shown != trust.NONE and _is_misdated(letter.date, now)
        if late:
            shown = trust.NONE
        proven = shown != trust.NONE
        if not (proven or self._may_wait(box)):
            return statuses.MISDATED if late else statuses.NOT_SHOWN
        return Said(
            by=CHANNEL + (letter.sender if theirs else box.addresses[0]),
            text=self.read.said,
            key=CHANNEL + self.read.fingerprint,
            at=_sent(letter.date, now),
            original=self.read.original,
            thread=self.read.thread,
            envelope={
                "message_id": letter.message_id,
                "references": " ".join(letter.references),
                "subject": letter.subject,
            },
            proven=proven,
            notes=(*letter.notes, _MISDATED) if late else letter.notes,
            invitation=letter.invitation,
            source=trimming.kept(
                self.raw, trust=shown, seals=self.seals if proven else ()
            ),
        )

    def _may_wait(self, box: Mailbox) -> bool:
        """Say whether what is not proven is kept until its owner says yes."""
        asked = self.inbox.bot.settings.mail_unproven == "ask"
        return asked and bool(box.addresses)


def _sent(date: datetime | None, now: datetime) -> datetime:
    """Return when a letter was sent: as it says, where that can be."""
    if date is not None and now - OLDEST <= date <= now + _AHEAD:
        return date
    return now


def _is_misdated(date: datetime | None, now: datetime) -> bool:
    """Say whether a letter says of itself that it was not sent lately."""
    return date is not None and not now - OLDEST <= date <= now + _FAR_AHEAD


def _trouble(error: Exception) -> str:
    """Log what went wrong on our side, and where; return the status for it.

    Its own words are left out, and so is a traceback: either may quote a letter.
    """
    places = traceback.extract_tb(error.__traceback__)
    log.error(
        "letter fault=%s at=%s:%d",
        type(error.__cause__ or error).__name__,
        Path(places[-1].filename).name if places else "",
        places[-1].lineno or 0 if places else 0,
    )
    return statuses.TROUBLE
