"""bot seed: load the directory's CSV files and index topics and places for searching."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.cli.database import reachable
from bot.database import migrate, session
from bot.directory.catalogue import catalogue
from bot.directory.seed import seed
from bot.languages import terms
from bot.languages.lines import read_lines
from bot.rasa_plugins.fingerprint import of_files
from bot.replies.content import load
from bot.replies.documents import place_documents, topic_documents
from bot.search.index import fill, is_stale
from bot.settings import ROOT, Settings


def run(settings: Settings) -> int:
    """Exit code 0; the number of places is printed."""
    count, indexed = prepare(reachable(settings), settings)
    Console().print(f"{count} places are in the directory" + (", the search index is new" if indexed else ""))
    return 0


def prepare(engine: Engine, settings: Settings) -> tuple[int, bool]:
    """Migrate, seed and index; the number of places and whether the index was written."""
    migrate(engine)
    with session(engine) as opened:
        count = seed(opened, settings.data_dir / "directory")
        return count, index(opened, settings)


def index(opened: Session, settings: Settings) -> bool:
    """Fill the search index from the content and the seeded directory; whether anything changed.

    The content is read only when one of the files it is made from differs from those of the present index.
    """
    version = of_files(_indexed_files(settings))
    if not is_stale(opened, version):
        return False
    content = load(settings.data_dir)
    lines = read_lines(settings.data_dir, tuple(content.languages))
    found = [*topic_documents(content, lines), *place_documents(content, catalogue(opened).places)]
    fill(opened, found, terms.matcher(settings.data_dir), version)
    return True


def _indexed_files(settings: Settings) -> Iterator[Path]:
    """What the index is made from: prose, lines, terms, places, and the code that makes tokens of them."""
    yield settings.data_dir / "languages.yml"
    for folder, pattern in (("topics", "*.md"), ("nlu", "*.yml"), ("terms", "*.yml"), ("directory", "*.csv")):
        yield from (settings.data_dir / folder).rglob(pattern)
    for folder in ("search", "languages"):
        yield from (ROOT / "bot" / folder).glob("*.py")
    yield ROOT / "bot" / "replies" / "documents.py"
