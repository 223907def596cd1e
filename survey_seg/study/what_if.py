"""What would change in a study with other items, people, weights, seed, method or number of segments.

The study's inputs are read again and its chosen segments are taken from its folder; nothing in the folder is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.methods import METHODS
from survey_seg.analysis.partition import CONSENSUS
from survey_seg.analysis.what_if import (
    Chosen,
    Variation,
    factor_against_items,
    fit_variation,
    fit_variations,
    other_seed,
    standard_variations,
    unweighted,
    variations_table,
)
from survey_seg.analysis.what_if_words import what_if_sentences
from survey_seg.artifact import plain, spreadsheet_safe
from survey_seg.errors import CannotCompute, InputRefused, Problem, UsageProblem, quoted
from survey_seg.questionnaire.conditions import Condition, comparisons, read_condition, written
from survey_seg.questionnaire.model import Questionnaire, Variable
from survey_seg.responses.model import QualityReport, Responses
from survey_seg.responses.quality.screen import screen
from survey_seg.responses.read import read_responses
from survey_seg.responses.routing import holds
from survey_seg.stats.progress import Progress, silent
from survey_seg.study.decisions import read_decisions
from survey_seg.study.model import MOST_SEGMENTS
from survey_seg.study.results import read_results
from survey_seg.study.steps import read_sound_questionnaire

FORMAT = "survey-seg/what-if/1"
NO_WEIGHTS = "none"
PEOPLE = Path("segments", "people.csv")


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change, all at once; every option of the command is one field. Without any, one thing after the other.

    `drop`, `add`: variables, or questions with all their rows. `exclude`: a condition on answers, as in a
    questionnaire's `show_if`. `weights`: a column, or "none". `seed`, `method`, `k`: instead of the study's.
    """

    drop: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    exclude: str = ""
    weights: str = ""
    seed: int | None = None
    method: str | None = None
    k: int | None = None


def what_if(study: str | Path, *, changes: Changes = Changes(), progress: Progress = silent) -> dict[str, Any]:
    """The segments found again with something changed, beside those of the study, as one plain mapping.

    `chosen` is the study's solution, `items` the short texts of its items; `variations` has a row for each thing that
    was tried (see `analysis.what_if.variations_table`), `sentences` say what they add up to. With `changes` two things
    are tried: they themselves, and another seed to tell how much is chance. Raises UsageProblem for names that are not
    known, InputRefused when the study's inputs are not what they were, CannotCompute when there is nothing to compare.
    """
    folder = Path(study)
    results = read_results(folder)
    if results["segments"]["k"] < 2:
        hint = "choose a number with `survey-seg choose` to look at a division of people all the same"
        raise CannotCompute(Problem("WHAT_IF_NO_SEGMENTS", "the study has no segments to vary", hint=hint))
    inputs = _Inputs.of(folder, results)
    chosen = _chosen(folder, results, inputs)
    if changes == Changes():
        variations = standard_variations(chosen, everybody=inputs.everybody, quality=inputs.quality)
        outcomes = fit_variations(variations, chosen, progress=progress)
    else:
        progress("trying your change", 0.0)
        own = _own(chosen, changes, inputs)
        variations = (own, other_seed(chosen, chosen.seed + 1))
        outcomes = (fit_variation(own, chosen), *fit_variations(variations[1:], chosen))
    progress("done", 1.0)
    table = variations_table(variations, outcomes)
    contrast = factor_against_items(outcomes)
    shares = np.bincount(chosen.labels - 1, chosen.basis.weights, chosen.k) / chosen.basis.weights.sum()
    simple = plain(
        {
            "format": FORMAT,
            "title": results["study"]["title"],
            "chosen": {"k": chosen.k, "n": chosen.responses.n, "seed": chosen.seed, "sizes": shares},
            "items": dict(zip(chosen.basis.items, chosen.basis.texts, strict=True)),
            "variations": table,
            "factor_against_items": contrast,
            "sentences": what_if_sentences(table, contrast),
        }
    )
    return simple if isinstance(simple, dict) else {}


