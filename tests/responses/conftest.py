"""A small questionnaire, and two ways to read a file with it: with success, and without."""

from collections.abc import Callable
from pathlib import Path

import pytest

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.responses.model import Responses
from survey_seg.responses.read import read_responses

AGREE = tuple(
    Option(code=code, label=label)
    for code, label in enumerate(("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"), start=1)
)
UNSURE = Option(code=98, label="Don't know", missing=True)


@pytest.fixture
def small() -> Questionnaire:
    """Two basis items on five points (one with don't know), a link, an age and an open end."""
    questions = (
        Question(id="id", text="Number", type="text", role=("link",)),
        Question(id="q1", text="One", type="scale", role=("basis",), options=AGREE),
        Question(id="q2", text="Two", type="scale", role=("basis",), options=(*AGREE, UNSURE)),
        Question(id="age", text="Age", type="number", role=("descriptor",), min=16, max=99),
        Question(id="why", text="Why?", type="text"),
    )
    return Questionnaire(Study(title="Small"), questions)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Responses]:
    """Write a file (text as UTF-8, or bytes) and read it."""

    def reading(content: str | bytes, questionnaire: Questionnaire, name: str = "answers.csv", **options) -> Responses:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_responses(path, questionnaire, **options)

    return reading


@pytest.fixture
def refused(read: Callable[..., Responses]) -> Callable[..., tuple[Problem, ...]]:
    """Write a file, and return the problems for which it is refused."""

    def refusing(*arguments, **options) -> tuple[Problem, ...]:
        with pytest.raises(InputRefused) as caught:
            read(*arguments, **options)
        assert caught.value.exit_code == 3
        return caught.value.problems

    return refusing


@pytest.fixture
def noticed() -> Callable[[Responses], dict[str, str]]:
    """The notices of responses, text by code."""
    return lambda responses: {notice.code: notice.text for notice in responses.notices}
