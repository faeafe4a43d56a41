"""madein: raw customs records in, findings out that can be opened and defended.

>>> import madein
>>> sorted(madein.__all__)
['Case', 'MadeinError', 'open_case']
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from madein.case.opened import Case, open_case
    from madein.errors import MadeinError

__all__ = ["Case", "MadeinError", "open_case"]

_HOMES = {
    "Case": "madein.case.opened",
    "open_case": "madein.case.opened",
    "MadeinError": "madein.errors",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - module attributes have any type
    """Public names, loaded when they are asked for: `import madein` stays light.

    Args:
        name: The name.

    Raises:
        AttributeError: There is no such name.
    """
    if name not in _HOMES:
        message = f"module 'madein' has no attribute '{name}'"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
