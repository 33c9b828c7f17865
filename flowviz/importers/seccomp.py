"""seccomp: system calls that a reader of a file never needs are refused with EPERM.

See ``seccomp(2)``. Refused are starting programs and processes, every socket, opening for writing
and all that changes files, looking into other processes, and what only an administrator needs. A
list of what is refused, not of what is allowed: Python and its C library differ from system to
system in the harmless calls they make. No library is used: libseccomp is a part of the system, and
missing on many.
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator

_REFUSED = """
    socket 41 198 | socketpair 53 199 | connect 42 203 | bind 49 200 | listen 50 201
    accept 43 202 | accept4 288 242 | sendto 44 206 | sendmsg 46 211 | sendmmsg 307 269
    fork 57 - | vfork 58 - | execve 59 221 | execveat 322 281
    creat 85 - | truncate 76 45 | mkdir 83 - | mkdirat 258 34 | mknod 133 - | mknodat 259 33
    rmdir 84 - | unlink 87 - | unlinkat 263 35 | rename 82 - | renameat 264 38
    renameat2 316 276 | link 86 - | linkat 265 37 | symlink 88 - | symlinkat 266 36
    chmod 90 - | fchmod 91 52 | fchmodat 268 53 | fchmodat2 452 452 | chown 92 - | fchown 93 55
    lchown 94 - | fchownat 260 54 | setxattr 188 5 | lsetxattr 189 6 | fsetxattr 190 7
    removexattr 197 14 | lremovexattr 198 15 | fremovexattr 199 16 | utime 132 - | utimes 235 -
    utimensat 280 88 | futimesat 261 - | memfd_create 319 279
    ptrace 101 117 | process_vm_readv 310 270 | process_vm_writev 311 271 | kcmp 312 272
    pidfd_open 434 434 | pidfd_getfd 438 438 | pidfd_send_signal 424 424 | tkill 200 130
    rt_sigqueueinfo 129 138 | rt_tgsigqueueinfo 297 240
    mount 165 40 | umount2 166 39 | pivot_root 155 41 | chroot 161 51 | setns 308 268
    unshare 272 97 | move_mount 429 429 | open_tree 428 428 | fsopen 430 430 | fsmount 432 432
    fsconfig 431 431 | fspick 433 433 | mount_setattr 442 442
    bpf 321 280 | perf_event_open 298 241 | userfaultfd 323 282 | io_uring_setup 425 425
    io_uring_enter 426 426 | io_uring_register 427 427 | keyctl 250 219 | add_key 248 217
    request_key 249 218 | init_module 175 105 | finit_module 313 273 | delete_module 176 106
    kexec_load 246 104 | kexec_file_load 320 294 | reboot 169 142 | swapon 167 224
    swapoff 168 225 | sethostname 170 161 | setdomainname 171 162 | settimeofday 164 170
    clock_settime 227 112 | adjtimex 159 171 | clock_adjtime 305 266 | acct 163 89
    quotactl 179 60 | syslog 103 116 | personality 135 92 | iopl 172 - | ioperm 173 -
    modify_ldt 154 - | setuid 105 146 | setgid 106 144 | setreuid 113 145 | setregid 114 143
    setresuid 117 147 | setresgid 119 149 | setgroups 116 159 | setfsuid 122 151
    setfsgid 123 152 | capset 126 91
    shmget 29 194 | shmat 30 196 | shmctl 31 195 | msgget 68 186 | msgsnd 69 189
    msgrcv 70 188 | msgctl 71 187 | semget 64 190 | semop 65 193 | semctl 66 191
    mq_open 240 180 | mq_unlink 241 181 | name_to_handle_at 303 264 | open_by_handle_at 304 265
    fanotify_init 300 262 | inotify_init 253 - | inotify_init1 294 26 | vmsplice 278 75
