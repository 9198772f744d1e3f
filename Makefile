# `make demo` and `make test` do all their set-up in .venv, from the registry that pip is set up for.
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
export OMP_NUM_THREADS ?= 1

# `make thorough` adds what takes minutes a TP: one exercise left undone at a time.
.PHONY: demo test thorough gpu thresholds lint clean

demo: $(VENV)/installed
	$(BIN)/python -m demo

test: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/tp build --check
	$(BIN)/python -m pytest --numprocesses auto

thorough: $(VENV)/installed
	$(BIN)/python -m pytest -m slow -s

# Measures again all accuracies of graders/measures/ with the mini data, into graders/thresholds.json.
thresholds: $(VENV)/installed
	$(BIN)/tp thresholds --profile mini

# The same with the official files, on a GPU (after `tp data full`); skipped without one.
gpu: $(VENV)/installed
	$(BIN)/python -m pytest -m gpu

lint: $(VENV)/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@

clean:
	rm -rf $(VENV) .tptorch dist demo/class
