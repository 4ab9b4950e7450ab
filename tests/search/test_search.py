"""Any language finds any topic; misspelt, romanised, traditional and other spellings; both databases alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.database import make_engine, migrate, session
from bot.languages import terms
from bot.languages.matcher import Matcher
from bot.replies.content import Content
from bot.replies.documents import topic_documents
from bot.search.find import search
from bot.search.index import fill, is_stale
from bot.search.tokens import pinyin_tokens, tokens

PROBES = {
    "extend visa": "stay/extend_visa",
    "簽證延期": "stay/extend_visa",
    "ビザ 延長": "stay/extend_visa",
    "비자 연장": "stay/extend_visa",
    "prolonger visa": "stay/extend_visa",
    "Visum verlaengern": "stay/extend_visa",
    "prorogar visado": "stay/extend_visa",
    "qianzhengyanqi": "stay/extend_visa",
    "تمديد التاشيره": "stay/extend_visa",
    "subwey fare": "transport/subway_fare",
    "Reisepas verloren": "trouble/passport_lost_or_stolen",
    "утерян паспорт": "trouble/passport_lost_or_stolen",
    "xiehe yiyuan": "medical_001",
    "雍和宫": "religious_009",
    "Kenya embassy": "embassy_060",
}
MISSED = 0.03


@pytest.fixture(scope="module")
def matcher(data_dir: Path) -> Matcher:
    return terms.matcher(data_dir)


@pytest.fixture(scope="module")
def index(database: str) -> Iterator[Engine]:
    """The index of all content."""
    engine = make_engine(database)
    yield engine
    engine.dispose()


def refs(engine: Engine, query: str, matcher: Matcher, most: int = 3) -> list[str]:
    with session(engine) as opened:
        return [hit.ref for hit in search(opened, query, matcher, None, most)]


@pytest.mark.parametrize("query", PROBES)
def test_words_of_any_language_and_spelling_find_it(index: Engine, matcher: Matcher, query: str) -> None:
    assert PROBES[query] in refs(index, query, matcher)


def test_every_title_in_every_language_finds_its_topic(index: Engine, matcher: Matcher, content: Content) -> None:
    titles = [(prose.title, topic.id) for topic in content.topics.values() for prose in topic.prose.values()]
    missed = [(title, id_) for title, id_ in titles if id_ not in refs(index, title, matcher)]
    assert len(missed) <= MISSED * len(titles), missed


def test_nothing_that_is_asked_breaks_the_query(index: Engine, matcher: Matcher) -> None:
    for text in (
        '" OR 1',
        "'; drop table place --",
        "NEAR(a b)",
        "*",
        "title:visa",
        "a" * 200,
        "\u202e",
        "é" * 50,
        "AND OR NOT",
    ):
        refs(index, text, matcher)


@pytest.fixture(params=["sqlite", "postgresql"])
def small(request: pytest.FixtureRequest, tmp_path: Path, content: Content, matcher: Matcher) -> Iterator[Engine]:
    """Some topics in a database of each kind."""
    postgres = request.param == "postgresql"
    address = request.getfixturevalue("postgres_address") if postgres else f"sqlite:///{tmp_path / 'small.sqlite3'}"
    engine = make_engine(address)
    migrate(engine)
    documents = list(islice(topic_documents(content, ()), 400))
    with session(engine) as opened:
        assert is_stale(opened, "some topics"), "a new index holds no version"
        fill(opened, documents, matcher, "some topics")
    with session(engine) as opened:
        assert not is_stale(opened, "some topics"), "the same documents are not written again"
    yield engine
    engine.dispose()


def test_both_databases_find_the_same_first_topic(small: Engine, matcher: Matcher, content: Content) -> None:
    titles = [(prose.title, topic.id) for topic in list(content.topics.values())[:40] for prose in topic.prose.values()]
    missed = [(title, id_) for title, id_ in titles if id_ not in refs(small, title, matcher)]
    assert len(missed) <= MISSED * len(titles), missed


def test_the_tokens_of_a_text(matcher: Matcher) -> None:
    assert tokens("签证延期", matcher)[:3] == ["签证", "证延", "延期"]
    assert {"verlangert", "verlang"} & set(tokens("verlängert", matcher, "de"))
    assert "juliuxuke" in pinyin_tokens("居留许可")
    assert "c_extend" in tokens("延期", matcher)
