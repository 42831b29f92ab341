"""The durable engine, and the only import of it: work begun in a transaction.

The engine only drives; rows of our own say what is true. One attempt is one of its
workflows, so nothing that waits holds a thread: a `Later` ends the attempt and makes
the next one due. An attempt that a crash cut off is run again, by the same process
when it is back, or by another one that finds it dead.

What it is told is chosen with care: a version that never changes (it would leave alone
what another version began), plain numbers as JSON (it would keep pickles), a stable
name for each process (it takes up only what its own name began), no word in any log.
It is longer than other modules because no other one may know the engine.
"""

import asyncio
import json
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from dbos import (
    DBOS,
    DBOSClient,
    DBOSConfig,
    EnqueueOptions,
    Serializer,
    SetWorkflowID,
)
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from bot import laterwords
from bot.errors import Unavailable
from bot.work import Job, Later, Tick
from storage import connections, holds
from storage.holds import Hold

_NAME = "tenths"
_VERSION = "1"
_WORK, _TICK = "work", "tick"
_THREADS = 8
_PATIENCE = 30.0
_LAST_PAUSE = 3600.0
_MOMENT = 0.1
# Of work that fails by a fault of ours, about six days.
_MOST_TURNS = 150
_KEPT = timedelta(days=1)
_CHUNK, _CHUNKS = 500, 20
_ACTIVE = ["ENQUEUED", "PENDING", "DELAYED"]
_ENDED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the engine looks: for work, and for the dead; all in seconds.

    *start* is how long a name is waited for that another process still has, *again*
    the pause before a second attempt; each one after that is twice as long.
    """

    poll: float = 0.5
    watch: float = 5.0
    start: float = 10.0
    again: float = 5.0


class Json(Serializer):
    """Keeps what the engine keeps as JSON: a pickle would run whatever is in it."""

    def serialize(self, data: Any) -> str:
        """Return *data* as JSON; what JSON has no words for is its type alone."""
        return json.dumps(data, default=_type, separators=(",", ":"))

    def deserialize(self, serialized_data: str) -> Any:
        """Return what *serialized_data* holds."""
        return json.loads(serialized_data)

    def name(self) -> str:
        """Return what the engine notes beside each value."""
        return "tenths_json"


class Engine:
    """Drives the jobs of one process on the database that everything else is in.

    There is one in a process at a time. It is to be started before anything is
    enqueued, by a thread that may wait.
    """

    def __init__(
        self,
        url: str,
        *,
        executor: str,
        now: Callable[[], datetime],
        pace: Pace | None = None,
    ) -> None:
        """Describe the engine; nothing is touched before it is started."""
        _quieten()
        self._url = url
        self._executor = executor
        self._now = now
        self._pace = pace or Pace()
        parsed = connections.parsed(url)
        self._own = (
            None
            if connections.is_sqlite(parsed)
            else connections.postgres(parsed, patience=_PATIENCE)
        )
        self._client = DBOSClient(
            system_database_url=url,
            system_database_engine=self._own,
            serializer=Json(),
            application_name=_NAME,
            lazy=True,
        )
        self._jobs: dict[str, Job] = {}
        self._threads: dict[str, ThreadPoolExecutor] = {}
        self._ticks: tuple[Tick, ...] = ()
        self._hold: Hold | None = None
        self._busy = 0
        self._under_hand = 0
        self._attempts = threading.Condition()
        self._stopping = threading.Event()
        self._watcher = threading.Thread(
            target=self._watch, name="tenths-watch", daemon=True
        )

    def start(self, jobs: Sequence[Job], *, ticks: Sequence[Tick] = ()) -> None:
        """Do what is due, now and from now on; call each of *ticks* once a minute.

        Of several processes that tick, one does it for all. Raise Unavailable when
        another process goes by the same name.
        """
        self._hold = self._named()
        self._jobs = {each.name: each for each in jobs}
        self._threads = {
            each.name: ThreadPoolExecutor(each.at_once, f"tenths-{each.name}")
            for each in jobs
        }
        self._ticks = tuple(ticks)
        try:
            _alone(self._launch)
        except BaseException:
            self._hold.release()
            raise
        self._watcher.start()
        log.info("started jobs=%d", len(jobs))

    def enqueue(self, db: Session, job: str, number: int) -> None:
        """Make *job* due for the row with that *number* when *db* commits.

        Once is enough: the same again is the same work.
        """
        options = _options(job, number, turn=1)
        self._client.enqueue_in_transaction(db, options, job, number, 1, "")

    def revive(self, job: str, number: int) -> None:
        """Make work due that no attempt is under way for any more."""
        # Two processes that find it in the same minute make it due once.
        series = f"{int(self._now().timestamp() // 60)}."
        options = _options(job, number, turn=1, series=series)
        self._client.enqueue(options, job, number, 1, series)

    def under_way(self, job: str) -> set[int]:
        """Return the numbers of the rows that an attempt is or will be made for."""
        active = self._client.list_workflows(
            status=_ACTIVE, queue_name=job, load_input=False, load_output=False
        )
        return {int(each.workflow_id.split("-")[1]) for each in active}

    def drain(self, *, seconds: int = 20) -> None:
        """Begin nothing any more, wait for what is being done, and let go.

        What is not done after so many *seconds* is left to the next process.
        """
        self._stopping.set()
        if self._watcher.is_alive():
            self._watcher.join(_PATIENCE)
        # The engine would sleep for a second even when there is nothing to wait for; it
        # notes the end of an attempt a moment after that.
        wait = seconds if self._busy else 0
        time.sleep(_MOMENT)
        _alone(
            lambda: DBOS.destroy(
                destroy_registry=True, workflow_completion_timeout_sec=wait
            )
        )
        for threads in self._threads.values():
            threads.shutdown(wait=False, cancel_futures=True)
        with self._attempts:
            # One may have begun after we looked; what it stands on must outlast it.
            self._attempts.wait_for(lambda: not self._under_hand, seconds)
        self._client.destroy()
        if self._own is not None:
            self._own.dispose()
        if self._hold is not None:
            self._hold.release()
        log.info("drained")

    def _launch(self) -> None:
        """Launch the engine; it wants functions of a module, not methods."""

        async def work(name: str, number: int, turn: int, series: str) -> None:
            # Each job has its own threads: what one waits for holds up no other.
            self._busy += 1
            try:
                await asyncio.get_running_loop().run_in_executor(
                    self._threads.get(name), self._attempt, name, number, turn, series
                )
            finally:
                self._busy -= 1

        def tick(minute: int) -> None:
            self._tick(minute)

        DBOS.destroy(destroy_registry=True)
        config: DBOSConfig = {
            "name": _NAME,
            "application_version": _VERSION,
            "executor_id": self._executor,
            "serializer": Json(),
            "max_executor_threads": _THREADS,
            "use_listen_notify": False,
            # Nobody notifies it, but draining waits for it to have looked.
            "notification_listener_polling_interval_sec": self._pace.poll,
            "log_level": "WARNING",
        }
        if self._own is None:
            config["system_database_url"] = self._url
        else:
            config["system_database_engine"] = self._own
        DBOS(config=config)
        DBOS.workflow(name=_WORK, max_recovery_attempts=None)(work)
        self._ticking = DBOS.workflow(name=_TICK, max_recovery_attempts=3)(tick)
        DBOS.listen_queues(list(self._jobs))
        if self._own is None:
            DBOS.migrate(self._url)
        ready = self._queues()
        DBOS.launch()
        if not ready:
            self._queues()

    def _queues(self) -> bool:
        """Describe a queue for each job; return whether there is a place for that.

        A queue that is there when the engine is launched is looked at at once.
        """
        try:
            for job in self._jobs.values():
                self._client.register_queue(
                    job.name,
                    worker_concurrency=job.a_look,
                    polling_interval_sec=self._pace.poll,
                )
        except ProgrammingError:
            return False
        return True

    def _attempt(self, name: str, number: int, turn: int, series: str) -> None:
        """Make one attempt; when that was not all, make the next one due."""
        with self._counted():
            job = self._jobs.get(name)
            # A job that only other processes have is theirs.
            later = Later(1.0) if job is None else _outcome(job, number, turn)
            if later is not None:
                options = _options(name, number, turn=turn + 1, series=series)
                options["delay_seconds"] = later.seconds or _pause(self._pace, turn)
                self._client.enqueue(options, name, number, turn + 1, series)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Let an attempt be waited for while it is made."""
        with self._attempts:
            self._under_hand += 1
        try:
            yield
        finally:
            with self._attempts:
                self._under_hand -= 1
                self._attempts.notify_all()

    def _tick(self, minute: int) -> None:
        at = datetime.fromtimestamp(minute * 60, tz=self._now().tzinfo)
        for each in self._ticks:
            with _survived("tick"):
                each(at)

    def _watch(self) -> None:
        """Keep the name, take over from the dead, and tick, until told to stop."""
        last = 0
        while not self._stopping.is_set():
            minute = int(self._now().timestamp() // 60)
            with _survived("watch"):
                self._keep_name()
                self._take_over()
                if minute != last:
                    last = minute
                    with SetWorkflowID(f"{_TICK}-{minute}"):
                        DBOS.start_workflow(self._ticking, minute)
                    if minute % 60 == 0:
                        self._forget()
            self._stopping.wait(self._pace.watch * random.uniform(0.9, 1.1))  # noqa: S311 - only spreads them

    def _keep_name(self) -> None:
        """Take the name again if the connection that held it was lost."""
        if self._hold is not None and not self._hold.lasts():
            self._hold.release()
            self._hold = None
        if self._hold is None:
            self._hold = holds.take(self._url, self._executor)

    def _take_over(self) -> None:
        """Make due again what processes were doing that are dead."""
        pending = self._pending(None)
        for name in {each.executor_id for each in pending} - {self._executor, None}:
            hold = holds.take(self._url, str(name))
            if hold is None:
                continue
            try:
                # Only now is it sure that nobody else is doing the same.
                dead = self._pending(str(name))
                for queue in {each.queue_name for each in dead}:
                    ids = [e.workflow_id for e in dead if e.queue_name == queue]
                    self._client.resume_workflows(ids, queue_name=queue)
                log.warning("took over jobs=%d", len(dead))
            finally:
                hold.release()

    def _pending(self, executor: str | None) -> list[Any]:
        return self._client.list_workflows(
            status="PENDING",
            executor_id=executor,
            load_input=False,
            load_output=False,
        )

    def _forget(self) -> None:
        """Delete what ended a day ago; the engine itself would keep it for ever."""
        before = (self._now() - _KEPT).isoformat()
        for _ in range(_CHUNKS):
            ended = self._client.list_workflows(
                status=_ENDED,
                completed_before=before,
                limit=_CHUNK,
                load_input=False,
                load_output=False,
            )
            self._client.delete_workflows([each.workflow_id for each in ended])
            if len(ended) < _CHUNK:
                return

    def _named(self) -> Hold:
        """Return the hold on this process's name, once whoever has it is gone."""
        ends = monotonic() + self._pace.start
        while (hold := holds.take(self._url, self._executor)) is None:
            if monotonic() > ends:
                raise Unavailable(laterwords.taken(self._executor))
            self._stopping.wait(0.1)
        return hold


def migrate(url: str) -> None:
    """Make the engine's own tables at *url*, or bring them up to date.

    A file of SQLite gets them when the engine is started; on a server that takes
    rights which a running Tenths need not have.
    """
    _quieten()
    _alone(lambda: DBOS.migrate(url))


def _outcome(job: Job, number: int, turn: int) -> Later | None:
    """Return what became of an attempt; a fault of ours is tried again, for days."""
    try:
        return job.run(number)
    except Exception as error:
        log.error(  # noqa: TRY400 - with the error itself
            "job=%s id=%d turn=%d fault", job.name, number, turn, exc_info=error
        )
    return None if turn >= _MOST_TURNS else Later()


def _pause(pace: Pace, turn: int) -> float:
    """Return how long to wait after so many turns, spread so that few come at once."""
    longest: float = min(_LAST_PAUSE, pace.again * 2 ** min(turn - 1, 20))
    return longest * random.uniform(0.7, 1.0)  # noqa: S311 - only spreads them


def _options(job: str, number: int, *, turn: int, series: str = "") -> EnqueueOptions:
    return {
        "workflow_name": _WORK,
        "queue_name": job,
        "workflow_id": f"{job}-{number}-{series}{turn}",
        "app_version": _VERSION,
    }


def _alone(work: Callable[[], None]) -> None:
    """Run *work* in a thread of its own.

    The engine would take the running loop of its thread, if any, for its own.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(work).result()


@contextmanager
def _survived(what: str) -> Iterator[None]:
    """Log whatever goes wrong, so that what comes round is not ended by it."""
    try:
        yield
    except Exception as error:
        log.error("%s fault", what, exc_info=error)  # noqa: TRY400 - with the error


def _type(value: object) -> str:
    return type(value).__qualname__


class _Discreet(logging.Handler):
    """Passes on that the engine complains, and where; its words may quote ours."""

    def emit(self, record: logging.LogRecord) -> None:
        log.warning("engine %s:%d", record.module, record.lineno)


def _quieten() -> None:
    """Let the engine say nothing but that it complains."""
    theirs = logging.getLogger("dbos")
    theirs.handlers = [_Discreet(logging.WARNING)]
    theirs.propagate = False
    theirs.setLevel(logging.WARNING)
