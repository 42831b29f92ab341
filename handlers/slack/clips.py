"""Recordings: Slack writes down what was said; it is shown before it is kept.

A recording that has come is a row of ours before it is acknowledged, so its words are
waited for through a restart, too.
"""

import asyncio
import logging
import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.messages import Said
from bot.recordings import Recording, Recordings
from handlers.slack import blocks, homepage, views
from handlers.slack import client as clients
from handlers.slack.actors import Payload
from handlers.slack.client import Denied, NotSent, Unsure
from handlers.slack.gate import Entered
from handlers.slack.outbox import Envelope, opened
from handlers.slack.slack import Slack, mapping
from handlers.slack.views import Origin
from handlers.slack.words import escaped

_AUDIO = re.compile(r"\.(?:m4a|mp3|mp4|wav|ogg|oga|aac|webm|flac)$", re.IGNORECASE)
_PAUSES = (1, 1, 2, 3, 5, 8, 10, 10, 10, 10)
_TAG = re.compile(r"<[^>]*>")
_LONGEST = 2_500
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """What a file of Slack's says of its transcript: *state*, and the words."""

    state: str
    text: str = ""
    cut: bool = False
    url: str = ""


def found(event: Payload) -> list[Payload]:
    """Return the recordings among the files of a message."""
    files = event.get("files")
    listed = (
        [each for each in files if isinstance(each, dict)]
        if isinstance(files, list)
        else []
    )
    return [each for each in listed if _is_recording(each)]


async def keep(
    slack: Slack, entered: Entered, file: Payload, *, envelope: Envelope, sent: Any
) -> None:
    """Keep that a recording has come, and wait for its words beside."""
    recordings = Recordings(slack.bot)
    key = entered.home.key(envelope.channel, envelope.ts, str(file.get("id") or ""))
    number = await asyncio.to_thread(
        recordings.keep,
        entered.by,
        key=key,
        source={**envelope.told(), "file": str(file.get("id") or "")},
        sent_at=sent,
    )
    if number is not None:
        slack.outbox.spawn(listen(slack, number, already=file))


async def listen(slack: Slack, number: int, *, already: Payload | None = None) -> None:
    """Wait for the words of a recording; show them, or ask the person to type."""
    recordings = Recordings(slack.bot)
    recording = await asyncio.to_thread(recordings.waiting, number)
    if recording is None:
        return
    home = await slack.homes.named(recording.source.get("home", ""))
    if home is None:
        return
    client = slack.client(home, team=recording.source.get("team", ""))
    words = read(already or {})
    for pause in _PAUSES:
        if words.state in {"complete", "failed", "none"}:
            break
        await asyncio.sleep(pause)
        try:
            told_ = await clients.read(client.files_info(file=recording.source["file"]))
            words = read(mapping(told_.get("file")))
        except NotSent as error:
            await asyncio.sleep(min(error.seconds, 30))
        except Denied as error:
            log.info("no transcript why=%s", error.why)
            words = Words("failed")
    text = await _whole(slack, words, token=home.token)
    heard = await asyncio.to_thread(recordings.heard, recording, text)
    if heard:
        await _show(slack, recording, text)


async def answered(
    slack: Slack, entered: Entered, origin: Origin, *, text: str | None, act: str
) -> None:
    """Keep the words of a recording as a message, as shown or put right; or drop it."""
    recordings = Recordings(slack.bot)
    if not origin.entry.isdecimal():
        return
    recording = await asyncio.to_thread(
        recordings.answered, entered.by, int(origin.entry), keep=act == "keep"
    )
    client = slack.client(entered.home, team=entered.team)
    if recording is None or act != "keep":
        said = _DROPPED if recording is not None else _BEFORE
        slack.outbox.spawn(_put(client, origin, said))
        return
    envelope = opened(recording.source)
    message = Said(
        by=entered.by,
        text=text if text is not None else recording.text,
        key=recording.key,
        at=recording.sent_at,
        envelope=envelope.told(),
    )
    reply, _ = await slack.told(partial(slack.bot.answer, message))
    slack.outbox.bring(entered.by, message.key, conversation=envelope.channel)
    slack.outbox.spawn(_put(client, origin, f"“{message.text}”"))
    if reply.items:
        homepage.refresh(slack, entered)


