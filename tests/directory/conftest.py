"""Databases for the directory tests: SQLite always, PostgreSQL 15 where its server binaries are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.database import make_engine, migrate, session
from bot.directory.seed import seed

DATA = Path(__file__).resolve().parents[2] / "data" / "directory"
BINARIES = Path("/usr/lib/postgresql/15/bin")
PORT = "54329"


def _unprivileged() -> pwd.struct_passwd:
    """The account the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.skip("PostgreSQL tests need an unprivileged account (postgres or nobody)")


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The address of a server of our own that listens on a socket in a temporary folder only."""
    if not (BINARIES / "initdb").exists():
        pytest.skip(f"PostgreSQL 15 server binaries are not installed in {BINARIES}")
    account = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="directory-pg-"))
    identity = {} if os.geteuid() != 0 else {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    if identity:
        os.chown(folder, account.pw_uid, account.pw_gid)

    def run(*command: str) -> None:
        done = subprocess.run(
            command,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
            **identity,
        )
        assert done.returncode == 0, done.stderr

    control = str(BINARIES / "pg_ctl")
    data = str(folder / "data")
    try:
        run(str(BINARIES / "initdb"), "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c port={PORT} -c fsync=off"
        run(control, "-D", data, "-w", "-t", "30", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://tester@/postgres?host={folder}&port={PORT}"
        finally:
            run(control, "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A migrated and seeded database of each kind."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('directory') / 'directory.sqlite3'}"
    else:
        address = request.getfixturevalue("postgres_address")
    made = make_engine(address)
    migrate(made)
    with session(made) as opened:
        seed(opened, DATA)
    yield made
    made.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """A session whose changes are rolled back after the test."""
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, future=True) as opened:
            yield opened
        outer.rollback()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the CSV files that a test may spoil."""
    for source in DATA.glob("*.csv"):
        shutil.copy(source, tmp_path)
    return tmp_path
