"""Work to be pushed, of every kind, for the tests of all connectors."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.connectors.base import Account, Response, Work
from bot.core.drafts import Billing

WORK = Work(
    reference="T1042-5f2b9c0d7e3a",
    day=date(2026, 11, 18),
    zone="Australia/Sydney",
    worked=12,
    billed=12,
    narrative="call re scheduling",
    matter="12345",
    user="678",
)
# What a lawyer may say that is easily broken on the way.
NARRATIVES = (
    "call re scheduling",
    "R&D <draft> “terms” — cl. 12, 50% & more",
    "=HYPERLINK(1)",
    "first line\nsecond line\tand a tab",
    "Zoë’s 契約 review 📎",
    'a "quoted" \\ backslash',
    "x" * 9_000,
)
BEGUN = datetime(2026, 11, 18, 6, 30, 12, 345, tzinfo=UTC)


def account(api, **fields):
    return Account(api=api, token="secret-token", user="678", **fields)


def every(connector):
    """Return every shape of work that *connector* can be told."""
    works = [replace(WORK, narrative=each) for each in NARRATIVES]
    works += [
        replace(WORK, worked=m, billed=-(-m // 6) * 6) for m in (1, 7, 59, 90, 1440)
    ]
    works += [replace(WORK, billing=Billing(each)) for each in sorted(connector.says)]
    works += [
        replace(WORK, day=day, zone=zone)
        for day in (
            date(2026, 1, 1),
            date(2026, 4, 5),
            date(2026, 10, 4),
            date(2028, 2, 29),
        )
        for zone in (
            "UTC",
            "Australia/Sydney",
            "Pacific/Auckland",
            "America/Los_Angeles",
            "Europe/London",
        )
    ]
    if connector.rates:
        works.append(replace(WORK, rate=Decimal("450.00")))
    return works


def response(status, body=b"", **headers):
    return Response(
        status, {key.replace("_", "-"): value for key, value in headers.items()}, body
    )
