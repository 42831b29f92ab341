"""`tenths chat` from a pipe: every line is answered, and nothing is lost."""

import json
import subprocess

import pytest

from tests.fakes.terminal import TENTHS, Terminal, furnished

LINE = "0.2 call re scheduling, Smith file"
MARKER = "XYZZYPRIVILEGED"


@pytest.fixture
def terminal(tmp_path):
    return furnished(tmp_path)


def chat(terminal, said, *options):
    done = terminal.call("chat", *options, said=said)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_each_line_is_a_message_and_blank_ones_are_none(terminal):
    answers = chat(terminal, f"{LINE}\n\n   \n0.1 email to client, Jones file\n")

    assert len(answers) == 2
    assert answers[0].startswith("✓ 0.2 h · Smith · call re scheduling · ")
    assert answers[1].startswith("✓ 0.1 h · Jones · email to client · ")


def test_who_is_new_is_told_how_to_set_name_and_code_and_only_once(tmp_path):
    terminal = Terminal(tmp_path)
    first = terminal.run("chat", said=LINE)
    second = terminal.call("chat", said=LINE)

    assert "I keep your time as “ada”" in first.stderr
    assert 'tenths people set --name "Ada Byron" --code AB' in first.stderr
    assert second.stderr == ""


def test_a_program_reads_one_json_object_for_each_message(terminal):
    one, two = map(json.loads, chat(terminal, f"{LINE}\nhelp\n", "--json"))

    assert one["text"].startswith("✓ 0.2 h")
    assert (two["choices"], two["file"]) == ([], None)


def test_what_cannot_be_read_is_answered_and_the_rest_is_kept(terminal):
    answers = chat(terminal, f"call with Smith\n{LINE}\nexport nonsense\nedit 99 0.2\n")

    assert "call with Smith" in answers[0]
    assert any(each.startswith("✓ 0.2 h") for each in answers)
    assert any("nonsense" in each for each in answers)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (b"0.2 caf\xe9 meeting, Smith file\n", "café meeting"),
        (b"0.2 call\x00 with agent, Smith file\n", "with agent"),
        (b"0.2 call \x1b[2J agent, Smith file\n", "agent"),
        ("0.2 שיחה עם הלקוח, Smith file\n".encode(), "שיחה עם הלקוח"),
        ("0.2 call Zoe\u0308, Smith file\n".encode(), "call Zoe"),
        (f"{LINE}\r\n".encode(), "call re scheduling"),
        (f"\ufeff{LINE}\n".encode(), "call re scheduling"),
        (f"{LINE}\n".encode("utf-16"), "call re scheduling"),
        (LINE.encode(), "call re scheduling"),
    ],
)
def test_any_bytes_are_answered_and_kept(terminal, said, kept):
    answers = chat(terminal, said)

    assert kept in answers[0]
    assert kept in terminal.call("say", "today").stdout


def test_ten_megabytes_on_a_line_are_answered_and_the_next_line_is_kept(terminal):
    answers = chat(terminal, "0.2 call " * 1_200_000 + f"\n{LINE}\n")

    assert answers[-1].startswith("✓ 0.2 h · Smith · call re scheduling")
    assert sum(map(len, answers)) < 5_000


