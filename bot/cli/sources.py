"""bot sources check: visit every source and list what is dead, moved or changed, with the figures that rest on it."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from bot.cli.terminal import table_console
from bot.cli.visit import Pace, Visit, visit_all
from bot.files import read_text, write_text
from bot.languages import table
from bot.settings import Settings
from bot.topics.links import Resting, resting_on
from bot.topics.load import load_all

TROUBLE = ("dead", "moved", "changed", "unreachable")
RECORD = "sources.json"


def run(settings: Settings, pace: Pace | None = None, only: str = "") -> int:
    """Exit code 0 when every page is as it was, 1 when something needs an editor, 2 when nothing could be reached."""
    console = table_console()
    topics = load_all(settings.data_dir, (table.MASTER,))
    resting = {url: rows for url, rows in resting_on(topics.values()).items() if only in url}
    record = settings.var_dir / RECORD
    known = json.loads(read_text(record)) if record.exists() else {}
    before = {url: row["digest"] for url, row in known.items() if row["digest"]}
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(f"visiting {len(resting)} pages", total=len(resting))
        visits = visit_all(resting, before, pace or Pace(), lambda visit: bar.advance(task))
    _remember(record, known, visits)
    return report(console, visits, resting)


def report(console: Console, visits: list[Visit], resting: dict[str, list[Resting]]) -> int:
    """Print the list, worst first; the exit code."""
    counts = Counter(visit.state for visit in visits)
    console.print(", ".join(f"{state} {counts[state]}" for state in counts) or "no sources")
    if visits and counts["unreachable"] == len(visits):
        console.print("[bold red]No page could be reached: is this machine online?[/] These were not checked:")
        for visit in visits:
            console.print(f"  {visit.url} ({visit.note})", highlight=False, markup=False)
        return 2
    shown = Table("state", "page", "rests on it", "check by", title="needs an editor")
    for visit in sorted(
        (one for one in visits if one.state in TROUBLE), key=lambda one: (TROUBLE.index(one.state), one.url)
    ):
        rows = resting.get(visit.url, [])
        figures = "\n".join(f"{row.topic}: {', '.join((*row.facts, *row.sections)) or 'in general'}" for row in rows)
        days = "\n".join(row.check_by.isoformat() for row in rows)
        shown.add_row(visit.state, escape(f"{visit.url}\n{visit.note}".strip()), escape(figures), days)
    if shown.row_count:
        console.print(shown)
    return 1 if shown.row_count else 0


def _remember(record: Path, known: dict[str, Any], visits: list[Visit]) -> None:
    """Add the visits; a page that cannot be reached now keeps the digest of its last good visit."""
    for visit in visits:
        known[visit.url] = {
            "digest": visit.digest or known.get(visit.url, {}).get("digest", ""),
            "state": visit.state,
            "status": visit.status,
            "visited": dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds"),
        }
    write_text(record, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True))
