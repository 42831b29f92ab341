"""Every sentence about practice systems: connecting, what goes, what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.errors import shorten
from bot.replies import hours, money

REGIONS = {
    "au": "Australia",
    "ca": "Canada",
    "eu": "Europe",
    "uk": "United Kingdom",
    "us": "United States",
}
NO_SYSTEMS = (
    "No practice system is set up here. The operator names an app for one, for "
    "example TENTHS_CLIO_CLIENT_ID; until then, export clio makes the file to import."
)
LINK_OVER = (
    "This link has been used, or is too old. Ask for a new one, for example: "
    "connect clio"
)
STATE_OVER = (
    "This answer does not belong to a link that was opened in this browser a moment "
    "ago. Ask for a new link, for example: connect clio"
)
NOTHING_PUSHED = "Nothing of yours has been pushed yet. To begin: push clio"
NO_PLAN = (
    "There is nothing to say yes to any more. Say push again, and I show what would go."
)
DROPPED = "Nothing was pushed."
NOT_UNCERTAIN = "Nothing is uncertain about that entry. What became of a push: receipts"
STOPPED = "you stopped it"
NOTHING_TO_STOP = "No push of yours is under way that could be stopped."
RECONNECT = "the connection is over; connect again, then push again"
WAITS = "the connection is over; connect again, and I look whether it came through"
CHANGED = "it has changed since you said yes"
GAVE_UP = "it could not be reached for a day"
KEPT_FAILING = "it kept failing, and nothing was made"
CHANGED_THERE = "it was changed or billed there since"
UNSEEN = "nobody can say whether a request that was cut off came through"
TWICE = "more than one there looks like it"


_TOLD = frozenset(
    {"day", "number", "minutes", "narrative", "label", "billing", "rate", "state"}
)


@dataclass(frozen=True, slots=True)
class Way:
    """How a practice system is set up, in words, and whether it is *on*."""

    words: str
    on: bool = True


def connections(source: str, *, good: int, over: int, name: str) -> str:
    """Return how many people are connected to a system, and what it rests on."""
    people = "1 person" if good == 1 else f"{good} people"
    text = f"{people} connected ({source})"
    if over:
        text += f"; {over} to connect again"
    return text if good or over else f"nobody is connected; say connect {name}"


def link(label: str, *, region: str, address: str, minutes: int) -> str:
    """Return the link with which a person connects."""
    where = f" ({REGIONS[region]})" if region in REGIONS else ""
    return (
        f"To connect {label}{where}, open this link and say yes there. It is yours "
        f"alone, works once, and for {minutes} minutes:\n{address}"
    )


def lacking(names: Sequence[str]) -> str:
    """Return which settings the operator has yet to make."""
    return f"Connecting needs {' and '.join(names)}, which the operator has not set."


def no_system(name: str, known: Sequence[str]) -> str:
    """Return that no practice system of that name is set up."""
    if not known:
        return NO_SYSTEMS
    return (
        f"“{shorten(name)}” is not set up here. There is {' and '.join(known)}, "
        f"for example: connect {known[0]}"
    )


def which_region(label: str, name: str, regions: Sequence[str]) -> str:
    """Return the question which region the firm's account is in."""
    listed = ", ".join(f"{each} ({REGIONS[each]})" for each in regions)
    return (
        f"{label} is in several regions, and an account is in one of them: {listed}. "
        f"Say which, for example: connect {name} {regions[-1]}"
    )


def not_connected(label: str, name: str) -> str:
    """Return that the person is not connected."""
    return f"You are not connected to {label}. To connect: connect {name}"


def over(label: str, name: str) -> str:
    """Return that a connection has ended."""
    return f"Your connection to {label} is over. Connect again: connect {name}"


def still_pushing(label: str) -> str:
    """Return that a push is under way."""
    return f"A push is still under way; say receipts, then disconnect {label} again."


def disconnected(label: str) -> str:
    """Return that a connection was ended."""
    return (
        f"✓ Disconnected from {label}. What was pushed stays there, with its receipts."
    )


def declined(label: str, name: str) -> str:
    """Return that the person (or the system) said no."""
    return (
        f"{label} says that the request was declined, so nothing was connected. "
        f"To try again: connect {name}"
    )


def not_taken(label: str, why: str) -> str:
    """Return that the tokens could not be had."""
    said = f" ({shorten(why, 120)})" if why else ""
    return (
        f"{label} did not finish the connection{said}. Ask for a new link and try "
        "again; if it stays so, the operator checks the app's id, secret and address."
    )


def other_account(label: str) -> str:
    """Return that the account is not the firm's."""
    return (
        f"The rest of your firm is connected to another {label} account than the one "
        "you have just chosen, so nothing was connected. Sign in there with the "
        "firm's account and ask for a new link."
    )


def connected(label: str, name: str) -> str:
    """Return that a person is connected."""
    who = f" as {name}" if name else ""
    return f"Connected to {label}{who}."


