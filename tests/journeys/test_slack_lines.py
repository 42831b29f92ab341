"""A line said in Slack is kept, answered once, and follows its message, in both modes."""

import asyncio

import pytest

from handlers.slack import keys
from tests.fakes import slackblocks, slackworld

LINE = "0.2 call re scheduling, Smith file"
KEPT = [(1, 12, "call re scheduling", "Smith", "ready")]
DM = "D0ADA"


@pytest.fixture(params=["socket", "http"])
async def world(request, sqlite_url, tmp_path):
    async with slackworld.living(sqlite_url, tmp_path, mode=request.param) as opened:
        yield opened


async def test_a_line_is_kept_answered_and_marked(world):
    said = await world.say(LINE)

    reply = await world.reply()
    await world.settled()
    assert world.rows() == KEPT
    assert reply["text"].startswith("✓ 0.2 h · Smith · call re scheduling · ")
    assert "Undo\nEdit" in slackblocks.words(reply["blocks"])
    assert (DM, said["event"]["ts"], "white_check_mark") in world.slack.reactions


async def test_several_lines_have_one_reply(world):
    await world.say(
        "0.2 call, Smith file\n0.1 email, Jones file\n0.5 drafting, Chen file"
    )

    await world.settled()
    assert [row[1] for row in world.rows()] == [12, 6, 30]
    replies = [
        each for each in world.slack.by_bot(DM) if not each["text"].startswith("Hello")
    ]
    assert len(replies) == 1


async def test_the_same_message_again_makes_and_says_nothing_new(world):
    payload = await world.say(LINE)
    await world.settled()
    before = len(world.slack.by_bot(DM))

    for again in (payload, {**payload, "event_id": "EvOTHER"}):
        assert (await world.slack.send(again, retry=1)).acked

    await world.settled()
    assert world.rows() == KEPT
    assert len(world.slack.by_bot(DM)) == before


async def test_the_same_message_at_the_same_moment_is_one(world):
    payload = world.slack.said(LINE)

    told = await asyncio.gather(*(world.slack.send(payload, retry=n) for n in range(5)))

    await world.settled()
    assert all(each.acked for each in told)
    assert world.rows() == KEPT
    assert (
        len([each for each in world.slack.by_bot(DM) if "0.2 h" in each["text"]]) == 1
    )


async def test_what_was_typed_is_what_is_kept(world):
    await world.say(
        "0.2 call re R&amp;D &lt;draft&gt; with <@U0BEN> of <https://a.example/x|a.example/x>, <mailto:jo@b.example|jo@b.example>, Smith &amp; Jones file"
    )

    await world.reply()
    [row] = world.rows()
    assert row[2:4] == (
        "call re R&D <draft> with @Ben Okri of a.example/x, jo@b.example",
        "Smith & Jones",
    )
    assert "R&amp;D &lt;draft&gt;" in (await world.reply())["text"]


@pytest.mark.parametrize(
    "lacks",
    [
        ("client_msg_id", "team", "blocks", "channel_type"),
        ("event_ts",),
        ("client_msg_id",),
    ],
)
async def test_a_payload_may_lack_what_others_have(world, lacks):
    payload = world.slack.said(LINE)
    for name in lacks:
        del payload["event"][name]
    for name in (
        "token",
        "authorizations",
        "event_time",
        "event_context",
        "api_app_id",
    ):
        payload.pop(name)

    assert (await world.slack.send(payload)).acked
    assert world.rows() == KEPT


async def test_an_edit_changes_the_entry_and_the_same_reply(world):
    said = await world.say(LINE)
    await world.settled()
    count = len(world.slack.by_bot(DM))

    assert (
        await world.slack.send(
            world.slack.edited(said, "0.3 call re scheduling, Smith file")
        )
    ).acked

    await world.settled()
    assert world.rows() == [(1, 18, "call re scheduling", "Smith", "ready")]
    assert len(world.slack.by_bot(DM)) == count
    assert world.slack.by_bot(DM)[0]["text"].startswith("✓ 0.3 h")


