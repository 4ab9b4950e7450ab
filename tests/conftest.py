"""Fixtures that several rooms share: the real data and, where it lies beside the project, the shared material."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.settings import ROOT

SHARED = ROOT.parent / "shared"


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
