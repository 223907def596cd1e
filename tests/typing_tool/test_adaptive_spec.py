"""An adaptive part that does not fit is refused in sentences; one person is asked with one that does."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from survey_seg.artifact import plain
from survey_seg.cli import group
from survey_seg.errors import InputRefused
from survey_seg.typing_tool.ask import ask_one
from survey_seg.typing_tool.ask_few import ask_adaptively
from survey_seg.typing_tool.spec import TypingSpec, canonical_hash, read_spec, spec_text

Content = dict[str, Any]


@pytest.fixture
def content(small: TypingSpec, adaptive_part: Content) -> Content:
    whole = json.loads(spec_text(small))
    whole["adaptive"] = copy.deepcopy(adaptive_part)
    return whole


@pytest.fixture(scope="module")
def adaptive_part(small: TypingSpec) -> Content:
    """All questions of the small tool (a choice of four, a slider), as if everybody answered at random."""
    rng = np.random.default_rng(3)
    codes = [[option.code for option in question.options] or list(range(11)) for question in small.questions]
    answers = np.column_stack([rng.choice(some, 2000) for some in codes])
    points = [
        {code: question.score(code) for code in some} for question, some in zip(small.questions, codes, strict=True)
    ]
    scores = np.array(
        [np.sum([own[code] for own, code in zip(points, row, strict=True)], 0) for row in answers.tolist()]
    )
    columns = []
    for question, column, some in zip(small.questions, answers.T, codes, strict=True):
        scores += np.array([question.score(code) for code in column.tolist()])
        columns += [column == code for code in some[1:]] if question.type == "choice" else [column]
    both = np.column_stack([*columns, (scores - scores.mean(axis=1, keepdims=True)) / small.scale])
    keys = ("id", "column", "text", "type", "options", "min", "max", "no_answer")
    rows = [row[: place + 1] for place, row in enumerate(np.cov(both.T, bias=True).round(6).tolist())]
    bands = [{"band": "clear", "share": 0.7, "accuracy": 0.912, "n": 700}]
    accuracy = {"value": 0.78, "low": 0.75, "high": 0.81, "n": 900, "method": "10-fold cross-validation"}
    fixed = {"questions": 5, "accuracy": 0.8}
    return {
        "questions": [{key: plain(getattr(question, key)) for key in keys} for question in small.questions],
        "model": {"mean": both.mean(axis=0).round(6).tolist(), "moments": rows, "noise": 0.001},
        "stop": {"sure": 0.9},
        "least": 2,
        "most": 5,
        "evidence": {
            "accuracy": accuracy,
            "fixed": fixed,
            "mean_questions": 3.4,
            "nine_in_ten": 4,
            "as_good": False,
            "bands": bands,
            "levels": [{"low": 0.6, "high": 1.0, "share": 0.9, "accuracy": 0.84, "n": 700}],
        },
    }


def reading(content: Content, folder: Path) -> TypingSpec:
    """The tool from a file in which only the hash was made anew."""
    content = {key: value for key, value in content.items() if key != "sha256"}
    path = folder / "tool.json"
    path.write_text(json.dumps({**content, "sha256": canonical_hash(content)}), encoding="utf-8")
    return read_spec(path)


def without(key: str) -> Callable[[Content], object]:
    return lambda part: part.pop(key)


def put(*path: Any) -> Callable[[Content], None]:
    def change(part: Content) -> None:
        *way, last, value = path
        for step in way:
            part = part[step]
        part[last] = value

    return change


CASES = [
    (without("model"), "adaptive.model is not there"),
    (put("least", 2.0), "adaptive.least is '2.0', expected a whole number"),
    (without("least"), "adaptive.least is not there"),
    (put("people", [1, 2]), "adaptive.people is not known"),
    (put("questions", []), "adaptive.questions is empty"),
    (put("questions", 0, "id", 7), "adaptive.questions[0].id is '7', expected text"),
    (put("questions", 0, "w", []), "adaptive.questions[0].w is not known"),
    (put("questions", 0, "type", "grid"), "adaptive.questions[0].type is 'grid', expected 'scale' or 'choice'"),
    (put("questions", 1, "id", "q1"), "adaptive.questions has id 'q1' twice"),
    (put("questions", 1, "max", None), "adaptive.questions[1].min and max are needed for a scale question without"),
    (put("questions", 2, "options", []), "adaptive.questions[2] offers fewer than 2 answers"),
    (put("model", "mean", [0.0]), "adaptive.model.mean must be a list of 11 numbers"),
    (put("model", "mean", 3, "1"), "adaptive.model.mean holds '1', expected numbers"),
    (put("model", "moments", []), "adaptive.model.moments must be a list of 11 lists: 7 for the answers and 4 for the"),
    (put("model", "moments", 4, [1.0]), "adaptive.model.moments[4] must be a list of 5 numbers"),
    (put("model", "moments", 0, 0, True), "adaptive.model.moments[0] holds 'True', expected numbers"),
    (put("model", "moments", 0, 0, -1.0), "adaptive.model.moments[0] ends in '-1.0', expected a variance: 0 or more"),
    (put("model", "moments", 0, 0, 10**200), "adaptive.model.moments[0] holds"),
    (put("model", "noise", 0), "adaptive.model.noise is '0', expected a number above 0"),
    (put("model", "lift", [1.0, 2.0]), "adaptive.model.lift must be a list of 4 numbers"),
    (put("model", "lift", [1.0, 2.0, 0.0, 1.0]), "adaptive.model.lift holds '0.0', expected numbers above 0"),
    (put("model", "rows", [[1, 2]]), "adaptive.model.rows is not known"),
    (put("most", 6), "adaptive.least (2) and most (6) must be in order, from 1 to 5 questions"),
    (put("least", 0), "adaptive.least (0) and most (5) must be in order, from 1 to 5 questions"),
    (put("stop", {"sure": 1.5}), "adaptive.stop is"),
    (put("stop", {"sure": None}), "adaptive.stop is"),
]


@pytest.mark.parametrize(("change", "sentence"), CASES, ids=[sentence[:50] for _, sentence in CASES])
def test_what_does_not_fit_is_refused_with_a_sentence(
    content: Content, tmp_path: Path, change: Callable[[Content], object], sentence: str
) -> None:
    change(content["adaptive"])
    with pytest.raises(InputRefused) as refused:
        reading(content, tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["TYPING_FIELD"] * len(refused.value.problems)
    assert any(problem.what.startswith(sentence) for problem in refused.value.problems), refused.value.problems


def test_one_that_fits_is_read_and_one_that_was_changed_is_not(content: Content, tmp_path: Path) -> None:
    spec = reading(content, tmp_path)
    assert spec.adaptive == content["adaptive"]
    path = tmp_path / "changed.json"
    path.write_text(spec_text(spec).replace('"sure": 0.9', '"sure": 0.4'), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_spec(path)
    assert [problem.code for problem in refused.value.problems] == ["TYPING_TAMPERED"]


def typed_in(lines: list[str]) -> Callable[[str], str]:
    left: Iterator[str] = iter(lines)
    return lambda _: next(left)


def test_a_person_is_asked_only_what_is_needed(content: Content, tmp_path: Path) -> None:
    content["adaptive"]["stop"]["sure"] = 0.6
    spec, said = reading(content, tmp_path), list[str]()
    typed = ask_adaptively(spec, ask=typed_in(["nonsense", "1", "1", "1", "1", "1"]), say=said.append)
    assert typed.segment in {segment.code for segment in spec.segments}
    assert 2 <= typed.asked < 5
    assert max(typed.chances) >= 0.6
    text = "\n".join(said)
    assert sum(line.startswith("\n") for line in said) == typed.asked
    assert "Asks 3.4 questions on average instead of 5: at most 4 for nine in ten people, never more than 5." in said
    assert "That is not an answer here" in text
    assert f"Segment {typed.segment}: {typed.name}" in said
    assert f"Asked: {typed.asked} questions, {typed.answered} answered" in said
    assert "likely (right for 84 % of the people of whom 60 % to 100 % was said); the runner-up " in text
    assert "Runner-up: " in text
    assert sum(line.startswith("Decided by: ") for line in said) == min(3, len(typed.reasons)) > 0


def test_who_has_no_answers_is_asked_all_and_gets_no_segment(content: Content, tmp_path: Path) -> None:
    said: list[str] = []
    typed = ask_adaptively(reading(content, tmp_path), ask=lambda _: "", say=said.append)
    assert (typed.segment, typed.asked) == (None, 5)
    assert said[-1] == "Too few answers: 0, and there is nothing left to ask."


def test_a_tool_without_an_adaptive_form_says_so(small: TypingSpec) -> None:
    with pytest.raises(InputRefused) as refused:
        ask_adaptively(small, ask=lambda _: "", say=lambda _: None)
    assert refused.value.problems[0].code == "TYPING_NOT_ADAPTIVE"


def test_what_decided_and_what_to_say_is_said(content: Content, tmp_path: Path) -> None:
    for segment in content["segments"]:
        segment["message"] = f"Say {segment['code']}"
    spec, said = reading(content, tmp_path), list[str]()
    typed = ask_one(spec, ask=typed_in(["6", "10", "1", "1", "5"]), say=said.append)
    assert f"What to say: Say {typed.segment}" in said
    assert 1 <= sum(line.startswith("Decided by: ") for line in said) <= 3


def test_a_tool_that_gives_no_labels_names_no_segment(content: Content, tmp_path: Path) -> None:
    content["hard_labels"] = False
    spec = reading(content, tmp_path)
    for ask in (ask_one, ask_adaptively):
        said: list[str] = []
        ask(spec, ask=lambda _: "", say=said.append)
        assert said[-1].startswith("These answers say too little for a segment of one person")
        assert not any(line.startswith("Segment") for line in said)


def written(content: Content, folder: Path) -> str:
    reading(content, folder)
    return str(folder / "tool.json")


def test_the_command_line_asks_adaptively(content: Content, tmp_path: Path) -> None:
    asked = ["type", written(content, tmp_path), "--adaptive"]
    done = CliRunner().invoke(group, asked, input="6\n6\n1\n1\n1\n1\n1\n")
    assert done.exit_code == 0, done.output
    assert "Asks 3.4 questions on average instead of 5" in done.output
    assert "\nSegment " in done.output


def test_a_file_of_people_cannot_be_asked_adaptively(content: Content, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("q1\n3\n", encoding="utf-8")
    asked = ["type", written(content, tmp_path), str(tmp_path / "people.csv"), "--adaptive"]
    done = CliRunner().invoke(group, asked)
    assert done.exit_code == 2
    assert "--adaptive asks one person in the terminal" in done.output


def test_asking_needs_no_data_stack() -> None:
    code = "import sys, survey_seg.typing_tool.ask; print({'numpy', 'pandas', 'jinja2'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
