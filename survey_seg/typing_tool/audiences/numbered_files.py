"""Files of a list, numbered and split where the platform's limits are, readable by their owner only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from survey_seg.artifact import sha256
from survey_seg.typing_tool.audiences.destination import Layout, Limits

OWNER_ONLY = 0o600


@dataclass(slots=True)
class Part:
    """One file of a list, while it is written."""

    path: Path
    rows: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it was left: name, people in it, size and hash."""

    name: str
    rows: int
    bytes: int
    sha256: str


class NumberedFiles:
    """The lists of one destination in a folder: SEG-1_001.csv, SEG-1_002.csv, SEG-2_001.csv, ..."""

    def __init__(self, folder: Path, layout: Layout, limits: Limits) -> None:
        self._folder, self._layout, self._limits = folder, layout, limits
        self._parts: dict[str, list[Part]] = {}
        self._open: dict[str, BinaryIO] = {}
        self._around = len(layout.head.encode()) + len(layout.tail.encode())

    def write(self, audience: str, line: str) -> None:
        """Add a person's line to a list; a new file is begun where this one is full."""
        data = line.encode("utf-8")
        parts = self._parts.setdefault(audience, [])
        if not parts or self._full(parts[-1], len(data)):
            self._end(audience)
            self._begin(audience)
        part, file = parts[-1], self._open[audience]
        between = self._layout.between.encode("utf-8") if part.rows else b""
        file.write(between + data)
        part.rows += 1
        part.bytes += len(between) + len(data)

    def finish(self) -> Mapping[str, tuple[Made, ...]]:
        """Close everything and give the files by list, in the order of names.

        A last file that holds fewer people than the platform takes is filled from the one before it.
        """
        for audience in self._parts:
            self._end(audience)
        for parts in self._parts.values():
            self._fill_last(parts)
        return {name: tuple(map(_made, parts)) for name, parts in sorted(self._parts.items())}

    def close(self) -> None:
        """Let go of open files, after an error, whatever the disk says to their last bytes."""
        for file in self._open.values():
            with suppress(OSError):
                file.close()
        self._open.clear()

    def _full(self, part: Part, more: int) -> bool:
        between = len(self._layout.between.encode("utf-8"))
        rows, size = self._limits.rows, self._limits.bytes
        return bool((rows and part.rows >= rows) or (size and part.bytes + between + more > size))

    def _begin(self, audience: str) -> None:
        parts = self._parts[audience]
        path = self._folder / f"{audience}_{len(parts) + 1:03d}{self._layout.suffix}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        file = os.fdopen(handle, "wb")
        self._open[audience] = file
        file.write(self._layout.head.encode("utf-8"))
        parts.append(Part(path, bytes=self._around))

    def _end(self, audience: str) -> None:
        file = self._open.pop(audience, None)
        if file is not None:
            with file:
                file.write(self._layout.tail.encode("utf-8"))

    def _fill_last(self, parts: list[Part]) -> None:
        least = self._limits.least_rows
        if len(parts) < 2 or parts[-1].rows >= least or parts[-2].rows + parts[-1].rows < 2 * least:
            return
        before, last = parts[-2:]
        head = len(self._layout.head.splitlines())
        wanted = least - last.rows
        lines, rest = (part.path.read_bytes().splitlines(keepends=True) for part in (before, last))
        moved = lines[-wanted:]
        _rewrite(before, lines[:-wanted], -wanted)
        _rewrite(last, [*rest[:head], *moved, *rest[head:]], wanted)


def _rewrite(part: Part, lines: list[bytes], more: int) -> None:
    data = b"".join(lines)
    part.path.write_bytes(data)
    part.rows, part.bytes = part.rows + more, len(data)


def _made(part: Part) -> Made:
    return Made(part.path.name, part.rows, part.path.stat().st_size, sha256(part.path))
