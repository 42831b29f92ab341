"""A day's push: connect, see what would go, say yes once, get receipts."""

import re

import pytest

from bot import tokens
from bot.errors import NotChanged
from storage import accounts, questions
from storage.engine import open_store
from tests.fakes import actionstep, clio, office, smokeball
from tests.fakes import house as houses
from tests.fakes import practice as fake

# Every system on a file; one of them on a server as well.
PLACES = [
    (clio, "sqlite"),
    (actionstep, "sqlite"),
    (smokeball, "sqlite"),
    (clio, "postgres"),
]


@pytest.fixture(
    params=PLACES, ids=lambda each: f"{each[0].__name__.rpartition('.')[2]}-{each[1]}"
)
def desk(request, tmp_path):
    dialect, database = request.param
    store = open_store(request.getfixturevalue(f"{database}_url"), migrate=False)
    practice = fake.Practice(dialect, rotates=dialect is actionstep)
    house = houses.opened(store, tmp_path)
    with fake.running(practice):
        yield office.opened(house, practice)
    store.close()


@pytest.fixture
def connected(desk):
    desk.connect()
    return desk


def _dictate(desk):
    desk.house.texts(
        "0.2 call re scheduling, Smith file",
        "0.5 review contract, Chen file",
        "0.2 call re scheduling, Smith file",
    )


def test_a_link_connects_and_brings_the_matters(desk):
    done = desk.connect()

    assert (
        done.page.title
        == f"Connected to {desk.name.title()}{' as Ada Byron' * (desk.name != 'smokeball')}."
    )
    assert "Smith v Jones (2024-FAM-0312)" in desk.say("matters").text


def test_a_day_is_shown_agreed_to_and_pushed_once(connected):
    _dictate(connected)

    shown, result = connected.push()

    assert "3 entries · 0.9 h" in shown
    assert "Smith v Jones (2024-FAM-0312) · 0.4 h · 2 entries" in shown
    assert "3 entries · 0.9 h" in result
    assert len(connected.practice.made) == 3
    ids = [str(each) for each in connected.practice.made]
    assert all(each in result for each in ids)
    assert [each.state for each in connected.house.day()] == ["delivered"] * 3


def test_what_was_pushed_is_not_pushed_again(connected):
    _dictate(connected)
    connected.push()

    again = connected.say(f"push {connected.name}").text

    assert again.startswith("Nothing new goes to")
    assert len(connected.practice.made) == 3


def test_no_is_no(connected):
    _dictate(connected)
    connected.say(f"push {connected.name}")

    assert connected.say("no").text == "Nothing was pushed."
    assert connected.due == []
    assert [each.state for each in connected.house.day()] == ["ready"] * 3


def test_yes_twice_is_one_push(connected):
    _dictate(connected)
    connected.say(f"push {connected.name}")
    [message] = {int(each.rpartition(" ")[2]) for each in _choices(connected)}
    connected.say(f"push yes {message}")

    with pytest.raises(Exception, match="nothing to say yes to any more"):
        connected.say(f"push yes {message}")
    connected.drain()
    assert len(connected.practice.made) == 3


def _choices(desk):
    with desk.house.bot.store.read() as db:
        open_ = questions.open_ones(db, firm_id=1, timekeeper_id=1)
    return [choice["say"] for each in open_ for choice in each.choices]


@pytest.mark.parametrize("fault", fake.FAULTS)
def test_whatever_goes_wrong_each_entry_is_there_once(connected, fault):
    _dictate(connected)
    connected.practice.faults.extend([None, fault, None])

    _, result = connected.push()

    assert sorted(connected.practice.counted().values()) in ([1, 2], [1, 1, 1])
    assert len(connected.practice.made) == 3
    assert "3 entries" in result
    assert [each.state for each in connected.house.day()] == ["delivered"] * 3


@pytest.mark.parametrize(
    "fault", ["drop after", "500 after", "drop before", "html after"]
)
def test_every_request_may_go_wrong_the_same_way_at_first(connected, fault):
    _dictate(connected)
    connected.practice.faults.extend([fault] * 3)

    connected.push()

    assert len(connected.practice.made) == 3
    assert [each.state for each in connected.house.day()] == ["delivered"] * 3


