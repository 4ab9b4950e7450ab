"""bot report truth: facts that nobody has verified or that are overdue, by topic, the most asked first."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter

from rich.console import Console
from rich.table import Table
from sqlalchemy import text
from sqlalchemy.engine import Engine

from bot.cli.database import reachable
from bot.database import migrate
from bot.languages import table
from bot.settings import Settings
from bot.topics.freshness import UNVERIFIED, overdue
from bot.topics.load import load_all
from bot.topics.model import Topic


def run(settings: Settings) -> int:
    """Exit code 0."""
    console = Console(width=None if Console().is_terminal else 120)
    on = dt.date.fromisoformat(settings.today) if settings.today else dt.date.today()
    topics = load_all(settings.data_dir, (table.MASTER,))
    engine = reachable(settings)
    migrate(engine)
    console.print(report(list(topics.values()), asked(engine), on))
    return 0


def asked(engine: Engine) -> Counter[str]:
    """How often each topic was answered in the stored conversations."""
    counts: Counter[str] = Counter()
    with engine.connect() as connection:
        for (data,) in connection.execute(text("SELECT data FROM events WHERE type_name = 'bot'")):
            decision = (json.loads(data).get("data") or {}).get("custom") or {}
            if decision.get("topic"):
                counts[decision["topic"]] += 1
    return counts


def report(topics: list[Topic], counts: Counter[str], on: dt.date) -> Table:
    """A row per topic that is not wholly true: how often asked, what is unverified, where to check it."""
    shown = Table("asked", "topic", "unverified figures and sections", "where to check", "check by", title="to verify")
    rows = [topic for topic in topics if overdue(topic, on) or _unverified(topic)]
    for topic in sorted(rows, key=lambda topic: (-counts[topic.id], topic.id)):
        loose = [source for source in topic.sources if source.status == UNVERIFIED]
        day = f"{topic.check_by}" + (" overdue" if overdue(topic, on) else "")
        shown.add_row(
            str(counts[topic.id]), topic.id, ", ".join(_unverified(topic)), "\n".join(source.url for source in loose), day
        )
    return shown


def _unverified(topic: Topic) -> list[str]:
    loose = [source for source in topic.sources if source.status == UNVERIFIED]
    return [name for source in loose for name in (*source.facts, *source.sections)]
