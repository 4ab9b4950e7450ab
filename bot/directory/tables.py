"""The tables of the directory: organisation, service and site of Open Referral's HSDS folded into one `place`."""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import relationship

from bot.database import Base


class PlaceRow(Base):  # type: ignore[misc]
    """One place; `hours_text`, `hours_osm` and `round_the_clock` are its schedule, `status` to `note` its evidence."""

    __tablename__ = "place"
    __table_args__ = (Index("ix_place_category_district", "category", "district"), Index("ix_place_country", "country"))

    id = Column(String(64), primary_key=True)
    category = Column(String(32), nullable=False)
    district = Column(String(32))
    name_en = Column(Text, nullable=False)
    name_zh = Column(Text, nullable=False)
    name_pinyin = Column(Text, nullable=False)
    address_en = Column(Text)
    address_zh = Column(Text)
    hours_text = Column(Text)
    hours_osm = Column(Text)
    round_the_clock = Column(String(16))
    country = Column(String(2))
    website = Column(Text)
    lat = Column(Float)
    lon = Column(Float)
    coord_source = Column(String(32))
    status = Column(String(16), nullable=False)
    evidence = Column(String(16), nullable=False)
    phone_status = Column(String(16))
    verify_publisher = Column(String(48), nullable=False)
    verify_url = Column(Text, nullable=False)
    checked = Column(Date)
    fields_read = Column(Text, nullable=False)
    note = Column(Text)
    phones = relationship("PhoneRow", order_by="PhoneRow.position", cascade="all, delete-orphan", passive_deletes=True)
    languages = relationship(
        "LanguageRow", order_by="LanguageRow.position", cascade="all, delete-orphan", passive_deletes=True
    )


class PhoneRow(Base):  # type: ignore[misc]
    """One telephone line of a place."""

    __tablename__ = "place_phone"

    place_id = Column(String(64), ForeignKey("place.id", ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, primary_key=True, autoincrement=False)
    label = Column(String(16), nullable=False)
    number = Column(String(32), nullable=False)
    tel = Column(String(32), nullable=False)
    status = Column(String(16), nullable=False)


class LanguageRow(Base):  # type: ignore[misc]
    """One language spoken at a place, in the order the source gives."""

    __tablename__ = "place_language"
    __table_args__ = (Index("ix_place_language_language", "language"),)

    place_id = Column(String(64), ForeignKey("place.id", ondelete="CASCADE"), primary_key=True)
    language = Column(String(8), primary_key=True)
    position = Column(Integer, nullable=False)


class SpecialDayRow(Base):  # type: ignore[misc]
    """One day off the ordinary week."""

    __tablename__ = "special_day"

    date = Column(Date, primary_key=True)
    kind = Column(String(16), nullable=False)
    name = Column(Text, nullable=False)


class VersionRow(Base):  # type: ignore[misc]
    """The single row whose `version` changes whenever the directory does; caches hang on it."""

    __tablename__ = "directory_version"

    id = Column(Integer, primary_key=True, autoincrement=False)
    version = Column(String(64), nullable=False)
