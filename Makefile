# Dateline: make site, make serve, make test. The virtual environment lives in .venv.
.POSIX:
.PHONY: site serve test check clean

PYTHON = python3

site: .venv/site.stamp
	.venv/bin/python build.py

serve: .venv/site.stamp
	.venv/bin/python build.py serve

test: .venv/test.stamp
	.venv/bin/python -m pytest -n auto

check: .venv/test.stamp
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

.venv/site.stamp: pyproject.toml
	sh tools/setup.sh $(PYTHON) site

.venv/test.stamp: pyproject.toml
	sh tools/setup.sh $(PYTHON) test

clean:
	rm -rf .venv site build .dateline
