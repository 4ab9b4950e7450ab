"""The `bot` command: each subcommand lives in its own module and is imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot import settings
from bot.errors import BotError

app = typer.Typer(
    help="The information assistant for foreigners in Beijing.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Paths = Annotated[list[Path], typer.Argument(help="files to read", exists=True, dir_okay=True)]


def _call(module: str, **arguments: Any) -> None:
    code = import_module(f"bot.cli.{module}").run(settings.load(), **arguments)
    if code:
        raise typer.Exit(code)


@app.command()
def serve(
    check_first: Annotated[bool, typer.Option("--check/--no-check", help="check the content before")] = False,
) -> None:
    """Migrate, seed, train if the content changed, start web, Rasa and actions, and print the address."""
    _call("serve", check_first=check_first)


@app.command()
def train(force: Annotated[bool, typer.Option(help="train even if nothing changed")] = False) -> None:
    """Train the model for the present content."""
    _call("train", force=force)


@app.command()
def check(release: Annotated[bool, typer.Option(help="warnings count as errors")] = False) -> None:
    """Check all content and print every problem with its remedy."""
    _call("check", release=release)


@app.command()
def coverage() -> None:
    """Topics against languages: prose, ways of asking, what is unverified or outdated."""
    _call("coverage")


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="the question")],
    language: Annotated[str, typer.Option(help="what the page shows: auto or a code")] = "auto",
    conversation: Annotated[str | None, typer.Option(help="id of a conversation to go on with")] = None,
    json: Annotated[bool, typer.Option("--json", help="print the reply as it came")] = False,
) -> None:
    """Ask the running assistant, the way the page does."""
    _call("ask", text=text, language=language, conversation=conversation, as_json=json)


@app.command()
def evaluate(
    files: Paths,
    topics: Annotated[str, typer.Option(help="all, or answered: only topics that have an answer")] = "answered",
    picture: Annotated[Path, typer.Option(help="where the picture of the confusions goes")] = Path("var/confusions.png"),
    url: Annotated[str | None, typer.Option(help="a running assistant; else one is started")] = None,
    show: Annotated[bool, typer.Option(help="print every question that went wrong")] = False,
    report: Annotated[Path | None, typer.Option(help="folder for an HTML report, compared with the one in it")] = None,
) -> None:
    """Measure on questions with expected answers (TSV: kind, expected, also, text)."""
    _call("evaluate", files=files, topics=topics, picture=picture, url=url, show=show, report_dir=report)


@app.command()
def seed() -> None:
    """Load the directory's CSV files into the database."""
    _call("seed")


@app.command()
def migrate() -> None:
    """Bring the database schema to the newest version."""
    _call("migrate")


@app.command()
def stamp(language: Annotated[str | None, typer.Option(help="only this language")] = None) -> None:
    """Mark translations as made from the present Chinese text (writes `source` into their front matter)."""
    _call("stamp", language=language)


@app.command()
def bench(
    against: Annotated[
        str | None, typer.Option(help="stock: Rasa's own pipeline, trained and measured beside ours")
    ] = None,
    seconds: Annotated[float, typer.Option(help="length of each measurement")] = 15.0,
) -> None:
    """Measure speed and memory; with --against stock as ratios on this machine in this run."""
    _call("bench", against=against, seconds=seconds)


sources = typer.Typer(help="The pages that answers rest on.", no_args_is_help=True)
app.add_typer(sources, name="sources")


@sources.command("check")
def sources_check(
    only: Annotated[str, typer.Option(help="only addresses that hold this text")] = "",
) -> None:
    """Visit every source: what is dead, moved or changed since the last visit, and which figures rest on it."""
    _call("sources", only=only)


reports = typer.Typer(help="What editors should look at.", no_args_is_help=True)
app.add_typer(reports, name="report")


@reports.command("truth")
def report_truth() -> None:
    """Unverified and overdue facts by topic, the most asked first."""
    _call("truth")


@reports.command("lexicon")
def report_lexicon(
    language: Annotated[str | None, typer.Option(help="only forms of this language")] = None,
    most: Annotated[int, typer.Option(help="rows of each table")] = 40,
) -> None:
    """Topic pairs that no concept tells apart, and forms that fire on topics where their concept does not belong."""
    _call("lexicon", language=language, most=most)


def main() -> None:
    """Run; a known error is one sentence with a remedy and exit code 2, Ctrl-C is quiet."""
    try:
        app()
    except BotError as error:
        Console(stderr=True).print(f"[bold red]{type(error).__name__}[/]: {error.message}", highlight=False)
        if error.remedy:
            Console(stderr=True).print(f"  -> {error.remedy}", highlight=False)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