def test_a_lost_look_is_looked_for_again(connected):
    _dictate(connected)
    connected.practice.faults.extend(
        ["drop after", None, None, "drop before", "500 before", "429", "html"]
    )

    connected.push()

    assert len(connected.practice.made) == 3


def test_what_is_refused_is_said_and_stays_ready(connected):
    _dictate(connected)
    shown = connected.say(f"push {connected.name}")
    assert shown.choices
    del connected.practice.matters[12345 if desk_int(connected) else "12345"]
    connected.say("yes")
    connected.drain()

    result = connected.told[-1]
    assert "1 entry · 0.5 h · 2 not" in result
    assert result.count("refused it:") == 2
    assert [each.state for each in connected.house.day()] == [
        "ready",
        "delivered",
        "ready",
    ]


def desk_int(desk):
    return desk.name != "smokeball"


def test_an_entry_that_changed_after_the_yes_does_not_go(connected):
    _dictate(connected)
    connected.say(f"push {connected.name}")
    connected.say("yes")
    connected.say("edit 1 0.3")
    connected.drain()

    assert "it has changed since you said yes" in connected.told[-1]
    assert len(connected.practice.made) == 2


def test_an_entry_that_changed_before_the_yes_is_left_out(connected):
    _dictate(connected)
    shown = connected.say(f"push {connected.name}")
    connected.say("edit 1 0.3")

    reply = connected.say(shown.choices[0].say)

    assert "1 entry changed since I asked" in reply.text
    connected.drain()
    assert len(connected.practice.made) == 2


def test_while_it_is_under_way_no_file_has_it(connected):
    _dictate(connected)
    connected.say(f"push {connected.name}")
    connected.say("yes")

    with pytest.raises(Exception, match="Nothing new leaves"):
        connected.say(f"export {connected.name}")


def test_what_a_file_has_is_not_pushed(connected):
    connected.say("0.2 call re scheduling, Smith file")
    connected.say("me smokeball AB")
    connected.say("me actionstep AB")
    connected.say(f"export {connected.name}")

    assert connected.say(f"push {connected.name}").text.startswith(
        "Nothing new goes to"
    )


def test_an_unknown_matter_is_never_pushed(connected):
    connected.house.texts("0.2 call, Mbeki file", "0.3 letter, Smith file")

    shown, _ = connected.push()

    assert "1 entry" in shown
    assert "0.2 h" in shown
    assert len(connected.practice.made) == 1


def test_a_matter_of_ours_that_is_not_there_is_flagged(connected):
    connected.say("matter add 2020-1 Papadopoulos")
    connected.say("0.2 call, Papadopoulos file")

    shown = connected.say(f"push {connected.name}").text

    assert "Papadopoulos (2020-1) is not among your matters in" in shown
    assert "matter 1 NUMBER" in shown


def test_a_number_that_is_another_matter_there_is_never_pushed_to(desk):
    desk.say("matter add 2024-FAM-0312 Papadopoulos estate")
    desk.say("0.2 call, Papadopoulos file")
    desk.connect()

    shown = desk.say(f"push {desk.name}").text

    assert "for quite another one, “Smith v Jones”" in shown
    assert not desk.due
    assert "quite another name" in desk.told[0]


def test_what_is_under_way_can_be_stopped(connected):
    _dictate(connected)
    connected.say(f"push {connected.name}")
    connected.say("yes")
    again = connected.say(f"push {connected.name}").text

    assert "3 entries under way or uncertain already" in again
    assert "Stopped: 3 entries not pushed" in connected.say("stop push").text
    connected.drain()
    assert connected.practice.made == {}
    assert "you stopped it" in connected.told[-1]
    with pytest.raises(Exception, match="No push of yours is under way"):
        connected.say("stop push")
    connected.push()
    assert len(connected.practice.made) == 3


def test_a_closed_matter_is_flagged(connected):
    connected.say("0.2 call, Smith file")
    rows = connected.practice.matters
    rows[12345 if desk_int(connected) else "12345"]["status"] = "Closed"
    connected.say(f"sync {connected.name}")
    connected.drain()

    assert "is closed" in connected.say(f"push {connected.name}").text


