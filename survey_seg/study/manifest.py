"""What the machine did: inputs, versions, parameters and outputs with their hashes."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from survey_seg import __version__
from survey_seg.artifact import sha256, write_json
from survey_seg.errors import InputRefused, Problem
from survey_seg.study.folder import MANIFEST

FORMAT = "survey-seg/study/1"
PACKAGES = ("numpy", "scipy", "pandas")


def versions() -> dict[str, str]:
    """The versions that shaped the numbers."""
    found = {"survey-seg": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "unknown"
    return found


def write_manifest(
    folder: Path, *, inputs: Mapping[str, str], parameters: Mapping[str, Any], run: Mapping[str, Any]
) -> None:
    """Write manifest.json over everything that is in the folder. Times of day belong in `run` and nowhere else."""
    outputs = {
        path.relative_to(folder).as_posix(): {"sha256": sha256(path), "bytes": path.stat().st_size}
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    write_json(
        folder / MANIFEST,
        {
            "format": FORMAT,
            "inputs": inputs,
            "parameters": parameters,
            "versions": versions(),
            "outputs": outputs,
            "run": run,
        },
    )


def refresh_manifest(folder: Path) -> None:
    """Take the files of a study as they are now; everything else in the manifest stays."""
    manifest = read_manifest(folder)
    write_manifest(folder, inputs=manifest["inputs"], parameters=manifest["parameters"], run=manifest["run"])


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a study; InputRefused when the folder is not a study or is of a newer format."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        hint = "a study folder is made by `survey-seg analyze`"
        raise InputRefused(
            Problem("STUDY_NOT_ONE", "no readable manifest.json", file=str(folder), hint=hint)
        ) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        what = f"format {manifest.get('format') if isinstance(manifest, dict) else None!r}"
        hint = "it was made by another version of survey-seg"
        raise InputRefused(Problem("STUDY_FORMAT", what, expected=FORMAT, file=str(path), hint=hint))
    return manifest


def changed_files(folder: Path) -> tuple[Problem, ...]:
    """The outputs that are missing, or no longer what the manifest says."""
    problems = []
    for name, entry in read_manifest(folder)["outputs"].items():
        path = folder / name
        if not path.is_file():
            problems.append(Problem("STUDY_FILE_MISSING", "the file is gone", file=str(path)))
        elif sha256(path) != entry["sha256"]:
            problems.append(Problem("STUDY_FILE_CHANGED", "the file is not what the study wrote", file=str(path)))
    return tuple(problems)
