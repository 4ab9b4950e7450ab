"""bot check: every problem of the content, with its remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rich.console import Console

from bot.dialogue.tasks import INTENTS
from bot.directory.model import CATEGORIES
from bot.directory.seed import check as check_directory
from bot.errors import BotError, Problem
from bot.languages import check as languages_check
from bot.languages import table, terms
from bot.settings import Settings
from bot.topics.check import check as check_topics


def problems(settings: Settings, on: dt.date) -> Iterator[Problem]:
    """Every problem of data/ on a day."""
    data, languages = settings.data_dir, table.load(settings.data_dir)
    broken = list(languages_check.check_terms(data, languages))
    yield from broken
    yield from languages_check.check_phrases(data, languages)
    topics = frozenset(f"{path.parent.parent.name}/{path.parent.name}" for path in (data / "topics").glob("*/*/topic.yml"))
    yield from languages_check.check_lines(data, languages, topics | INTENTS)
    yield from check_directory(data / "directory")
    known = {"documents": frozenset[str](), "publishers": frozenset[str](), "categories": frozenset(CATEGORIES)}
    try:
        names = terms.load(data).names[table.MASTER]
        known = {**known, **{group: frozenset(names[group]) for group in ("documents", "publishers")}}
    except (BotError, KeyError, TypeError) as error:
        yield Problem(str(data / "terms"), "", f"cannot be loaded: {error}", "Mend the problems above.")
    yield from check_topics(data, languages, known, on)


def run(settings: Settings, release: bool) -> int:
    """Exit code 1 when something is wrong; warnings count only for a release."""
    console = Console()
    on = settings.day()
    found = sorted(set(problems(settings, on)))
    errors = [problem for problem in found if release or not problem.warning]
    for problem in found:
        colour = "red" if problem in errors else "yellow"
        console.print(f"[{colour}]{'error' if problem in errors else 'warning'}[/] ", end="")
        console.print(str(problem), markup=False, emoji=False, highlight=False, soft_wrap=True)
    console.print(f"{len(errors)} errors, {len(found) - len(errors)} warnings")
    return 1 if errors else 0
