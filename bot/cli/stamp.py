"""bot stamp: mark translations as made from the present master text."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from bot.files import read_text, split_front_matter, write_text
from bot.languages import table
from bot.settings import Settings
from bot.topics.load import master_hash, read_prose


def run(settings: Settings, language: str | None) -> int:
    """Exit code 0; prints how many files changed."""
    codes = [language] if language else [code for code in table.load(settings.data_dir) if code != table.MASTER]
    changed = 0
    for master in sorted((settings.data_dir / "topics").glob(f"*/*/{table.MASTER}.md")):
        stamp = master_hash(read_prose(master))
        for code in codes:
            path = master.with_name(f"{code}.md")
            changed += path.exists() and _write(path, stamp)
    Console().print(f"{changed} files stamped")
    return 0


def _write(path: Path, stamp: str) -> bool:
    head, body = split_front_matter(read_text(path), str(path))
    if str(head.get("source", "")) == stamp:
        return False
    title = str(head.get("title", "")).replace('"', "'")
    write_text(path, f'---\ntitle: "{title}"\nsource: "{stamp}"\nby: {head.get("by", "machine")}\n---\n{body}')
    return True
