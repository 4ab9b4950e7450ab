"""Rasa's stock pipeline around the same examples, rules and actions, to measure ours against."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bot.cli.model import model_name, run_training
from bot.cli.stack import Child, Stack
from bot.files import read_text, write_text
from bot.security import CHANNEL_HEADER
from bot.settings import ROOT, Settings

EPOCHS = 2
CONFIG = f"""recipe: default.v1
assistant_id: stock
language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: DIETClassifier
    epochs: {EPOCHS}
    constrain_similarities: true
  - name: EntitySynonymMapper
  - name: FallbackClassifier
    threshold: 0.3
policies:
  - name: MemoizationPolicy
  - name: RulePolicy
  - name: UnexpecTEDIntentPolicy
    epochs: {EPOCHS}
  - name: TEDPolicy
    epochs: {EPOCHS}
    constrain_similarities: true
"""
ENDPOINTS = """action_endpoint:
  url: http://127.0.0.1:${{ACTIONS_PORT}}/webhook
  headers:
    {header}: ${{CHANNEL_KEY}}
tracker_store:
  type: SQL
  dialect: sqlite
  db: {database}
"""


def write_stock(settings: Settings, folder: Path) -> None:
    """The stock set-up in a folder: configuration, the same domain, rules through the action server, SQL store."""
    write_text(folder / "config.yml", CONFIG)
    write_text(folder / "domain.yml", read_text(ROOT / "domain.yml"))
    rules = read_text(settings.data_dir / "dialogue" / "rules.yml")
    write_text(
        folder / "rules.yml", rules.replace("utter_answer", "action_answer").replace("utter_unsure", "action_answer")
    )
    write_text(folder / "endpoints.yml", ENDPOINTS.format(header=CHANNEL_HEADER, database=folder / "stock.sqlite3"))
    write_text(folder / "credentials.yml", "rest:\n")


def train_stock(settings: Settings, folder: Path, progress: Callable[[float, str], None]) -> Path:
    """The stock model for the present content, kept beside ours; few epochs, since speed does not depend on them."""
    name = f"stock-{model_name(settings)}"
    path = settings.model_dir / "stock" / f"{name}.tar.gz"
    if not path.exists():
        command = [sys.executable, "-m", "rasa", "train", "--config", str(folder / "config.yml"), "--domain"]
        command += [str(folder / "domain.yml"), "--data", str(settings.data_dir / "nlu"), str(folder / "rules.yml")]
        command += ["--out", str(path.parent), "--fixed-model-name", name]
        run_training(command, settings.var_dir / "log" / "train-stock.log", settings, progress)
    return path


def stock_stack(settings: Settings, folder: Path, model: Path) -> Stack:
    """Action server and stock Rasa; no web tier, since Rasa itself is measured."""
    stack = Stack(settings, model)
    command = [sys.executable, "-m", "rasa", "run", "--model", str(model), "--port", str(settings.rasa_port), "--interface"]
    command += ["127.0.0.1", "--endpoints", str(folder / "endpoints.yml"), "--credentials", str(folder / "credentials.yml")]
    stack.children = [stack.child("actions"), Child("rasa", command)]
    return stack


def resident_mb(pid: int) -> float:
    """Resident memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0))


def processor() -> str:
    """The processor's name."""
    found = subprocess.run(["grep", "-m1", "model name", "/proc/cpuinfo"], capture_output=True, text=True, check=False)
    return found.stdout.partition(":")[2].strip() or "unknown"
