"""How long work tells that it is getting on, and hands over each part that is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

Part = TypeVar("Part")

Progress = Callable[[str, float], None]
"""Called with what is being done and the share of it that is done (0 to 1)."""


def silent(_what: str, _share: float) -> None:
    """Tell nobody."""


class Keep(Protocol):
    """What a long computation asks for each of its parts, so that an interrupted run can continue."""

    def __call__(self, name: str, compute: Callable[[], Part], kind: type[Part], /) -> Part:
        """The part of that name: as an earlier run left it, else computed now and kept.

        `name` stands for one part of one run ("candidates 4"), and the part must depend on nothing but the run's
        inputs. `kind` says how it is read back: a frozen dataclass or any type hint made of arrays, tables, tuples,
        mappings and scalars.
        """


def anew(_name: str, compute: Callable[[], Part], _kind: type[Part]) -> Part:
    """Keep nothing: every part is computed.

    >>> anew("sum", lambda: 1 + 1, int)
    2
    """
    return compute()
