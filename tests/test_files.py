"""Reading and writing files says where and why it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.files import parse_yaml, read_csv, read_yaml, write_text


def test_norway_stays_a_word() -> None:
    assert parse_yaml("a: NO", "x.yml") == {"a": "NO"}


@pytest.mark.parametrize(("text", "line"), [("a: [1", 2), ("a: 1\na: 2", 2), ("a: 1\n b: 2", 2)])
def test_bad_yaml_names_file_and_line(text: str, line: int) -> None:
    with pytest.raises(ContentError) as caught:
        parse_yaml(text, "x.yml")
    assert caught.value.message.startswith("x.yml:")


def test_a_row_with_too_many_cells_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n1,2,3\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"x\.csv:3"):
        read_csv(path)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="not found"):
        read_yaml(tmp_path / "no.yml")


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    write_text(path, "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(ContentError, match="No space left"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
