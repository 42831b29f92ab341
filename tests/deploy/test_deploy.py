"""What is in deploy/ is checked by whatever can check it on this machine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.settings import SECRETS, VARIABLES

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent
COMPOSE = ["compose.yaml", "compose.postgres.yaml"]
# What compose itself, and not Tenths, reads.
_THEIRS = {"DOMAIN", "UPSTREAM"}
_ANALYZE = shutil.which("systemd-analyze")
_CADDY = shutil.which("caddy")


def _run(*command):
    return subprocess.run(
        [str(each) for each in command], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not (BIN / "hadolint").exists(), reason="hadolint is not here")
def test_the_dockerfile_is_a_good_one():
    done = _run(BIN / "hadolint", "--no-color", DEPLOY / "Dockerfile")

    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", COMPOSE)
def test_compose_files_are_as_compose_wants_them(name):
    done = _run(
        BIN / "check-jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        DEPLOY / name,
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", COMPOSE)
def test_what_compose_sets_is_read(name):
    services = yaml.safe_load((DEPLOY / name).read_text())["services"]
    known = {*VARIABLES, *(f"{each}_FILE" for each in SECRETS), *_THEIRS}
    said = {
        key
        for service in services.values()
        for key in service.get("environment", {})
        if key.startswith(("TENTHS_", "SLACK_"))
    }

    assert said
    assert said <= known


@pytest.mark.parametrize("name", COMPOSE)
def test_nothing_that_serves_may_gain_anything(name):
    services = yaml.safe_load((DEPLOY / name).read_text())["services"]
    ours = [each for each in services.values() if each.get("image") == "tenths"]

    assert ours
    for each in ours:
        assert each["read_only"] is True
        assert each["cap_drop"] == ["ALL"]
        assert each["security_opt"] == ["no-new-privileges:true"]
        assert int(each["stop_grace_period"].removesuffix("s")) > 30


def test_the_image_runs_as_nobody_and_is_asked_how_it_is():
    text = (DEPLOY / "Dockerfile").read_text()

    assert re.search(r"^USER 10001:10001$", text, re.MULTILINE)
    assert "HEALTHCHECK" in text
    assert "--require-hashes" in text
    for name in re.findall(r"^\s*(?:ENV )?(TENTHS_\w+)=", text, re.MULTILINE):
        assert name in VARIABLES
    copied = re.findall(r"^COPY (?!--from)(\S+(?: \S+)*) \./\S*$", text, re.MULTILINE)
    for name in " ".join(copied).split():
        assert (ROOT / name).exists()


@pytest.mark.skipif(_ANALYZE is None, reason="systemd-analyze is not here")
def test_the_unit_is_one(tmp_path):
    text = (DEPLOY / "systemd" / "tenths.service").read_text()
    # What it starts is not on this machine.
    text = re.sub(r"/opt/tenths/bin/tenths", shutil.which("true"), text)
    unit = tmp_path / "tenths.service"
    unit.write_text(text)
    environ = {**os.environ, "SYSTEMD_LOG_LEVEL": "warning"}
    done = subprocess.run(
        [_ANALYZE, "verify", "--man=no", str(unit)],
        capture_output=True, text=True, check=False, env=environ,
    )  # fmt: skip

    wrong = [each for each in done.stderr.splitlines() if "tenths.service" in each]
    assert wrong == []


@pytest.mark.skipif(_ANALYZE is None, reason="systemd-analyze is not here")
def test_the_unit_is_hardened():
    done = _run(
        _ANALYZE,
        "security",
        "--offline=true",
        "--no-pager",
        DEPLOY / "systemd" / "tenths.service",
    )
    found = re.search(r"Overall exposure level[^:]*: ([\d.]+)", done.stdout)
    if found is None:
        pytest.skip("this systemd-analyze cannot look at a file")

    assert float(found[1]) <= 2.0, done.stdout[-2000:]


def test_what_the_unit_sets_is_read():
    text = (DEPLOY / "systemd" / "tenths.service").read_text()

    for name in re.findall(r"^Environment=((?:TENTHS|SLACK)_\w+)=", text, re.MULTILINE):
        assert name in VARIABLES


def test_everything_that_the_guide_names_is_there():
    text = (DEPLOY / "README.md").read_text()

    for name in re.findall(r"deploy/([\w./-]+\w)", text):
        assert (DEPLOY / name).exists() or name == "slack-manifest.yaml", name
    for name in re.findall(r"\b(TENTHS_[A-Z_]+[A-Z])\b", text):
        base = name.removesuffix("_FILE")
        assert base in VARIABLES or name in _THEIRS, name


@pytest.mark.skipif(_CADDY is None, reason="caddy is not here")
def test_caddy_takes_its_file(tmp_path):
    environ = {**os.environ, "DOMAIN": "tenths.firm.example", "HOME": str(tmp_path)}
    done = subprocess.run(
        [_CADDY, "validate", "--adapter=caddyfile", "--config", DEPLOY / "Caddyfile"],
        capture_output=True, text=True, check=False, env=environ,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr


def test_one_channel_that_is_ill_does_not_shut_the_web_app():
    told = [
        line.strip()
        for line in (DEPLOY / "Caddyfile").read_text().splitlines()
        if not line.strip().startswith("#")
    ]

    # /healthz is 503 then; and a failure can be brought about by anybody.
    assert not [each for each in told if each.startswith(("health_", "fail_"))]
    assert "lb_try_duration 5s" in told
