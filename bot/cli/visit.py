"""Visit web pages politely and say what became of each since the last visit."""

from __future__ import annotations

import hashlib
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests

HOSTS_AT_ONCE = 8
TRIES = 3
LARGEST = 3_000_000
CHUNK = 65_536
PASSING = (429, 500, 502, 503, 504)
NOISE = re.compile(r"<(script|style|noscript)\b.*?</\1>|<!--.*?-->|<[^>]*>|\s+", re.DOTALL | re.IGNORECASE)
AGENT = "beijing-assistant-source-watch/1 (checks whether cited pages still say the same)"


@dataclass(frozen=True)
class Pace:
    """Seconds: between two visits of a host, until a connection, until the next bytes, for a whole page, before a retry."""

    between: float = 1.0
    connect: float = 10.0
    read: float = 20.0
    whole: float = 60.0
    retry: float = 3.0


@dataclass(frozen=True)
class Visit:
    """What one visit found: fine, new, changed, moved, dead or unreachable.

    `digest` is of the visible text, `final` the address after redirects.
    """

    url: str
    state: str
    status: int | None = None
    final: str = ""
    digest: str = ""
    note: str = ""


def visit_all(
    urls: Iterable[str], before: dict[str, str], pace: Pace, progress: Callable[[Visit], None] = lambda visit: None
) -> list[Visit]:
    """Visit every address once; pages of one host one after the other, several hosts side by side.

    before: address -> digest of the last visit. Never raises for a page that misbehaves.
    """
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)

    def host(addresses: list[str]) -> list[Visit]:
        found = []
        for number, url in enumerate(addresses):
            if number:
                time.sleep(pace.between)
            found.append(visit(url, before.get(url), pace))
            progress(found[-1])
        return found

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        return [one for several in pool.map(host, hosts.values()) for one in several]


def visit(url: str, digest_before: str | None, pace: Pace) -> Visit:
    """One page, with retries for what may pass: no connection, too many requests, a server's own error."""
    found = Visit(url, "unreachable")
    for attempt in range(TRIES):
        if attempt:
            time.sleep(pace.retry * attempt)
        found = _once(url, digest_before, pace)
        if found.state != "unreachable" and found.status not in PASSING:
            break
    return found


def _once(url: str, digest_before: str | None, pace: Pace) -> Visit:
    end = time.monotonic() + pace.whole
    try:
        with requests.get(
            url, timeout=(pace.connect, pace.read), stream=True, headers={"User-Agent": AGENT, "Accept": "text/html, */*"}
        ) as answer:
            if answer.status_code >= 400:
                return Visit(url, "dead", answer.status_code, answer.url, note=f"status {answer.status_code}")
            body = _read(answer, end)
    except requests.TooManyRedirects:
        return Visit(url, "dead", note="redirects without end")
    except requests.RequestException as error:
        return Visit(url, "unreachable", note=type(error).__name__)
    return _judged(url, answer, body, digest_before)


def _read(answer: requests.Response, end: float) -> bytes:
    """The first bytes of a page; requests.Timeout when it drips longer than allowed."""
    body = b""
    for chunk in answer.iter_content(CHUNK):
        body += chunk
        if len(body) > LARGEST:
            break
        if time.monotonic() > end:
            raise requests.Timeout("the page drips")
    return body


def _judged(url: str, answer: requests.Response, body: bytes, digest_before: str | None) -> Visit:
    digest = hashlib.sha256(_visible(body)).hexdigest()[:16]
    final = answer.url
    if not body.strip():
        return Visit(url, "dead", answer.status_code, final, note="empty page")
    if _address(final) != _address(url):
        return Visit(url, "moved", answer.status_code, final, digest, f"now at {final}")
    if digest_before is None:
        return Visit(url, "new", answer.status_code, final, digest)
    return Visit(url, "fine" if digest == digest_before else "changed", answer.status_code, final, digest)


def _visible(body: bytes) -> bytes:
    """The text between the tags, so that a new script address is no change."""
    return NOISE.sub(" ", body.decode("utf-8", errors="replace")).strip().encode()


def _address(url: str) -> tuple[str, str, str]:
    """Host, path and query without what does not matter: scheme, `www.`, a closing slash."""
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query
