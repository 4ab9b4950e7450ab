"""The quality report: one self-contained HTML page an editor reads before publishing, compared with the last one."""

from __future__ import annotations

import base64
import datetime as dt
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader

from bot.cli.confusions import draw
from bot.cli.measure import KINDS, Report, Score
from bot.files import read_text, write_text

PAGE, RECORD = "report.html", "report.json"
WORST = 30
LINES: tuple[tuple[str, Callable[[Score], int]], ...] = (
    ("questions", lambda s: s.count),
    ("right first", lambda s: s.right),
    ("right or among choices", lambda s: s.among),
    ("wrong answer given", lambda s: s.wrong),
    ("refused", lambda s: s.refused),
    ("language right", lambda s: s.language),
)


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


def write(
    folder: Path, report: Report, languages: Sequence[str], subjects: dict[str, str], model: str, day: dt.date
) -> Path:
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
    page = (
        _environment()
        .get_template("report.html")
        .render(
            day=day,
            model=model,
            judged=rows,
            before=before,
            fixed=[row for row in known if row.right and not old[row.key]],
            broken=[row for row in known if not row.right and old[row.key]],
            languages=languages,
            tables=[(kind, _table(report.by(kind), languages)) for kind in KINDS if report.by(kind)["all"].count],
            charts=_charts(rows, languages, subjects),
            picture=_picture(report),
            worst=_worst(report, rows),
        )
    )
    write_text(folder / PAGE, page)
    record = {"day": day.isoformat(), "model": model, "rows": [vars(row) for row in rows]}
    write_text(folder / RECORD, json.dumps(record, ensure_ascii=False, indent=0))
    return folder / PAGE


def _environment() -> Environment:
    return Environment(loader=PackageLoader("bot.cli"), autoescape=True)


def _before(path: Path) -> dict[str, Any] | None:
    return dict(json.loads(read_text(path))) if path.exists() else None


def _table(scores: dict[str, Score], languages: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Lines of cells: counts in the first, shares in the others."""
    shown = []
    for label, value in LINES:
        cells = [scores[code] for code in (*languages, "all")]
        if label == "questions":
            shown.append((label, [str(score.count) for score in cells]))
        else:
            shown.append((label, [f"{value(score) / score.count:.1%}" if score.count else "-" for score in cells]))
    return shown


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


def _picture(report: Report) -> str:
    """The picture of the confusions, base64."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "confusions.png"
        draw(report, path)
        return base64.b64encode(path.read_bytes()).decode()


def _worst(report: Report, rows: list[Row]) -> list[tuple[str, int, int, list[Row]]]:
    missed: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind == "topic" and not row.right:
            missed[row.expected].append(row)
    return [(topic, n, count, missed[topic]) for topic, n, count, _ in report.worst_topics(WORST)]
