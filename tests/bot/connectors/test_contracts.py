"""Every request that the product can make, against the vendors' own API files."""

import json
from dataclasses import replace

import pytest

from bot.connectors import CONNECTORS, actionstep
from bot.connectors.base import Request
from tests.bot.connectors import contracts, works

pytestmark = contracts.needed
CLIO = "clio-manage-v4.openapi.json.gz"
ENTRIES = "actionstep-timeentries.contract.json"
ENTRY = "actionstep-timeentries-openapi.yml"
ACTIONS = "actionstep-actions-openapi.yml"
FEES = "smokeball-fees.yml"
# docs.actionstep.com/api-requests describes these for every collection.
COLLECTION = (r"\w+_(eq|nteq|ilike)", "page", "pageSize", "sort", "include", "fields")
REGIONS = [
    (name, region) for name, each in CONNECTORS.items() for region in each.regions
]


def _account(name, region):
    return works.account(CONNECTORS[name].regions[region].api, api_key="key")


def _reads(connector, account):
    yield connector.matters(account)
    for each in (connector.activities(account), connector.people(account)):
        if each is not None:
            yield each


@pytest.mark.parametrize("region", CONNECTORS["clio"].regions)
def test_everything_asked_of_clio_is_in_its_contract(region):
    clio = CONNECTORS["clio"]
    account = _account("clio", region)
    server = next(
        each["url"]
        for each in contracts.load(CLIO)["servers"]
        if each["url"] == account.api
    )
    asked = [
        clio.who(account),
        *_reads(clio, account),
        *(clio.create(account, each) for each in works.every(clio)),
        *(each.request for each in clio.looks(account, works.WORK, works.BEGUN)),
        clio.create(account, replace(works.WORK, activity="99", user="")),
        clio.read(account, "77", works.WORK),
        clio.remove(account, "77", works.WORK),
    ]

    for each in asked:
        contracts.check(each, name=CLIO, root=server)


def test_everything_asked_of_actionstep_is_in_its_contract():
    system = CONNECTORS["actionstep"]
    account = _account("actionstep", "")
    for each in works.every(system):
        contracts.check(system.create(account, each), name=ENTRIES, root=account.api)
    for each in system.looks(account, works.WORK, works.BEGUN):
        contracts.check(each.request, name=ENTRIES, root=account.api, also=COLLECTION)
    contracts.check(
        system.matters(account), name=ACTIONS, root=account.api, also=COLLECTION
    )
    for each in (system.read, system.remove):
        contracts.check(each(account, "608", works.WORK), name=ENTRY, root=account.api)


def test_what_no_contract_describes_is_known():
    """These two resources are in none of the vendor's published files."""
    account = _account("actionstep", "")

    asked = [
        actionstep.CONNECTOR.who(account),
        actionstep.OLDER.create(account, works.WORK),
        *(
            each.request
            for each in actionstep.OLDER.looks(account, works.WORK, works.BEGUN)
        ),
        CONNECTORS["smokeball"].who(_account("smokeball", "au")),
        CONNECTORS["smokeball"].matters(_account("smokeball", "au")),
    ]

    paths = {each.url.partition("?")[0] for each in asked}
    assert paths == {
        "https://api.actionstep.com/api/rest/users/current",
        "https://api.actionstep.com/api/rest/timerecords",
        "https://api.smokeball.com.au/matters",
    }


@pytest.mark.parametrize("region", CONNECTORS["smokeball"].regions)
def test_everything_asked_of_smokeballs_fees_is_in_its_contract(region):
    system = CONNECTORS["smokeball"]
    account = _account("smokeball", region)
    assert account.api in [each["url"] for each in contracts.load(FEES)["servers"]]
    work = replace(works.WORK, matter="b471682e-fa17-4e46-b7fe-9b2b8fdcb3c2")
    asked = [
        *(system.create(account, each) for each in works.every(system)),
        system.create(account, replace(work, activity="PRT", user="750eb5c5")),
        *(each.request for each in system.looks(account, work, works.BEGUN)),
        system.read(account, "750eb5c5", work),
        system.remove(account, "750eb5c5", work),
    ]

    for each in asked:
        contracts.check(each, name=FEES, root=account.api)


# Each is what a public integration sends, and what no contract allows.
WRONG = (
    (CLIO, {"activity": {"type": "TimeEntry", "date": "2026-11-18"}}),
    (CLIO, {"data": {"type": "TimeEntry", "date": "2026-11-18", "duration": 12}}),
    (CLIO, {"data": {"type": "TimeEntry", "date": "2026-11-18", "quantity": "720"}}),
    (CLIO, {"data": {"date": "2026-11-18", "quantity": 720}}),
    (ENTRIES, {"timestampDate": "2026-11-18T00:00:00+11:00", "actualHours": 0.2}),
    (ENTRIES, {"timeentries": {"timestampDate": "2026-11-17T13:00:00Z", "actualHours": 0.2, "links": {"owner": 1, "createdBy": 1}}}),
    (FEES, {"feeDate": "2026-11-18T12:00:00+11:00", "durationMinutes": 12, "subject": "x"}),
    (FEES, {"feeDate": "2026-11-18T12:00:00+11:00", "duration": 0.2, "subject": "x"}),
)  # fmt: skip


@pytest.mark.parametrize(("name", "body"), WRONG, ids=str)
def test_what_others_get_wrong_is_refused_by_the_check(name, body):
    system = {CLIO: "clio", ENTRIES: "actionstep", FEES: "smokeball"}[name]
    account = _account(system, next(iter(CONNECTORS[system].regions)))
    asked = CONNECTORS[system].create(account, works.WORK)
    asked = Request(asked.method, asked.url, asked.headers, json.dumps(body).encode())

    with pytest.raises(contracts.Wrong):
        contracts.check(asked, name=name, root=account.api)
