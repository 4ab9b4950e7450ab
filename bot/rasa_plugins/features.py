"""Sparse features of a text: words, characters, concepts and pairs of concepts, hashed into one space."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix

from bot.languages.normalise import script_of

DENSE_SCRIPTS = ("han", "kana", "hangul")


@dataclass(frozen=True)
class Recipe:
    """Which features are made; the ablations of CONTRIBUTING.md switch parts off. `buckets` is a power of two."""

    buckets: int = 1 << 17
    words: int = 2
    characters: int = 4
    concepts: bool = True
    pairs: bool = True
    word_weight: float = 1.0
    character_weight: float = 1.0
    concept_weight: float = 2.0
    pair_weight: float = 1.0


def raw_features(text: str, tokens: Sequence[str], concepts: Iterable[str], recipe: Recipe) -> list[Counter[int]]:
    """Counts per group (words, characters, concepts, pairs) for a normalised text and its tokens."""
    groups = [_words(tokens, recipe), _characters(text, recipe)]
    found = sorted(set(concepts)) if recipe.concepts else []
    groups.append(Counter(_bucket("c", name, recipe) for name in found))
    pairs = [f"{a}+{b}" for i, a in enumerate(found) for b in found[i + 1 :]] if recipe.pairs else []
    groups.append(Counter(_bucket("p", pair, recipe) for pair in pairs))
    return groups


def _bucket(kind: str, value: str, recipe: Recipe) -> int:
    return crc32(f"{kind}\x00{value}".encode()) & (recipe.buckets - 1)


def _words(tokens: Sequence[str], recipe: Recipe) -> Counter[int]:
    grams = [" ".join(tokens[i : i + n]) for n in range(1, recipe.words + 1) for i in range(len(tokens) - n + 1)]
    return Counter(_bucket("w", gram, recipe) for gram in grams)


def _characters(text: str, recipe: Recipe) -> Counter[int]:
    """n-grams inside words with edges marked; in scripts without spaces the edges are left out."""
    counts: Counter[int] = Counter()
    for word in text.split():
        dense = script_of(word[0]) in DENSE_SCRIPTS
        padded = word if dense else f" {word} "
        for n in range(1 if dense else 2, recipe.characters + 1):
            counts.update(_bucket("k", padded[i : i + n], recipe) for i in range(len(padded) - n + 1))
    return counts


class Weighting:
    """Inverse document frequency per bucket; each group is scaled to its weight in the recipe."""

    def __init__(self, recipe: Recipe, idf: np.ndarray) -> None:
        self.recipe = recipe
        self.idf = idf

    @classmethod
    def learn(cls, recipe: Recipe, rows: Sequence[list[Counter[int]]]) -> Weighting:
        """idf from the training rows, smoothed as usual: ln((1 + n) / (1 + df)) + 1."""
        seen = np.zeros(recipe.buckets, dtype=np.float32)
        for groups in rows:
            seen[list({bucket for group in groups for bucket in group})] += 1
        return cls(recipe, (np.log((1 + len(rows)) / (1 + seen)) + 1).astype(np.float32))

    def vector(self, groups: list[Counter[int]]) -> tuple[np.ndarray, np.ndarray]:
        """Buckets and weights of one text."""
        recipe = self.recipe
        scales = (recipe.word_weight, recipe.character_weight, recipe.concept_weight, recipe.pair_weight)
        total: dict[int, float] = {}
        for group, scale in zip(groups, scales, strict=True):
            if not group or not scale:
                continue
            weights = {bucket: (1 + math.log(n)) * float(self.idf[bucket]) for bucket, n in group.items()}
            norm = scale / math.sqrt(sum(w * w for w in weights.values()))
            for bucket, weight in weights.items():
                total[bucket] = total.get(bucket, 0.0) + weight * norm
        return np.fromiter(total, dtype=np.int64, count=len(total)), np.fromiter(
            total.values(), dtype=np.float32, count=len(total)
        )

    def matrix(self, rows: Sequence[list[Counter[int]]]) -> csr_matrix:
        """All rows as a sparse matrix (texts, buckets)."""
        vectors = [self.vector(groups) for groups in rows]
        ends = np.cumsum([0, *(len(buckets) for buckets, _ in vectors)])
        return csr_matrix(
            (np.concatenate([w for _, w in vectors]), np.concatenate([b for b, _ in vectors]), ends),
            shape=(len(rows), self.recipe.buckets),
        )
