"""The real data is sound, and nothing of the evaluation questions is in it."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from rapidfuzz import fuzz, process

from bot import settings
from bot.cli.check import problems
from bot.languages import table
from bot.languages.lines import read_lines
from bot.languages.normalise import normalise

NEAR_COPY = 92.0
SHORTEST = 12


def test_the_content_has_no_error() -> None:
    found = [str(problem) for problem in problems(settings.load(), dt.date(2026, 11, 24)) if not problem.warning]
    assert found == []


def test_no_evaluation_question_is_a_training_line(data_dir: Path, shared: Path) -> None:
    """Sentences long enough to be more than a common phrase; two words that everybody types may coincide."""
    copies = []
    for language in table.codes(data_dir):
        lines = [normalise(line.text) for line in read_lines(data_dir, (language,))]
        with (shared / "eval" / f"{language}.tsv").open(encoding="utf-8") as file:
            questions = [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
        for question in questions:
            folded = normalise(question)
            if len(folded) < SHORTEST:
                continue
            best = process.extractOne(folded, lines, scorer=fuzz.ratio, score_cutoff=NEAR_COPY)
            if best:
                copies.append((language, question, best[0]))
    assert copies == []


def test_every_topic_of_the_first_release_is_there(data_dir: Path, shared: Path) -> None:
    wanted, subject, topic = set(), "", ""
    for line in (shared / "topics.yml").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            subject = line.rstrip(":")
        elif line.startswith("  ") and not line.startswith("    "):
            topic = line.strip().rstrip(":")
        elif line.strip() == "first: true":
            wanted.add(f"{subject}/{topic}")
    present = {f"{path.parent.parent.name}/{path.parent.name}" for path in (data_dir / "topics").glob("*/*/topic.yml")}
    assert len(wanted) == 73
    assert wanted <= present
