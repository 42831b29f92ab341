"""What is a command about practice systems, and what is a line to keep."""

from datetime import date
from functools import partial

import pytest

from bot import commands, push
from bot.errors import Problem
from bot.hearing import Ear

EAR = Ear(date(2026, 11, 18), "en-AU")
HEARD = {
    "push": ("preview", {"name": None}),
    "push clio": ("preview", {"name": "clio"}),
    "Push Clio please": ("preview", {"name": "clio"}),
    "push to actionstep yesterday": ("preview", {"name": "actionstep"}),
    "push last week": ("preview", {"name": None}),
    "push yes 12": ("agreed", {"message": 12}),
    "push no 12": ("declined", {"message": 12}),
    "push again 5": ("again", {"there": False}),
    "push there Mon 5": ("again", {"there": True}),
    "connect clio": ("connect", {"name": "clio", "region": ""}),
    "connect to Clio Australia": ("connect", {"name": "clio", "region": "au"}),
    "connect smokeball uk": ("connect", {"name": "smokeball", "region": "uk"}),
    "disconnect clio": ("disconnect", {"name": "clio"}),
    "sync": ("sync", {"name": None}),
    "sync clio": ("sync", {"name": "clio"}),
    "receipts": ("listing", {"period": None}),
    "receipts yesterday": ("listing", {}),
    "why 12": ("why", {}),
    "why Mon 3": ("why", {}),
    "undo push": ("undo", {"reference": None}),
    "undo push 5": ("undo", {}),
    "schedule 17:30 export clio": ("add", {"minute": 1050, "words": "export clio"}),
    "schedule at 5pm push": ("add", {"minute": 1020, "words": "push"}),
    "remind 17:00": ("remind", {"minute": 1020, "target": 420}),
    "remind me at 5pm 6.5 hours": ("remind", {"minute": 1020, "target": 390}),
    "remind 17:00 below 6": ("remind", {"minute": 1020, "target": 360}),
    "stop": ("stop", {"number": None}),
    "stop 2": ("stop", {"number": 2}),
}
LINES = (
    "push back on counsel's terms 0.3, Smith file",
    "0.2 push clio integration memo, Chen file",
    "connect with counsel re lease 0.2, Smith file",
    "schedule hearing with registry 0.1, Smith file",
    "schedule of loss, 1.2 hours, Smith file",
    "stop the clock letter to other side 0.3, Jones file",
    "why the deed fails: research 0.5, Chen file",
    "receipts review 0.4, Brown file",
    "remind client of limitation date 0.1, Smith file",
    "sync up with Ben re discovery 0.2, Smith file",
    "disconnect notice, drafting 0.3, Smith file",
)


@pytest.mark.parametrize(("said", "meant"), HEARD.items(), ids=list(HEARD))
def test_a_command_is_heard(said, meant):
    deed = commands.find(said, ear=EAR)

    name, keywords = meant
    assert isinstance(deed, partial)
    assert deed.func.__name__ == name
    assert {key: deed.keywords[key] for key in keywords} == keywords


def test_stop_push_is_heard():
    assert commands.find("stop push", ear=EAR) is push.stop


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_no_command(line):
    assert commands.find(line, ear=EAR) is None


@pytest.mark.parametrize(
    "said",
    ["schedule 17:30 delete 3", "schedule 17:30 me rate 450", "schedule 9:00 undo"],
)
def test_what_changes_things_is_not_scheduled(said):
    with pytest.raises(Problem, match="cannot be scheduled"):
        commands.find(said, ear=EAR)
