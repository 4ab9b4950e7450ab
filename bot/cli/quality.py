"""The quality report: one self-contained HTML page an editor reads before publishing, compared with the last one."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader

from bot.cli.measure import KINDS, Report, lines
from bot.files import read_text, write_text

PAGE, RECORD = "report.html", "report.json"
WORST = 30


@dataclass(frozen=True)
class Row:
    """One question as kept in the record."""

    language: str
    kind: str
    expected: str
    text: str
    got: str
    right: bool
    confidence: float

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a question the same in two reports."""
        return self.language, self.kind, self.text


@dataclass(frozen=True)
class Made:
    """What a report is of: the model, the day, and the picture of the confusions (a PNG file)."""

    model: str
    day: dt.date
    picture: Path


def write(folder: Path, report: Report, languages: Sequence[str], subjects: dict[str, str], made: Made) -> Path:
    """Write the page and the record into a folder; the page's path.

    subjects: topic id without subject -> subject. The record of an earlier run in the same folder is compared with.
    """
    rows = [
        Row(
            one.question.language,
            one.question.kind,
            one.question.expected,
            one.question.text,
            one.got,
            one.right,
            float(one.reply.get("confidence") or 0),
        )
        for one in report.judged
    ]
    before = _before(folder / RECORD)
    old = {Row(**row).key: bool(row["right"]) for row in before["rows"]} if before else {}
    known = [row for row in rows if row.key in old]
    pages = Environment(loader=PackageLoader("bot.cli"), autoescape=True)
    page = pages.get_template("report.html").render(
        day=made.day,
        model=made.model,
        judged=rows,
        before=before,
        fixed=[row for row in known if row.right and not old[row.key]],
        broken=[row for row in known if not row.right and old[row.key]],
        languages=languages,
        tables=[(kind, lines(scores, languages)) for kind in KINDS if (scores := report.by(kind))["all"].count],
        charts=_charts(rows, languages, subjects),
        picture=base64.b64encode(made.picture.read_bytes()).decode(),
        worst=_worst(report, rows),
    )
    write_text(folder / PAGE, page)
    record = {"day": made.day.isoformat(), "model": made.model, "rows": [vars(row) for row in rows]}
    write_text(folder / RECORD, json.dumps(record, ensure_ascii=False, indent=0))
    return folder / PAGE


def _before(path: Path) -> dict[str, Any] | None:
    return dict(json.loads(read_text(path))) if path.exists() else None


def _charts(rows: list[Row], languages: Sequence[str], subjects: dict[str, str]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Bars of topics right at the first try, per language and per subject."""
    topics = [row for row in rows if row.kind == "topic"]
    by_language = {code: [row.right for row in topics if row.language == code] for code in languages}
    by_subject: dict[str, list[bool]] = defaultdict(list)
    for row in topics:
        by_subject[subjects.get(row.expected, "?")].append(row.right)
    return [
        ("Topics right at the first try, by language", _bars(by_language)),
        ("Topics right at the first try, by subject", _bars(dict(sorted(by_subject.items())))),
    ]


def _bars(groups: dict[str, list[bool]]) -> list[dict[str, Any]]:
    return [
        {"name": name, "share": sum(given) / len(given), "count": len(given)} for name, given in groups.items() if given
    ]


def _worst(report: Report, rows: list[Row]) -> list[tuple[str, int, int, list[Row]]]:
    missed: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind == "topic" and not row.right:
            missed[row.expected].append(row)
    return [(topic, n, count, missed[topic]) for topic, n, count, _ in report.worst_topics(WORST)]