def test_receipts_and_the_whole_story(connected):
    _dictate(connected)
    connected.say("edit 1 call re mediation")
    connected.push()

    receipts = connected.say("receipts").text
    story = connected.say("why 1").text

    assert receipts == connected.told[-1]
    assert connected.say("receipts today").text.count("✓") == 3
    assert "you said: 0.2 call re scheduling, Smith file" in story
    assert "call re scheduling → call re mediation" in story
    made = [
        key for key, row in connected.practice.made.items() if "mediation" in str(row)
    ]
    assert f"{made[0]}" in story


def test_a_push_is_taken_back(connected):
    _dictate(connected)
    connected.push()

    assert "Taking 3 entries out" in connected.say("undo push").text
    connected.drain()

    assert "3 entries taken out again" in connected.told[-1]
    assert connected.practice.made == {}
    assert [each.state for each in connected.house.day()] == ["ready"] * 3
    connected.push()
    assert len(connected.practice.made) == 3


def test_one_entry_is_taken_back_corrected_and_pushed_again(connected):
    _dictate(connected)
    connected.push()
    connected.say("edit 2 0.6")
    flagged = connected.say(f"push {connected.name}").text
    assert "undo push 2" in flagged
    connected.say("undo push 2")
    connected.drain()

    connected.push()

    assert len(connected.practice.made) == 3
    assert len(connected.practice.removed) == 1
    assert [each.state for each in connected.house.day()] == ["delivered"] * 3


def test_what_was_changed_there_is_not_taken_out(connected):
    connected.say("0.2 call, Smith file")
    connected.push()
    [row] = connected.practice.made.values()
    for name in ("note", "description"):
        if name in row:
            row[name] = "changed by a partner"
    connected.say("undo push")
    connected.drain()

    assert "it was changed or billed there since" in connected.told[-1]
    assert len(connected.practice.made) == 1
    assert [each.state for each in connected.house.day()] == ["delivered"]


@pytest.mark.parametrize(
    "fault", ["drop after", "drop before", "500 after", "429", "expired"]
)
def test_taking_back_survives_faults(connected, fault):
    _dictate(connected)
    connected.push()
    twice = [] if fault == "expired" else [fault]
    connected.practice.faults.extend([None, fault, *twice])
    connected.say("undo push")
    connected.drain()

    assert connected.practice.made == {}


def test_a_token_is_renewed_once_and_in_time(connected):
    _dictate(connected)
    connected.pass_time(connected.practice.life)

    connected.push()

    assert connected.practice.refreshes == 1
    assert len(connected.practice.made) == 3


def test_a_connection_that_is_over_asks_for_a_new_one(connected):
    _dictate(connected)
    connected.say(f"push {connected.name}")
    connected.practice.refresh.clear()
    connected.practice.expire()
    connected.say("yes")
    connected.drain()

    assert "connect again, then push again" in connected.told[-1]
    with pytest.raises(Exception, match=f"Connect again: connect {connected.name}"):
        connected.say(f"push {connected.name}")
    connected.connect()
    connected.push()
    assert len(connected.practice.made) == 3


def test_a_link_works_once_and_only_in_the_browser_that_opened_it(desk):
    leaving, said = desk.open_link()
    other, _ = desk.open_link()

    with pytest.raises(Exception, match="does not belong to a link"):
        desk.house.bot.practice.come_back(
            state=said["state"], browser=other.browser, code=said["code"], error=""
        )
    desk.house.bot.practice.come_back(
        state=said["state"], browser=leaving.browser, code=said["code"], error=""
    )
    with pytest.raises(Exception, match="does not belong to a link"):
        desk.house.bot.practice.come_back(
            state=said["state"], browser=leaving.browser, code=said["code"], error=""
        )


def test_a_link_is_good_for_a_quarter_of_an_hour(desk):
    text = desk.say(f"connect {desk.name}").text
    word = text.rpartition("/")[2]
    desk.pass_time(16 * 60)

    with pytest.raises(Exception, match="used, or is too old"):
        desk.house.bot.practice.leave(word)


def test_saying_no_there_connects_nothing(desk):
    leaving, said = desk.open_link()

    with pytest.raises(Exception, match="was declined"):
        desk.house.bot.practice.come_back(
            state=said["state"], browser=leaving.browser, code="", error="access_denied"
        )
    with pytest.raises(Exception, match="You are not connected"):
        desk.say(f"push {desk.name}")


