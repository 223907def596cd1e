"""When people who are typed differ from those whom a tool was made from."""

import json
from dataclasses import replace

import numpy as np
import pytest

from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.making.training_base import training_base
from survey_seg.typing_tool.population import AnswerCounts, Population, as_counts, differences
from survey_seg.typing_tool.spec import TypingSpec, read_spec, spec_text

CODES = {
    "q1": (1, 2, 3, 4, 5, 6),
    "visits": range(11),
    "place": (1, 2, 5, 97),
    "trainer": (0, 1),
    "price": (1, 3, 5),
}


def drawn(rng: np.random.Generator, n: int, *, tilt: float = 0.0, silent: float = 0.0) -> dict[str, np.ndarray]:
    answers = {}
    for name, codes in CODES.items():
        chances = np.exp(tilt * np.linspace(-1, 1, len(codes)))
        answers[name] = rng.choice(list(codes), n, p=chances / chances.sum()).astype(float)
    answers["q1"][: round(silent * n)] = np.nan
    return answers


def population(spec: TypingSpec, answers: dict[str, np.ndarray]) -> Population:
    rows = [classify(spec, dict(zip(answers, row, strict=True))) for row in zip(*answers.values(), strict=True)]
    segments = {segment.code: sum(row.segment == segment.code for row in rows) for segment in spec.segments}
    questions = []
    for name, column in answers.items():
        codes, times = np.unique(column[~np.isnan(column)], return_counts=True)
        counted = dict(zip(codes.astype(int).tolist(), times.tolist(), strict=True))
        questions.append(AnswerCounts(name, int(np.isnan(column).sum()), 0, counted))
    return Population(len(rows), segments, tuple(questions))


@pytest.fixture(scope="module")
def tool(small: TypingSpec) -> TypingSpec:
    return replace(small, base=training_base(small, drawn(np.random.default_rng(1), 800), np.ones(800)))


@pytest.mark.parametrize("n", [20, 300, 1500])
def test_people_of_the_same_population_raise_no_alarm(tool: TypingSpec, n: int) -> None:
    rng = np.random.default_rng(2)
    found = [differences(tool, population(tool, drawn(rng, n))) for _ in range(5)]
    assert sum(map(bool, found)) == 0


@pytest.mark.parametrize("n", [300, 1500])
def test_people_who_answer_otherwise_raise_one_that_says_what_differs(tool: TypingSpec, n: int) -> None:
    (notice,) = differences(tool, population(tool, drawn(np.random.default_rng(3), n, tilt=1.5)))
    assert notice.code == "TYPING_OTHER_PEOPLE"
    assert "I plan my training weeks ahead" in notice.text
    assert "in another segment" in notice.text
    assert "not measured on people like these" in notice.text


def test_people_who_leave_a_question_out_raise_one(tool: TypingSpec) -> None:
    (notice,) = differences(tool, population(tool, drawn(np.random.default_rng(4), 1000, silent=0.3)))
    assert "has no answer from 30% (then 0%)" in notice.text


def test_a_tool_for_another_population_expects_other_segments(tool: TypingSpec) -> None:
    people = Population(1000, {1: 1000}, ())
    assert differences(tool, people)
    other = {**tool.priors, "population": {"name": "crm", "shares": [1, 0, 0, 0], "n": 1000}}
    assert not differences(replace(tool, priors=other), people)


def test_without_a_base_or_people_there_is_nothing_to_say(small: TypingSpec, tool: TypingSpec) -> None:
    assert not differences(small, Population(1000, {1: 1000}, ()))
    assert not differences(tool, Population(0, {}, ()))


def test_a_base_survives_the_file_and_so_do_counts(tool: TypingSpec, tmp_path: object) -> None:
    path = tmp_path / "tool.json"
    path.write_text(spec_text(tool), encoding="utf-8")
    assert read_spec(path).base == tool.base
    counts = AnswerCounts("q1", 1, 2, {3: 4})
    content = {"id": "q1", "blank": 1, "unknown": 2, "codes": {"3": 4}}
    assert as_counts(json.loads(json.dumps(content))) == counts
