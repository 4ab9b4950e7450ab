"""Create the tables of the service directory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_directory"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("category", sa.String(32), nullable=False),
        sa.Column("district", sa.String(32)),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("name_zh", sa.Text, nullable=False),
        sa.Column("name_pinyin", sa.Text, nullable=False),
        sa.Column("address_en", sa.Text),
        sa.Column("address_zh", sa.Text),
        sa.Column("hours_text", sa.Text),
        sa.Column("hours_osm", sa.Text),
        sa.Column("round_the_clock", sa.String(16)),
        sa.Column("country", sa.String(2)),
        sa.Column("website", sa.Text),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("coord_source", sa.String(32)),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("evidence", sa.String(16), nullable=False),
        sa.Column("phone_status", sa.String(16)),
        sa.Column("verify_publisher", sa.String(48), nullable=False),
        sa.Column("verify_url", sa.Text, nullable=False),
        sa.Column("checked", sa.Date),
        sa.Column("fields_read", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
    )
    op.create_index("ix_place_category_district", "place", ["category", "district"])
    op.create_index("ix_place_country", "place", ["country"])
    owner = sa.ForeignKey("place.id", ondelete="CASCADE")
    op.create_table(
        "place_phone",
        sa.Column("place_id", sa.String(64), owner, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("label", sa.String(16), nullable=False),
        sa.Column("number", sa.String(32), nullable=False),
        sa.Column("tel", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
    )
    op.create_table(
        "place_language",
        sa.Column("place_id", sa.String(64), sa.ForeignKey("place.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("language", sa.String(8), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_index("ix_place_language_language", "place_language", ["language"])
    op.create_table(
        "special_day",
        sa.Column("date", sa.Date, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
    )
    version = op.create_table(
        "directory_version",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.String(64), nullable=False),
    )
    op.bulk_insert(version, [{"id": 1, "version": ""}])


def downgrade() -> None:
    for table in ("directory_version", "special_day", "place_language", "place_phone", "place"):
        op.drop_table(table)
