"""The documents of the search index: every topic in every language with its ways of asking, and every place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.directory.model import Place
from bot.languages.lines import Line
from bot.replies.content import Content
from bot.search.model import Document


def topic_documents(content: Content, lines: Iterable[Line]) -> Iterator[Document]:
    """Title, short answer and sections of each topic, with what people say for it."""
    asked: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in lines:
        asked[line.intent, line.language].append(line.text)
    for topic in content.topics.values():
        for language, prose in topic.prose.items():
            body = "\n".join([prose.short, *prose.sections.values(), *asked[topic.id, language]])
            yield Document("topic", topic.id, language, prose.title, body)


def place_documents(content: Content, places: Sequence[Place]) -> Iterator[Document]:
    """Names of each place, with its kind, district and country in every language."""
    for place in places:
        names = [content.terms.names[language] for language in content.languages]
        body = [group["categories"].get(place.category, "") for group in names]
        body += [group["districts"].get(place.district or "", "") for group in names]
        body += [group["countries"].get(place.country or "", "") for group in names]
        body += [place.address_zh or "", place.address_en or ""]
        yield Document("place", place.id, None, f"{place.name_zh} {place.name_en}", "\n".join(filter(None, body)))
