"""Which topics the concepts tell apart and which forms fire wrongly."""

from __future__ import annotations

from pathlib import Path

from bot.languages.lexicon import misfires, not_apart, usage
from bot.languages.lines import Line
from bot.languages.matcher import Form, Matcher

FOUND = Matcher(
    [
        Form("concept", "visa", "en", "visa"),
        Form("concept", "visa", "de", "visum"),
        Form("concept", "bank", "en", "bank"),
        Form("concept", "bank", "de", "bank"),
    ]
)


def lines(language: str, intent: str, *texts: str) -> list[Line]:
    return [Line(language, intent, text, Path("x")) for text in texts]


def test_topics_with_the_same_concepts_are_not_told_apart() -> None:
    used = usage(
        [
            *lines("en", "a/extend", "extend visa", "visa more days"),
            *lines("en", "a/fee", "visa fee", "visa price"),
            *lines("en", "b/account", "bank account"),
        ],
        FOUND,
    )
    assert [(one, other) for one, other, *_ in not_apart(used, ["a/extend", "a/fee", "b/account"])] == [
        ("a/extend", "a/fee")
    ]


def test_a_form_that_fires_where_other_languages_do_not_is_named() -> None:
    german = [f"auf der Bank im Park {n}" for n in range(5)]
    used = usage(
        [*lines("de", "c/park", *german), *lines("en", "c/park", "a seat in the park"), *lines("en", "b/account", "bank")],
        FOUND,
    )
    assert [(row.language, row.form, row.wrong) for row in misfires(used)] == [("de", "bank", 5)]
