"""Every path and command that the documents name exists."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.main import app
from bot.settings import ROOT, Settings

DOCUMENTS = ("README.md", "CONTRIBUTING.md")
PATH = re.compile(
    r"`((?:bot|data|actions|tests|docs|\.ci)/[\w./-]*|[\w.-]+\.(?:md|yml|lock|toml)|Makefile|\.importlinter)`"
)
PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")
COMMAND = re.compile(r"`bot ([a-z]+)")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = [
        path for path in PATH.findall(text) if path not in ("topic.yml", "zh.md", "en.md", "ja.md") and not path.isupper()
    ]
    named += PICTURE.findall(text)
    assert named
    assert [path for path in named if not re.search(r"SUBJECT|LANGUAGE", path) and not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_exists(name: str) -> None:
    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert set(COMMAND.findall((ROOT / name).read_text(encoding="utf-8"))) <= known


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in get_command(app).commands if f"`bot {name}" not in text] == []  # type: ignore[attr-defined]


def test_every_setting_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [field.name for field in dataclasses.fields(Settings) if f"`{field.name.upper()}`" not in text] == []


def test_the_two_commands_are_in_the_makefile() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\nrun:" in text and "\ntest:" in text
    assert Path(ROOT / ".ci" / "run").stat().st_mode & 0o100
