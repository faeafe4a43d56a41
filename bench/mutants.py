"""Do the tests notice? Changes one thing at a time in a module and runs its tests.

    .venv/bin/python bench/mutants.py ownership           # a room of ROOMS
    .venv/bin/python bench/mutants.py src/madein/x.py tests/x/test_x.py ...

No file is touched. The tests are collected and run once, to see which of them reach which
line; then each mutant is a process of its own, forked from this one, that runs those. A
mutant inside a function is put into the function that is loaded already. One elsewhere,
and each one that survives, is tried again in a process that imports the changed module
afresh. A mutant is killed when a test fails, or takes far longer than without it: the
kernel ends a process that has used its seconds, even if this one is gone. In a query, one
word of it is changed at a time. The seed of hypothesis is fixed: two runs give the same
result.
"""

import argparse
import ast
import copy
import functools
import gc
import importlib.abc
import importlib.util
import itertools
import math
import os
import re
import resource
import signal
import sys
import tempfile
import threading
import time
import types
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
SRC = HERE / "src"

OWN = "src/madein/parties/ownership"
ROOMS = {  # modules, and the tests that must notice
    "ownership": (
        [f"{OWN}/{name}.py" for name in ("owned", "shares", "stakes", "spans")],
        ["tests/parties/test_own*.py"],
    ),
    "rules": (["src/madein/rules/*.py"], ["tests/rules/*.py"]),
    "lists": (
        [f"src/madein/lists/{name}.py" for name in ("intervals", "standing")],
        [f"tests/lists/test_{name}.py" for name in ("intervals", "standing", "truth*")],
    ),
    "verdicts": (["src/madein/verdicts/*.py"], ["tests/verdicts/*.py"]),
    "goods": (["src/madein/goods/standing.py"], ["tests/goods/*.py"]),
}

OTHERS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
KEEPS = type(functools.cache(len))
TWINS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
QUERY = re.compile(
    r"\b(select|case when|coalesce|list_filter|join|touched)\b|<|>| and | or "
)
IN_QUERIES = {  # what stands in a query, and what is put there
    r"<=": "<",
    r"<(?!=)": "<=",
    r">=": ">",
    r"(?<![-=])>(?!=)": ">=",
    r"(?<![<>:])= ": "<> ",
    r"\band\b": "or",
    r"\bor\b(?! replace)": "and",
    r"\bis not null\b": "is null",
    r"\bis null\b": "is not null",
    r"\bis not distinct from\b": "=",
    r"\bleft join\b": "join",
    r"\bunion all\b": "union",
    r"\bleast\(": "greatest(",
    r"\bgreatest\(": "least(",
    r"\bmin\(": "max(",
    r"\bmax\(": "min(",
    r"\bdistinct (?!from)": "",
    r"\bcoalesce\((\w+), [^()]+\)": r"\1",
    r" order by \w+\)": ")",
}


# --- what is changed ----------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Mutant:
    """One change: path of the node from the root of the module, and what to put there."""

    file: Path
    line: int
    path: tuple[tuple[str, int | None], ...]
    new: ast.AST
    what: str
    is_inside: bool  # of the body of a function


def mutants(file: Path) -> list[Mutant]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        Mutant(file, line, path, new, _change(old, new), is_inside)
        for path, line, old, is_inside in _nodes(tree, (), 1, is_inside=False)
        for new in _changes(old)
    ]


def _nodes(
    node: ast.AST, path: tuple, line: int, *, is_inside: bool
) -> Iterator[tuple]:
    """Every node that runs, with its path: no annotations, decorators or docstrings."""
    line = getattr(node, "lineno", line)
    yield path, line, node, is_inside
    is_function = isinstance(node, ast.FunctionDef)
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "bases"}:
            continue
        items = value if isinstance(value, list) else [value]
        for place, child in enumerate(items):
            if isinstance(child, ast.AST) and not _is_silent(node, name, place, child):
                step = (name, place if isinstance(value, list) else None)
                inside = is_inside or (is_function and name == "body")
                yield from _nodes(child, (*path, step), line, is_inside=inside)


