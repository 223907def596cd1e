"""The R function gives the reference's answers when Rscript runs it, from numbers, text and factors."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.exporters.to_r import function
from survey_seg.typing_tool.spec import Option, TypingSpec

HOSTILE = "It's \"quoted\" \\ `x`\n# } ) stop('x') \x00 Größe %s 😀 \u2028"
READ = """
run <- function(code, data, kind, out) {
  source(code, encoding = "UTF-8")
  found <- read.csv(data, check.names = FALSE, na.strings = character(0), colClasses = "character",
                    encoding = "UTF-8", quote = "\\"", strip.white = FALSE)
  if (kind == "numbers") found[] <- lapply(found, function(column) suppressWarnings(as.numeric(column)))
  if (kind == "factors") found[] <- lapply(found, factor)
  typed <- type_person(found)
  quoted <- function(values) paste0('"', gsub('"', '""', enc2utf8(as.character(values))), '"')
  rows <- do.call(paste, c(lapply(typed, quoted), sep = ","))
  writeLines(c(paste(quoted(names(typed)), collapse = ","), rows), out, useBytes = TRUE)
}
"""
Rows = list[list[Any]]


def cell(value: object) -> str:
    return "" if value is None or value != value else str(value)


def run_r(folder: Path, jobs: list[tuple[str, TypingSpec, Rows, str]], locale: str) -> dict[str, list[dict[str, str]]]:
    """Every job in one process of R."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not on this machine")
    lines = [READ]
    for name, spec, cases, kind in jobs:
        (folder / f"{name}.R").write_text(function(spec), encoding="utf-8")
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow([question.column for question in spec.questions])
            writer.writerows([cell(value) for value in case] for case in cases)
        lines.append(f'run("{name}.R", "{name}.csv", "{kind}", "{name}_out.csv")')
    (folder / "run.R").write_text("\n".join(lines), encoding="utf-8")
    ran = subprocess.run(
        [program, "--vanilla", "run.R"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"LC_ALL": locale, "PATH": "/usr/bin:/bin"},
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert ran.stderr == ""
    texts = {name: (folder / f"{name}_out.csv").read_text(encoding="utf-8") for name, *_ in jobs}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def expected(spec: TypingSpec, case: list[Any]) -> dict[str, object]:
    ids = [question.id for question in spec.questions]
    truth = classify(spec, dict(zip(ids, case, strict=True)))
    return {
        "segment": truth.segment,
        "name": truth.name,
        "runner_up": truth.runner_up,
        "margin": truth.margin,
        "band": truth.band,
        "answered": truth.answered,
        "invalid": ", ".join(truth.invalid),
        **{f"score_{place}": score for place, score in enumerate(truth.scores, start=1)},
    }


def read_back(row: dict[str, str]) -> dict[str, object]:
    words = {"name", "band", "invalid"}
    return {key: value if key in words else None if value == "NA" else float(value) for key, value in row.items()}


def wrong_rows(spec: TypingSpec, cases: Rows, rows: list[dict[str, str]]) -> list[object]:
    pairs = [(case, read_back(row), expected(spec, case)) for case, row in zip(cases, rows, strict=True)]
    return [pair for pair in pairs if pair[1] != pair[2]]


def in_words(spec: TypingSpec) -> Rows:
    """Every answer by its words, in other cases and with other spaces."""
    rows: Rows = []
    for place, question in enumerate(spec.questions):
        for option in question.options:
            for words in (
                option.label,
                f"  {option.label.upper()} \t",
                option.label.casefold().replace(" ", "\u00a0 "),
            ):
                rows.append([words if at == place else "" for at in range(len(spec.questions))])
    return rows


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_rscript_gives_the_answers_of_the_reference(
    small: TypingSpec, typing_cases: ModuleType, tmp_path: Path, locale: str
) -> None:
    # Letters whose upper case is two letters.
    places = (*small.questions[2].options[:3], Option(97, "Straße ﬁx Ünï"))
    small = replace(
        small, questions=(*small.questions[:2], replace(small.questions[2], options=places), *small.questions[3:])
    )
    jobs = []
    tools = {"eight": typing_cases.eight_by_six(), "small": small} if locale == "C.UTF-8" else {"small": small}
    for name, spec in tools.items():
        text = [[cell(value) for value in case] for case in typing_cases.hard_cases(spec)] + in_words(spec)
        jobs.append((f"{name}_numbers", spec, typing_cases.hard_cases(spec, text=False), "numbers"))
        jobs += [(f"{name}_text", spec, text, "text"), (f"{name}_factors", spec, text, "factors")]
    found = run_r(tmp_path, jobs, locale)
    for name, spec, cases, _ in jobs:
        assert len(cases) >= 4000
        assert wrong_rows(spec, cases, found[name]) == [], name


def test_no_text_breaks_the_code(small: TypingSpec, tmp_path: Path) -> None:
    """Names, columns, ids and answers with quotes, backslashes and line ends: R reads them as they are."""
    questions = tuple(
        replace(
            question,
            id=f"{HOSTILE}{place}".replace("\x00", "").replace("\n", " "),
            column=f"{HOSTILE} column {place}".replace("\x00", "").replace("\n", " "),
            text=HOSTILE,
            options=tuple(replace(option, label=f"{HOSTILE}{option.code}") for option in question.options),
        )
        for place, question in enumerate(small.questions)
    )
    segments = tuple(replace(segment, name=f"{HOSTILE}{segment.code}") for segment in small.segments)
    spec = replace(small, questions=questions, segments=segments, title=HOSTILE, card={"limits": [HOSTILE]})
    cases = [["3", "4", "2", "1", "5"], ["1", "", "97", "0", "x"]]
    rows = run_r(tmp_path, [("hostile", spec, cases, "text")], "C.UTF-8")["hostile"]
    for case, row in zip(cases, rows, strict=True):
        truth = expected(spec, case)
        truth["name"] = str(truth["name"]).replace("\x00", "")
        assert read_back(row) == truth


def test_a_tool_without_labels_gives_scores_only(small: TypingSpec, tmp_path: Path) -> None:
    spec = replace(small, kind="find", hard_labels=False)
    rows = run_r(tmp_path, [("find", spec, [["3", "4", "2", "1", "5"]], "text")], "C.UTF-8")["find"]
    assert list(rows[0]) == ["answered", "invalid", "score_1", "score_2", "score_3", "score_4"]


def test_a_column_that_is_not_there_is_an_error(small: TypingSpec, tmp_path: Path) -> None:
    (tmp_path / "run.R").write_text(function(small) + "type_person(data.frame(x = 1))\n", encoding="utf-8")
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not on this machine")
    ran = subprocess.run([program, "--vanilla", "run.R"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert ran.returncode != 0
    assert "the data have no column q1" in ran.stderr


def test_the_same_tool_is_the_same_bytes(small: TypingSpec, tmp_path: Path) -> None:
    exporter("r")(small, tmp_path / "one.R")
    exporter("r")(small, tmp_path / "two.R")
    assert (tmp_path / "one.R").read_bytes() == (tmp_path / "two.R").read_bytes()
    assert small.model_id in (tmp_path / "one.R").read_text(encoding="utf-8")
