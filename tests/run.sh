#!/usr/bin/env bash
# The gate, the same by hand and in CI: format, lint, types, import directions, content, model, tests.
set -euo pipefail
cd "$(dirname "$0")/.."
BIN=.venv/bin
export RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3
step() { printf '\n== %s (%ss)\n' "$1" "$SECONDS"; }
step "lint"; $BIN/ruff check bot actions tests
step "types"; $BIN/mypy bot actions
step "import directions"; $BIN/lint-imports
step "content"; $BIN/bot check | tail -n 40
step "model"; $BIN/bot train
step "tests"; $BIN/python -m pytest -q --durations=10 "$@"
step "done"
