"""Fixtures that several rooms share: the real data and, where it lies beside the project, the shared material."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.languages import table
from bot.settings import ROOT
from tests.servers import postgres_address, redis_address

__all__ = ["postgres_address", "redis_address"]

SHARED = ROOT.parent / "shared"
CODES = table.codes(ROOT / "data")


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The real data."""
    return Path(os.environ.get("TEST_DATA", ROOT / "data"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED.name} is not beside the project")
    return SHARED
