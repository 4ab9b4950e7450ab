"""Name a model by what it is made from, and train it when that name does not exist yet."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import BotError
from bot.settings import ROOT, Settings

CODE = ("bot/rasa_plugins", "bot/languages", "bot/dialogue")
KEPT_MODELS = 3


def ingredients(settings: Settings, config: Path, domain: Path) -> Iterator[Path]:
    """Every file a model depends on."""
    yield from (config, domain, settings.data_dir / "languages.yml")
    for folder, pattern in (("nlu", "*.yml"), ("dialogue", "*.yml"), ("terms", "*.yml"), ("topics", "topic.yml")):
        yield from (settings.data_dir / folder).rglob(pattern)
    for folder in CODE:
        yield from (ROOT / folder).glob("*.py")


def model_name(settings: Settings, config: Path = ROOT / "config.yml", domain: Path = ROOT / "domain.yml") -> str:
    """The hash of the ingredients; of topic.yml only the name counts, since facts are no part of a model."""
    digest = hashlib.sha256()
    for path in sorted(ingredients(settings, config, domain)):
        digest.update(
            str(path.name if path.is_absolute() and ROOT not in path.parents else path.relative_to(ROOT)).encode()
        )
        if path.name != "topic.yml":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def model_path(settings: Settings) -> Path:
    """Where the model for the present content is or will be."""
    return settings.model_dir / f"{model_name(settings)}.tar.gz"


def train(settings: Settings, progress: Callable[[float, str], None], force: bool = False) -> Path:
    """The model for the present content, trained in a process of its own when it is missing.

    progress: called about once a second with the seconds gone and the last line of the log.
    """
    path = model_path(settings)
    if path.exists() and not force:
        return path
    settings.model_dir.mkdir(parents=True, exist_ok=True)
    log = settings.var_dir / "log" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "bot.rasa_plugins.server",
        "train",
        "--skip-validation",
        "--config",
        "config.yml",
        "--domain",
        "domain.yml",
        "--data",
        str(settings.data_dir / "nlu"),
        str(settings.data_dir / "dialogue"),
        "--out",
        str(settings.model_dir),
        "--fixed-model-name",
        path.name.removesuffix(".tar.gz"),
    ]
    if force:
        command.append("--force")
    run_training(command, log, settings, progress)
    if not path.exists():
        raise BotError("training", "Training ended without a model.", f"Read {log}.")
    _prune(settings.model_dir)
    return path


def run_training(command: list[str], log: Path, settings: Settings, progress: Callable[[float, str], None]) -> None:
    environment = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "RASA_CACHE_DIRECTORY": str(settings.var_dir / "cache"),
    }
    began = time.monotonic()
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT)
        try:
            while process.poll() is None:
                progress(time.monotonic() - began, _last_line(log))
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(1)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise BotError("training", f"Training failed: {_last_line(log)}", f"Read {log}.")


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1][:160] if lines else ""


def _prune(folder: Path) -> None:
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in models[KEPT_MODELS:]:
        path.unlink()
