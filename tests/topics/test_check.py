"""Every kind of defect is found, with file and remedy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.languages.table import Language
from bot.topics.check import check
from bot.topics.load import master_hash, read_prose

LANGUAGES = {
    "zh": Language("zh", "中文", "ltr", ("han",), "zh_Hans_CN"),
    "en": Language("en", "English", "ltr", ("latin",), "en_GB"),
}
TERMS = {"documents": frozenset({"passport"}), "publishers": frozenset({"nia"}), "categories": frozenset({"exit_entry"})}
TODAY = dt.date(2026, 6, 1)


def found(folder: Path, on: dt.date = TODAY) -> list[str]:
    return [str(problem) for problem in check(folder.parents[2], LANGUAGES, TERMS, on)]


def stamp(folder: Path) -> None:
    page = folder / "en.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("SOURCE", master_hash(read_prose(folder / "zh.md"))), encoding="utf-8"
    )


def test_a_sound_topic_has_no_problem(folder: Path) -> None:
    stamp(folder)
    assert found(folder) == []


def test_a_translation_of_an_older_text_is_found(folder: Path) -> None:
    assert any("older Chinese text" in row for row in found(folder))


def test_a_missing_language_is_found(folder: Path) -> None:
    (folder / "en.md").unlink()
    assert any("missing language" in row for row in found(folder))


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("en.md", "{fee_cny} yuan", "160 yuan", "a figure is typed: 160"),
        ("en.md", "{fee_cny}", "", "placeholders differ"),
        ("en.md", "{fee_cny}", "{fee}", "placeholder without a fact"),
        ("en.md", "## who", "## whom", "unknown section"),
        ("en.md", "Citizens", "<b>Citizens", "markup"),
        (
            "en.md",
            "The fee is {fee_cny} yuan.",
            "费用是{fee_cny}元，请在出入境大厅缴纳，可以用手机支付，也可以刷卡付款。",
            "script",
        ),
        ("en.md", 'title: "The fee"', 'title: ""', "title of 0"),
        ("en.md", "---\ntitle", "title", "front matter"),
        (
            "topic.yml",
            'publisher: nia, url: "https://example.org/a"',
            'publisher: nobody, url: "https://example.org/a"',
            "publishers",
        ),
        ("topic.yml", "[passport]", "[passportt]", "unknown id in documents"),
        ("topic.yml", "exit_entry", "exit_entri", "unknown category"),
        ("topic.yml", "related: []", "related: [stay/nothing]", "unknown topic"),
        ("topic.yml", "facts: [fee_cny]", "facts: []", "rests on 0 sources"),
        ("topic.yml", "https://example.org/a", "example.org/a", "no web address"),
        ("topic.yml", "status: verified", "status: perhaps", "unknown status"),
        ("topic.yml", "check_by: 2026-12-31", "check_by: soon", "check_by"),
        ("topic.yml", "facts:\n", "facts:\n  fee_cny: {2020-01-01: 1}\n", "duplicate key"),
        ("topic.yml", "documents:", "document:", "unknown key"),
        ("topic.yml", "checked: 2026-01-02", "checked: 2027-01-02", "checked in the future"),
    ],
)
def test_a_defect_is_found_and_named(folder: Path, file: str, old: str, new: str, complaint: str) -> None:
    stamp(folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    rows = found(folder)
    assert any(complaint in row or (complaint == "check_by" and "soon" in row) for row in rows), rows


def test_what_depends_on_the_day_only_warns(folder: Path) -> None:
    stamp(folder)
    problems = list(check(folder.parents[2], LANGUAGES, TERMS, dt.date(2027, 2, 1)))
    assert problems and all(problem.warning for problem in problems)


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "zh.md").write_bytes("---\ntitle: 费用\n---\n费用".encode("gb18030"))
    assert any("not UTF-8" in row for row in found(folder))
