"""Engine, sessions and migrations; made on call, never at import."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, declarative_base

from bot.errors import BotError

Base: Any = declarative_base()
MIGRATIONS = Path(__file__).parent / "migrations"
SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=2000")


def make_engine(address: str) -> Engine:
    """An engine for SQLite or PostgreSQL that gives up after 3 s instead of hanging."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise BotError(
            "database_url",
            "DATABASE_URL is not a database address.",
            "Write postgresql://user:password@host/name or sqlite:///file.",
        ) from None
    if url.get_backend_name() == "sqlite":
        if url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, future=True, connect_args={"check_same_thread": False, "timeout": 2})
        event.listen(engine, "connect", _set_pragmas)
        return engine
    options = {"connect_timeout": 3, "options": "-c statement_timeout=3000 -c lock_timeout=3000"}
    return create_engine(url, future=True, pool_pre_ping=True, pool_size=5, pool_timeout=3, connect_args=options)


def _set_pragmas(connection: Any, _record: Any) -> None:
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


@contextlib.contextmanager
def session(engine: Engine) -> Iterator[Session]:
    """A session that commits at the end and rolls back on an error."""
    with Session(engine, future=True) as opened, opened.begin():
        yield opened


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest version."""
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "head")
