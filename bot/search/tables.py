"""The tables of the search index; the full-text part differs per database and is made by the migration."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, String, Table, Text

META = MetaData()
DOCUMENT = Table(
    "search_document",
    META,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("ref", String(96), nullable=False),
    Column("language", String(8)),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
)
WORD = Table(
    "search_word",
    META,
    Column("word", String(128), primary_key=True),
    Column("documents", Integer, nullable=False),
)
VERSION = Table(
    "search_version", META, Column("id", Integer, primary_key=True), Column("version", String(64), nullable=False)
)
