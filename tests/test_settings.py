"""The environment becomes one value, and a wrong variable is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import settings
from bot.errors import BotError


def test_the_default_is_loopback_and_sqlite(tmp_path: Path) -> None:
    given = settings.load({"VAR_DIR": str(tmp_path)})
    assert (given.host, given.port) == ("127.0.0.1", 8000)
    assert given.database.startswith("sqlite:///")


def test_a_wrong_number_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="PORT="):
        settings.load({"PORT": "eight", "VAR_DIR": str(tmp_path)})


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = settings.load({"VAR_DIR": str(tmp_path)}).secret_key
    assert settings.load({"VAR_DIR": str(tmp_path)}).secret_key == first
    assert len(first) == 64
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
