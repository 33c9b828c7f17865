"""The command line: the same code as the window, and the window itself when no command is named.

Exit codes: 0 done, 1 it could not be done (one line on standard error says why), 2 the command
line makes no sense, 130 stopped by Ctrl+C.
"""

import os
import sys
from collections.abc import Sequence

READER = "--reader"
ROWS = "--rows"


def run() -> None:
    """The entry point of the program."""
    arguments = sys.argv[1:]
    if arguments == [READER]:
        # The process that reads foreign files loads as little of the program as it can.
        from flowviz.importers import reader

        sys.exit(reader.main())
    if arguments == [ROWS]:
        from flowviz.importers import row_maker

        sys.exit(row_maker.main())
    sys.exit(main(arguments))


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; gives the exit code."""
    from flowviz.errors import FlowvizError, UsageError

    try:
        return _dispatch(arguments)
    except UsageError as error:
        return _fail(str(error), 2)
    except FlowvizError as error:
        return _fail(str(error), 1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has gone, as "head" does; the flush at exit must not fail too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if os.environ.get("FLOWVIZ_DEBUG"):
            raise
        about = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        return _fail(f"it could not be done: {about}{error.strerror or error}", 1)
    except Exception as error:
        if os.environ.get("FLOWVIZ_DEBUG"):
            raise
        fault = f"{type(error).__name__}: {error}"
        return _fail(f"a fault of the program ({fault}); FLOWVIZ_DEBUG=1 shows where", 1)


def _dispatch(arguments: Sequence[str]) -> int:
    """The window at once where nothing is named; the parser only where there is something."""
    if not arguments:
        from flowviz.cli.window import show_window

        return show_window(None)
    from flowviz.cli.arguments import WINDOW, parse

    options = parse(arguments)
    if options.command == WINDOW:
        from flowviz.cli.window import show_window

        return show_window(options.dossier)
    from flowviz.cli.commands import COMMANDS

    code = COMMANDS[options.command](options)
    if sys.stdout is not None:  # it is None where the caller closed it
        sys.stdout.flush()
    return code


def _fail(message: str, code: int) -> int:
    from flowviz.cli.text import warn

    warn(message)
    return code
