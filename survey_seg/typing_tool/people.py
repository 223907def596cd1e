"""Files and folders of people to files and folders of segments, by whichever engine fits.

A folder of Parquet files is typed part by part. What is done is written down in a small file beside the parts, so that
an interrupted run continues where it stopped: a part is typed again only when its people, or what was made of them,
are no longer the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from survey_seg.artifact import json_text, sha256, whole_file, write_text
from survey_seg.errors import InputRefused, Problem, UsageProblem
from survey_seg.typing_tool.batch import BatchCounts, refuse_unfit
from survey_seg.typing_tool.engines import engine_for
from survey_seg.typing_tool.engines.engine import PARQUET, Engine, Order, form_of
from survey_seg.typing_tool.spec import TypingSpec

PARTS = "_typed.json"
"""The file beside the parts; programs that read folders of Parquet files leave out names with an underscore."""

FORMAT = "survey-seg/typed/1"


def type_people(
    spec: TypingSpec, people: str | Path, out: str | Path | None, order: Order | None = None
) -> BatchCounts:
    """Types a CSV file, a Parquet file or a folder of Parquet files, and says what was found.

    A CSV becomes a CSV (see `batch.classify_file`), a Parquet file a Parquet file with id and segment, a folder a
    folder with a part for every part. With `order.details` Parquet also has band, margin, runner_up and answered.
    Memory does not grow with the people. Files are written beside their place and renamed when whole. With `out` None
    people are only counted.

    Raises `InputRefused` and `UsageProblem` as `batch.classify_file` does, UsageProblem TYPING_FORM when people and
    results are of different kinds, TYPING_FOLDER when a folder holds something else, TYPING_OTHER_TOOL when it holds
    people typed by another tool; EnvironmentProblem when the engine's package is not installed or the disk refuses.
    """
    people, out, order = Path(people), None if out is None else Path(out), order or Order()
    reads = form_of(people)
    engine = engine_for(order.engine, reads)
    refuse_unfit(spec, people, out)
    if not people.exists():
        raise InputRefused(Problem("TYPING_NO_FILE", "there is no such file", file=people.name))
    if out is None:
        return _count(spec, people, order, engine)
    _refuse_other_form(people, out, reads)
    if people.is_dir() and engine.parts:
        return _Folder(spec, people, out, order, engine).type_parts()
    if reads == "csv" or not engine.parts:
        return engine.type_file(spec, people, out, order)
    with whole_file(out) as draft:
        return engine.type_file(spec, people, draft, order)


def _count(spec: TypingSpec, people: Path, order: Order, engine: Engine) -> BatchCounts:
    if not people.is_dir() or not engine.parts:
        return engine.type_file(spec, people, None, order)
    from survey_seg.scale.parquet import parquet_files
    from survey_seg.typing_tool.engines.counting import sum_of

    return sum_of(spec, [engine.type_file(spec, file, None, order) for file in parquet_files(people)])


def _refuse_other_form(people: Path, out: Path, reads: str) -> None:
    if people.is_dir():
        expected = "" if not out.exists() or out.is_dir() else "a folder, because the people are in one"
    elif reads == "parquet":
        expected = "" if out.suffix.lower() in PARQUET and not out.is_dir() else "a name that ends in .parquet"
    else:
        expected = "a name that ends in .csv" if out.suffix.lower() in PARQUET else ""
    if expected:
        problem = Problem("TYPING_FORM", "the results have the form of the people", expected=expected, file=out.name)
        raise UsageProblem(problem)


class _Folder:
    """A folder of people and the folder of their segments."""

    def __init__(self, spec: TypingSpec, people: Path, out: Path, order: Order, engine: Engine) -> None:
        self.spec, self.people, self.out, self.order, self.engine = spec, people, out, order, engine
        self.done = self._what_is_done()

    def type_parts(self) -> BatchCounts:
        """Every part that is not there yet."""
        from survey_seg.scale.parquet import parquet_files
        from survey_seg.typing_tool.engines.counting import again, kept, sum_of

        parts = {file.relative_to(self.people).as_posix(): file for file in parquet_files(self.people)}
        for name in [name for name in self.done if name not in parts]:
            if (self.out / name).resolve().is_relative_to(self.out.resolve()):
                (self.out / name).unlink(missing_ok=True)
            del self.done[name]
        self._write_down()
        found = []
        for name, file in parts.items():
            entry = self.done.get(name)
            content = sha256(file)
            if entry is None or entry["people"] != content or not self._whole(name, entry):
                with whole_file(self.out / name) as draft:
                    counts = self.engine.type_file(self.spec, file, draft, self.order)
                entry = {"people": content, "typed": sha256(self.out / name), "counts": kept(counts)}
                self.done[name] = entry
                self._write_down()
            found.append(again(entry["counts"]))
        return sum_of(self.spec, found)

    def _whole(self, name: str, entry: Mapping[str, Any]) -> bool:
        place = self.out / name
        return place.is_file() and sha256(place) == entry["typed"]

    def _head(self) -> dict[str, Any]:
        segments = [{"code": one.code, "name": one.name} for one in self.spec.segments]
        return {
            "format": FORMAT,
            "model_id": self.spec.model_id,
            "details": self.order.details,
            "segments": segments,
        }

    def _write_down(self) -> None:
        write_text(self.out / PARTS, json_text({**self._head(), "parts": dict(sorted(self.done.items()))}))

    def _what_is_done(self) -> dict[str, Any]:
        """The parts that an earlier run finished; the folder must be empty or of such a run with the same tool."""
        place = self.out / PARTS
        if not place.is_file():
            if self.out.is_dir() and any(self.out.iterdir()):
                what = "the folder for the results holds something else"
                raise UsageProblem(Problem("TYPING_FOLDER", what, "a new or empty folder", file=self.out.name))
            return {}
        try:
            content = json.loads(place.read_text(encoding="utf-8"))
            head, parts = {key: content[key] for key in self._head()}, dict(content["parts"])
        except (ValueError, TypeError, KeyError):
            hint = "delete the folder, or choose another one"
            problem = Problem("TYPING_FOLDER", f"{PARTS} is not whole", hint=hint, file=self.out.name)
            raise InputRefused(problem) from None
        if (head["model_id"], head["details"]) != (self.spec.model_id, self.order.details):
            what = f"the folder holds people typed by {head['model_id']}" + (
                ", with details" if head["details"] else ""
            )
            hint = "delete the folder, or choose another one"
            raise UsageProblem(Problem("TYPING_OTHER_TOOL", what, hint=hint, file=self.out.name))
        return parts
