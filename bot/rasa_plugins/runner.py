"""Run a prediction graph in its fixed order, without building and scheduling a dask graph for every message."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

ORDERS = "_assistant_orders"


def run_in_order(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """What `DaskGraphRunner.run` returns: target name -> output. Serial either way; only the scheduling is gone."""
    wanted = tuple(targets or self._graph_schema.target_names)
    orders: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = self.__dict__.setdefault(ORDERS, {})
    if wanted not in orders:
        orders[wanted] = _order(self._graph_schema.minimal_graph_schema(list(wanted)))
    outputs: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
    for name, needs in orders[wanted]:
        outputs[name] = self._instantiated_nodes[name](*(outputs.get(need, need) for need in needs))
    return dict(outputs[name] for name in wanted)


def _order(schema: GraphSchema) -> list[tuple[str, tuple[str, ...]]]:
    """Nodes with the names they need, every node after what it needs."""
    ordered: list[tuple[str, tuple[str, ...]]] = []
    done: set[str] = set()

    def visit(name: str) -> None:
        if name in done or name not in schema.nodes:
            return
        done.add(name)
        needs = tuple(schema.nodes[name].needs.values())
        for need in needs:
            visit(need)
        ordered.append((name, needs))

    for name in schema.nodes:
        visit(name)
    return ordered
