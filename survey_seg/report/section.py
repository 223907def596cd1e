"""What a section of the report is: a template, and what the template needs beyond the results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Results = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One section: `name` is its anchor and its template (`<name>.html.j2`), `title` its heading.

    `view` gives what the template shows beside the rows of the results, by name: sentences, charts, picked rows.
    """

    name: str
    title: str
    view: Callable[[Results], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A section that could not be made, and why; it makes a report partial."""

    section: str
    reason: str