def test_disconnecting_revokes_and_forgets(connected):
    assert "Disconnected" in connected.say(f"disconnect {connected.name}").text
    connected.drain()

    with connected.house.bot.store.read() as db:
        kept = accounts.of_person(db, firm_id=1, timekeeper_id=1, system=connected.name)
    assert (kept.access, kept.refresh, kept.state) == ("", None, "gone")
    assert len(connected.practice.revoked) == (
        0 if connected.name == "actionstep" else 1
    )
    with pytest.raises(Exception, match="You are not connected"):
        connected.say(f"push {connected.name}")


def test_zoe_sees_and_pushes_nothing_of_adas(connected):
    _dictate(connected)
    connected.push()

    with pytest.raises(Exception, match="You are not connected"):
        connected.say(f"push {connected.name}", who="zoe")
    assert "Nothing of yours" in connected.say("receipts", who="zoe").text
    assert "Chen" not in connected.say("matters", who="zoe").text


@pytest.mark.parametrize("who", ["ben", "zoe"])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_nobody_else_answers_what_was_shown_to_ada(connected, who, answer):
    _dictate(connected)
    choice = connected.say(f"push {connected.name}").choices[0]
    message = choice.say.rpartition(" ")[2]

    with pytest.raises(NotChanged):
        connected.say(f"push {answer} {message}", who=who)

    connected.say(choice.say)
    connected.drain()
    assert len(connected.practice.made) == 3


def test_ben_connects_himself_and_pushes_his_own(connected):
    connected.say("0.2 call, Smith file")
    connected.say("0.4 letter, Chen file", who="ben")
    connected.connect(who="ben")

    connected.push(who="ben")

    assert len(connected.practice.made) == 1
    assert [each.state for each in connected.house.day()] == ["ready"]
    assert [each.state for each in connected.house.day("ben")] == ["delivered"]


def test_tokens_are_sealed_and_bound_to_their_row(connected):
    with connected.house.bot.store.read() as db:
        kept = accounts.of_person(db, firm_id=1, timekeeper_id=1, system=connected.name)
    assert not any(each in kept.access for each in connected.practice.access)
    systems = connected.house.bot.desk.systems
    opened = tokens.access(
        connected.house.bot.store, systems, kept.id, now=connected.house.clock[0]
    )
    assert opened.account.token in connected.practice.access
    with connected.house.bot.store.read() as db:
        other = replace_row(kept, timekeeper_id=2)
    with pytest.raises(Exception, match="cannot be opened"):
        tokens.sealing.unseal(systems.keys, kept.access, about=tokens.about(other))


def replace_row(row, **fields):
    values = {each.key: getattr(row, each.key) for each in row.__table__.columns}
    return type(row)(**{**values, **fields})


def test_no_word_and_no_token_is_in_the_log(connected, caplog):
    caplog.set_level(0)
    connected.say("0.2 call re wolpertinger, Smith file")
    connected.practice.faults.extend(["drop after", "429", "500 before"])
    connected.push()

    text = "\n".join(f"{each.getMessage()} {each.exc_info}" for each in caplog.records)
    assert "push id=" in text
    assert not re.search(
        r"wolpertinger|Smith|access-|refresh-|12345|127\.0\.0\.1", text
    )


def test_without_a_system_push_says_what_to_do(house):
    with pytest.raises(Exception, match="No practice system is set up here"):
        house.say("push")
    assert house.bot.practice is None


def test_two_equal_entries_that_nobody_answered_for_are_two(connected):
    """Their requests are the same in all that can be told, and both are looked for."""
    connected.house.texts(*["0.1 email to client, Smith file"] * 4)
    connected.practice.faults.extend(["drop after", "drop before", "drop after", None])

    _, result = connected.push()

    assert len(connected.practice.made) == 4
    assert (
        len(
            set(re.findall(r"\b(?:\d{4}|[0-9a-f-]{36})\b", result))
            & {str(each) for each in connected.practice.made}
        )
        == 4
    )


def test_a_push_survives_the_loss_of_a_rotated_token(connected):
    if not connected.practice.rotates:
        pytest.skip("only Actionstep gives a new refresh token each time")
    _dictate(connected)
    connected.say("push actionstep")
    connected.practice.expire()
    connected.practice.lose_next_rotation = True
    connected.say("yes")
    connected.drain()

    assert "connect again" in connected.told[-1]
    assert connected.practice.made == {}
    connected.connect()
    connected.push()
    assert len(connected.practice.made) == 3
