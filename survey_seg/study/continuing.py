"""An interrupted run continues: the parts of its work are kept beside the output until the study is there.

The folder is `<output>.part`. Every part is one file, written whole, under a key made of everything that it depends
on: the bytes of the inputs, the options, the versions and the program itself. Whatever does not fit the key, or was
changed or cut short, is made again. What goes on is always what would be read back, so that a run gives the same bytes
with and without an interruption.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from survey_seg.artifact import json_text, sha256, whole_file
from survey_seg.errors import EnvironmentProblem, SurveySegError
from survey_seg.stats.progress import Keep, anew
from survey_seg.study.kept_values import Damaged, NotKept, pack, unpack
from survey_seg.study.manifest import versions
from survey_seg.study.model import Decisions, Files

Part = TypeVar("Part")

FORMAT = "survey-seg/kept/1"
SUFFIX = ".kept"
README = "README.txt"
README_TEXT = """\
survey-seg keeps here what a run that is not finished has computed so far.

The same command takes it from here instead of computing it again, and removes this folder when the study is made.
It may be deleted at any time; nothing is lost but the time.
"""
LONGEST_HEAD = 10_000

log = logging.getLogger(__name__)


@contextmanager
def continuing(output: Path, files: Files, decisions: Decisions) -> Iterator[Keep]:
    """What keeps the parts of a run that makes the study `output`, for as long as the block lasts.

    The folder goes when the block ends well, or with a refusal, which would be the same next time; otherwise it stays.
    A disk that refuses, or another folder of that name, is a warning in the log, and nothing is kept.
    """
    key = run_key(files, decisions)
    if not key:
        yield anew
        return
    parts = _Parts(part_folder(output), key)
    parts.greet()
    try:
        yield parts
    except EnvironmentProblem:
        parts.leave()
        raise
    except SurveySegError:
        parts.remove(f"{key[:16]}-")
        raise
    except BaseException:
        parts.leave()
        raise
    parts.remove()


def part_folder(output: Path) -> Path:
    """Where the parts of an unfinished study are.

    >>> part_folder(Path("studies/fitness")).as_posix()
    'studies/fitness.part'
    """
    place = output if output.name not in {"", ".."} else output.resolve()
    return place.parent / f"{place.name}.part"


def run_key(files: Files, decisions: Decisions) -> str:
    """One name for everything that the numbers of a run depend on; "" when an input can be read only once."""
    inputs = (files.questionnaire, files.responses)
    if not all(path.is_file() for path in inputs):
        return ""
    try:
        hashes = [sha256(path) for path in inputs]
    except OSError:
        return ""
    names = [path.name for path in inputs]
    options = repr(replace(decisions.options, force=False))
    rest = repr([sorted(decisions.names.items()), sorted(decisions.criteria.items())])
    everything = [FORMAT, hashes, names, options, rest, versions(), _program()]
    return hashlib.sha256(json_text(everything).encode("utf-8")).hexdigest()


@cache
def _program() -> str:
    """The hash of this program's own sources: a part made by other code is not the same part."""
    found = hashlib.sha256()
    root = Path(__file__).resolve().parent.parent
    for path in sorted(root.rglob("*.py")):
        found.update(path.relative_to(root).as_posix().encode("utf-8") + b"\0")
        found.update(path.read_bytes() + b"\0")
    return found.hexdigest()


