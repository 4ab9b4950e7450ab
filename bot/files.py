"""Read and write YAML, CSV and Markdown with front matter; the only user of ruamel.yaml."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.errors import ContentError

FRONT = "---\n"


def read_text(path: Path) -> str:
    """UTF-8 text of a file; ContentError with the remedy when it is missing or in another encoding."""
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        raise ContentError("file_missing", f"{path}: file not found.", "Create it or correct the name.") from None
    except UnicodeDecodeError as error:
        raise ContentError("encoding", f"{path}: not UTF-8 at byte {error.start}.", "Save it as UTF-8.") from None


def parse_yaml(text: str, name: str) -> Any:
    """YAML 1.2 as plain values (`NO` stays a string); ContentError on bad syntax or a duplicate key."""
    try:
        return YAML(typ="safe").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ContentError("yaml", f"{name}:{line}: {error.problem or error.context}.", "Correct the YAML.") from None
    except YAMLError as error:
        raise ContentError("yaml", f"{name}:1: {error}.", "Correct the YAML.") from None


def read_yaml(path: Path) -> Any:
    """The values of a YAML file."""
    return parse_yaml(read_text(path), str(path))


def read_csv(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file with a header; ContentError with the line when a row has too few or many cells."""
    reader = csv.DictReader(io.StringIO(read_text(path)), strict=True)
    rows: list[dict[str, str]] = []
    try:
        for row in reader:
            if None in row or None in row.values():
                raise ContentError(
                    "csv",
                    f"{path}:{reader.line_num}: the number of cells differs from the header.",
                    "Quote cells that hold commas.",
                )
            rows.append(row)
    except csv.Error as error:
        raise ContentError("csv", f"{path}:{reader.line_num}: {error}.", "Correct the quoting.") from None
    return rows


def split_front_matter(text: str, name: str) -> tuple[dict[str, Any], str]:
    """Front matter values and the Markdown body of a page."""
    if not text.startswith(FRONT) or text.find("\n" + FRONT, 3) < 0:
        raise ContentError("front_matter", f"{name}:1: no front matter.", "Start with --- title: ... ---.")
    head, body = text[len(FRONT) :].split("\n" + FRONT, 1)
    values = parse_yaml(head, name)
    if not isinstance(values, dict):
        raise ContentError("front_matter", f"{name}:2: front matter holds no keys.", "Write title: ...")
    return values, body.strip() + "\n"


def write_text(path: Path, text: str) -> None:
    """Replace a file in one step, so that a full disk or a crash never leaves half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise ContentError(
            "write",
            f"{path}: cannot be written ({error.strerror}).",
            "Free some disk space or correct the permissions.",
        ) from error
