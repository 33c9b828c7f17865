"""The limits that the reader process puts on itself."""

import sys

from flowviz.importers.limits import CPU_SECONDS, MEMORY_BYTES, OPEN_FILES


def restrict() -> None:
    """Allow no more memory, processor time and files than a table needs, and no writing of files.

    Where the system has no such limits (Windows), the parent's watch over time and output is left.
    """
    sys.dont_write_bytecode = True
    try:
        import resource
    except ImportError:
        return
    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: OPEN_FILES,
    }
    for limit, most in limits.items():
        try:
            _, hard = resource.getrlimit(limit)
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(limit, (allowed, allowed))
        except (OSError, ValueError):
            continue  # macOS knows RLIMIT_AS and refuses to set it
