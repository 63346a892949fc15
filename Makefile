# Two commands do everything: make dashboard, make test. Each creates .venv when it is needed.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: dashboard test lint benchmark speed validity bias faithfulness stability security load train constraints clean

dashboard: .venv/.installed
	$(BIN)/tonelens dashboard

# As many files side by side as there are processors; a file stays on one, with its fixtures.
test: .venv/.installed-test
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# How long a user waits, and sentences a second beside other scorers.
benchmark: .venv/.installed-test
	$(BIN)/python benchmarks/latency.py

# DATA, where given, is a folder with the labelled public sets.
speed: .venv/.installed-test
	$(BIN)/python benchmarks/speed.py $(if $(DATA),--data $(DATA))

# DATA is a folder with the labelled public sets; HELD_OUT=--held-out runs the test sets too.
validity: .venv/.installed-test
	$(BIN)/python benchmarks/validity.py --data $(DATA) $(HELD_OUT)
	$(BIN)/python benchmarks/stories.py --data $(DATA)
	$(BIN)/python benchmarks/alignment.py --data $(DATA)
	$(BIN)/python benchmarks/inference_check.py --data $(DATA)

bias: .venv/.installed-test
	$(BIN)/python benchmarks/bias.py

# Whether the words shown are those that make a score.
faithfulness: .venv/.installed-test
	$(BIN)/python benchmarks/faithfulness.py --data $(DATA)

# Whether scores stand still when nothing that a reader would rate has changed.
stability: .venv/.installed-test
	$(BIN)/python benchmarks/stability.py

# Every promise of SECURITY.md, tried against the real program; about twenty minutes.
security: .venv/.installed-test .venv-audit/bin/python
	$(BIN)/python benchmarks/security.py

# Twenty users at once, and two thousand articles one after another.
load: .venv/.installed-test
	$(BIN)/python benchmarks/load.py

# Makes the bundled model anew: see training/README.md for what DATA and the two bases are.
train: .venv/.installed-test
	$(BIN)/python -m training.recipe --data $(DATA) --teacher-base $(TEACHER_BASE) --base $(BASE) --output $(OUTPUT)

# Pins what a fresh environment resolves to now; review the difference before committing it.
constraints:
	rm -rf .venv-constraints
	$(PYTHON) -m venv .venv-constraints
	.venv-constraints/bin/python -m pip install --quiet torch==2.13.0 --editable ".[test]"
	.venv-constraints/bin/python -m pip freeze --exclude-editable | sed 's/+cpu//' > constraints.txt
	rm -rf .venv-constraints

clean:
	rm -rf .venv .venv-audit build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

# Apart from .venv, so that the auditor is not among what it audits; without it the rest still runs.
.venv-audit/bin/python:
	$(PYTHON) -m venv .venv-audit
	-.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check "pip-audit>=2.9"

.venv/.installed: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	touch $@

.venv/.installed-test: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable ".[test]"
	touch $@ .venv/.installed
