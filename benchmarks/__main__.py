"""Run the benchmarks one after the other: ``python -m benchmarks [NAME]...``."""

import importlib
import pkgutil
import sys

import benchmarks

NOT_BENCHMARKS = {"__main__", "timing", "empty_window"}


def main() -> None:
    """Run those named on the command line, or all."""
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    for name in sys.argv[1:] or [name for name in found if name not in NOT_BENCHMARKS]:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
