"""What people decide about the questions of the typing tool reaches the tool, or is refused before the long work."""

import random
from pathlib import Path

import pytest

from survey_seg.errors import UsageProblem
from survey_seg.study.model import Options
from survey_seg.study.steps import analyze
from survey_seg.study.writing import read_typing_tool

NAMES = [f"q{number}" for number in range(1, 7)]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two groups of people who answer six questions differently."""
    chance = random.Random(1)
    options = ", ".join(f'{{code: {code}, label: "{code} of 5"}}' for code in range(1, 6))
    question = "  - {{id: {0}, text: Item {0}, type: scale, role: [basis, typing], data_type: need, options: [{1}]}}\n"
    text = "study: {title: Two groups}\nquestions:\n" + "".join(question.format(name, options) for name in NAMES)
    (tmp_path / "q.yaml").write_text(text, encoding="utf-8")
    people = []
    for person in range(150):
        high = [4, 4, 4, 2, 2, 2] if person % 2 else [2, 2, 2, 4, 4, 4]
        people.append(",".join(str(answer + chance.choice([-1, 0, 0, 1])) for answer in high))
    (tmp_path / "r.csv").write_text("\n".join([",".join(NAMES), *people]) + "\n", encoding="utf-8")
    return tmp_path / "r.csv", tmp_path / "q.yaml"


@pytest.mark.parametrize(
    "options", [Options(ask=("q9",)), Options(never=("q9",)), Options(tool_questions=1), Options(cost=("q1=0",))]
)
def test_what_cannot_be_done_is_refused_at_once(files: tuple[Path, Path], tmp_path: Path, options: Options) -> None:
    heard: list[str] = []
    with pytest.raises(UsageProblem, match="TYPING_"):
        analyze(*files, tmp_path / "study", options=options, progress=lambda what, share: heard.append(what))
    assert not [what for what in heard if "comparing" in what]
    assert not (tmp_path / "study").exists()


def test_the_tool_asks_what_it_must_and_not_what_it_must_not(files: tuple[Path, Path], tmp_path: Path) -> None:
    options = Options(k="2", because="two groups", tool_questions=3, ask=("q6",), never=("q1", "q2"), cost=("q3=0.5",))
    study = analyze(*files, tmp_path / "study", options=options)
    tool = read_typing_tool(study.path)
    assert tool is not None
    asked = [question.id for question in tool.questions]
    assert asked[0] == "q6"
    assert len(asked) <= 3
    assert not {"q1", "q2"} & set(asked)
    rows = {row["id"]: row for row in tool.evidence["each_question"]}
    assert rows["q6"]["asked_in_any_case"]
    assert study.results["settings"]["never"] == ["q1", "q2"]
    assert study.results["typing"]["questions"][0]["text"] == "Item q6"
    assert tool.card["trained_on"]["n"] == study.results["data"]["n_kept"]
