"""bot report lexicon: topic pairs that no concept tells apart, and forms that fire where they do not belong."""

from __future__ import annotations

from rich.table import Table

from bot.cli.terminal import table_console
from bot.dialogue.knowledge import load
from bot.languages import table, terms
from bot.languages.lexicon import misfires, not_apart, usage
from bot.languages.lines import read_lines
from bot.settings import Settings


def run(settings: Settings, language: str | None, most: int) -> int:
    """Exit code 0; the forms of one language or of all."""
    console = table_console()
    lines = read_lines(settings.data_dir, table.codes(settings.data_dir))
    used = usage(lines, terms.matcher(settings.data_dir))
    pairs = list(not_apart(used, load(settings.data_dir).topics))
    apart = Table("topic", "topic", "best concept", "difference", title=f"{len(pairs)} pairs that no concept tells apart")
    for one, other, concept, gap in sorted(pairs, key=lambda pair: pair[3])[:most]:
        apart.add_row(one, other, concept, f"{gap:.2f}")
    console.print(apart)
    rows = [row for row in misfires(used) if language in (None, row.language)]
    fired = Table("language", "form", "concept", "hits", "wrong", "on", title=f"{len(rows)} forms that fire wrongly")
    for row in rows[:most]:
        fired.add_row(row.language, row.form, row.concept, str(row.hits), str(row.wrong), ", ".join(row.topics))
    console.print(fired)
    return 0
