"""The few kinds of error the project raises, and the problem a checker collects."""

from __future__ import annotations

from dataclasses import dataclass


class BotError(Exception):
    """An error a person can act on: what happened and what to do.

    `code` is a stable snake_case word (chat interface: `error.code`), `remedy` the next step.
    """

    status = 500

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class ContentError(BotError):
    """A data file that cannot be read or does not mean anything; the message starts with file:line."""


class BadInput(BotError):
    """A request that is wrong by itself (4xx)."""

    status = 400


class PartDown(BotError):
    """A process or the database does not answer; `code` names which part, `language` is the visitor's where known."""

    status = 503

    def __init__(self, code: str, message: str, remedy: str = "", language: str | None = None) -> None:
        super().__init__(code, message, remedy)
        self.language = language


@dataclass(frozen=True, order=True)
class Problem:
    """One finding of a checker: `file`, `where` in it (line or key), what is wrong, what to do."""

    file: str
    where: str
    what: str
    remedy: str = ""
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.where}" if self.where else self.file
        return f"{place}: {self.what}" + (f" -> {self.remedy}" if self.remedy else "")
