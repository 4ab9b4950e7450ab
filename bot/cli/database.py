"""A database engine for commands, with a sentence instead of a traceback when the database is away."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.database import make_engine
from bot.errors import PartDown
from bot.settings import Settings


def reachable(settings: Settings) -> Engine:
    """An engine that answered; PartDown when the database does not."""
    engine = make_engine(settings.database)
    try:
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise PartDown(
            "database_down",
            f"The database {engine.url!r} does not answer: {reason}.",
            "Start it, or correct DATABASE_URL.",
        ) from None
    return engine