async def test_an_edit_with_the_same_words_is_silent(world):
    said = await world.say(LINE)
    await world.settled()

    unfurled = world.slack.edited(said, LINE, attachments=[{"title": "a link"}])
    del unfurled["event"]["message"]["edited"]
    assert (await world.slack.send(unfurled)).acked

    await world.settled()
    assert world.rows() == KEPT
    assert world.slack.by_bot(DM)[0].get("edits", 0) == 0


async def test_an_edit_right_behind_its_message_comes_after_it(world):
    said = world.slack.said(LINE)
    edited = world.slack.edited(said, "0.3 call re scheduling, Smith file")

    first = asyncio.create_task(world.slack.send(said))
    await asyncio.sleep(0)
    told = await asyncio.gather(first, world.slack.send(edited))

    assert all(each.acked for each in told)
    assert world.rows() == [(1, 18, "call re scheduling", "Smith", "ready")]


async def test_messages_of_one_conversation_are_kept_in_their_order(world):
    await world.say("0.1 first, Smith file")
    payloads = [
        world.slack.said(f"0.1 letter {n:02} to client, Smith file") for n in range(20)
    ]
    orders, tasks = world.opened.door.orders, []

    # Requests beside one another have no order of their own: each is there before the
    # next one leaves, and all of them wait.
    async with orders.turn(keys.conversation(payloads[0])):
        for count, each in enumerate(payloads, 2):
            tasks.append(asyncio.create_task(world.slack.send(each)))
            await world.until(lambda count=count: orders.waiting == count)
    told = await asyncio.gather(*tasks)

    assert all(each.acked for each in told)
    assert [row[2] for row in world.rows()][1:] == [
        f"letter {n:02} to client" for n in range(20)
    ]


async def test_an_edit_that_overtakes_its_message_is_not_lost(world):
    said = world.slack.said(LINE)

    assert (
        await world.slack.send(
            world.slack.edited(said, "0.3 call re scheduling, Smith file")
        )
    ).acked
    assert (await world.slack.send(said, retry=1)).acked

    await world.settled()
    assert world.rows() == [(1, 18, "call re scheduling", "Smith", "ready")]


async def test_a_deleted_message_takes_its_entry_and_restore_brings_it_back(world):
    said = await world.say(LINE)
    await world.settled()

    assert (await world.slack.send(world.slack.deleted(said))).acked
    await world.settled()
    assert world.rows() == []
    reply = world.slack.by_bot(DM)[0]
    assert reply["text"].startswith("✓ Taken back")

    assert (await world.slack.send(world.slack.pressed(reply, "Restore"))).acked
    await world.settled()
    assert world.rows() == KEPT
    assert world.slack.by_bot(DM)[0]["text"].startswith("✓ 0.2 h")


async def test_a_deletion_that_overtakes_its_message_wins(world):
    await world.say("0.1 first, Smith file")
    said = world.slack.said(LINE)

    assert (await world.slack.send(world.slack.deleted(said))).acked
    assert (await world.slack.send(said, retry=2)).acked

    assert [row[2] for row in world.rows()] == ["first"]


async def test_a_deleted_command_is_not_undone(world):
    await world.say(LINE)
    command = await world.say("edit 1 0.5")
    await world.settled()

    await world.slack.send(world.slack.deleted(command))

    await world.settled()
    assert world.rows()[0][1] == 30


async def test_what_has_left_in_a_file_stays_when_its_message_goes(world):
    said = await world.say(LINE)
    await world.say("export csv")
    await world.settled()

    await world.slack.send(world.slack.deleted(said))

    await world.settled()
    assert world.rows()[0][4] == "delivered"
    assert "left in" in world.slack.by_bot(DM)[0]["text"]


async def test_undo_and_restore_are_pressed(world):
    await world.say(LINE)
    reply = await world.reply()
    await world.settled()
    undo = world.slack.pressed(reply, "Undo")

    for _ in range(2):
        assert (await world.slack.send(undo)).acked
    await world.settled()
    assert world.rows() == []

    await world.slack.send(world.slack.pressed(world.slack.by_bot(DM)[0], "Restore"))
    await world.settled()
    assert world.rows() == KEPT


