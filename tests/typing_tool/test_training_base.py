"""What the people look like from whom a tool was made, and when other people are different."""

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.making.training_base import training_base
from survey_seg.typing_tool.spec import TypingSpec

Floats = npt.NDArray[np.float64]
Answers = dict[str, Floats]
SHARES = ("segments", "bands", "too_few")


@pytest.fixture
def answers(small: TypingSpec) -> Answers:
    rng = np.random.default_rng(1)
    codes = {q.id: [o.code for o in q.options] or range(int(q.min or 0), int(q.max or 0) + 1) for q in small.questions}
    drawn = {name: rng.choice([*known, np.nan], 300) for name, known in codes.items()}
    drawn["q1"][:5] = 7  # not a code of this question
    return drawn


def shares(base: dict) -> list[float]:
    values = [*base["segments"], *base["bands"].values(), base["too_few"]]
    return values + [share for one in base["questions"] for share in [*one["shares"], one["unanswered"]]]


def test_people_are_typed_as_classify_types_them(small: TypingSpec, answers: Answers) -> None:
    base = training_base(small, answers, np.ones(300))
    rows = [classify(small, dict(zip(answers, row, strict=True))) for row in zip(*answers.values(), strict=True)]
    typed = [row for row in rows if row.segment is not None]
    assert base["too_few"] == pytest.approx(1 - len(typed) / 300)
    for place, segment in enumerate(small.segments):
        assert base["segments"][place] == pytest.approx(np.mean([row.segment == segment.code for row in typed]))
    for band, share in base["bands"].items():
        assert share == pytest.approx(np.mean([row.band == band for row in typed]))
    first = base["questions"][0]
    assert first["groups"] == [[code, code] for code in range(1, 7)]
    kept = answers["q1"][(answers["q1"] >= 1) & (answers["q1"] <= 6)]
    assert first["unanswered"] == pytest.approx(1 - len(kept) / 300)
    assert first["shares"] == pytest.approx([np.mean(kept == code) for code in range(1, 7)])


def test_many_answers_are_compared_in_tenths_that_leave_no_gap(small: TypingSpec) -> None:
    from dataclasses import replace

    wide = replace(small.questions[1], max=1000)
    tool = replace(small, questions=(wide,), min_answered=1)
    base = training_base(tool, {wide.id: np.arange(1001.0)}, np.ones(1001))["questions"][0]
    assert len(base["groups"]) == 10
    assert (base["groups"][0][0], base["groups"][-1][1]) == (0, 1000)
    assert all(after[0] == before[1] + 1 for before, after in zip(base["groups"], base["groups"][1:], strict=False))
    assert base["shares"] == pytest.approx([0.1] * 10, abs=0.002)


def test_weight_laws(small: TypingSpec, answers: Answers) -> None:
    weights = np.random.default_rng(2).integers(0, 3, 300).astype(float)
    weighted = training_base(small, answers, weights)
    often = np.repeat(np.arange(300), weights.astype(int))
    repeated = training_base(small, {name: column[often] for name, column in answers.items()}, np.ones(len(often)))
    assert shares(repeated) == pytest.approx(shares(weighted))
    assert training_base(small, answers, weights * 3.7)["n_eff"] == pytest.approx(weighted["n_eff"])
    assert shares(training_base(small, answers, weights * 3.7)) == pytest.approx(shares(weighted))
    there = weights > 0
    without = training_base(small, {name: column[there] for name, column in answers.items()}, weights[there])
    assert without == weighted


def test_nobody_and_missing_weights_are_a_fault(small: TypingSpec, answers: Answers) -> None:
    for weights in (np.zeros(300), np.ones(3)):
        with pytest.raises(ValueError, match="one weight per person"):
            training_base(small, answers, weights)
