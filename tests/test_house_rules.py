"""The rules of CONTRIBUTING.md that a machine can check."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.settings import ROOT

MODULES = sorted(
    path for room in ("bot", "actions") for path in (ROOT / room).rglob("*.py") if "versions" not in path.parts
)
FORBIDDEN = {"utils", "helpers", "manager", "base", "common", "misc"}
MOST_LINES, MOST_FUNCTION_LINES = 400, 50


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_one_duty_and_says_it(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert path.stem not in FORBIDDEN
    assert source.count("\n") <= MOST_LINES
    assert (ast.get_docstring(tree) or "").strip(), "the first line says the module's duty"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MOST_FUNCTION_LINES, f"{node.name} has {length} lines"


def test_only_settings_reads_the_environment() -> None:
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        if path.name != "settings.py":
            assert "os.environ[" not in source and "os.environ.get" not in source and "getenv" not in source, path


def test_only_files_uses_the_yaml_library() -> None:
    users = [path.name for path in MODULES if "from ruamel" in path.read_text(encoding="utf-8")]
    assert users == ["files.py"]
