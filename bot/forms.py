"""A form → an entry, kept anew or changed; each field that cannot be taken is named."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot import (
    cards,
    changewords,
    edits,
    errors,
    items,
    labels,
    ledger,
    questions,
    replies,
    revising,
    showing,
)
from bot.core import days, durations, message
from bot.core.drafts import Billing
from bot.messages import Form, Reply
from bot.turn import Turn
from storage import entries
from storage.models import Entry

_LONGEST = 2_000


class FormProblem(errors.Problem):
    """A form that cannot be kept; *faults* says why, by field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Name each field with what is wrong in it."""
        self.faults = dict(faults)
        super().__init__("\n".join(self.faults.values()))


def filled(turn: Turn, entry_id: int) -> Form:
    """Return the form of an entry as it is now."""
    entry = _own(turn, entry_id)
    return Form(
        time=durations.say(entry.minutes) if entry.minutes else "",
        narrative=entry.narrative,
        matter=labels.shown(turn, matter_id=entry.matter_id, label=entry.label) or "",
        matter_id=entry.matter_id,
        day=entry.day,
        billing=entry.billing,
        entry=entry.id,
    )


def drafted(turn: Turn, text: str) -> Form:
    """Return a form with what can be read in *text*; else with its words."""
    text = text[:_LONGEST]
    read = message.read(text, today=turn.today, locale=turn.person.locale)
    if len(read.drafts) != 1:
        return Form(narrative=" ".join(text.split()))
    draft = read.drafts[0]
    return Form(
        time=durations.say(draft.minutes) if draft.minutes else "",
        narrative=draft.narrative,
        matter=draft.matter or "",
        day=draft.day,
        billing=draft.billing.value,
    )


def take(turn: Turn, *, form: Form) -> Reply:
    """Keep a form as an entry, or change the entry that it is of.

    FormProblem names every field that cannot be taken.
    """
    before = None if form.entry is None else _own(turn, form.entry)
    fields = _checked(turn, form)
    place = _place(turn, form, before)
    if before is None:
        label = form.matter or None
        line = f"{form.time} {form.narrative}" + (f", {label}" if label else "")
        kept = ledger.add(
            turn,
            **fields,
            line=line,
            label=label,
            matter_id=place.matter_id,
            asks=list(place.asks),
        )
        return _confirmed(turn, kept)
    asks = ledger.without(before, "duration", "date", "matter") + list(place.asks)
    if place.matter_id is not None or form.matter:
        fields |= {"matter_id": place.matter_id, "label": form.matter or before.label}
    kept = ledger.change(turn, before, "edited", **fields, asks=asks)
    notes = []
    if kept.revision != before.revision and (file := ledger.last_file(turn, kept)):
        notes.append(replies.corrected(file))
    root = revising.root(turn, kept.message_id)
    revising.amend(turn, root, "press")
    return cards.card(turn, root, notes=tuple(notes))


def check(turn: Turn, form: Form) -> None:
    """Raise FormProblem where a form has faults, NotChanged where its entry is gone."""
    before = None if form.entry is None else _own(turn, form.entry)
    _checked(turn, form)
    _place(turn, form, before)


def matters(turn: Turn, words: str, *, most: int) -> list[tuple[int, str]]:
    """Return open matters that *words* may mean, recent ones first without words."""
    by_id = turn.matters.by_id
    if words.strip():
        folded = words.casefold().split()
        found = [
            each.id
            for each in by_id.values()
            if each.status == "open"
            and all(
                one in f"{each.number} {each.name} {each.client}".casefold()
                for one in folded
            )
        ]
        if not found:
            found = list(labels.match(turn, words).choices)
    else:
        recent = {each: at for at, each in enumerate(labels.recent(turn))}
        found = [each.id for each in by_id.values() if each.status == "open"]
        found.sort(key=lambda each: recent.get(by_id[each].number, len(recent)))
    return [(each, labels.words(by_id[each])) for each in found[:most]]


def _own(turn: Turn, entry_id: int) -> Entry:
    """Return the person's entry that may be changed, or raise NotChanged."""
    found = entries.find(turn.db, **turn.owner, entry_id=entry_id)
    if found is None or found.state == "void":
        raise errors.NotChanged(changewords.GONE)
    return found


def _checked(turn: Turn, form: Form) -> dict[str, Any]:
    """Return the fields of an entry that the form says, or raise FormProblem."""
    faults: dict[str, str] = {}
    fields: dict[str, Any] = {
        "day": form.day or turn.today,
        "narrative": " ".join(form.narrative.split()),
        "billing": Billing(form.billing).value,
    }
    if not any(each.isalpha() for each in fields["narrative"]):
        faults["narrative"] = changewords.NO_WORDS
    if fields["day"] > turn.today:
        faults["day"] = changewords.to_come(days.say(fields["day"], today=turn.today))
    try:
        fields |= _time(form.time, today=turn.today, locale=turn.person.locale)
    except errors.Problem as problem:
        faults["time"] = str(problem)
    if faults:
        raise FormProblem(faults)
    return fields


def _time(text: str, *, today: date, locale: str) -> dict[str, Any]:
    """Return the minutes that *text* says, or raise Problem."""
    if not text.strip() or len(text) > 100:
        raise errors.NotChanged(changewords.NO_TIME)
    try:
        said = edits.read(text, today=today, locale=locale)
    except errors.Problem as problem:
        raise errors.NotChanged(changewords.NO_TIME) from problem
    asked = [each for each in said.asks if each["field"] == "duration"]
    if asked:
        readings = [durations.say(int(each)) for each in asked[0]["options"]]
        raise errors.NotChanged(
            changewords.two_times(" or ".join(readings))
            if readings
            else changewords.NO_TIME
        )
    if "minutes" not in said.fields or said.matter or "day" in said.fields:
        raise errors.NotChanged(changewords.NO_TIME)
    return {
        "minutes": said.fields["minutes"],
        "warnings": said.fields.get("warnings", []),
    }


def _place(turn: Turn, form: Form, before: Entry | None) -> labels.Place:
    """Return where the form's matter leads: what was picked, or what was typed."""
    if form.matter_id is not None:
        if form.matter_id not in turn.matters.by_id:
            raise FormProblem({"matter": changewords.GONE})
        return labels.Place(matter_id=form.matter_id)
    if form.matter:
        return labels.place(turn, form.matter)
    if before is not None:
        asks = tuple(each for each in before.asks if each["field"] == "matter")
        return labels.Place(matter_id=before.matter_id, asks=asks)
    return labels.place(turn, None)


def _confirmed(turn: Turn, kept: Entry) -> Reply:
    """Return what was kept, as the answer to a line says it."""
    asked = questions.ask(turn, [kept])
    [shown] = showing.every(turn, [kept])
    minutes = showing.total(turn, kept.day)
    parts = [replies.kept(shown, minutes=minutes, today=turn.today)]
    parts += replies.warned([shown])
    parts += asked.texts
    return Reply(
        "\n".join(parts), choices=asked.choices, items=items.every([shown], [kept])
    )
