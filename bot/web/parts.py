"""The parts a request needs - settings, content, database, Rasa - made once when the web tier starts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from bot.database import make_engine, session
from bot.dialogue.model import Decision
from bot.directory import catalogue
from bot.directory.find import find
from bot.directory.model import BEIJING, Place, Query, SpecialDays
from bot.errors import PartDown
from bot.languages import terms
from bot.languages.matcher import Matcher
from bot.replies.compose import Composer, Directory
from bot.replies.content import Content
from bot.replies.content import load as load_content
from bot.replies.reply import Reply
from bot.search.find import search
from bot.settings import Settings
from bot.web.limits import Limiter, MemoryCounter, RedisCounter, parse_rate
from bot.web.rasa_client import RasaClient

NO_DIRECTORY = Directory(lambda ids: [], lambda query, most: [], SpecialDays())


@dataclass
class Parts:
    """What handlers use; tests make it with parts of their own."""

    settings: Settings
    content: Content
    engine: Engine
    rasa: RasaClient
    limiter: Limiter
    matcher: Matcher

    def now(self) -> dt.datetime:
        """The clock in Beijing; the day can be set for tests with TODAY."""
        now = dt.datetime.now(BEIJING)
        if not self.settings.today:
            return now
        return dt.datetime.combine(dt.date.fromisoformat(self.settings.today), now.time(), BEIJING)

    async def compose(self, decision: Decision, conversation: str, text: str) -> Reply:
        """The reply in words, in a thread because it may read the directory; PartDown when the database is gone."""
        try:
            return await run_in_threadpool(self._compose, decision, conversation, text)
        except SQLAlchemyError as error:
            raise PartDown("database_down", f"The database does not answer: {type(error).__name__}.") from None

    def _compose(self, decision: Decision, conversation: str, said: str) -> Reply:
        now = self.now()
        if not _reads_directory(decision, self.content):
            return Composer(self.content, NO_DIRECTORY, now).compose(decision, conversation)
        with session(self.engine) as opened:

            def by_ids(ids: tuple[str, ...]) -> list[Place]:
                known = catalogue.catalogue(opened).by_id
                return [known[id_] for id_ in ids if id_ in known]

            def of_query(query: dict[str, Any], most: int) -> list[Place]:
                return list(find(opened, Query(**query), now, limit=most).places)

            def like() -> list[str]:
                hits = search(opened, said, self.matcher, decision.language)
                return [hit.ref for hit in hits if hit.kind == "topic"]

            directory = Directory(by_ids, of_query, catalogue.special_days(opened), like)
            return Composer(self.content, directory, now).compose(decision, conversation)

    def failed(self, conversation: str | None, language: str, reason: str) -> Reply:
        """The reply when a part is down."""
        return Composer(self.content, NO_DIRECTORY, self.now()).failed(conversation, language, reason)

    async def health(self) -> dict[str, bool]:
        """Which parts answer."""
        return {
            "rasa": await self.rasa.alive(),
            "actions": await self._actions_alive(),
            "database": await run_in_threadpool(self._database_alive),
        }

    async def _actions_alive(self) -> bool:
        try:
            async with httpx.AsyncClient(timeout=2) as client:
                return (await client.get(f"{self.settings.actions_url}/health")).status_code == 200
        except httpx.HTTPError:
            return False

    def _database_alive(self) -> bool:
        try:
            with session(self.engine) as opened:
                opened.execute(text("select count(*) from place"))
            return True
        except SQLAlchemyError:
            return False


def _reads_directory(decision: Decision, content: Content) -> bool:
    """Whether the reply shows places, or topics found by searching."""
    topic = content.topics.get(decision.topic or "")
    shows = bool(decision.places) or "find_place" in decision.also or bool(topic and topic.places)
    return shows or decision.reason == "not_understood"


def make_parts(settings: Settings) -> Parts:
    """All parts from the settings."""
    counter = RedisCounter(settings.redis_url) if settings.redis_url else MemoryCounter()
    return Parts(
        settings,
        load_content(settings.data_dir),
        make_engine(settings.database),
        RasaClient(settings),
        Limiter(counter, parse_rate(settings.rate_limit)),
        terms.matcher(settings.data_dir),
    )