def _is_silent(parent: ast.AST, name: str, place: int, child: ast.AST) -> bool:
    is_text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
    if name == "body" and place == 0 and is_text and not isinstance(parent, ast.If):
        return True
    if isinstance(child, ast.Import | ast.ImportFrom):
        return True
    if isinstance(child, ast.AnnAssign):
        return getattr(child.target, "id", "") == "__pydantic_config__"
    targets = getattr(child, "targets", ())
    return any(getattr(target, "id", "") == "__all__" for target in targets)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            for place, op in enumerate(node.ops):
                for other in OTHERS.get(type(op), ()):
                    new = copy.deepcopy(node)
                    new.ops[place] = other()
                    yield new
        case ast.BinOp() | ast.BoolOp() | ast.AugAssign():
            for other in OTHERS.get(type(node.op), ()):
                new = copy.deepcopy(node)
                new.op = other()
                yield new
            if isinstance(node, ast.AugAssign):
                yield ast.Pass()
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield copy.deepcopy(node.operand)
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield ast.Constant(node.value + 1)
            yield ast.Constant(node.value - 1)
        case ast.Constant(value=str()):
            yield ast.Constant(f"X{node.value}" if node.value else "X")
            yield from map(ast.Constant, _other_queries(node.value))
        case ast.Call(func=ast.Name(id=name)) if name in TWINS:
            new = copy.deepcopy(node)
            new.func.id = TWINS[name]
            if name != "sorted" or not node.keywords:
                yield new
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.Raise():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.If() | ast.IfExp() | ast.While():
            if not isinstance(node.test, ast.Compare | ast.UnaryOp):
                new = copy.deepcopy(node)
                new.test = ast.UnaryOp(ast.Not(), new.test)
                yield new
        case ast.comprehension(ifs=ifs) if ifs:
            new = copy.deepcopy(node)
            new.ifs = []
            yield new


def _other_queries(text: str) -> Iterator[str]:
    """A query, or a piece of one, with one thing in it changed."""
    if not QUERY.search(text):
        return
    for old, new in IN_QUERIES.items():
        for found in re.finditer(old, text):
            yield text[: found.start()] + found.expand(new) + text[found.end() :]


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _change(old: ast.AST, new: ast.AST) -> str:
    """What is changed; of a long query, the place."""
    texts = [getattr(node, "value", None) for node in (old, new)]
    if all(isinstance(text, str) for text in texts):
        alike = itertools.takewhile(
            lambda pair: pair[0] == pair[1], zip(*texts, strict=False)
        )
        start = max(0, len(list(alike)) - 30)
        old, new = (ast.Constant(text[start : start + 60]) for text in texts)
    return f"{_short(old)}  ->  {_short(new)}"


def _short(node: ast.AST) -> str:
    if isinstance(node, ast.If | ast.While):
        node = node.test
    if isinstance(node, ast.comprehension):
        return "if " + " and ".join(map(ast.unparse, node.ifs)) if node.ifs else "no if"
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 70 else f"{text[:67]}..."


def _compiled(mutant: Mutant) -> types.CodeType:
    tree = ast.parse(mutant.file.read_text(encoding="utf-8"))
    parent, last = tree, mutant.path[-1]
    for name, place in mutant.path[:-1]:
        child = getattr(parent, name)
        parent = child if place is None else child[place]
    if last[1] is None:
        setattr(parent, last[0], mutant.new)
    else:
        getattr(parent, last[0])[last[1]] = mutant.new
    return compile(ast.fix_missing_locations(tree), str(mutant.file), "exec")


# --- how it is put in place -----------------------------------------------------------


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Hands out the changed module to whoever imports it."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.file.relative_to(SRC).with_suffix("").parts
        self.name = ".".join(parts).removesuffix(".__init__")
        self.mutant = mutant

    def find_spec(self, name, path=None, target=None):  # noqa: ARG002
        if name != self.name:
            return None
        is_package = self.mutant.file.name == "__init__.py"
        return importlib.util.spec_from_file_location(
            name,
            self.mutant.file,
            loader=self,
            submodule_search_locations=[str(self.mutant.file.parent)]
            if is_package
            else None,
        )

    def exec_module(self, module) -> None:
        exec(_compiled(self.mutant), module.__dict__)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield const
            yield from _codes(const)