def page_title(label: str, region: str) -> str:
    """Return the head of the page that a link opens."""
    where = f" ({REGIONS[region]})" if region in REGIONS else ""
    return f"Connect Tenths to {label}{where}"


def page_offer(label: str, name: str) -> tuple[str, ...]:
    """Return what the person is about to allow."""
    who = f" for {name}" if name else ""
    return (
        f"This connects your own {label} account{who}. Go on only if that is you.",
        (
            f"At {label} you sign in and say yes. Tenths can then read the matters "
            "that you can see, and enter your time once you have said yes to each push."
        ),
        "You can end it at any time: say disconnect in Slack or by email.",
    )


def page_button(label: str) -> str:
    """Return what the person presses to go on."""
    return f"Continue to {label}"


def page_done(name: str) -> tuple[str, ...]:
    """Return what the person may do next."""
    return (
        (
            "Your matters are being fetched; in a moment, say "
            f"push {name} where you talk to Tenths."
        ),
        "You can close this page.",
    )


def synced(
    label: str, *, matters: int, added: int, matched: int, unlike: int, people: int
) -> str:
    """Return what the lists of a system brought."""
    parts = [f"✓ {label} lists {_matters(matters)}"]
    parts += [f"{added} new on your list"] if added else []
    parts += [f"{matched} known here"]
    parts += [f"{people} {'person' if people == 1 else 'people'}"] if people else []
    text = " · ".join(parts)
    if unlike:
        text += (
            f"\n! {_matters(unlike)} have a number that is on your list under quite "
            f"another name; nothing is pushed to them. Say matters to compare."
        )
    return text


def no_user(name: str, label: str) -> str:
    """Return that somebody may not work in a system any more."""
    return f"{name} is no active user of {label} any more."


def ask_for_user(label: str, name: str) -> str:
    """Return what mends that."""
    return (
        f"Ask whoever runs {label} at your firm to enable you there, then say "
        f"sync {name}"
    )


def syncing(label: str) -> str:
    """Return that the list is being fetched."""
    return f"I am fetching the matters and people from {label}; this takes a moment."


def not_synced(label: str, name: str) -> str:
    """Return that nothing can be pushed before the list is there."""
    return (
        f"The matters of {label} are not here yet, and nothing is pushed to a matter "
        f"that I do not know. They are being fetched: say push {name} in a moment."
    )


def would_go(label: str, *, rows: int, minutes: int, period: str, name: str) -> str:
    """Return what a push would send."""
    who = f" as {name}" if name else ""
    return f"{label} would get {_entries(rows)} · {hours(minutes)} · {period}{who}"


def nothing_goes(label: str, *, period: str) -> str:
    """Return that there is nothing to push."""
    return f"Nothing new goes to {label} · {period}."


def going(names: str, matter: str, minutes: int, count: int) -> str:
    """Return what goes to one matter."""
    return f"✓ {names} · {matter} · {hours(minutes)}" + (
        f" · {_entries(count)}" if count > 1 else ""
    )


def left(name: str, reason: str, mend: str) -> str:
    """Return what stays here, why, and what mends it."""
    return f"✗ {name} · {reason} {mend}".rstrip()


def held(count: int) -> str:
    """Return that some are under way already."""
    return f"! {_entries(count)} under way or uncertain already: say receipts."


def ask(label: str, count: int) -> str:
    """Return the one question."""
    return f"Push {_entries(count)} to {label}? Say yes or no."


def to_push(label: str) -> str:
    """Return what a button says that shows what would go."""
    return f"Push to {label}"


def to_connect(label: str) -> str:
    """Return what a button says that begins a connection."""
    return f"Connect {label}"


def to_reconnect(label: str) -> str:
    """Return what a button says where a connection is over."""
    return f"Connect {label} again"


def under_way(done: int, total: int) -> str:
    """Return how far a push is that is under way."""
    return f"Under way: {done} of {total} done."


def begun(label: str, count: int) -> str:
    """Return that a push is under way."""
    return f"Pushing {_entries(count)} to {label}. The result comes when all have gone."


def changed_since(count: int) -> str:
    """Return that some are not as they were shown."""
    return f"! {_entries(count)} changed since I asked, and left out; say push again."


def made(
    row: str, label: str, remote_id: str, told: Mapping[str, Any], sent: int
) -> str:
    """Return the receipt of one entry, with the system's own rounding."""
    parts = [f"✓ {row}", f"{label} {remote_id}"]
    billed = told.get("billed")
    if isinstance(billed, int) and billed != sent:
        parts.append(f"rounded there to {hours(billed)}")
    if told.get("price"):
        parts.append(f"at {money(Decimal(str(told['price'])))}")
    if told.get("total") and Decimal(str(told["total"])) == 0:
        parts.append("worth nothing there: is a rate set?")
    return " · ".join(parts)


