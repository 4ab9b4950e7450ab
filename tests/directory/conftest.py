"""Databases for the directory tests: SQLite always, PostgreSQL where its server binaries are installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.database import make_engine, migrate, session
from bot.directory.seed import seed

DATA = Path(__file__).resolve().parents[2] / "data" / "directory"


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A migrated and seeded database of each kind."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('directory') / 'directory.sqlite3'}"
    else:
        address = request.getfixturevalue("postgres_address")
    made = make_engine(address)
    migrate(made)
    with session(made) as opened:
        seed(opened, DATA)
    yield made
    made.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """A session whose changes are rolled back after the test."""
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, future=True) as opened:
            yield opened
        outer.rollback()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the CSV files that a test may spoil."""
    for source in DATA.glob("*.csv"):
        shutil.copy(source, tmp_path)
    return tmp_path
