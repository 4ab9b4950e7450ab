"""A calibrated linear classifier over hashed sparse features, kept as arrays (no pickle)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.rasa_plugins.features import Recipe, Weighting

HELD_OUT_FOLDS = 5
SEED = 7
WORKERS = 2
STEPS = 127
ROWS_AT_ONCE = 8192


class LinearModel:
    """Weights of shape (buckets, classes) in 8 bits, each class with its scale, and an intercept per class."""

    def __init__(
        self,
        labels: Sequence[str],
        weighting: Weighting,
        weights: np.ndarray,
        scales: np.ndarray,
        intercepts: np.ndarray,
        temperature: float,
    ) -> None:
        self.labels = tuple(labels)
        self.weighting = weighting
        self.weights, self.scales, self.intercepts = weights, scales, intercepts
        self.temperature = temperature

    @classmethod
    def train(
        cls,
        rows: Sequence[list[Counter[int]]],
        intents: Sequence[str],
        recipe: Recipe,
        strength: float = 0.5,
        calibrate: bool = True,
    ) -> LinearModel:
        """Fit one-against-rest support vectors; the temperature is fitted on a held-out fifth.

        strength: the SVM's C. Raises ValueError when fewer than two intents are given.
        """
        weighting = Weighting.learn(recipe, rows)
        matrix = weighting.matrix(rows)
        labels = sorted(set(intents))
        if len(labels) < 2:
            raise ValueError("at least two intents are needed")
        target = np.array([labels.index(intent) for intent in intents])
        temperature = _temperature(matrix, target, len(labels), strength) if calibrate else 1.0
        weights, scales = _in_8_bits(fitted := _fit(matrix, target, len(labels), strength))
        return cls(labels, weighting, weights, scales, fitted[-1].astype(np.float32), temperature)

    def rank(self, groups: list[Counter[int]], most: int = 6) -> list[tuple[str, float]]:
        """The most probable intents with their probabilities."""
        buckets, values = self.weighting.vector(groups)
        margins = (values @ self.weights[buckets].astype(np.float32)) * self.scales + self.intercepts
        chances = softmax(margins[None, :] * self.temperature)[0]
        best = np.argsort(chances)[::-1][:most]
        return [(self.labels[i], float(chances[i])) for i in best]

    def save(self, path: Path) -> None:
        """Write everything as one npz file."""
        recipe = self.weighting.recipe
        np.savez_compressed(
            path,
            weights=self.weights,
            scales=self.scales,
            intercepts=self.intercepts,
            idf=self.weighting.idf.astype(np.float16),
            labels=np.array(self.labels),
            temperature=np.array(self.temperature),
            recipe_names=np.array(list(vars(recipe))),
            recipe_values=np.array([float(v) for v in vars(recipe).values()]),
        )

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        """Read what `save` wrote; ValueError on anything that would need pickle."""
        with np.load(path, allow_pickle=False) as data:
            types = {name: type(value) for name, value in vars(Recipe()).items()}
            values = {
                str(name): types[str(name)](value)
                for name, value in zip(data["recipe_names"], data["recipe_values"], strict=True)
            }
            weighting = Weighting(Recipe(**values), data["idf"].astype(np.float32))
            arrays = (data["weights"], data["scales"], data["intercepts"])
            return cls([str(label) for label in data["labels"]], weighting, *arrays, float(data["temperature"]))


def _in_8_bits(fitted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The weights without intercepts as int8, and what one step is worth for each class."""
    scales = np.abs(fitted[:-1]).max(axis=0).astype(np.float32) / STEPS
    scales[scales == 0] = 1.0
    weights = np.empty((fitted.shape[0] - 1, fitted.shape[1]), dtype=np.int8)
    for start in range(0, len(weights), ROWS_AT_ONCE):  # the whole in single precision would take 120 MB
        rows = slice(start, min(start + ROWS_AT_ONCE, len(weights)))
        weights[rows] = np.rint(fitted[rows].astype(np.float32) / scales)
    return weights, scales


def softmax(margins: np.ndarray) -> np.ndarray:
    """Rows of probabilities from rows of margins."""
    raised = np.exp(margins - margins.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def _fit(matrix: csr_matrix, target: np.ndarray, classes: int, strength: float) -> np.ndarray:
    """Weights (buckets + 1, classes) in half precision; the classes are fitted in parallel threads."""
    used = np.unique(matrix.indices)
    narrow = matrix[:, used].astype(np.float64)
    narrow.sum_duplicates()  # canonical before the threads share it: scikit-learn would sort it in place
    result = np.zeros((matrix.shape[1] + 1, classes), dtype=np.float16)

    def one(label: int) -> None:
        svm = LinearSVC(C=strength, random_state=SEED, class_weight=None, max_iter=2000, dual=True, tol=1e-3)
        svm.fit(narrow, (target == label).astype(np.int8))
        result[used, label] = svm.coef_[0]
        result[-1, label] = svm.intercept_[0]

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(one, range(classes)))
    return result


def _temperature(matrix: csr_matrix, target: np.ndarray, classes: int, strength: float) -> float:
    """The factor on the margins that makes held-out probabilities honest (lowest log loss)."""
    folds = StratifiedKFold(HELD_OUT_FOLDS, shuffle=True, random_state=SEED)
    known, held = next(iter(folds.split(matrix, target)))
    weights = _fit(matrix[known], target[known], classes, strength).astype(np.float32)
    margins = np.asarray(matrix[held] @ weights[:-1] + weights[-1])

    def loss(log_factor: float) -> float:
        chances = softmax(margins * np.exp(log_factor))
        return float(-np.log(chances[np.arange(len(held)), target[held]] + 1e-9).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-1.0, 4.0), method="bounded").x))