def refused(row: str, label: str, why: str) -> str:
    """Return that the system refused an entry."""
    said = shorten(why, 200).rstrip(".")
    return (
        f"✗ {row} · {label} refused it: {said}. Mend it here or there, then push again."
    )


def uncertain(row: str, label: str, why: str, *, name: str) -> str:
    """Return that nobody can say whether an entry is there."""
    return (
        f"? {row} · it may be in {label} already ({why}). Look there, then say "
        f"push again {name} if it is missing, or push there {name} if it is in."
    )


def dropped(row: str, why: str) -> str:
    """Return that an entry did not go and is ready still."""
    return f"✗ {row} · not pushed: {why}."


def waiting(row: str, why: str | None) -> str:
    """Return that an entry is still on its way."""
    return f"… {row} · on its way" + (f" ({why})" if why else "")


def removed(row: str, label: str) -> str:
    """Return that an entry was taken out again."""
    return f"✓ {row} · taken out of {label}, and ready here again"


def kept_there(row: str, label: str, why: str) -> str:
    """Return that an entry could not be taken out."""
    return f"! {row} · stays in {label}: {why}."


def result(label: str, *, made: int, minutes: int, rest: int) -> str:
    """Return the head of a push's result."""
    text = f"{label} · {_entries(made)} · {hours(minutes)}"
    return f"{text} · {rest} not" if rest else text


def pulled_back(label: str, *, removed: int, rest: int) -> str:
    """Return the head of what an undone push came to."""
    text = f"{label} · {_entries(removed)} taken out again"
    return f"{text} · {rest} stay there" if rest else text


def removing(label: str, count: int) -> str:
    """Return that a push is being taken back."""
    return (
        f"Taking {_entries(count)} out of {label} again, where nothing was changed "
        "there since."
    )


def nothing_to_take_back() -> str:
    """Return that no push can be undone."""
    return "There is no push of yours to take back. What was pushed: receipts"


def stopped(count: int) -> str:
    """Return that what has not left yet stays here."""
    return f"✓ Stopped: {_entries(count)} not pushed, and ready still. Say receipts."


def unlike(matter: str, theirs: str, label: str) -> str:
    """Return that one number is two matters, here and there."""
    other = shorten(theirs)
    return f"{matter} has its number in {label} for quite another one, “{other}”."


def not_there(matter: str, label: str) -> str:
    """Return that the system does not list a matter."""
    return f"{matter} is not among your matters in {label}."


def twice_there(matter: str, label: str) -> str:
    """Return that a system lists a matter twice."""
    return f"{matter} is in {label} more than once."


def shut(matter: str, status: str, label: str) -> str:
    """Return that a matter is not open there."""
    return f"{matter} is {status} in {label}."


def needs_codes(matter: str, label: str) -> str:
    """Return that a matter demands UTBMS codes."""
    return f"{label} wants UTBMS task and activity codes for {matter}."


def by_hand(label: str) -> str:
    """Return that an entry is to be made by hand."""
    return f"Enter it in {label} by hand."


def no_billing(label: str, billing: str) -> str:
    """Return that a billing state cannot be said."""
    return f"{label} cannot be told that it is {billing.replace('_', ' ')}."


def no_rate(label: str) -> str:
    """Return that a rate of ours cannot be said."""
    return f"{label} takes no rate of ours for these records."


def corrected(where: str) -> str:
    """Return that an earlier revision is there."""
    return f"An earlier version of it is in {where}, and it has changed since."


def undo_first(name: str) -> str:
    """Return how a pushed entry is replaced."""
    return f"Say undo push {name}, then push again; or change it there."


def change_there() -> str:
    """Return that a file's entry is corrected by hand."""
    return "Change it there."


def which_system(known: Sequence[str]) -> str:
    """Return the question which practice system is meant."""
    return f"There is {' and '.join(known)}. Say which, for example: push {known[0]}"


def nothing_pushed_of(period: str) -> str:
    """Return that nothing of a period was pushed."""
    return f"Nothing of {period} was pushed."


def decided(count: int, *, there: bool, name: str) -> str:
    """Return what the person has settled."""
    if there:
        return f"✓ {_entries(count)} taken as pushed."
    return f"✓ {_entries(count)} ready to go again: push {name}"


def in_file(name: str, *, withdrawn: bool) -> str:
    """Return that an entry left in a file."""
    return f"left in {name}" + (", taken out since" if withdrawn else "")


def revision(number: int) -> str:
    """Return which version of an entry it was."""
    return "as first said" if number == 1 else f"version {number}"


def change(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return what a change did, field by field."""
    told = [
        f"{name.removesuffix('_id')} {before.get(name)} → {value}"
        for name, value in after.items()
        if name in _TOLD and before.get(name) != value
    ]
    return ", ".join([kind, *told])


def event(when: str, what: str) -> str:
    """Return one line of an entry's history."""
    return f"  {when} · {what}"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _matters(count: int) -> str:
    return "1 matter" if count == 1 else f"{count:,} matters"
