"""What is spoken is shown before it is kept; without a transcript it is to be typed."""

import asyncio

import pytest

from tests.fakes import slackworld
from tests.fakes.slack import FakeSlack

SPOKEN = "point two call with client, Smith file"
VTT = "\ufeffWEBVTT \n\n00:00:00.000 --> 00:00:02.000\n- point two call\n\n2\n00:00:02.000 --> 00:00:04.000\n<v Ada>with client,\nSmith file\n"


@pytest.fixture(params=["socket", "http"])
async def world(request, sqlite_url, tmp_path):
    async with slackworld.living(sqlite_url, tmp_path, mode=request.param) as opened:
        await opened.say("0.1 the first, Chen file")
        await opened.settled()
        yield opened


def clip(
    fake, *, status="complete", content=SPOKEN, more=False, later=(), vtt=VTT, **fields
):
    """Return a message with a recording whose transcript is as said."""
    number = f"F{next(fake.count):08}"
    file = {
        "id": number,
        "name": "audio_message.m4a",
        "mimetype": "audio/mp4",
        "subtype": "slack_audio",
        "media_display_type": "audio",
        "transcription": {
            "status": status,
            "locale": "en-US",
            "preview": {"content": content, "has_more": more},
        },
        "vtt": f"{fake.base}/files/{number}",
        **fields,
    }
    fake.files[number] = {**file, "content": vtt.encode(), "later": list(later)}
    return fake.said(
        "",
        subtype="file_share",
        files=[{k: v for k, v in file.items() if v is not None}],
    )


def done(content=SPOKEN, *, more=False, status="complete"):
    return {
        "transcription": {
            "status": status,
            "preview": {"content": content, "has_more": more},
        }
    }


async def test_a_recording_is_shown_and_kept_when_the_person_says_so(world):
    assert (await world.slack.send(clip(world.slack))).acked
    shown = await world.reply(2)
    assert f"“{SPOKEN}”" in shown["text"]
    assert len(world.rows()) == 1

    for _ in range(2):
        assert (await world.slack.send(world.slack.pressed(shown, "Keep"))).acked

    await world.settled()
    assert world.rows()[1:] == [(2, 12, "call with client", "Smith", "ready")]


async def test_a_transcript_that_is_not_ready_is_waited_for(world):
    wait = done("", status="processing")
    assert (
        await world.slack.send(
            clip(world.slack, status="processing", content="", later=[wait, done()])
        )
    ).acked

    assert SPOKEN in (await world.reply(2))["text"]


async def test_a_transcript_that_is_cut_is_fetched_whole(world):
    assert (
        await world.slack.send(clip(world.slack, content="point two call", more=True))
    ).acked

    assert "“point two call with client, Smith file”" in (await world.reply(2))["text"]


@pytest.mark.parametrize(
    "fields",
    [
        {"mimetype": "", "subtype": None},
        {"mimetype": "video/mp4", "media_display_type": "audio", "subtype": None},
        {"subtype": None, "media_display_type": None},
        {"mimetype": "", "subtype": None, "media_display_type": None},
    ],
)
async def test_a_recording_is_known_by_any_of_its_signs(world, fields):
    assert (await world.slack.send(clip(world.slack, **fields))).acked

    assert SPOKEN in (await world.reply(2))["text"]


@pytest.mark.parametrize("how", ["failed", "none", "sign-in", "denied"])
async def test_without_a_whole_transcript_the_person_is_asked_to_type(world, how):
    match how:
        case "sign-in":
            payload = clip(
                world.slack, more=True, vtt="<!DOCTYPE html><title>Sign in</title>"
            )
        case "denied":
            payload = clip(world.slack, status="processing")
            world.slack.fail("files.info", "missing_scope")
        case status:
            payload = clip(world.slack, status=status, content="")

    assert (await world.slack.send(payload)).acked

    assert "Please type it" in (await world.reply(2))["text"]
    assert len(world.rows()) == 1


async def test_a_transcript_is_put_right_before_it_is_kept(world):
    await world.slack.send(clip(world.slack))
    shown = await world.reply(2)

    await world.slack.send(world.slack.pressed(shown, "Change…"))
    view = (await world.until(lambda: world.slack.views))[-1]
    await world.slack.send(
        world.slack.submitted(view, {"text": "0.4 call with client, Jones file"})
    )

    await world.settled()
    assert world.rows()[1:] == [(2, 24, "call with client", "Jones", "ready")]


async def test_a_recording_that_is_not_to_be_kept_is_not(world):
    await world.slack.send(clip(world.slack))
    shown = dict(await world.reply(2))

    await world.slack.send(world.slack.pressed(shown, "Do not keep"))
    await world.slack.send(world.slack.pressed(shown, "Keep"))

    await world.settled()
    assert len(world.rows()) == 1


async def test_nobody_keeps_the_recording_of_a_colleague(world):
    await world.slack.send(clip(world.slack))
    shown = await world.reply(2)
    await world.say("0.1 mine, Chen file", user="U0BEN")

    await world.slack.send(world.slack.pressed(shown, "Keep", user="U0BEN"))

    await world.settled()
    assert len(world.rows()) == 1
    assert len(world.rows("U0BEN")) == 1


async def test_a_recording_delivered_twice_is_shown_once(world):
    payload = clip(world.slack)

    for retry in range(3):
        await world.slack.send(payload, retry=retry)

    await world.settled()
    assert len([each for each in world.replies() if "I heard" in each["text"]]) == 1


async def test_pictures_and_documents_are_no_recordings(world):
    payload = world.slack.said(
        "",
        subtype="file_share",
        files=[
            {"id": "F1", "name": "scan.pdf", "mimetype": "application/pdf"},
            {"id": "F2", "name": "clip.mp4", "mimetype": "video/mp4"},
        ],
    )

    assert (await world.slack.send(payload)).acked

    await world.settled()
    assert len(world.replies()) == 1


async def test_a_recording_is_waited_for_through_a_restart(sqlite_url, tmp_path):
    fake = FakeSlack()
    async with fake.running():
        async with slackworld.living(sqlite_url, tmp_path, fake=fake) as world:
            await world.slack.send(clip(fake, status="processing", content=""))
            for task in list(world.opened.slack.outbox.tasks):
                task.cancel()
        for file in fake.files.values():
            file.update(done())
        async with slackworld.living(sqlite_url, tmp_path, fake=fake) as world:
            assert (
                SPOKEN
                in (
                    await world.until(
                        lambda: [e for e in world.replies() if "I heard" in e["text"]]
                    )
                )[0]["text"]
            )
            await asyncio.sleep(0)