@dataclass(frozen=True, slots=True)
class _Inputs:
    """A study's inputs as they were read again."""

    path: Path
    everybody: Responses
    quality: QualityReport

    @property
    def questionnaire(self) -> Questionnaire:
        return self.everybody.questionnaire

    @classmethod
    def of(cls, folder: Path, results: Mapping[str, Any]) -> _Inputs:
        """Read them; InputRefused when the answers are not those that the study was made from."""
        decisions = read_decisions(folder)
        path = folder / decisions.responses
        questionnaire = read_sound_questionnaire(folder / decisions.questionnaire)
        read = read_responses(path, questionnaire, weights=results["settings"]["weights"] or None)
        if read.sha256 != results["data"]["sha256"]:
            raise _changed(str(path), "the answers")
        return cls(path, read, screen(read))


def _chosen(folder: Path, results: Mapping[str, Any], inputs: _Inputs) -> Chosen:
    """The study's segments, person by person; InputRefused when they are of other people or items than read now."""
    kept = inputs.everybody.kept(inputs.quality.kept)
    basis = build_basis(kept)
    path = folder / PEOPLE
    try:
        people = pd.read_csv(path, dtype={"id": str, "segment": int}, keep_default_na=False)
        ids, labels = people["id"].tolist(), people["segment"].to_numpy(dtype=np.int64)
    except (OSError, ValueError, KeyError) as error:
        hint = "make the study again with `survey-seg analyze`"
        raise InputRefused(Problem("STUDY_NOT_ONE", "no readable list of people", file=str(path), hint=hint)) from error
    k = int(results["segments"]["k"])
    if ids != [spreadsheet_safe(one) for one in basis.ids] or not ((labels >= 1) & (labels <= k)).all():
        raise _changed(str(path), "the people")
    if [row["variable"] for row in results["basis"]["items"]] != list(basis.items):
        raise _changed(str(folder), "the questionnaire")
    return Chosen(kept, basis, labels, k, int(results["settings"]["seed"]))


def _changed(file: str, what: str) -> InputRefused:
    hint = "make the study again with `survey-seg analyze` or `survey-seg choose`"
    return InputRefused(Problem("WHAT_IF_CHANGED", f"{what} changed since the study was made", file=file, hint=hint))


def _own(chosen: Chosen, changes: Changes, inputs: _Inputs) -> Variation:
    """All changes of a user as one variation; UsageProblem with everything that is not known."""
    problems = [*_unknown_items(chosen, changes, inputs.questionnaire), *_unknown_method(changes)]
    condition, wrong = _condition(changes.exclude, inputs.everybody)
    if problems or wrong:
        raise UsageProblem([*problems, *wrong])
    return Variation(
        kind="own",
        name="own",
        what=_listed(list(_words(chosen, changes, condition))),
        responses=_people(chosen, changes, inputs, condition),
        items=_items(chosen, changes, inputs.questionnaire),
        k=changes.k or chosen.k,
        seed=chosen.seed if changes.seed is None else changes.seed,
        method=changes.method or CONSENSUS,
    )


def _items(chosen: Chosen, changes: Changes, questionnaire: Questionnaire) -> tuple[Variable, ...]:
    added = [one for one in questionnaire.variables() if _named(one, changes.add)]
    kept = [one for one in chosen.items if not _named(one, changes.drop)]
    return (*kept, *(one for one in added if one not in kept))


def _named(variable: Variable, names: tuple[str, ...]) -> bool:
    return variable.name in names or variable.question.id in names


