"""Fingerprints of files that Rasa's cache cannot see: terms, topics and the modules a component calls."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

PARTS = 3
PACKAGE = Path(__file__).resolve().parent.parent


def of_files(paths: Iterable[Path]) -> str:
    """One hash over the bytes of files and the last parts of their paths."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update("/".join(path.parts[-PARTS:]).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def of_code_and_terms(data_dir: Path) -> str:
    """The hash of every module understanding rests on and of all of data/terms."""
    code = [path for room in ("languages", "dialogue", "rasa_plugins") for path in (PACKAGE / room).glob("*.py")]
    return of_files([*code, *(data_dir / "terms").rglob("*.yml"), data_dir / "languages.yml"])
