# Two commands: `make run` starts everything, `make test` tests everything. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test check lock clean
.DEFAULT_GOAL := run

run: $(STAMP)
	@$(BIN)/bot serve

test: $(STAMP)
	@bash tests/run.sh

check: $(STAMP)
	@$(BIN)/bot check

$(STAMP): requirements.lock pyproject.toml
	@echo "setting up Python 3.10 and the libraries (about a minute)"
	@$(PYTHON) -m uv --version >/dev/null 2>&1 || $(PYTHON) -m pip install --quiet uv 2>/dev/null || \
		$(PYTHON) -m pip install --quiet --user --break-system-packages uv || \
		{ echo "uv could not be installed. Install it by hand: $(PYTHON) -m pip install uv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m uv venv --quiet --python 3.10 $(VENV) || \
		{ echo "Python 3.10 was not found. Install it (for instance with pyenv install 3.10) and run make again."; exit 1; }
	@$(PYTHON) -m uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@$(PYTHON) -m uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

# Versions and hashes only: the lock file names no address.
lock:
	@$(PYTHON) -m uv pip compile --quiet --python-version 3.10 --extra test --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) var models .rasa
