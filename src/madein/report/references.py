"""Which figures the blocks of a page name, so that each has its evidence there."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from madein.report.blocks import Ref, Tag


def named_figures(said: object) -> set[str]:
    """Ids of all figures that blocks open by a tag or a number.

    Args:
        said: A block, a line, or any nest of them.
    """
    return set(_named(said))


def _named(said: object) -> Iterator[str]:
    if isinstance(said, Tag | Ref):
        yield said.figure
    elif is_dataclass(said):
        for field in fields(said):
            yield from _named(getattr(said, field.name))
    elif isinstance(said, Iterable) and not isinstance(said, str | dict):
        for piece in said:
            yield from _named(piece)
