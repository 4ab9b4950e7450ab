"""The environment as one frozen Settings; the only reader of os.environ."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from bot.errors import BotError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Every setting, its environment variable being the field's name in capitals (README has the table)."""

    host: str = "127.0.0.1"
    port: int = 8000
    database_url: str = ""
    redis_url: str = ""
    rate_limit: str = "30/minute"
    secret_key: str = ""
    rasa_port: int = 5005
    actions_port: int = 5055
    data_dir: Path = ROOT / "data"
    var_dir: Path = ROOT / "var"
    model_dir: Path = ROOT / "models"
    reply_seconds: float = 4.5
    text_limit: int = 1000
    trusted_proxies: str = ""
    log_level: str = "WARNING"
    today: str = ""

    @property
    def database(self) -> str:
        """The database address; a SQLite file in `var_dir` unless DATABASE_URL is set."""
        return self.database_url or f"sqlite:///{self.var_dir / 'assistant.sqlite3'}"

    def day(self) -> dt.date:
        """The day answers are composed for: TODAY where it is set."""
        return dt.date.fromisoformat(self.today) if self.today else dt.date.today()

    @property
    def rasa_url(self) -> str:
        """Where the web tier finds Rasa: loopback only."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """Where Rasa finds the action server: loopback only."""
        return f"http://127.0.0.1:{self.actions_port}"


def _convert(name: str, text: str, default: object) -> object:
    try:
        if isinstance(default, bool):
            return text.lower() in ("1", "true", "yes", "on")
        if isinstance(default, Path):
            return Path(text).resolve()
        return type(default)(text)  # type: ignore[call-arg]
    except ValueError:
        raise BotError(
            "setting",
            f"{name.upper()}={text!r} is not a {type(default).__name__}.",
            "See the settings table in README.md.",
        ) from None


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; BotError names the variable that does not fit."""
    source = os.environ if environ is None else environ
    given = {
        field.name: _convert(field.name, source[field.name.upper()], field.default)
        for field in fields(Settings)
        if source.get(field.name.upper())
    }
    settings = Settings(**given)  # type: ignore[arg-type]
    if settings.secret_key:
        return settings
    return Settings(**{**given, "secret_key": _kept_secret(settings.var_dir)})  # type: ignore[arg-type]


def _kept_secret(folder: Path) -> str:
    """A random key made once and kept beside the database, readable by its owner only."""
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise BotError("var_dir", f"{folder} cannot be written ({error.strerror}).", "Set VAR_DIR.") from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key := secrets.token_hex(32))
    return key
