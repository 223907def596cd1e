"""Where the shipped templates and questionnaires are: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Kind = Literal["templates", "questionnaires"]


def folder(kind: Kind) -> Path:
    """The folder with the shipped files of one kind.

    >>> folder("questionnaires").is_dir()
    True
    """
    here = Path(__file__).resolve().parent
    packaged = here / kind
    return packaged if packaged.is_dir() else here.parent / kind