def _people(chosen: Chosen, changes: Changes, inputs: _Inputs, condition: Condition | None) -> Responses:
    """Who is analysed, with which weights; the very people of the study when neither is changed."""
    people = chosen.responses
    if changes.weights == NO_WEIGHTS:
        people = unweighted(people)
    elif changes.weights:
        read = read_responses(inputs.path, inputs.questionnaire, weights=changes.weights)
        people = read.kept(screen(read).kept)
    if condition is None:
        return people
    out = holds(condition, _codes(people), people.n)
    if not out.any():
        what = f"nobody is left out by {written(condition)}"
        raise CannotCompute(Problem("WHAT_IF_NOBODY_OUT", what, hint="answers are written as codes, not in words"))
    return people.kept(~out)


def _codes(people: Responses) -> dict[str, np.ndarray[Any, np.dtype[np.float64]]]:
    """The answers that are codes, by variable."""
    numbers = people.answers.select_dtypes("number")
    return {str(name): numbers[name].to_numpy(dtype=np.float64) for name in numbers.columns}


def _condition(text: str, people: Responses) -> tuple[Condition | None, list[Problem]]:
    """A condition, and what is wrong with it for these answers."""
    if not text.strip():
        return None, []
    try:
        condition = read_condition(text)
    except InputRefused as error:
        return None, list(error.problems)
    known = _codes(people)
    problems = []
    for part in comparisons(condition):
        many = part.operator == "contains"
        for name in [f"{part.name}_{value}" for value in part.values] if many else [part.name]:
            if name not in known:
                what = f"--exclude {quoted(text)}: there are no coded answers of {name}"
                problems.append(Problem("WHAT_IF_UNKNOWN_QUESTION", what, expected="a question of the questionnaire"))
        if not many and any(isinstance(value, str) for value in part.values):
            what = f"--exclude {quoted(text)} compares {part.name} with words"
            problems.append(Problem("WHAT_IF_WORDS", what, expected="the code of an answer"))
    return condition, problems


def _unknown_items(chosen: Chosen, changes: Changes, questionnaire: Questionnaire) -> Iterator[Problem]:
    items = ", ".join(chosen.basis.items)
    for name in changes.drop:
        if not any(_named(one, (name,)) for one in chosen.items):
            yield Problem("WHAT_IF_NOT_AN_ITEM", f"--drop {name}: no item of the basis", expected=f"one of {items}")
    for name in changes.add:
        found = [one for one in questionnaire.variables() if _named(one, (name,))]
        if not found:
            yield Problem("WHAT_IF_UNKNOWN_QUESTION", f"--add {name}: the questionnaire has no such question")
        elif all(one in chosen.items for one in found):
            yield Problem("WHAT_IF_ALREADY_IN", f"--add {name}: the basis holds it already")


def _unknown_method(changes: Changes) -> Iterator[Problem]:
    names = [CONSENSUS, *(one.name for one in METHODS)]
    if changes.method and changes.method not in names:
        expected = f"one of {', '.join(names)}"
        yield Problem("WHAT_IF_UNKNOWN_METHOD", f"--method {changes.method} is not known", expected=expected)
    if changes.k is not None and not 2 <= changes.k <= MOST_SEGMENTS:
        yield Problem("K_OUT_OF_RANGE", f"--k {changes.k}", expected=f"2 to {MOST_SEGMENTS}")


def _words(chosen: Chosen, changes: Changes, condition: Condition | None) -> Iterator[str]:
    """Each change, so that "<words> moves 31 % of the people" is a sentence."""
    if changes.drop:
        yield f"leaving out {', '.join(changes.drop)}"
    if changes.add:
        yield f"adding {', '.join(changes.add)}"
    if condition is not None:
        yield f"leaving out people with {written(condition)}"
    if changes.weights:
        yield "counting everybody once" if changes.weights == NO_WEIGHTS else f"weighting by {changes.weights}"
    if changes.seed is not None:
        yield f"seed {changes.seed}"
    if changes.method:
        yield f"the method {changes.method}"
    if changes.k is not None:
        yield f"asking for {changes.k} segments instead of {chosen.k}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
