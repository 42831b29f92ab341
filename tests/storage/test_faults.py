import sqlite3

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import OperationalError

from storage import faults


def sqlite_fault(code):
    fault = sqlite3.OperationalError("UPDATE entry SET narrative = 'privileged'")
    fault.sqlite_errorcode = code
    fault.sqlite_errorname = "SQLITE_X"
    return fault


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        (sqlite_fault(sqlite3.SQLITE_BUSY), faults.DatabaseLocked),
        (sqlite_fault(sqlite3.SQLITE_BUSY_SNAPSHOT), faults.DatabaseLocked),
        (sqlite_fault(sqlite3.SQLITE_FULL), faults.DiskFull),
        (sqlite_fault(sqlite3.SQLITE_IOERR_WRITE), faults.Unreachable),
        (sqlite_fault(sqlite3.SQLITE_READONLY_DIRECTORY), faults.Unreachable),
        (errors.DiskFull("privileged"), faults.DiskFull),
        (errors.LockNotAvailable("privileged"), faults.DatabaseLocked),
        (errors.AdminShutdown("privileged"), faults.Unreachable),
        (errors.TooManyConnections("privileged"), faults.Unreachable),
        (psycopg.OperationalError("privileged"), faults.Unreachable),
    ],
    ids=repr,
)
def test_a_drivers_fault_has_a_name_and_no_privileged_word(fault, name):
    for met in (fault, OperationalError("SELECT 1", {}, fault)):
        named = faults.named(met)

        assert type(named) is name
        assert "privileged" not in str(named)


@pytest.mark.parametrize(
    "fault",
    [
        sqlite_fault(sqlite3.SQLITE_CONSTRAINT),
        sqlite3.ProgrammingError("closed"),
        errors.UniqueViolation("x"),
        psycopg.ProgrammingError("x"),
        ValueError("x"),
    ],
    ids=repr,
)
def test_any_other_fault_keeps_its_own(fault):
    assert faults.named(fault) is None

    with pytest.raises(type(fault)), faults.naming():
        raise fault
