"""Create the search index: documents with their tokens, FTS5 on SQLite, a tsvector with GIN on PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_search"
down_revision = "0002_events"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ref", sa.String(96), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "search_word",
        sa.Column("word", sa.String(128), primary_key=True),
        sa.Column("documents", sa.Integer, nullable=False),
    )
    version = op.create_table(
        "search_version",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.String(64), nullable=False),
    )
    op.bulk_insert(version, [{"id": 1, "version": ""}])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_text USING fts5(title, body, content='search_document', content_rowid='id', "
            "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
        )
    else:
        op.execute("ALTER TABLE search_document ADD COLUMN vector tsvector")
        op.execute("CREATE INDEX ix_search_document_vector ON search_document USING gin (vector)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_text")
    for table in ("search_version", "search_word", "search_document"):
        op.drop_table(table)
