"""Source watch against a local server that misbehaves in every way."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from rich.console import Console

from bot import settings
from bot.cli.sources import report
from bot.cli.visit import Pace, visit, visit_all
from bot.files import write_text
from bot.topics.links import resting_on
from bot.topics.load import load_all

PACE = Pace(between=0.0, connect=1.0, read=0.5, whole=1.0, retry=0.0)


class Misbehaving(BaseHTTPRequestHandler):
    """Each path misbehaves in its own way; `/counted` fails twice and then answers."""

    tries = 0

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def _send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """One request."""
        behave = getattr(self, "page_" + self.path.strip("/").split("?")[0], None)
        if behave:
            behave()
        else:
            self._send(404, b"gone")

    def page_fine(self) -> None:
        self._send(200, b"<html><script>var t=%d</script><p>The fee is 160</p></html>" % time.monotonic_ns())

    def page_elsewhere(self) -> None:
        self._send(200, b"<p>here now</p>")

    def page_moved(self) -> None:
        self._send(301, Location="/elsewhere")

    def page_slash(self) -> None:
        if self.path.endswith("/"):
            self._send(200, b"ok")
        else:
            self._send(301, Location="/slash/")

    def page_loop(self) -> None:
        self._send(302, Location="/loop")

    def page_counted(self) -> None:
        type(self).tries += 1
        self._send(503 if type(self).tries < 3 else 200, b"back")

    def page_broken(self) -> None:
        self._send(500, b"oops")

    def page_empty(self) -> None:
        self._send(200)

    def page_hang(self) -> None:
        time.sleep(2)

    def page_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            self.wfile.write(b"x" * 70_000)
            time.sleep(0.2)

    def page_huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"y" * 65_536)

    def page_binary(self) -> None:
        self._send(200, bytes(range(256)) * 4, Content_Type="application/pdf")

    def page_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    def page_nonsense(self) -> None:
        self.wfile.write(b"\x00\xff not http at all\r\n\r\n")
        self.close_connection = True


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the server."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    made.daemon_threads = True
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("fine", "new"),
        ("missing", "dead"),
        ("moved", "moved"),
        ("slash", "new"),
        ("loop", "dead"),
        ("counted", "new"),
        ("broken", "dead"),
        ("empty", "dead"),
        ("hang", "unreachable"),
        ("drip", "unreachable"),
        ("huge", "new"),
        ("binary", "new"),
        ("cut", "unreachable"),
        ("nonsense", "unreachable"),
    ],
)
def test_each_way_of_misbehaving_has_its_name(server: str, path: str, state: str) -> None:
    found = visit(f"{server}/{path}", None, PACE)
    assert found.state == state, found


def test_a_change_of_the_text_is_seen_and_a_change_of_scripts_is_not(server: str) -> None:
    first = visit(f"{server}/fine", None, PACE)
    assert visit(f"{server}/fine", first.digest, PACE).state == "fine"
    assert visit(f"{server}/fine", "another digest", PACE).state == "changed"


def test_a_host_that_is_not_there_is_unreachable_and_the_others_are_visited(server: str) -> None:
    found = visit_all(["http://127.0.0.1:1/x", f"{server}/fine"], {}, PACE)
    assert sorted(visit.state for visit in found) == ["new", "unreachable"]


def test_the_report_names_the_figures_that_rest_on_a_page(
    data_dir: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    topic = load_all(data_dir, ("zh",))["stay/extend_visa"]
    moved = replace(topic, sources=tuple(replace(source, url=f"{server}/missing") for source in topic.sources))
    visits = visit_all([f"{server}/missing"], {}, PACE)
    assert report(Console(width=200), visits, resting_on([moved])) == 1
    printed = capsys.readouterr().out
    assert "dead" in printed and "fee_cny" in printed and moved.check_by.isoformat() in printed


def test_an_offline_machine_is_told_what_was_not_checked(capsys: pytest.CaptureFixture[str]) -> None:
    visits = visit_all(["http://127.0.0.1:1/a", "http://127.0.0.1:2/b"], {}, PACE)
    assert report(Console(width=200), visits, {}) == 2
    assert "127.0.0.1:2/b" in capsys.readouterr().out


def test_the_command_keeps_a_record_for_the_next_visit(tmp_path: Path, data_dir: Path, server: str) -> None:
    from bot.cli import sources

    folder = tmp_path / "data" / "topics" / "stay" / "extend_visa"
    for name in ("topic.yml", "zh.md"):
        text = (data_dir / "topics" / "stay" / "extend_visa" / name).read_text(encoding="utf-8")
        write_text(folder / name, text.replace("https://flk.npc.gov.cn/", f"{server}/fine"))
    own = replace(settings.load(), data_dir=tmp_path / "data", var_dir=tmp_path)
    assert sources.run(own, PACE, only=server) == 0
    assert "fine" in (tmp_path / "sources.json").read_text(encoding="utf-8")
    assert sources.run(own, PACE, only=server) == 0
