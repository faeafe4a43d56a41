"""A function run in a child process with limits, so that no file ends its caller.

Run as `python -P -m madein.sources.child FOLDER`: takes a pickled call from a file in
FOLDER, and leaves its outcome there. The limits hold against files that cost more than
they should; the child has the rights of its caller.
"""

import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from madein.errors import Fault, MadeinError, SourceError
from madein.sources.formats import shown

T = TypeVar("T")

# A million rows of twenty columns take 2.1 GB of addresses, from whatever format; a
# library that holds a whole sheet takes twice as much.
MEMORY_BYTES = 4 << 30
THREAD_BYTES = 256 << 20  # of addresses that a thread sets aside, used or not
SECONDS = 60  # a small file is read in a second
SECONDS_PER_MB = 2  # a damaged text, packed ten times over, needs half of it
ANSWER_BYTES = 256 << 20  # a caller stays below 1 GB
CALL, ANSWER, SAID = "call", "answer", "said"
SAID_BYTES = 4096  # of what a child says at its end


def run(
    function: Callable[..., T],
    *args: object,
    file: Path,
    memory: int = MEMORY_BYTES,
    seconds: float | None = None,
) -> T:
    """What a function returns, run in a child process.

    Args:
        function: A function of a module that can be imported.
        args: Its arguments.
        file: The file that it reads, for messages and for the time it may take.
        memory: Most bytes of memory.
        seconds: Most seconds; by the size of the file if not given.

    Raises:
        SourceError: The child needed more than its limits, or broke off. An error that
            is ours comes through as it is.
    """
    seconds = seconds_for(file) if seconds is None else seconds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        call = pickle.dumps((function, args, memory, seconds))
        (folder / CALL).write_bytes(call)
        code = _wait(folder, seconds)
        if code != 0:
            raise SourceError(_unreadable(file, _reason(code, folder, memory, seconds)))
        answer = folder / ANSWER
        if answer.stat().st_size > ANSWER_BYTES:
            raise SourceError(_unreadable(file, "too many of its lines are damaged"))
        result, error = pickle.loads(answer.read_bytes())  # noqa: S301 - our own child
    if error is not None:
        raise error
    return result


def seconds_for(file: Path) -> float:
    """Seconds that reading a file may take.

    Args:
        file: The file.
    """
    return SECONDS + SECONDS_PER_MB * (file.stat().st_size >> 20)


def _wait(folder: Path, seconds: float) -> int | None:
    """Exit code of a child with its call in a folder; None where its time was up."""
    # -P: a module that lies beside the files is never imported.
    command = [sys.executable, "-P", "-m", __name__, str(folder)]
    # What it leaves behind when it is ended lies where we clean up.
    surroundings = {**os.environ, "TMPDIR": str(folder)}
    with (
        (folder / SAID).open("wb") as said,
        # The end of its standard input tells the child that we are gone.
        subprocess.Popen(  # noqa: S603 - our own module, arguments as a list
            command, stdin=subprocess.PIPE, stdout=said, stderr=said, env=surroundings
        ) as child,
    ):
        try:
            return child.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            child.kill()


def _reason(code: int | None, folder: Path, memory: int, seconds: float) -> str:
    """Why a child ended without an answer."""
    with (folder / SAID).open("rb") as said:
        said.seek(max(0, said.seek(0, os.SEEK_END) - SAID_BYTES))
        lines = said.read().decode("utf-8", "replace").strip().splitlines()
    if code is None or code == -signal.SIGXCPU:
        return f"it takes longer than {seconds:g} s"
    out_of_memory = ("MemoryError", "memory allocation of", "bad_alloc")
    if code == -signal.SIGKILL or any(
        sign in line for sign in out_of_memory for line in lines
    ):
        return f"it takes more than {memory / (1 << 30):.2g} GB of memory"
    if code < 0:
        return f"the reader was ended by {signal.Signals(-code).name}"
    return shown(lines[-1])[:300] if lines else f"the reader ended with {code}"


def _unreadable(file: Path, reason: str) -> Fault:
    return Fault(
        what=f"the file cannot be read: {reason}",
        where=str(file),
        fix="save it anew as CSV, in parts if it is large, or ask for it again",
    )


def _main(name: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller ends us
    folder = Path(name)
    call = (folder / CALL).read_bytes()
    function, args, memory, seconds = pickle.loads(call)  # noqa: S301 - our own caller
    threading.Thread(target=_end_with_caller, daemon=True).start()
    threads = os.cpu_count() or 1
    cpu, addresses = int(seconds * threads) + 1, memory + THREAD_BYTES * threads
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_AS, (addresses, addresses))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        outcome = function(*args), None
    except MadeinError as error:
        outcome = None, error
    with (folder / ANSWER).open("wb") as answer:
        pickle.dump(outcome, answer)


def _end_with_caller() -> None:
    os.read(0, 1)  # returns at the end alone: nothing is ever written there
    os._exit(1)


if __name__ == "__main__":
    _main(*sys.argv[1:])