async def test_a_question_is_answered_by_a_press(world):
    await world.say("2 call with client, Smith file")
    reply = await world.reply()

    assert (await world.slack.send(world.slack.pressed(reply, "2.0 hours"))).acked

    await world.settled()
    assert world.rows() == [(1, 120, "call with client", "Smith", "ready")]
    assert world.slack.by_bot(DM)[0]["text"].startswith("✓ 2.0 h")
    assert "grey_question" not in {name for _, _, name in world.slack.reactions}


async def test_a_press_that_comes_twice_or_too_late_does_nothing_more(world):
    await world.say("2 call with client, Smith file")
    asked = dict(await world.reply())
    await world.settled()
    first = world.slack.pressed(asked, "2.0 hours")
    late = world.slack.pressed(asked, "0.2 hours")
    await world.slack.send(first)
    await world.settled()

    for each in (first, late):
        assert (await world.slack.send(each)).acked

    await world.settled()
    assert world.rows()[0][1] == 120


@pytest.mark.parametrize("root", ["mine", "yours"])
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("make it 0.5", (1, 30, "call re scheduling", "Smith", "ready")),
        ("Jones", (1, 12, "call re scheduling", "Jones", "ready")),
    ],
)
async def test_a_reply_in_the_thread_corrects(world, root, words, expected):
    said = await world.say(LINE)
    reply = await world.reply()
    await world.settled()
    await world.say("0.1 something else, Chen file")

    thread = said["event"]["ts"] if root == "mine" else reply["ts"]
    await world.say(words, thread=thread)

    await world.settled()
    assert world.rows()[0] == expected
    answers = [
        each for each in world.slack.by_bot(DM) if each.get("thread_ts") == thread
    ]
    assert len(answers) == 1


async def test_an_entry_is_edited_in_a_form(world):
    await world.say(LINE)
    reply = await world.reply()
    await world.settled()

    assert (await world.slack.send(world.slack.pressed(reply, "Edit"))).acked
    view = (await world.until(lambda: world.slack.views))[-1]
    wrong = await world.slack.send(world.slack.submitted(view, {"time": "1.30"}))
    right = await world.slack.send(
        world.slack.submitted(view, {"time": "0.7", "narrative": "long call"})
    )

    assert wrong.body["response_action"] == "errors"
    assert set(wrong.body["errors"]) == {"time"}
    assert right.acked
    assert not right.body
    await world.settled()
    assert world.rows() == [(1, 42, "long call", "Smith", "ready")]
    assert world.slack.by_bot(DM)[0]["text"].startswith("✓ 0.7 h · Smith · long call")


async def test_today_is_a_table_and_export_brings_the_file(world):
    await world.say("0.2 call, Smith file\n0.3 drafting the defence, Jones file")
    await world.say("today")
    await world.settled()
    sheet = world.slack.by_bot(DM)[-1]
    assert any(each["type"] == "table" for each in sheet["blocks"])
    assert "drafting the defence" in sheet["text"]

    assert (await world.slack.send(world.slack.pressed(sheet, "Export"))).acked

    await world.settled()
    [file] = [each for each in world.slack.files.values() if each.get("channel") == DM]
    kept = next(world.bot.desk.exports.iterdir())
    assert file["content"] == kept.read_bytes()
    assert b"drafting the defence" in file["content"]
    assert {row[4] for row in world.rows()} == {"delivered"}


async def test_a_line_that_cannot_be_read_is_answered_and_entered_in_a_form(world):
    await world.say("call with client, Smith file")
    reply = await world.reply()

    assert "I could not find a time" in reply["text"]
    await world.slack.send(world.slack.pressed(reply, "Enter in a form"))
    [view] = await world.until(lambda: world.slack.views)
    assert "call with client" in str(view)


