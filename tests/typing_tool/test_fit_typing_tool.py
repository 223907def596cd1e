"""From segments to golden questions: what the tool is made of, and that what it says of itself is true."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.basis import build_basis, scale_answers
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.rule import rule_labels
from survey_seg.errors import CannotCompute
from survey_seg.responses.model import Responses
from survey_seg.stats.logit import fit_logit
from survey_seg.typing_tool.classify import classify, self_test
from survey_seg.typing_tool.making.candidates import candidate_design
from survey_seg.typing_tool.making.fit import fit_typing_tool
from survey_seg.typing_tool.making.question_choice import QuestionChoice
from survey_seg.typing_tool.making.weigh import weigh
from survey_seg.typing_tool.people import type_people
from survey_seg.typing_tool.spec import TypingSpec, fingerprint, read_spec, spec_text

Segments = Callable[[Basis, int], Segmentation]
Fitted = tuple[Responses, TypingSpec]


def types_of(spec: TypingSpec, answers: pd.DataFrame) -> np.ndarray[Any, Any]:
    return np.array([classify(spec, row).segment or 0 for row in answers.to_dict("records")])


def test_the_tool_survives_its_file_and_proves_itself(fitted: Fitted, tmp_path: Path) -> None:
    _, spec = fitted
    (tmp_path / "tool.json").write_text(spec_text(spec), encoding="utf-8")
    assert read_spec(tmp_path / "tool.json") == spec
    assert spec.model_id == fingerprint(spec)
    assert len(spec.vectors) > 40
    assert self_test(spec) == ()


def test_the_tool_knows_how_its_people_answer_and_notices_others(fitted: Fitted, tmp_path: Path) -> None:
    responses, spec = fitted
    assert [found["id"] for found in spec.base["questions"]] == [question.id for question in spec.questions]
    own, others = tmp_path / "own.csv", tmp_path / "others.csv"
    responses.answers.to_csv(own)
    assert not type_people(spec, own, None).notices
    (6 - responses.answers[[f"a{item}" for item in range(12)]]).join(responses.answers[["place", "minutes"]]).to_csv(
        others
    )
    (notice,) = type_people(spec, others, None).notices
    assert notice.code == "TYPING_OTHER_PEOPLE"


def test_vectors_hold_hard_patterns(fitted: Fitted) -> None:
    _, spec = fitted
    margins = [vector["margin"] for vector in spec.vectors if vector["segment"] is not None]
    assert min(margins) <= 5
    assert any(None in vector["answers"] and vector["segment"] is not None for vector in spec.vectors)
    assert any(vector["segment"] is None for vector in spec.vectors)
    outside = [
        classify(spec, dict(zip((q.id for q in spec.questions), v["answers"], strict=True))) for v in spec.vectors
    ]
    assert sum(bool(typed.invalid) for typed in outside) >= 8


def test_questions_come_from_those_marked_for_typing(fitted: Fitted) -> None:
    _, spec = fitted
    allowed = {f"a{item}" for item in range(8)} | {"place", "minutes"}
    assert {question.id for question in spec.questions} <= allowed
    assert 2 <= len(spec.questions) <= 8
    assert spec.min_answered == max(1, len(spec.questions) - max(1, len(spec.questions) // 4))
    kinds = {question.id: question.type for question in spec.questions}
    assert kinds.get("place", "choice") == "choice"


def test_the_best_question_of_this_world_is_a_descriptor(fitted: Fitted) -> None:
    _, spec = fitted
    first = {question.id for question in spec.questions[:2]}
    assert first & {"place", "minutes"}


def test_don_t_know_is_known_and_not_offered(fitted: Fitted) -> None:
    _, spec = fitted
    scales = [question for question in spec.questions if question.id.startswith("a")]
    assert scales
    for question in scales:
        assert question.no_answer == (9,)
        assert [option.code for option in question.options] == [1, 2, 3, 4, 5]


def test_wide_ranges_get_finer_points(marked: Any, segments_of: Segments) -> None:
    responses = marked.ask(100, seed=2)
    basis = build_basis(responses)
    soft = segments_of(basis, 4).memberships
    design = candidate_design(responses, basis)
    fit = fit_logit(design.filled(basis.weights)[:, [12, 0]], soft, basis.weights)
    tool = weigh(design, [9, 0], soft, basis.weights)
    assert (tool.scale, weigh(design, [1, 0], soft, basis.weights).scale) == (10_000, 1_000)
    exact = fit.predictors(design.filled(basis.weights)[:, [12, 0]])
    assert np.abs(tool.scores(design) / tool.scale - exact).max() < 0.06


def test_missing_points_are_those_of_the_average_answer(fitted: Fitted) -> None:
    responses, spec = fitted
    for question in spec.questions:
        codes = responses.answers[question.id].dropna()
        mean = np.mean([question.score(int(code)) for code in codes], axis=0)
        assert np.abs(mean - np.array(question.missing)).max() <= 1 + 0.5 * codes.abs().mean()


def test_in_sample_figure_is_what_the_tool_does_to_its_own_people(marked: Any, segments_of: Segments) -> None:
    responses = marked.ask(200, seed=5)
    basis = build_basis(responses)
    segmentation = segments_of(basis, 3)
    spec = fit_typing_tool(segmentation, responses, basis, choice=QuestionChoice(most=4))
    typed = types_of(replace(spec, min_answered=0), responses.answers)
    assert spec.evidence["in_sample"]["value"] == pytest.approx(float((typed == segmentation.labels).mean()))


def test_evidence_has_every_figure_the_report_prints(fitted: Fitted) -> None:
    _, spec = fitted
    found = spec.evidence
    assert {"value", "low", "high", "method", "n"} <= set(found["accuracy"])
    assert found["accuracy"]["low"] < found["accuracy"]["value"] < found["accuracy"]["high"]
    assert [row["segment"] for row in found["recall"]] == [row["segment"] for row in found["precision"]] == [1, 2, 3, 4]
    assert [row["questions"] for row in found["curve"]] == list(range(1, 11))
    assert found["curve"][len(spec.questions) - 1]["value"] == found["accuracy"]["value"]
    assert sum(band["share"] for band in found["bands"]) == pytest.approx(1)
    right = sum(band["share"] * (band["accuracy"] or 0) for band in found["bands"])
    assert right == pytest.approx(found["accuracy"]["value"])
    assert all(sum(row) == pytest.approx(1) for row in found["confusion"])
    assert found["accuracy"]["value"] < found["ceiling"]
    assert found["baseline"] == pytest.approx(max(segment.share for segment in spec.segments))
    assert found["bands"][0]["accuracy"] > found["bands"][2]["accuracy"]


def test_no_more_questions_than_are_worth_asking(fitted: Fitted) -> None:
    _, spec = fitted
    values = [row["value"] for row in spec.evidence["curve"]]
    assert values[len(spec.questions) - 1] >= max(values) - 0.03


def test_the_same_seed_gives_the_same_bytes_in_any_order_of_people(plain_world: Any, segments_of: Segments) -> None:
    responses = plain_world.ask(150, seed=8)
    turned = replace(responses, answers=responses.answers.iloc[::-1], declared_missing=responses.declared_missing[::-1])
    texts = []
    for some in (responses, responses, turned):
        basis = build_basis(some)
        texts.append(spec_text(fit_typing_tool(segments_of(basis, 3), some, basis, choice=QuestionChoice(most=3))))
    assert texts[0] == texts[1] == texts[2]


def test_people_of_weight_zero_change_nothing(plain_world: Any, segments_of: Segments) -> None:
    everybody = plain_world.ask(190, seed=9)
    there = np.arange(190) < 150
    ghosts = replace(everybody, weights=np.where(there, 1.0, 0.0))
    tools = []
    for some in (everybody.kept(there), ghosts):
        basis = build_basis(some)
        tools.append(fit_typing_tool(segments_of(basis, 3), some, basis, choice=QuestionChoice(most=3)))
    assert tools[0].questions == tools[1].questions
    assert tools[0].evidence == tools[1].evidence


def test_scaling_all_weights_changes_nothing(plain_world: Any, segments_of: Segments) -> None:
    weights = np.random.default_rng(1).integers(1, 4, 150).astype(np.float64)
    tools = []
    for factor in (1.0, 10.0):
        responses = replace(plain_world.ask(150, seed=10), weights=factor * weights, weighted=True)
        basis = build_basis(responses)
        tools.append(fit_typing_tool(segments_of(basis, 3), responses, basis, choice=QuestionChoice(most=3)))
    assert tools[0].questions == tools[1].questions
    assert tools[0].evidence == tools[1].evidence


def test_without_the_role_typing_the_basis_items_are_asked(plain_world: Any) -> None:
    responses = plain_world.ask(60, seed=2)
    design = candidate_design(responses, build_basis(responses))
    assert [variable.name for variable in design.variables] == [f"a{item}" for item in range(12)]


def test_nominal_questions_enter_by_answer_and_texts_not_at_all(marked: Any) -> None:
    responses = marked.ask(60, seed=2)
    design = candidate_design(responses, build_basis(responses))
    names = [variable.name for variable in design.variables]
    assert names == [*(f"a{item}" for item in range(8)), "place", "minutes"]
    assert design.columns.shape[1] == 8 + 4 + 1
    assert design.groups.tolist() == [*range(8), 8, 8, 8, 8, 9]


def test_what_the_tool_would_not_take_is_a_blank_when_it_is_made(marked: Any) -> None:
    responses = marked.ask(60, seed=2)
    responses.answers.iloc[0, :] = 2.5
    responses.answers.iloc[1, -1] = 1001
    design = candidate_design(responses, build_basis(responses))
    assert np.isnan(design.columns[0]).all()
    assert np.isnan(design.columns[1, -1])


def test_one_segment_cannot_be_typed(plain_world: Any, segments_of: Segments) -> None:
    responses = plain_world.ask(60, seed=2)
    basis = build_basis(responses)
    with pytest.raises(CannotCompute, match="TYPING_NO_SEGMENTS"):
        fit_typing_tool(segments_of(basis, 1), responses, basis)


def test_other_people_than_the_basis_are_refused(plain_world: Any) -> None:
    responses = plain_world.ask(60, seed=2)
    with pytest.raises(CannotCompute, match="TYPING_OTHER_PEOPLE"):
        candidate_design(responses.kept(np.arange(60) > 0), build_basis(responses))


def test_progress_runs_from_little_to_all(plain_world: Any, segments_of: Segments) -> None:
    responses = plain_world.ask(60, seed=2)
    basis = build_basis(responses)
    shares: list[float] = []
    fit_typing_tool(
        segments_of(basis, 2),
        responses,
        basis,
        choice=QuestionChoice(most=2),
        progress=lambda _, share: shares.append(share),
    )
    assert shares[0] <= 0.1
    assert shares == sorted(shares)
    assert 0.8 < shares[-1] <= 1


def test_a_tool_that_is_often_wrong_says_so(plain_world: Any, segments_of: Segments) -> None:
    responses = plain_world.ask(150, seed=4, noise=4.0)
    basis = build_basis(responses)
    spec = fit_typing_tool(segments_of(basis, 5), responses, basis, choice=QuestionChoice(most=3))
    codes = {warning["code"] for warning in spec.evidence["warnings"]}
    assert "TYPING_POOR" in codes
    assert any("of new people only" in limit for limit in spec.card["limits"])


@pytest.mark.slow
def test_the_reported_accuracy_is_what_fresh_people_get(plain_world: Any, segments_of: Segments) -> None:
    gaps = []
    for seed in range(4):
        responses = plain_world.ask(300, seed=100 + seed, noise=1.3)
        basis = build_basis(responses)
        segmentation = segments_of(basis, 4)
        spec = fit_typing_tool(segmentation, responses, basis, choice=QuestionChoice(most=6))
        fresh = plain_world.ask(3000, seed=200 + seed, noise=1.3)
        raw = fresh.answers[list(basis.items)].to_numpy(dtype=np.float64)
        truth = rule_labels(segmentation.rule, scale_answers(basis, raw)) + 1
        typed = types_of(replace(spec, min_answered=0), fresh.answers)
        gaps.append(spec.evidence["accuracy"]["value"] - float((typed == truth).mean()))
    assert abs(float(np.mean(gaps))) <= 0.03
