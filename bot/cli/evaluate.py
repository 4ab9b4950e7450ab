"""bot evaluate: ask questions with expected answers and print what was right, per language and kind."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.cli import quality
from bot.cli.confusions import draw
from bot.cli.measure import KINDS, Question, Report, Score, judge, lines, read_questions
from bot.cli.model import model_name
from bot.cli.private import private_stack
from bot.cli.terminal import table_console
from bot.languages import table
from bot.settings import Settings

TOGETHER = 4


def run(
    settings: Settings, files: list[Path], topics: str, picture: Path, url: str | None, show: bool, report_dir: Path | None
) -> int:
    """Exit code 0; prints tables, writes the picture and, if asked, the report for editors."""
    console = table_console()
    questions = _wanted(read_questions(files), settings, topics)
    if url:
        report = asyncio.run(_ask_all(url, questions, console))
    else:
        with private_stack(settings, console) as stack:
            report = asyncio.run(_ask_all(f"http://127.0.0.1:{stack.settings.port}", questions, console))
    languages = table.codes(settings.data_dir)
    print_report(console, report, languages, show)
    draw(report, picture)
    console.print(f"confusions: {picture}")
    if report_dir:
        subjects = {
            path.parent.name: path.parent.parent.name for path in (settings.data_dir / "topics").glob("*/*/topic.yml")
        }
        made_of = quality.Made(model_name(settings), dt.date.today(), picture)
        page = quality.write(report_dir, report, languages, subjects, made_of)
        console.print(f"report: {page}")
    return 0


def _wanted(questions: list[Question], settings: Settings, topics: str) -> list[Question]:
    if topics == "all":
        return questions
    answered = {path.parent.name for path in (settings.data_dir / "topics").glob("*/*/topic.yml")}
    return [question for question in questions if question.kind != "topic" or question.expected in answered]


async def _ask_all(url: str, questions: list[Question], console: Console) -> Report:
    report = Report()
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        groups = [questions[i : i + TOGETHER] for i in range(0, len(questions), TOGETHER)]
        for group in track(groups, "asking", console=console, transient=True, disable=not console.is_terminal):
            replies = await asyncio.gather(*(_ask(client, question) for question in group))
            report.judged.extend(judge(question, reply) for question, reply in zip(group, replies, strict=True))
    return report


async def _ask(client: httpx.AsyncClient, question: Question) -> dict[str, Any]:
    answer = await client.post("/api/chat/messages", json={"text": question.text})
    answer.raise_for_status()
    return dict(answer.json())


def print_report(console: Console, report: Report, languages: tuple[str, ...], show: bool) -> None:
    """The tables of a report."""
    for kind in KINDS:
        scores = report.by(kind)
        if scores["all"].count:
            console.print(_table(kind, scores, languages))
    worst = Table("topic", "missed", "of", "understood as", title="worst topics")
    for topic, misses, count, instead in report.worst_topics():
        worst.add_row(topic, str(misses), str(count), instead)
    console.print(worst)
    if show:
        for row in report.judged:
            if not row.right:
                facts = {key: value for key, value in {**row.reply["query"], **row.reply["facts"]}.items() if value}
                console.print(
                    f"{row.question.language} {row.question.kind} {row.question.expected} -> {row.got} "
                    f"{row.reply['confidence']:.2f} {facts}: {row.question.text}",
                    markup=False,
                    highlight=False,
                )


def _table(kind: str, scores: dict[str, Score], languages: tuple[str, ...]) -> Table:
    shown = Table("", *languages, "all", title=kind)
    for label, cells in lines(scores, languages):
        shown.add_row(label, *cells)
    return shown
