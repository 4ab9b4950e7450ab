"""Fixtures that several rooms share: the real data and, where it lies beside the project, the shared material."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.cli.private import prepared_settings
from bot.languages import table
from bot.replies.content import Content, load
from bot.settings import ROOT, Settings
from tests.servers import postgres_address, redis_address

__all__ = ["postgres_address", "redis_address"]

SHARED = ROOT.parent / "shared"
CODES = table.codes(ROOT / "data")


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The real data."""
    return Path(os.environ.get("TEST_DATA", ROOT / "data"))


@pytest.fixture(scope="session")
def content(data_dir: Path) -> Content:
    """The real content."""
    return load(data_dir)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> str:
    """The address of a SQLite database with the real directory and the search index of the real content."""
    return prepared_settings(Settings(data_dir=data_dir), tmp_path_factory.mktemp("var")).database


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED.name} is not beside the project")
    return SHARED