def test_when_nobody_reads_the_answers_every_line_is_still_kept(terminal):
    with subprocess.Popen(
        [TENTHS, "chat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=terminal.environ,
        cwd=terminal.here,
    ) as running:
        running.stdout.close()
        for number in range(5):
            running.stdin.write(f"0.{number + 1} call {number}, Smith file\n".encode())
        running.stdin.close()
        said = running.stderr.read().decode()

    assert running.returncode == 1
    assert "every line was still taken" in said
    assert "Traceback" not in said
    assert "1.5 h" in terminal.call("say", "today").stdout


def test_with_a_closed_output_every_line_is_still_kept(terminal):
    subprocess.run(
        ["sh", "-c", f'printf "{LINE}\n" | "$0" chat >&-', TENTHS],
        env=terminal.environ,
        cwd=terminal.here,
        check=True,
    )

    assert "call re scheduling" in terminal.call("say", "today").stdout


def test_without_any_input_it_ends(terminal):
    assert chat(terminal, b"") == []


def test_two_terminals_at_once_keep_everything(terminal):
    terminal.call("status")
    command = [TENTHS, "chat"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    running = [
        subprocess.Popen(command, env=terminal.environ, cwd=terminal.here, **pipes)
        for _ in range(2)
    ]
    for each in running:
        each.stdin.write(f"{LINE}\n".encode() * 10)
        each.stdin.flush()
    answers = [each.communicate()[0].decode() for each in running]

    assert [text.count("✓ 0.2 h") for text in answers] == [10, 10]
    assert "4.0 h" in terminal.call("say", "today").stdout


def test_a_line_can_begin_like_an_option(terminal):
    done = terminal.call("say", "-0.2 call, Smith file")

    assert "-0.2" in done.stdout + done.stderr
    assert "No such option" not in done.stderr


def test_a_whole_message_can_be_piped_into_say(terminal):
    done = terminal.call("say", "-", said=f"{LINE}\n0.1 email to client, Jones file\n")

    assert done.stdout.count("✓") == 2


def test_say_answers_a_program(terminal):
    done = terminal.call("say", LINE, "--json")

    assert json.loads(done.stdout)["text"].startswith("✓ 0.2 h")


def test_a_preview_makes_no_file(terminal):
    terminal.call("say", LINE)

    done = terminal.call("preview", "clio")

    assert done.returncode == 0, done.stderr
    assert "green" in done.stdout
    assert list(terminal.here.iterdir()) == []


def test_a_problem_goes_to_standard_error_with_one(terminal):
    done = terminal.call("export", "nonsense")

    assert (done.returncode, done.stdout) == (1, "")
    assert "clio" in done.stderr


@pytest.mark.parametrize("words", [["say"], ["chat", "--nonsense"], ["matters", "x"]])
def test_bad_use_is_two(terminal, words):
    done = terminal.call(*words)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: tenths" in done.stderr


@pytest.mark.parametrize("command", ["chat", "status", "migrate", "export"])
def test_every_fault_of_the_environment_is_said_at_once(tmp_path, command):
    wrong = {
        "TENTHS_LOCALE": "fr-FR",
        "TENTHS_TIMEZONE": "Sydney",
        "TENTHS_LOCAL": "en-AU",
    }

    done = Terminal(tmp_path, wrong).call(command, said=LINE)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("3 settings in the environment cannot be used:\n")
    assert all(f"- {name}: " in done.stderr for name in wrong)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////proc/no/such/place.sqlite3",
        "sqlite:///{home}/work/not-a-database",
        "postgresql://ada:hush@127.0.0.1:1/tenths",
    ],
)
def test_a_database_that_cannot_be_opened_is_said(tmp_path, url):
    terminal = Terminal(
        tmp_path, {"TENTHS_DATABASE_URL": url.format(home=str(tmp_path))}
    )
    (terminal.here / "not-a-database").write_text("these are only words " * 500)

    done = terminal.call("chat", said=LINE)

    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert "hush" not in done.stderr
    assert "fault of ours" not in done.stderr


def test_privileged_words_are_in_the_database_and_nowhere_else(terminal):
    said = f"0.2 call {MARKER}, Smith file\nexport {MARKER}\n{MARKER}\nundo {MARKER}\n"
    terminal.run("chat", said=said)
    terminal.run("parse", said=said)
    terminal.run("say", "edit", "1", f"0.3 {MARKER}", "again")
    terminal.run("matters", "import", f"{MARKER}.csv")

    holding = [
        path.name for path in terminal.files() if MARKER.encode() in path.read_bytes()
    ]

    assert all(name.startswith("tenths.sqlite3") for name in holding)
    assert holding
