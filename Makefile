# Two commands for everybody: `make run` and `make test`. The rest is for those who build flowviz.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
XVFB := xvfb-run --auto-servernum --server-args="-screen 0 1600x1000x24"
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

.PHONY: help run test test-long bench lint types contracts shots frozen frozen-check clean

help:
	@echo "make run        set up and open the window on the bundled case"
	@echo "make test       set up and run the tests (a window and OpenGL too where xvfb-run is installed)"
	@echo "make test-long  the slow suite: torture of the document, real files, a day's work in the window"
	@echo "make bench      the benchmarks, as a table and as benchmarks/results.json"
	@echo "make lint types contracts   what CI checks besides the tests"
	@echo "make shots      make the pictures in docs/gallery again (needs Xvfb; REGISTER=FILE for the crowded ones)"
	@echo "make frozen     build dist/flowviz with PyInstaller; frozen-check drives it"

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "flowviz needs Python 3.11 or newer; name one with: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

run: $(VENV)/ready
	$(BIN)/flowviz

test: $(VENV)/ready
	$(PYTEST) --numprocesses 2 --dist loadfile -m "not long and not xvfb"
	@if command -v xvfb-run >/dev/null; then \
	    $(XVFB) $(BIN)/python -m pytest -m "xvfb and not long" tests/ui && \
	    FLOWVIZ_NEEDS_OPENGL=1 $(XVFB) $(BIN)/python -m pytest -m xvfb tests/painting; \
	else \
	    echo "SKIPPED: the tests that drive a real window need xvfb-run (Debian: apt install xvfb xdotool)"; \
	fi

test-long: $(VENV)/ready
	$(PYTEST) -m "long and not xvfb"
	@if command -v xvfb-run >/dev/null; then \
	    $(XVFB) $(BIN)/python -m pytest -m "long and xvfb" tests/ui; \
	else \
	    echo "SKIPPED: the long test that drives a real window needs xvfb-run (Debian: apt install xvfb xdotool)"; \
	fi

bench: $(VENV)/ready
	$(BIN)/python -m benchmarks

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/ready
	$(BIN)/mypy

contracts: $(VENV)/ready
	$(BIN)/lint-imports

shots: $(VENV)/ready
	xvfb-run --auto-servernum --server-args="-screen 0 2000x1400x24" $(BIN)/python tools/shots.py $(REGISTER)

build/frozen-venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv build/frozen-venv
	build/frozen-venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt '.[frozen]'
	build/frozen-venv/bin/python -m pip uninstall --quiet --yes flowviz
	touch $@

frozen: build/frozen-venv/ready
	build/frozen-venv/bin/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/frozen flowviz.spec
	du -sm dist/flowviz

frozen-check: frozen $(VENV)/ready
	$(BIN)/python tools/check_frozen.py dist/flowviz/flowviz

clean:
	rm -rf build dist .venv
