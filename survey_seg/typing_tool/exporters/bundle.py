"""Several text files as one archive."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from survey_seg.artifact import whole_file


def write_bundle(path: Path, files: Mapping[str, str | bytes]) -> None:
    """Write texts or bytes by file name as one zip archive, whole or not at all; the same texts give the same bytes."""
    with whole_file(path) as draft, ZipFile(draft, "w") as archive:
        for name, text in files.items():
            entry = ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
