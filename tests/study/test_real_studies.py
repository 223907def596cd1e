"""Real response files go through the whole job; they are read where they are and never copied."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from survey_seg.analysis.basis import build_basis
from survey_seg.questionnaire.formats.write_flat import write_flat_csv
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.responses.read import read_responses
from survey_seg.study.manifest import changed_files
from survey_seg.study.model import Options
from survey_seg.study.steps import analyze

RealStudy = Callable[[str], tuple[Questionnaire, Path]]
CODINGS = {
    "as published": {"Yes": "Yes", "No": "No"},
    "0/1": {"Yes": "1", "No": "0"},
    "1/2": {"Yes": "1", "No": "2"},
    "TRUE/FALSE": {"Yes": "TRUE", "No": "FALSE"},
}


@pytest.mark.parametrize(
    ("name", "suffix", "n", "items"),
    [
        ("bfi", ".sav", 2800, 25),
        ("mcdonalds", ".csv", 1453, 11),
        ("airline_oddjob", ".csv", 1065, 23),
    ],
)
def test_a_real_study_is_analysed(
    name: str, suffix: str, n: int, items: int, real_study: RealStudy, tmp_path: Path
) -> None:
    questionnaire, path = real_study(name)
    write_flat_csv(questionnaire, tmp_path / "q.csv")
    # On three of these the evidence finds no segments, which is an answer; the rest of the job is tried with four.
    options = Options(k="4", because="so that every part of a study is made")
    study = analyze(path.with_suffix(suffix), tmp_path / "q.csv", tmp_path / "study", options=options)
    results = study.results
    assert results["data"]["n_read"] == n
    assert len(results["basis"]["items"]) == items
    assert results["segments"]["k"] == 4
    assert results["segments"]["verdict"] in {"natural", "reproducible", "constructive"}
    assert results["typing"]["accuracy"]["value"] > results["typing"]["baseline"] + 0.25
    assert len(results["typing"]["questions"]) <= 8
    assert changed_files(study.path) == ()
    if name == "mcdonalds":
        assert results["factors"]["kmo"] == pytest.approx(0.6626, abs=1e-4)


def recoded(path: Path, words: dict[str, str], target: Path) -> None:
    with path.open(encoding="utf-8", newline="") as source, target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([words.get(cell, cell) for cell in row] for row in csv.reader(source))


def test_mcdonalds_has_the_same_segments_in_every_coding(real_study: RealStudy, tmp_path: Path) -> None:
    questionnaire, path = real_study("mcdonalds")
    write_flat_csv(questionnaire, tmp_path / "q.csv")
    people, bases = {}, {}
    for coding, words in CODINGS.items():
        answers = tmp_path / f"{coding.replace('/', ' ')}.csv"
        recoded(path, words, answers)
        bases[coding] = build_basis(read_responses(answers, questionnaire)).matrix.tobytes()
        if coding in {"as published", "1/2"}:
            analyze(answers, tmp_path / "q.csv", tmp_path / "study", options=Options(force=True))
            people[coding] = (tmp_path / "study" / "segments" / "people.csv").read_bytes()
    assert len(set(bases.values())) == 1
    assert len(set(people.values())) == 1