class _Parts:
    """The parts of one run in their folder."""

    def __init__(self, folder: Path, key: str) -> None:
        self._folder = folder
        self._key = key
        self._on = True
        self._begun = False

    def __call__(self, name: str, compute: Callable[[], Part], kind: type[Part]) -> Part:
        """See `Keep`."""
        with suppress(Damaged):
            return unpack(self._body(self._path(name), name), kind)
        value = compute()
        try:
            data = pack(value, kind)
            same = unpack(data, kind)
        except (NotKept, Damaged, MemoryError) as error:
            log.warning("%s cannot be kept for an interrupted run (%s)", name, error or "not enough memory")
            return value
        self._write(name, data)
        return same

    def greet(self) -> None:
        """Say what is there of an interrupted run."""
        found = len(self._whole())
        if found:
            parts = "one part" if found == 1 else f"{found} parts"
            log.info("continuing: %s of the work taken from the interrupted run in %s", parts, self._folder)

    def leave(self) -> None:
        """Say what stays for the next run; where no part is whole, nothing stays."""
        if not self._whole():
            self.remove(f"{self._key[:16]}-")
        else:
            what = (
                "what is done so far is kept in %s: the same command continues there; delete the folder to start afresh"
            )
            log.warning(what, self._folder)

    def remove(self, only: str = "") -> None:
        """Take away the folder, or only the parts whose file names begin with `only`, as far as they are ours."""
        if not self._ours():
            return
        with suppress(OSError):
            for path in list(self._folder.iterdir()):
                if _is_part(path) and path.name.lstrip(".").startswith(only):
                    path.unlink()
            if not any(_is_part(path) for path in self._folder.iterdir()):
                for path in self._folder.glob(f"*{README}*"):
                    path.unlink()
                self._folder.rmdir()

    def _path(self, name: str) -> Path:
        words = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)[:40]
        digest = hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
        return self._folder / f"{self._key[:16]}-{words}-{digest}{SUFFIX}"

    def _head(self, name: str, data: bytes) -> dict[str, Any]:
        digest = hashlib.sha256(data).hexdigest()
        return {"format": FORMAT, "key": self._key, "name": name, "bytes": len(data), "sha256": digest}

    def _body(self, path: Path, name: str | None = None) -> bytes:
        """The bytes of a part of this run; Damaged when there is no such part, or it is not as it was written."""
        if not path.is_file():
            raise Damaged("no such file")
        try:
            with path.open("rb") as file:
                head = json.loads(file.readline(LONGEST_HEAD))
                body = file.read()
        except (OSError, ValueError, RecursionError, MemoryError) as error:
            raise Damaged(str(error)) from error
        if not isinstance(head, Mapping) or head != self._head(head.get("name", "") if name is None else name, body):
            raise Damaged("other content")
        return body

    def _whole(self) -> list[Path]:
        found = []
        with suppress(OSError):
            for path in sorted(self._folder.glob(f"{self._key[:16]}-*{SUFFIX}")):
                with suppress(Damaged):
                    self._body(path)
                    found.append(path)
        return found

    def _write(self, name: str, data: bytes) -> None:
        if not self._on:
            return
        try:
            self._begin()
            head = json.dumps(self._head(name, data))
            with whole_file(self._path(name)) as draft:
                draft.write_bytes(head.encode("ascii") + b"\n" + data)
        except (OSError, EnvironmentProblem) as error:
            what = error.problems[0].what if isinstance(error, EnvironmentProblem) else error.strerror or str(error)
            log.warning("nothing is kept in %s in case this run is interrupted: %s", self._folder, what)
            self._on = False

    def _begin(self) -> None:
        """Make the folder ours at the first part: parts of other runs go."""
        if self._begun:
            return
        if not self._ours():
            raise FileExistsError(0, "there is something else of that name")
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in list(self._folder.iterdir()):
            if _is_part(path) and not path.name.startswith(f"{self._key[:16]}-"):
                path.unlink()
        with whole_file(self._folder / README) as draft:
            draft.write_text(README_TEXT, encoding="utf-8", newline="\n")
        self._begun = True

    def _ours(self) -> bool:
        """Nothing is there, or a folder with nothing but parts; files that begin with a dot are nobody's."""
        if not os.path.lexists(self._folder):
            return True
        if self._folder.is_symlink() or not self._folder.is_dir():
            return False
        with suppress(OSError):
            paths = [path for path in self._folder.iterdir() if not path.name.startswith(".")]
            return all(_is_part(path) or _is_readme(path) for path in paths)
        return False


def _is_part(path: Path) -> bool:
    return path.suffix == SUFFIX and not path.is_dir()


def _is_readme(path: Path) -> bool:
    return path.name == README and path.is_file() and path.read_bytes() == README_TEXT.encode("utf-8")
