"""The report is one page without outside parts, escapes what people typed, and compares with the last one."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from bot.cli.confusions import draw
from bot.cli.measure import Judged, Question, Report
from bot.cli.quality import Made, write


def judged(text: str, right: bool, topic: str = "extend_visa", language: str = "en") -> Judged:
    got = f"stay/{topic}" if right else "stay/overstay"
    reply: dict[str, Any] = {"outcome": "answered", "topic": got, "confidence": 0.5, "language": language, "choices": []}
    return Judged(Question(language, "topic", topic, (), text), reply, right, False)


def page(folder: Path, *rows: Judged, model: str = "m1") -> str:
    report, picture = Report(list(rows)), folder / "confusions.png"
    draw(report, picture)
    made = Made(model, dt.date(2026, 11, 24), picture)
    return write(folder, report, ("en", "ar"), {"extend_visa": "stay"}, made).read_text(encoding="utf-8")


def test_the_page_stands_alone_and_what_was_typed_is_harmless(tmp_path: Path) -> None:
    text = page(tmp_path, judged("<script>alert(1)</script>", False), judged("extend", True))
    assert "<script" not in text and "&lt;script&gt;" in text
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", text)
    assert "data:image/png;base64," in text and "50.0 % of 2" in text


def test_fixed_and_broken_sentences_are_named(tmp_path: Path) -> None:
    page(tmp_path, judged("was wrong", False), judged("was right", True))
    text = page(tmp_path, judged("was wrong", True), judged("was right", False), judged("is new", False), model="m2")
    assert "fixed 1" in text and "broken 1" in text and "model m1" in text
    broken = text[text.index("broken (1)") : text.index("fixed (1)")]
    assert "was right" in broken and "is new" not in broken
