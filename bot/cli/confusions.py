"""A picture of what was understood instead, for the topics most often missed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.cli.measure import Report


def draw(report: Report, path: Path, most: int = 30) -> None:
    """Write the picture as PNG: expected topics against what was understood."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import numpy as np

    pairs = Counter(
        (row.question.expected, row.got.split("/")[-1]) for row in report.judged if row.question.kind == "topic"
    )
    expected = [topic for topic, *_ in report.worst_topics(most)]
    got = sorted({name for (topic, name) in pairs if topic in expected})
    grid = np.array([[pairs[topic, name] for name in got] for topic in expected] or [[0]])
    figure, axes = plt.subplots(figsize=(max(6, len(got) * 0.22), max(4, len(expected) * 0.22)))
    axes.imshow(grid, cmap="Reds", aspect="auto")
    axes.set_xticks(range(len(got)), got, rotation=90, fontsize=6)
    axes.set_yticks(range(len(expected)), expected, fontsize=6)
    axes.set_xlabel("understood")
    axes.set_ylabel("expected")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=130, bbox_inches="tight")
    plt.close(figure)
