"""study.toml: what people decided, readable and editable by them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from survey_seg.analysis.disclosure import LEAST
from survey_seg.errors import InputRefused, Problem
from survey_seg.stats.column_tests import CORRECTIONS
from survey_seg.study.model import Decisions, Options
from survey_seg.typing_tool.making.question_choice import USUAL_QUESTIONS

FILE = "study.toml"
LISTS = ("ask", "never", "cost")
"""Options that hold several texts; studies before them had none."""


def decisions_text(decisions: Decisions) -> str:
    """study.toml as text."""
    options = decisions.options
    lines = [
        "# What people decided. Change it here, then run `survey-seg choose`; the machine never edits your reasons.",
        f"questionnaire = {_quoted(decisions.questionnaire)}",
        f"responses = {_quoted(decisions.responses)}",
        f"weights = {_quoted(options.weights)}",
        f"seed = {options.seed}",
        f"k = {_quoted(options.k)}",
        f"k_max = {options.k_max}",
        f"because = {_quoted(options.because)}",
        f"tool_questions = {options.tool_questions}",
        f"quotes = {str(options.quotes).lower()}",
        f"disclosure = {_quoted(options.disclosure)}",
        f"correction = {_quoted(options.correction)}",
        *(f"{name} = [{', '.join(map(_quoted, getattr(options, name)))}]" for name in LISTS),
        "",
        "[names]",
        *(f"{segment} = {_quoted(name)}" for segment, name in sorted(decisions.names.items())),
        "",
        "[criteria]",
        *(f"{_quoted(name)} = {weight:g}" for name, weight in decisions.criteria.items()),
    ]
    return "\n".join(lines) + "\n"


def write_decisions(folder: Path, decisions: Decisions) -> None:
    """Write study.toml."""
    (folder / FILE).write_text(decisions_text(decisions), encoding="utf-8", newline="\n")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_decisions(folder: Path) -> Decisions:
    """What study.toml says; InputRefused with every value that is not what it should be."""
    path = folder / FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        hint = "a study folder is made by `survey-seg analyze`"
        raise InputRefused(Problem("STUDY_NOT_ONE", f"no readable {FILE}", file=str(folder), hint=hint)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputRefused(Problem("STUDY_TOML", str(error), file=str(path))) from error
    problems = _problems(content, str(path))
    if problems:
        raise InputRefused(problems)
    return Decisions(
        questionnaire=content["questionnaire"],
        responses=content["responses"],
        options=Options(
            seed=content["seed"],
            k=content["k"],
            k_max=content["k_max"],
            because=content["because"],
            weights=content["weights"],
            tool_questions=content.get("tool_questions", USUAL_QUESTIONS),
            **{name: tuple(content.get(name, ())) for name in LISTS},
            disclosure=content.get("disclosure", "internal"),
            correction=content.get("correction", "bh"),
            quotes=content.get("quotes", True),
            force=True,
        ),
        names={int(segment): name for segment, name in content["names"].items()},
        criteria={name: float(weight) for name, weight in content["criteria"].items()},
    )


def _problems(content: Mapping[str, Any], file: str) -> list[Problem]:
    wanted: dict[str, type] = {
        "questionnaire": str, "responses": str, "weights": str, "seed": int, "k": str, "k_max": int, "because": str,
        "names": dict, "criteria": dict,
    }  # fmt: skip
    problems = [
        Problem("STUDY_TOML", f"{key} is missing or of another kind", expected=kind.__name__, file=file, column=key)
        for key, kind in wanted.items()
        if not isinstance(content.get(key), kind)
    ]
    problems += [
        Problem("STUDY_TOML", key, expected=expected, file=file, column=key)
        for key, fits, expected in (
            ("tool_questions", isinstance(content.get("tool_questions", 1), int), "a whole number"),
            ("quotes", isinstance(content.get("quotes", True), bool), "true or false"),
            ("disclosure", str(content.get("disclosure", "internal")) in LEAST, " or ".join(LEAST)),
            ("correction", str(content.get("correction", "bh")) in CORRECTIONS, " or ".join(CORRECTIONS)),
        )
        if not fits
    ]
    for key in LISTS:
        texts = content.get(key, [])
        if not (isinstance(texts, list) and all(isinstance(text, str) for text in texts)):
            problems.append(Problem("STUDY_TOML", key, expected='a list like ["q3", "q7"]', file=file, column=key))
    if problems:
        return problems
    for segment, name in content["names"].items():
        if not (segment.isdecimal() and isinstance(name, str) and name.strip()):
            problems.append(Problem("STUDY_TOML", f"names.{segment}", expected='a line like 2 = "Planners"', file=file))
    for name, weight in content["criteria"].items():
        if not isinstance(weight, int | float) or isinstance(weight, bool) or weight < 0:
            problems.append(Problem("STUDY_TOML", f"criteria.{name}", expected="a number from 0 up", file=file))
    return problems