@pytest.mark.parametrize("text", [":thumbsup:", "👍", "...", ""])
async def test_what_says_nothing_is_not_answered(world, text):
    await world.say(LINE)
    await world.settled()
    before = len(world.slack.by_bot(DM))

    await world.say(text)

    await world.settled()
    assert len(world.slack.by_bot(DM)) == before


async def test_a_cross_on_ones_own_line_takes_it_back(world):
    said = await world.say(LINE)
    await world.settled()

    assert (await world.slack.send(world.slack.reacted(said, "eyes"))).acked
    assert (await world.slack.send(world.slack.reacted(said, "x", user="U0BEN"))).acked
    assert world.rows() == KEPT
    assert (await world.slack.send(world.slack.reacted(said, "x"))).acked

    await world.settled()
    assert world.rows() == []


async def test_two_hundred_lines_fit_into_one_reply(world):
    lines = "\n".join(
        f"0.1 letter {n} to the other side re discovery, Smith file" for n in range(200)
    )

    await world.say(lines)
    await world.say("today")

    await world.settled()
    assert len(world.rows()) == 200
    assert not [
        each
        for each in world.slack.calls
        if each[0] == "chat.postMessage"
        and slackblocks.faults(each[1].get("blocks") or [])
    ]
    assert (
        len(
            [
                each
                for each in world.slack.by_bot(DM)
                if not each["text"].startswith("Hello")
            ]
        )
        == 2
    )


@pytest.mark.parametrize(
    "kind",
    ["channel_join", "channel_topic", "bot_message", "reminder_add", "huddle_thread"],
)
async def test_other_kinds_of_messages_are_acknowledged_and_left(world, kind):
    payload = world.slack.said(LINE)
    payload["event"]["subtype"] = kind

    assert (await world.slack.send(payload)).acked
    assert world.rows() == []


@pytest.mark.parametrize(
    "event", ["team_join", "file_shared", "user_change", "something_new"]
)
async def test_events_that_nobody_listens_to_are_acknowledged(world, event):
    payload = world.slack.event(
        {"type": event, "user": "U0ADA", "file_id": "F1", "event_ts": world.slack.ts()}
    )

    assert (await world.slack.send(payload)).acked


async def test_a_server_keeps_it_as_well(postgres_url, tmp_path):
    async with slackworld.living(postgres_url, tmp_path, mode="http") as world:
        said = await world.say("0.2 call, Smith file\n2 email, Jones file")
        asked = await world.reply()
        await world.slack.send(world.slack.pressed(asked, "2.0 hours"))
        await world.slack.send(
            world.slack.edited(said, "0.3 call, Smith file\n2 email, Jones file")
        )
        await world.settled()
        assert [row[1] for row in world.rows()] == [18, 120]

        await world.slack.send(world.slack.deleted(said))
        await world.settled()
        assert world.rows() == []
        await world.slack.send(world.slack.pressed(world.replies()[0], "Restore"))
        await world.settled()
        assert [row[1] for row in world.rows()] == [18, 120]
        await world.say("make it 0.5", thread=said["event"]["ts"])
        await world.slack.send(world.slack.command("export csv"))
        await world.settled()
        assert any(each.get("channel") for each in world.slack.files.values())


async def test_a_deletion_that_names_nobody_is_of_whoever_is_there(world):
    said = await world.say(LINE)
    await world.settled()
    gone = world.slack.deleted(said)
    del gone["event"]["previous_message"]

    assert (await world.slack.send(gone)).acked

    await world.settled()
    assert world.rows() == []


async def test_an_edit_that_names_nobody_is_of_whoever_is_there(world):
    said = await world.say(LINE)
    await world.settled()
    edited = world.slack.edited(said, "0.5 call re scheduling, Smith file")
    edited["event"]["message"] = {
        "text": "0.5 call re scheduling, Smith file",
        "ts": said["event"]["ts"],
    }
    del edited["event"]["previous_message"], edited["event"]["channel_type"]

    assert (await world.slack.send(edited)).acked

    await world.settled()
    assert world.rows() == [(1, 30, "call re scheduling", "Smith", "ready")]
