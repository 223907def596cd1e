"""Which people were written already, in a temporary table on disk: memory stays the same for any number of people."""

from __future__ import annotations

import hashlib
import sqlite3
from types import TracebackType

from survey_seg.errors import EnvironmentProblem, Problem

CACHE_KILOBYTES = 64_000


class Seen:
    """Keys that were seen, as hashes; the table has no name on disk and is gone when the block ends."""

    def __enter__(self) -> Seen:
        """Open the table."""
        self._table = sqlite3.connect("", isolation_level=None)
        for statement in (
            f"PRAGMA cache_size = -{CACHE_KILOBYTES}",
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "CREATE TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID",
            "BEGIN",
        ):
            self._table.execute(statement)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it, which deletes it."""
        self._table.close()

    def is_new(self, key: str) -> bool:
        """True the first time that a key is asked for.

        >>> with Seen() as seen:
        ...     seen.is_new("a"), seen.is_new("a")
        (True, False)
        """
        digest = hashlib.blake2b(key.encode("utf-8"), digest_size=16).digest()
        try:
            return self._table.execute("INSERT OR IGNORE INTO seen VALUES (?)", (digest,)).rowcount == 1
        except sqlite3.OperationalError as reason:
            problem = Problem("DISK_REFUSED", f"the temporary table of people seen: {reason}", hint="free some space")
            raise EnvironmentProblem(problem) from None
