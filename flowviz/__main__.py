"""``python -m flowviz``."""

from flowviz.cli import run

if __name__ == "__main__":
    run()
