"""`tenths parse` shows how lines are read; programs rely on its shape."""

import json
import subprocess
import sys

import pytest

from tests.fakes.terminal import TENTHS, Terminal

LINE = "0.2 call re scheduling, Smith file"
ENTRY = {
    "minutes": 12,
    "units": 2,
    "date": "2026-11-18",
    "matter": "Smith",
    "narrative": "call re scheduling",
    "activity": "call",
    "billing": "billable",
    "rate": None,
    "asks": [],
}
FORBIDDEN = ("sqlalchemy", "pydantic", "dateparser", "rich", "typer", "storage")


@pytest.fixture
def terminal(tmp_path):
    return Terminal(tmp_path)


@pytest.fixture
def parse(terminal):
    def parse(said, *options):
        done = terminal.call(
            "parse", "--json", "--today=2026-11-18", *options, said=said
        )
        assert (done.returncode, done.stderr) == (0, "")
        return [json.loads(each) for each in done.stdout.splitlines()]

    return parse


def test_a_plain_line_is_one_object(parse):
    (read,) = parse(f"{LINE}\n")

    assert list(read) == ["entries", "bookmark", "problems"]
    assert read["problems"] == []
    assert read["bookmark"] is None
    (entry,) = read["entries"]
    assert list(entry) == list(ENTRY)
    assert entry | {"activity": "call"} == ENTRY


def test_a_json_line_names_its_own_day_and_locale(parse):
    line = {"text": f"{LINE}, 11/12", "today": "2026-11-20", "locale": "en-US"}

    (read,) = parse(json.dumps(line))

    assert read["entries"][0]["date"] == "2026-11-12"


def test_other_keys_come_back(parse):
    (read,) = parse(json.dumps({"id": 7, "text": LINE, "tag": {"a": [1, None]}}))

    assert (read["id"], read["tag"]) == (7, {"a": [1, None]})
    assert "text" not in read
    assert read["entries"][0]["minutes"] == 12


def test_there_is_one_object_for_each_line_in_order(parse):
    said = "\n".join([LINE, "", json.dumps({"n": 3, "text": LINE}), "call Smith", LINE])

    read = parse(said)

    assert [len(each["entries"]) for each in read] == [1, 0, 1, 0, 1]
    assert read[1]["problems"][0]["kind"] == "empty"
    assert read[2]["n"] == 3
    assert read[3]["problems"][0]["kind"] == "no_duration"


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "0.2 call',
        "{}",
        '{"text": 7}',
        '{"text": null}',
        '{"text": "0.2 call, Smith file", "today": "18/11/2026"}',
        '{"text": "0.2 call, Smith file", "today": 5}',
        '{"text": "0.2 call, Smith file", "locale": "fr"}',
        '{"text": "0.2 call, Smith file", "n": NaN}',
        '{"text": "0.2 call, Smith file", "n": 1e999}',
        '{"text": "0.2 call, Smith file", "n": ' + "9" * 5000 + "}",
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
    ids=lambda line: line[:40],
)
def test_json_that_is_not_ours_is_a_problem_and_the_next_line_is_read(parse, line):
    wrong, right = parse(f"{line}\n{LINE}\n")

    (problem,) = wrong["problems"]
    assert set(problem) == {"kind", "line", "message"}
    assert problem["kind"] == "invalid_json"
    assert 'for example {"text"' in problem["message"]
    assert right["entries"][0]["minutes"] == 12


def test_keys_of_a_line_that_cannot_be_used_come_back_too(parse):
    (read,) = parse('{"id": 9, "text": 7}')

    assert read["id"] == 9


@pytest.mark.parametrize(
    "said",
    [
        b"0.2 caf\xe9 meeting, Smith file\n",
        b"0.2 call\x00 re scheduling, Smith file\n",
        "0.2 שיחה עם הלקוח, Smith file\n".encode(),
        f"\ufeff{LINE}\n".encode(),
        f"{LINE}\r\n".encode(),
        f"{LINE}\n".encode("utf-16"),
    ],
)
def test_any_bytes_are_read(parse, said):
    (read,) = parse(said)

    assert read["entries"][0]["minutes"] == 12


def test_half_a_surrogate_pair_is_answered(parse):
    (read,) = parse('{"text": "0.2 call \\ud800, Smith file", "k": "\\udfff"}')

    assert read["k"] == "\udfff"


def test_an_endless_line_is_a_problem_and_the_next_one_is_read(parse):
    long, next_one = parse("0.2 call " * 1_200_000 + f"\n{LINE}\n")

    assert long["problems"]
    assert next_one["entries"][0]["minutes"] == 12


def test_plain_words_come_out_without_json(terminal):
    said = f"{LINE}\nBookmark: paused at clause 12, Chen file\ncall Smith\n"

    done = terminal.call("parse", "--today", "2026-11-18", said=said)

    entry, bookmark, problem = done.stdout.splitlines()
    assert entry == "12 min · Smith · call re scheduling · 2026-11-18"
    assert bookmark.startswith("Bookmark · Chen · ")
    assert problem.startswith("! ")
    assert done.returncode == 0


def test_a_file_is_read(terminal):
    (terminal.here / "lines.txt").write_text(f"{LINE}\n{LINE}\n")

    done = terminal.call("parse", "lines.txt")

    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("name", ["nothing.txt", "."])
def test_a_file_that_cannot_be_read_is_said(terminal, name):
    done = terminal.call("parse", name)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"I cannot read “{name}”: ")
    assert "tenths parse lines.txt" in done.stderr


@pytest.mark.parametrize(
    "options", [["--today", "18/11"], ["--locale", "fr"], ["--nonsense"], ["a", "b"]]
)
def test_bad_use_is_two(terminal, options):
    done = terminal.call("parse", *options)

    assert done.returncode == 2
    assert "usage: tenths parse" in done.stderr


def test_an_answer_comes_before_the_next_line_is_asked(terminal):
    with subprocess.Popen(
        [TENTHS, "parse", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=terminal.environ,
        cwd=terminal.here,
    ) as running:
        for _ in range(3):
            running.stdin.write(f"{LINE}\n".encode())
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["entries"]
        running.stdin.close()

    assert running.returncode == 0


def test_a_reader_that_leaves_is_no_fault(terminal):
    with subprocess.Popen(
        [TENTHS, "parse"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=terminal.environ,
        cwd=terminal.here,
    ) as running:
        running.stdout.close()
        running.stdin.write(f"{LINE}\n".encode() * 100)
        running.stdin.close()
        said = running.stderr.read()

    assert (running.returncode, said) == (1, b"")


def test_memory_stays_flat(terminal):
    peak = """
import io, resource, sys
from handlers.cli import incoming, readings
class Endless:
    left = 200
    def read1(self, size):
        self.left -= 1
        return b"call Smith\\n" * 5000 if self.left > 0 else b""
for n, line in enumerate(incoming.lines(Endless())):
    if n == 5000:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", peak],
        capture_output=True,
        text=True,
        check=True,
        env=terminal.environ,
    )
    lines, grown = map(int, done.stdout.split())

    assert lines > 900_000
    assert grown < 4_000


def test_it_imports_only_what_it_needs(terminal):
    look = (
        "import sys; from handlers.cli import main; main.main(['parse', '--json']);"
        f"print([each for each in {FORBIDDEN} if each in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", look],
        input=f"{LINE}\n",
        capture_output=True,
        text=True,
        check=True,
        env=terminal.environ,
    )

    assert done.stdout.splitlines()[-1] == "[]"
