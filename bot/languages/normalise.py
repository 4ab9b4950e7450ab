"""One spelling for matching: case, width, diacritics, Arabic forms, traditional characters, invisible characters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import opencc

ARABIC_FOLDS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ئ": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ـ": "",
    "گ": "ك",
    "پ": "ب",
}
QUOTES = {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "ё": "е", "·": " "}
KEPT_CONTROLS = "\n\t"


class _Fold(dict[int, str]):
    """Code point -> folded text, computed once per character."""

    def __missing__(self, point: int) -> str:
        folded = _fold_character(chr(point))
        self[point] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in ARABIC_FOLDS:
        return ARABIC_FOLDS[character]
    if character in QUOTES:
        return QUOTES[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Cf", "Cs", "Co", "Cn") or (category == "Cc" and character not in KEPT_CONTROLS):
        return ""
    if category in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    if "LATIN" in unicodedata.name(character, ""):
        return "".join(part for part in unicodedata.normalize("NFD", character) if not unicodedata.combining(part))
    return character


_FOLD = _Fold()


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def clean(text: str) -> str:
    """Text without control, bidi and other invisible characters and lone surrogates; letters untouched."""
    kept = "".join(
        c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") or c in "\n\t\u200c\u200d"
    )
    return " ".join(kept.split())


def normalise(text: str) -> str:
    """The folded text used for matching and features; several spaces become one.

    Its length may differ from the input's: offsets into it are not offsets into what the person wrote.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_FOLD)
    if has_han(folded):
        folded = str(_simplifier().convert(folded))
    return " ".join(folded.split())


def has_han(text: str) -> bool:
    """Whether any Han character occurs."""
    return any("\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" for c in text)


def script_of(character: str) -> str:
    """han, kana, hangul, arabic, cyrillic, latin or other."""
    point = ord(character)
    for start, end, name in SCRIPTS:
        if start <= point <= end:
            return name
    return "other"


SCRIPTS = (
    (0x41, 0x5A, "latin"),
    (0x61, 0x7A, "latin"),
    (0xC0, 0x24F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x400, 0x52F, "cyrillic"),
    (0x600, 0x6FF, "arabic"),
    (0x750, 0x77F, "arabic"),
    (0x8A0, 0x8FF, "arabic"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0x1100, 0x11FF, "hangul"),
    (0x3130, 0x318F, "hangul"),
    (0xAC00, 0xD7A3, "hangul"),
    (0x3041, 0x30FF, "kana"),
    (0x31F0, 0x31FF, "kana"),
    (0xFF66, 0xFF9D, "kana"),
    (0x3005, 0x3007, "han"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xF900, 0xFAFF, "han"),
)
