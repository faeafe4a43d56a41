# Two commands: `make demo` and `make test`. Both set up what they need.
PY := .venv/bin/python
DEMO := demo

.DEFAULT_GOAL := demo
.PHONY: demo test check fix sizes bench clean

.venv/ready: pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: .venv/ready
	.venv/bin/madein demo $(DEMO) --overwrite

check: .venv/ready
	.venv/bin/ruff format --check src tests bench
	.venv/bin/ruff check src tests bench
	.venv/bin/ty check --python .venv
	.venv/bin/lint-imports --no-logo

test: check
	.venv/bin/pytest -q tests src
	.venv/bin/pytest -q -p no:randomly README.md docs

# Repair what a machine can repair.
fix: .venv/ready
	.venv/bin/ruff check --fix src tests bench
	.venv/bin/ruff format src tests bench

# What has grown long: for a look, never a gate.
sizes: .venv/ready
	@find src -name '*.py' | xargs wc -l | sort -rn | sed -n '2,11p'

bench: .venv/ready
	$(PY) bench/run.py

clean:
	rm -rf .venv demo bench/data
