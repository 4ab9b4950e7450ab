"""bot seed: load the directory's CSV files and index topics and places for searching."""

from __future__ import annotations

from rich.console import Console
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.cli.database import reachable
from bot.database import migrate, session
from bot.directory.catalogue import catalogue
from bot.directory.seed import seed
from bot.languages import terms
from bot.languages.lines import read_lines
from bot.replies.content import load
from bot.replies.documents import place_documents, topic_documents
from bot.search.index import fill
from bot.settings import Settings


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
    """Fill the search index from the content and the seeded directory; whether anything changed."""
    content = load(settings.data_dir)
    lines = read_lines(settings.data_dir, tuple(content.languages))
    places = catalogue(opened).places
    documents = [*topic_documents(content, lines), *place_documents(content, places)]
    return fill(opened, documents, terms.matcher(settings.data_dir))
