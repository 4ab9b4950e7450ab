"""bot coverage: topics against languages with the state of each."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from rich.table import Table

from bot.cli.terminal import table_console
from bot.languages import table
from bot.languages.lines import read_lines
from bot.settings import Settings
from bot.topics.freshness import overdue, unverified_parts
from bot.topics.load import load_all, master_hash
from bot.topics.model import Topic

LEGEND = "number: ways of asking; - no prose; ~ prose older than the Chinese; ? holds unverified parts; ! overdue"


def cell(topic: Topic, language: str, lines: int, on: dt.date) -> str:
    """The state of one topic in one language."""
    if language not in topic.prose:
        return f"-{lines}"
    outdated = language != table.MASTER and topic.prose[language].source != master_hash(topic.prose[table.MASTER])
    marks = (
        ("~" if outdated else "") + ("?" if unverified_parts(topic, language) else "") + ("!" if overdue(topic, on) else "")
    )
    return f"{lines}{marks}"


def run(settings: Settings) -> int:
    """Exit code 0."""
    languages = table.codes(settings.data_dir)
    topics = load_all(settings.data_dir, languages)
    counts = Counter((line.intent, line.language) for line in read_lines(settings.data_dir, languages))
    on = settings.day()
    shown = Table(title=f"{len(topics)} topics, {len(languages)} languages", caption=LEGEND)
    shown.add_column("topic", no_wrap=True)
    for code in languages:
        shown.add_column(code, justify="right")
    for topic in topics.values():
        shown.add_row(topic.id, *(cell(topic, code, counts[topic.id, code], on) for code in languages))
    table_console().print(shown)
    return 0
