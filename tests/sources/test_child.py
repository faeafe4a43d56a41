import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from madein.errors import Fault, SourceError
from madein.sources import child
from madein.sources.child import run, seconds_for

GB = 1 << 30


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"a;b\n")
    return file


def stopped(file, *call, **limits):
    """The message of a call that does not return, without the folder of its file."""
    with pytest.raises(SourceError) as stop:
        run(*call, file=file, **limits)
    return str(stop.value).replace(f"{file.parent}/", "")


def message(reason):
    return (
        f"the file cannot be read: {reason}\n"
        "  at a.csv\n"
        "  try: save it anew as CSV, in parts if it is large, or ask for it again"
    )


def test_a_function_returns_what_it_returns_here(file):
    assert run(sorted, [3, 1, 2], file=file) == [1, 2, 3]
    assert run(os.getpid, file=file) != os.getpid()


def test_an_error_of_ours_comes_through_whole(file):
    fault = Fault(what="x", where="y:1", fix="z")
    error = run(SourceError, fault, file=file)

    assert (type(error), error.faults) == (SourceError, (fault,))


def test_a_child_that_takes_too_long_is_ended(file):
    begun = time.monotonic()
    said = stopped(file, time.sleep, 60, seconds=0.5)

    assert said == message("it takes longer than 0.5 s")
    assert time.monotonic() - begun < 30


def test_a_child_that_takes_too_much_memory_ends_alone(file):
    said = stopped(file, bytes, 2 * GB, memory=GB)

    assert said == message("it takes more than 1 GB of memory")


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (signal.SIGSEGV, "the reader was ended by SIGSEGV"),
        (signal.SIGABRT, "the reader was ended by SIGABRT"),
        (signal.SIGKILL, "it takes more than 4 GB of memory"),
    ],
)
def test_a_child_that_is_killed_gives_a_reason(file, end, reason):
    assert stopped(file, signal.raise_signal, end) == message(reason)


def test_a_child_that_leaves_without_a_word_gives_its_number(file):
    assert stopped(file, os._exit, 7) == message("the reader ended with 7")


def test_an_error_that_is_not_ours_is_a_reason_and_no_traceback(file):
    said = stopped(file, int, "\x1b[31mx\u202e")

    assert said == message(
        "ValueError: invalid literal for int() with base 10: '\\x1b[31mx\\u202e'"
    )


def test_an_answer_beyond_measure_is_left_with_the_child(file, monkeypatch):
    monkeypatch.setattr(child, "ANSWER_BYTES", 1_000)

    assert stopped(file, bytes, 2_000) == message("too many of its lines are damaged")


def test_the_time_grows_with_the_file(file):
    assert seconds_for(file) == 60
    with file.open("wb") as handle:
        handle.truncate(4 << 30)
    assert seconds_for(file) == 60 + 2 * 4096


CALLER = """
import tempfile
import time
from pathlib import Path
from madein.sources.child import run
run(time.sleep, 100, file=Path({file!r}))
"""


def listed_by_ps(*args):
    command = ["/usr/bin/env", "ps", *args]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout


def children_of(pid):
    return [
        int(found) for found in listed_by_ps("-o", "pid=", "--ppid", str(pid)).split()
    ]


def is_alive(pid):
    """Whether a process runs; one that ended and was not asked for does not."""
    state = listed_by_ps("-o", "stat=", "-p", str(pid)).strip()
    return bool(state) and not state.startswith("Z")


def waited(condition):
    for _ in range(600):
        if found := condition():
            return found
        time.sleep(0.05)
    return condition()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_a_child_ends_with_its_caller(file, end):
    code = CALLER.format(file=str(file))
    with subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code], stderr=subprocess.PIPE
    ) as caller:
        [pid] = waited(lambda: children_of(caller.pid))
        time.sleep(0.5)  # it has begun to sleep
        caller.send_signal(end)
        caller.communicate()

    assert waited(lambda: not is_alive(pid))


def test_what_a_child_leaves_behind_is_cleaned_up(file):
    left = run(tempfile.mkdtemp, file=file)

    assert not Path(left).exists()
    assert Path(left).name