def _put_in(mutant: Mutant) -> None:
    """Give the functions that are loaded the changed code; forget what they have kept."""
    changed = {code.co_qualname: code for code in _codes(_compiled(mutant))}
    for held in gc.get_objects():
        if isinstance(held, KEEPS):
            held.cache_clear()
        if not isinstance(held, types.FunctionType):
            continue
        code = held.__code__
        new = changed.get(code.co_qualname)
        if new is not None and code.co_filename == str(mutant.file) and new != code:
            held.__code__ = new


class Hasty:
    """Keeps hypothesis from looking for the smallest example: one that fails is enough."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        import hypothesis  # not before its plugin of pytest

        phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
        hypothesis.settings.register_profile("mutants", phases=phases, deadline=None)
        hypothesis.settings.load_profile("mutants")


class Session:
    """A pytest session that never ends: it runs its tests for each mutant."""

    def __init__(self, every: list[Mutant], tests: list[str], jobs: int) -> None:
        self.every, self.tests, self.jobs = every, tests, jobs
        self.files = {str(mutant.file) for mutant in every}
        self.reached: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.used: list[float] = []
        self.alive: list[Mutant] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session) -> bool:
        for place, item in enumerate(session.items):
            began = time.process_time()
            for line in self._lines_of(item):
                self.reached[line].append(place)
            self.used.append(time.process_time() - began)
        if session.testsfailed:
            return True
        spent = sum(self.used)
        print(
            f"\n{len(self.every)} mutants; without a change {spent:.1f} s", flush=True
        )
        self.session = session
        again = self.every
        if self._all_alive(self.every[:1], self._same):
            again = self._all_alive(self.every, self._quick)
        else:
            print("a fork of this session fails by itself: all are tried afresh")
        print(f"{len(again)} are tried afresh", flush=True)
        self.alive = self._all_alive(again, self._afresh, is_last=True)
        return True

    def _lines_of(self, item) -> set[tuple[str, int]]:
        """Run a test; the lines it reaches."""
        seen: set[tuple[str, int]] = set()
        files = self.files

        def lines(frame, event, arg):  # noqa: ARG001
            seen.add((frame.f_code.co_filename, frame.f_lineno))
            return lines

        def calls(frame, event, arg):  # noqa: ARG001
            return lines if frame.f_code.co_filename in files else None

        threading.settrace(calls)
        sys.settrace(calls)
        try:
            self._run(item)
        finally:
            sys.settrace(None)
            threading.settrace(None)
        return seen

    def _run(self, item) -> None:
        """Run a test; what the session shares stays, all else is torn down."""
        shared = types.SimpleNamespace(listchain=lambda: [item.session])
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=shared)

    def _places(self, mutant: Mutant) -> list[int]:
        """Tests that reach the lines of a mutant, the quickest first."""
        node = ast.parse(mutant.file.read_text(encoding="utf-8"))
        low = high = mutant.line
        for name, place in mutant.path:
            child = getattr(node, name)
            node = child if place is None else child[place]
            if isinstance(node, ast.stmt):
                low, high = node.lineno, node.end_lineno or node.lineno
        found = {
            place
            for line in range(low, high + 1)
            for place in self.reached.get((str(mutant.file), line), ())
        }
        return sorted(found, key=lambda place: self.used[place])

    def _same(self, mutant: Mutant) -> int:  # noqa: ARG002
        """Run all tests in a fork, with nothing changed."""
        for item in self.session.items:
            self._run(item)
        return int(self.session.testsfailed > 0)

    def _quick(self, mutant: Mutant) -> int:
        """Run what reaches it, with the code put into what is loaded."""
        if not mutant.is_inside:
            return 0
        _put_in(mutant)
        for place in self._places(mutant):
            _allow(time.process_time() + 5 + 2 * self.used[place])
            self._run(self.session.items[place])
            if self.session.testsfailed:
                return 1
        return 0

    def _afresh(self, mutant: Mutant) -> int:
        """Run all tests, or all that reach it, in a process that imports it anew.

        What no test reaches may have run when its module was imported.
        """
        places = self._places(mutant) if mutant.is_inside else []
        nodes = [self.session.items[place].nodeid for place in places] or self.tests
        line = [
            sys.executable,
            str(Path(__file__).resolve()),
            "--one",
            str(self.every.index(mutant)),
        ]
        return os.execv(sys.executable, [*line, *sys.argv[1:], "--nodes", *nodes])

    def _limit(self, mutant: Mutant, attempt) -> int:
        """Seconds of work that an attempt may take: far more than without the change."""
        places = range(len(self.used))
        if mutant.is_inside and attempt != self._same:
            places = self._places(mutant)
        return 10 + math.ceil(2 * sum(self.used[place] for place in places))

    def _all_alive(self, every, attempt, *, is_last: bool = False) -> list[Mutant]:
        """Those that an attempt does not kill; several at once, each in a process."""
        waiting, running, alive = list(reversed(every)), {}, []
        while waiting or running:
            while waiting and len(running) < self.jobs:
                mutant = waiting.pop()
                limit = self._limit(mutant, attempt)
                ends = time.monotonic() + 5 * limit  # of waiting, on a busy machine
                running[_forked(attempt, mutant, limit)] = (mutant, ends)
            pid, code = os.waitpid(-1, os.WNOHANG)
            if pid in running:
                mutant, _ = running.pop(pid)
                result = os.waitstatus_to_exitcode(code)
                # A fork that waits for ever may do so by itself; one afresh does not.
                if result == 0 or (result == -signal.SIGKILL and not is_last):
                    alive.append(mutant)
                    place = f"{mutant.file.relative_to(HERE)}:{mutant.line}"
                    if is_last:
                        print(f"survived  {place}  {mutant.what}", flush=True)
                continue
            time.sleep(0.005)
            for late, (_, ends) in running.items():
                if time.monotonic() > ends:
                    os.killpg(late, signal.SIGKILL)
        return alive


def _allow(seconds: float) -> None:
    """The kernel ends this process, or what it starts, when it has worked so long."""
    resource.setrlimit(
        resource.RLIMIT_CPU, (math.ceil(seconds), resource.RLIM_INFINITY)
    )


def _forked(attempt, mutant: Mutant, limit: int) -> int:
    """Start an attempt in a process of its own, without a word, for so many seconds."""
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    _allow(limit)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    code = 3
    try:
        code = attempt(mutant)
    finally:
        os._exit(code)


OPTIONS = ["-q", "--tb=no", "-p", "no:randomly", "-p", "no:cacheprovider", "-s"]
OPTIONS += ["--hypothesis-seed=0", "--no-header", "--no-summary"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="+", help="a room, or modules and their tests")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--lines", help="only mutants of these lines, like 10-40")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--nodes", nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    os.chdir(HERE)
    modules, noticing = [], []
    for one in asked.what:
        room = ROOMS.get(one, ([one], []) if one.startswith("src") else ([], [one]))
        modules += room[0]
        noticing += room[1]
    files = [file for one in modules for file in sorted(HERE.glob(one))]
    found = (str(file) for one in noticing for file in sorted(HERE.glob(one)))
    tests = [file for file in found if Path(file).name.startswith("test_")]
    before = [file.read_bytes() for file in files]
    every = [mutant for file in files for mutant in mutants(file)]
    if asked.lines:
        low, high = map(int, asked.lines.split("-"))
        every = [mutant for mutant in every if low <= mutant.line <= high]
    if asked.one is not None:
        sys.meta_path.insert(0, _Finder(every[asked.one]))
        sys.exit(int(pytest.main([*OPTIONS, "-x", *asked.nodes], plugins=[Hasty()])))
    with tempfile.TemporaryDirectory() as storage:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = storage
        session = Session(every, tests, asked.jobs)
        if pytest.main([*OPTIONS, *tests], plugins=[Hasty(), session]) != 0:
            sys.exit("the tests fail without any change")
    if before != [file.read_bytes() for file in files]:
        sys.exit("a module was edited meanwhile: the result stands for nothing")
    for file in files:
        of = sum(mutant.file == file for mutant in every)
        left = sum(mutant.file == file for mutant in session.alive)
        print(f"{file.relative_to(HERE)}: {of - left} of {of} killed")
    killed = len(every) - len(session.alive)
    rate = 100 * killed / len(every) if every else 100
    print(f"killed {killed} of {len(every)}: {rate:.1f} %")


if __name__ == "__main__":
    main()