async def change(
    slack: Slack, entered: Entered, origin: Origin, *, trigger: str
) -> None:
    """Open the form in which the words of a recording are put right."""
    recordings = Recordings(slack.bot)
    if not origin.entry.isdecimal():
        return
    recording = await asyncio.to_thread(recordings.own, entered.by, int(origin.entry))
    if recording is None:
        return
    view = views.transcript(recording.text, origin=origin)
    slack.outbox.spawn(slack.show(entered, trigger, view))


async def resume(slack: Slack) -> None:
    """Go on waiting for the words of recordings that a restart has left."""
    for number in await asyncio.to_thread(Recordings(slack.bot).left):
        slack.outbox.spawn(listen(slack, number))


def read(file: Payload) -> Words:
    """Return what a file says of its transcript."""
    said = mapping(file.get("transcription"))
    preview = mapping(said.get("preview"))
    return Words(
        state=str(said.get("status") or ""),
        text=str(preview.get("content") or ""),
        cut=bool(preview.get("has_more")),
        url=str(file.get("vtt") or ""),
    )


def from_vtt(raw: bytes) -> str | None:
    """Return the words of a WebVTT file; None when that is not what it is."""
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    head, _, rest = text.partition("\n")
    if not head.startswith("WEBVTT"):
        return None
    lines: list[str] = []
    for cue in re.split(r"\n\s*\n", rest):
        rows = cue.strip().split("\n")
        at = next((i for i, row in enumerate(rows) if "-->" in row), None)
        if at is not None:
            lines += [
                _TAG.sub("", row).strip().removeprefix("- ") for row in rows[at + 1 :]
            ]
    return " ".join(each for each in lines if each)


async def _whole(slack: Slack, words: Words, *, token: str) -> str:
    """Return all that was said; nothing where it cannot be had whole."""
    if words.state != "complete":
        return ""
    if not words.cut:
        return words.text.strip()
    try:
        text = from_vtt(await slack.api.fetch(words.url, token=token))
    except (Denied, NotSent) as error:
        log.info("no whole transcript why=%s", error.why)
        return ""
    return (text or "").strip()


async def _show(slack: Slack, recording: Recording, text: str) -> None:
    """Show what was heard, with what may be done with it."""
    envelope = opened(recording.source)
    home = await slack.homes.named(envelope.home)
    if home is None:
        return
    client = slack.client(home, team=envelope.team)
    said = _HEARD.format(text) if text else _NOT_HEARD
    found_: list[blocks.Block] = [
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": part, "verbatim": True},
        }
        for part in _parts(escaped(said))
    ]
    if text:
        number = str(recording.number)
        found_.append(
            {
                "type": "actions",
                "elements": [
                    blocks.button("clip-keep", "Keep", number, style="primary"),
                    blocks.button("clip-change", "Change…", number),
                    blocks.button("clip-drop", "Do not keep", number),
                ],
            }
        )
    for _ in range(4):
        try:
            await clients.done(
                client.chat_postMessage(
                    channel=envelope.channel,
                    text=escaped(said),
                    blocks=found_,
                    thread_ts=envelope.thread or None,
                    unfurl_links=False,
                    unfurl_media=False,
                )
            )
        except NotSent as error:
            await asyncio.sleep(min(error.seconds, 30))
        except (Denied, Unsure) as error:
            log.warning("transcript not shown why=%s", error)
            return
        else:
            return


async def _put(client: Any, origin: Origin, text: str) -> None:
    """Put what stands in the place of a transcript that was answered."""
    if not (origin.channel and origin.ts):
        return
    try:
        await clients.done(
            client.chat_update(
                channel=origin.channel, ts=origin.ts, text=escaped(text), blocks=[]
            )
        )
    except (Denied, NotSent, Unsure) as error:
        log.info("transcript not put anew why=%s", error)


def _parts(text: str) -> list[str]:
    return [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)]


def _is_recording(file: Payload) -> bool:
    """Return whether a file is somebody speaking, as far as Slack says it at all.

    The kind may be empty, and audio may be called video: there are several signs.
    """
    kind = str(file.get("mimetype") or "")
    if (
        file.get("subtype") == "slack_audio"
        or file.get("media_display_type") == "audio"
    ):
        return True
    if kind.startswith("audio/"):
        return True
    name = str(file.get("name") or file.get("title") or "")
    return not kind and "transcription" in file and bool(_AUDIO.search(name))


_HEARD = "I heard: “{}”\nShall I keep it?"
_NOT_HEARD = (
    "There is no transcript of that recording, so nothing is kept of it. "
    "Please type it, for example: 0.2 call re scheduling, Smith file"
)
_DROPPED = "Not kept."
_BEFORE = "That recording was answered before."