"""
"""Name, number on x86_64, number on aarch64; from the kernel's unistd_64.h and unistd.h."""
_MISSING = {"x86_64": (435, 437), "aarch64": (435, 437)}
"""clone3 and openat2 say what they want behind a pointer: they are called unknown, so that the C
library takes the older calls, whose arguments can be looked at."""
_CLONE = {"x86_64": 56, "aarch64": 220}
_OPENS = {"x86_64": ((2, 1), (257, 2)), "aarch64": ((56, 2),)}
"""Calls that open a file, and which of their arguments says how."""
_OF_ITSELF = {"x86_64": (62, 234), "aarch64": (129, 131)}
"""kill and tgkill are for this process alone; 0 would be its group, the parent included."""
_LIMITS = {"x86_64": 302, "aarch64": 261}
"""prlimit64: 0 is this process."""
_DEMANDS = {
    "x86_64": ((72, (8, 10, 15)), (16, (0x8901, 0x8902))),
    "aarch64": ((25, (8, 10, 15)), (29, (0x8901, 0x8902))),
}
"""fcntl and ioctl do not choose who gets what signal when a pipe has news."""

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_FILTER, _ALL_THREADS = 1, 1
_NO_NEW_PRIVILEGES = 38  # prctl(2)
_FOREIGN_CALLS = 0x40000000  # x32, the other way to call an x86_64 kernel
_THREAD = 0x00010000  # CLONE_THREAD
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_LOAD, _EQUAL, _AT_LEAST, _HAS_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def is_available() -> bool:
    """Whether the kernel filters system calls, and this is a machine whose calls are known here."""
    try:
        with open("/proc/sys/kernel/seccomp/actions_avail", encoding="ascii") as file:
            has_filters = "errno" in file.read().split()
    except OSError:
        has_filters = False
    return (
        has_filters and platform.machine() in _ARCHITECTURES and ctypes.sizeof(ctypes.c_long) == 8
    )


def restrict() -> None:
    """Refuse the calls from now on, in all threads of this process.

    Raises
    ------
    OSError
        When the kernel has filters and refuses this one.
    """
    machine = platform.machine()
    code = b"".join(_filter(machine, os.getpid()))
    program = _Program(len(code) // 8, code)
    system = ctypes.CDLL(None, use_errno=True)
    call = ctypes.c_long(_SECCOMP[machine])
    if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or system.syscall(
        call, _SET_FILTER, _ALL_THREADS, ctypes.byref(program)
    ):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _filter(machine: str, process: int) -> Iterator[bytes]:
    """Give the instructions; each jump passes over the one answer that follows it."""
    refuse, unknown = _REFUSE | errno.EPERM, _REFUSE | errno.ENOSYS
    yield _step(_LOAD, _ARCHITECTURE)
    yield _step(_EQUAL, _ARCHITECTURES[machine], passes=1)
    yield _step(_RETURN, _KILL)
    yield _step(_LOAD, _NUMBER)
    if machine == "x86_64":
        yield _step(_AT_LEAST, _FOREIGN_CALLS, fails=1)
        yield _step(_RETURN, refuse)
    for number in _refused(machine):
        yield _step(_EQUAL, number, fails=1)
        yield _step(_RETURN, refuse)
    for number in _MISSING[machine]:
        yield _step(_EQUAL, number, fails=1)
        yield _step(_RETURN, unknown)
    yield _step(_EQUAL, _CLONE[machine], fails=4)
    yield _step(_LOAD, _ARGUMENTS)
    yield _step(_HAS_BITS, _THREAD, passes=1)
    yield _step(_RETURN, refuse)
    yield _step(_RETURN, _ALLOW)
    for number, argument in _OPENS[machine]:
        yield _step(_EQUAL, number, fails=4)
        yield _step(_LOAD, _ARGUMENTS + 8 * argument)
        yield _step(_HAS_BITS, _WRITING, fails=1)
        yield _step(_RETURN, refuse)
        yield _step(_RETURN, _ALLOW)
    for number, demands in _DEMANDS[machine]:
        yield _step(_EQUAL, number, fails=2 + 2 * len(demands))
        yield _step(_LOAD, _ARGUMENTS + 8)
        for demand in demands:
            yield _step(_EQUAL, demand, fails=1)
            yield _step(_RETURN, refuse)
        yield _step(_RETURN, _ALLOW)
    for number in _OF_ITSELF[machine]:
        yield _step(_EQUAL, number, fails=4)
        yield _step(_LOAD, _ARGUMENTS)
        yield _step(_EQUAL, process, passes=1)
        yield _step(_RETURN, refuse)
        yield _step(_RETURN, _ALLOW)
    yield _step(_EQUAL, _LIMITS[machine], fails=5)
    yield _step(_LOAD, _ARGUMENTS)
    yield _step(_EQUAL, 0, passes=2)
    yield _step(_EQUAL, process, passes=1)
    yield _step(_RETURN, refuse)
    yield _step(_RETURN, _ALLOW)
    yield _step(_RETURN, _ALLOW)


def _refused(machine: str) -> Iterator[int]:
    column = 1 if machine == "x86_64" else 2
    for line in _REFUSED.split("\n"):
        for call in filter(None, map(str.split, line.split("|"))):
            if call[column] != "-":
                yield int(call[column])


def _step(code: int, value: int, passes: int = 0, fails: int = 0) -> bytes:
    """Give one instruction of the classic Berkeley Packet Filter."""
    return struct.pack("=HBBI", code, passes, fails, value)
