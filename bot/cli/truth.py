"""bot report truth: facts that nobody has verified or that are overdue, by topic, the most asked first."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter

from rich.table import Table
from sqlalchemy import text
from sqlalchemy.engine import Engine

from bot.cli.database import reachable
from bot.cli.terminal import table_console
from bot.database import migrate
from bot.languages import table
from bot.settings import Settings
from bot.topics.freshness import overdue, unverified_sources
from bot.topics.load import load_all
from bot.topics.model import Topic


def run(settings: Settings) -> int:
    """Exit code 0."""
    console = table_console()
    on = settings.day()
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
    for topic in sorted(topics, key=lambda topic: (-counts[topic.id], topic.id)):
        loose, late = unverified_sources(topic), overdue(topic, on)
        names = [name for source in loose for name in (*source.facts, *source.sections)]
        if names or late:
            day = f"{topic.check_by}" + (" overdue" if late else "")
            shown.add_row(str(counts[topic.id]), topic.id, ", ".join(names), "\n".join(source.url for source in loose), day)
    return shown
