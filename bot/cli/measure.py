"""Judge replies against expected answers and count them per language and kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.errors import ContentError
from bot.files import read_text

KINDS = ("topic", "oos", "directory", "visa", "emergency", "smalltalk")
GIVEN = ("answered", "places", "verdict")


@dataclass(frozen=True)
class Question:
    """One line of an evaluation file; the file's name is the language."""

    language: str
    kind: str
    expected: str
    also: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Judged:
    """A question with its reply and what was right about it."""

    question: Question
    reply: dict[str, Any]
    right: bool
    among: bool

    @property
    def got(self) -> str:
        """What was understood, in a word."""
        return self.reply.get("topic") or f"({self.reply.get('outcome')})"


@dataclass
class Score:
    """Counts of one group."""

    count: int = 0
    right: int = 0
    among: int = 0
    wrong: int = 0
    refused: int = 0
    language: int = 0

    def add(self, judged: Judged) -> None:
        """Count one question."""
        reply = judged.reply
        self.count += 1
        self.right += judged.right
        self.among += judged.right or judged.among
        self.wrong += reply["outcome"] in GIVEN and not judged.right
        self.refused += reply["outcome"] in ("no_answer", "failed")
        self.language += reply["language"] == judged.question.language


def read_questions(files: Iterable[Path]) -> list[Question]:
    """Questions of TSV files or of folders of them; ContentError with file and line."""
    questions: list[Question] = []
    for given in files:
        for path in sorted(given.glob("*.tsv")) if given.is_dir() else [given]:
            questions.extend(_file(path))
    return questions


def _file(path: Path) -> list[Question]:
    rows = read_text(path).splitlines()
    if not rows or rows[0].split("\t")[:4] != ["kind", "expected", "also", "text"]:
        raise ContentError("tsv", f"{path}:1: no header kind, expected, also, text.", "Add it.")
    questions = []
    for number, row in enumerate(rows[1:], 2):
        cells = row.split("\t")
        if len(cells) != 4 or cells[0] not in KINDS:
            raise ContentError("tsv", f"{path}:{number}: not four cells of a known kind.", f"Kinds: {', '.join(KINDS)}.")
        questions.append(Question(path.stem[:2], cells[0], cells[1], tuple(filter(None, cells[2].split(","))), cells[3]))
    return questions


def judge(question: Question, reply: dict[str, Any]) -> Judged:
    """Whether the reply is right, by the rules of the evaluation format."""
    rules = {
        "topic": _topic,
        "oos": _out_of_scope,
        "directory": _directory,
        "visa": _visa,
        "emergency": _emergency,
        "smalltalk": _smalltalk,
    }
    right = rules[question.kind](question, reply)
    good = {question.expected, *question.also}
    offered = (
        {(choice.get("topic") or "").split("/")[-1] for choice in reply["choices"]}
        if reply["outcome"] == "choices"
        else set()
    )
    return Judged(question, reply, right, bool(good & offered))


def _topic(question: Question, reply: dict[str, Any]) -> bool:
    return reply["outcome"] in ("answered", "places", "asking") and (reply["topic"] or "").split("/")[-1] in {
        question.expected,
        *question.also,
    }


def _out_of_scope(_question: Question, reply: dict[str, Any]) -> bool:
    return reply["outcome"] not in GIVEN


def _directory(question: Question, reply: dict[str, Any]) -> bool:
    wanted = dict(part.split("=", 1) for part in question.expected.split(";"))
    if reply["outcome"] != "places":
        return False
    name = wanted.pop("name", None)
    if name and not (reply["places"] and _same_name(name, reply["blocks"])):
        return False
    return all(reply["query"].get(key) == value for key, value in wanted.items())


def _same_name(name: str, blocks: list[dict[str, Any]]) -> bool:
    first = next(block for block in blocks if block["type"] == "place")
    shown = f"{first['name']} {first['name_zh']} {first.get('name_en', '')}".casefold()
    return name.casefold() in shown or any(part in shown for part in (name.casefold().split("(")[0].strip(),))


def _visa(question: Question, reply: dict[str, Any]) -> bool:
    wanted = dict(part.split("=", 1) for part in question.expected.split(";"))
    return all(str(reply["facts"].get(key)) == value for key, value in wanted.items())


def _emergency(_question: Question, reply: dict[str, Any]) -> bool:
    return bool(reply["outcome"] == "emergency")


def _smalltalk(question: Question, reply: dict[str, Any]) -> bool:
    if question.expected in ("affirm", "deny", "repeat"):
        return reply["outcome"] not in GIVEN
    return reply["outcome"] == "smalltalk" or (question.expected == "human" and reply["outcome"] == "handed_over")


LINES: tuple[tuple[str, Callable[[Score], int]], ...] = (
    ("right first", lambda score: score.right),
    ("right or among choices", lambda score: score.among),
    ("wrong answer given", lambda score: score.wrong),
    ("refused", lambda score: score.refused),
    ("language right", lambda score: score.language),
)


def lines(scores: Mapping[str, Score], languages: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The table of a kind, a label and a cell per language and for all: the counts, then the shares."""
    cells = [scores[code] for code in (*languages, "all")]
    shares = [
        (label, [f"{value(score) / score.count:.1%}" if score.count else "-" for score in cells]) for label, value in LINES
    ]
    return [("questions", [str(score.count) if score.count else "-" for score in cells]), *shares]


@dataclass
class Report:
    """All scores of a run."""

    judged: list[Judged] = field(default_factory=list)

    def by(self, kind: str | None = None) -> dict[str, Score]:
        """Language -> score of a kind, with `all` for all languages."""
        scores: dict[str, Score] = defaultdict(Score)
        for row in self.judged:
            if kind is None or row.question.kind == kind:
                scores["all"].add(row)
                scores[row.question.language].add(row)
        return scores

    def worst_topics(self, most: int = 15) -> list[tuple[str, int, int, str]]:
        """(topic, misses, questions, what was understood instead), the worst first."""
        misses, counts, instead = Counter[str](), Counter[str](), defaultdict[str, Counter[str]](Counter)
        for row in self.judged:
            if row.question.kind == "topic":
                counts[row.question.expected] += 1
                if not row.right:
                    misses[row.question.expected] += 1
                    instead[row.question.expected][row.got] += 1
        return [
            (topic, n, counts[topic], ", ".join(name for name, _ in instead[topic].most_common(3)))
            for topic, n in misses.most_common(most)
        ]
