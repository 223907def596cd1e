"""A tool from fields that are known without asking: what it may use, what it says of itself, and when it refuses."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.brief import CrmField, Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Reach
from survey_seg.responses.model import Responses
from survey_seg.typing_tool.classify import classify, self_test
from survey_seg.typing_tool.evidence_words import evidence_tables, headline
from survey_seg.typing_tool.finding.fields import find_fields, sensitive_fields
from survey_seg.typing_tool.finding.fit import fit_find_tool
from survey_seg.typing_tool.spec import TypingSpec, fingerprint, read_spec, spec_text

Segments = Callable[[Basis, int], Segmentation]

K = 3
CRM = (Reach(via="crm", field="plan_tier"),)
THREE = tuple(Option(code=code, label=f"Plan {code}") for code in (1, 2, 3))


def questionnaire(*more: Question) -> Questionnaire:
    items = [Question(id=f"i{n}", text=f"Item {n}", type="scale", role=("basis",), min=1, max=5) for n in range(4)]
    fields = [
        Question(id="plan", text="Your plan?", type="single", options=THREE, reach=CRM),
        Question(id="age", text="Your age?", type="number", min=18, max=99, reach=(Reach(via="ad_platform"),)),
        Question(id="noise", text="Device?", type="single", options=THREE, reach=(Reach(via="list"),)),
    ]
    study = Study(title="Found", crm_fields=(CrmField(name="plan_tier", owner="crm", fill_rate=0.9),))
    return Questionnaire(study, (*items, *fields, *more))


def world(n: int, seed: int, *, told: float, more: tuple[Question, ...] = ()) -> tuple[Segmentation, Responses, Basis]:
    """People of three segments; `told`: the share of them whose plan is that of their segment."""
    rng = np.random.default_rng(seed)
    group = rng.choice(K, n, p=[0.5, 0.3, 0.2])
    answers = pd.DataFrame({f"i{item}": rng.integers(1, 6, n).astype(float) for item in range(4)})
    answers["plan"] = np.where(rng.random(n) < told, group, rng.integers(0, K, n)) + 1.0
    answers["age"] = np.clip(np.rint(45 + told * 10 * group + rng.normal(0, 15, n)), 18, 99)
    answers["noise"] = rng.integers(1, 4, n).astype(float)
    for question in more:
        answers[question.id] = 1.0
    answers.loc[answers.index[: n // 20], "plan"] = np.nan
    answers.index = pd.Index([f"p{seed}-{number}" for number in range(n)])
    return (*sorted_into(group, answers, more), build_basis(responses_of(answers, more)))


def responses_of(answers: pd.DataFrame, more: tuple[Question, ...]) -> Responses:
    return Responses(
        questionnaire=questionnaire(*more), answers=answers, declared_missing=answers.isna() & False,
        weights=np.ones(len(answers)), seconds=None, weighted=False, file="answers.csv", sha256="0" * 64,
    )  # fmt: skip


def sorted_into(
    group: np.ndarray[Any, Any], answers: pd.DataFrame, more: tuple[Question, ...]
) -> tuple[Segmentation, Responses]:
    shares = np.bincount(group, minlength=K) / len(group)
    found = Segmentation(
        k=K, verdict="constructive", reason="", chosen_by="person", labels=group + 1,
        memberships=0.85 * np.eye(K)[group] + 0.05, centroids=np.zeros((K, 4)), rule=None,  # type: ignore[arg-type]
        names=("Planners", "Movers", "Hunters"), sizes=pd.DataFrame({"segment": range(1, K + 1), "share": shares}),
        stability_global=1.0, stability=np.ones(K), neighbours=pd.DataFrame(),
    )  # fmt: skip
    return found, responses_of(answers, more)


@pytest.fixture(scope="module")
def strong() -> tuple[TypingSpec, Responses]:
    segmentation, responses, basis = world(900, 1, told=0.5)
    return fit_find_tool(segmentation, responses, basis), responses


@pytest.fixture(scope="module")
def weak() -> TypingSpec:
    return fit_find_tool(*world(1500, 2, told=0.16))


def test_the_tool_survives_its_file_and_proves_itself(strong: tuple[TypingSpec, Responses], tmp_path: Path) -> None:
    spec, _ = strong
    (tmp_path / "find_tool.json").write_text(spec_text(spec), encoding="utf-8")
    assert read_spec(tmp_path / "find_tool.json") == spec
    assert (spec.kind, spec.min_answered, spec.model_id) == ("find", 1, fingerprint(spec))
    assert self_test(spec) == ()
    assert spec.base["n"] == 900


def test_fields_that_tell_nothing_are_dropped(strong: tuple[TypingSpec, Responses]) -> None:
    spec, _ = strong
    assert [question.id for question in spec.questions] == ["plan", "age"]
    assert (spec.evidence["fields"], spec.evidence["tried"]) == (2, 3)


def test_labels_are_refused_below_five_percent(strong: tuple[TypingSpec, Responses], weak: TypingSpec) -> None:
    spec, _ = strong
    assert spec.hard_labels
    assert spec.evidence["explained"]["low"] > 0.05
    assert {"recall", "precision"} <= set(spec.evidence)
    assert not weak.hard_labels
    assert 0 < weak.evidence["explained"]["low"] < weak.evidence["explained"]["value"] < 0.05
    assert not {"recall", "precision"} & set(weak.evidence)
    assert [row["code"] for row in weak.evidence["warnings"]] == ["FIND_NO_LABELS"]
    assert "never a segment" in " ".join(weak.card["limits"])


def test_what_it_says_of_itself_holds_for_new_people(strong: tuple[TypingSpec, Responses]) -> None:
    spec, _ = strong
    segmentation, responses, _ = world(4000, 7, told=0.5)
    typed = [classify(spec, row) for row in responses.answers.to_dict("records")]
    truth = segmentation.labels - 1
    scores = np.array([one.scores for one in typed]) / spec.scale
    log_chances = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    shares = np.bincount(truth) / len(truth)
    explained = 1 + log_chances[np.arange(len(truth)), truth].mean() / -(shares @ np.log(shares))
    evidence = spec.evidence
    assert evidence["explained"]["low"] < explained < evidence["explained"]["high"]
    right = np.mean([one.segment == label for one, label in zip(typed, segmentation.labels, strict=True)])
    assert evidence["accuracy"]["value"] == pytest.approx(right, abs=0.03)
    for row in evidence["segments"]:
        best = np.argsort(-scores[:, row["segment"] - 1], kind="stable")[: len(truth) // 5]
        fresh = np.mean(truth[best] == row["segment"] - 1)
        assert row["campaigns"][3]["precision"] == pytest.approx(fresh, abs=0.07)


def test_a_blank_counts_as_the_average_answer(strong: tuple[TypingSpec, Responses]) -> None:
    spec, responses = strong
    for question in spec.questions:
        codes = responses.answers[question.id].dropna()
        mean = np.mean([question.score(int(code)) for code in codes], axis=0)
        assert np.abs(mean - np.array(question.missing)).max() <= 1 + 0.5 * codes.abs().mean()


def test_fields_that_could_tell_nothing_make_no_tool() -> None:
    with pytest.raises(CannotCompute, match="could be nothing"):
        fit_find_tool(*world(600, 3, told=0.0))


def test_neither_order_nor_absent_people_change_the_tool() -> None:
    segmentation, responses, basis = world(400, 4, told=0.6)
    spec = fit_find_tool(segmentation, responses, basis)
    turn = np.random.default_rng(0).permutation(400)
    turned = responses_of(responses.answers.iloc[turn], ())
    other = replace(segmentation, labels=segmentation.labels[turn], memberships=segmentation.memberships[turn])
    assert spec_text(fit_find_tool(other, turned, build_basis(turned))) == spec_text(spec)
    there = np.append(np.ones(400), 0.0)
    more = pd.concat([responses.answers, responses.answers.iloc[:1].rename(index={responses.answers.index[0]: "x"})])
    longer = replace(responses_of(more, ()), weights=there)
    other = replace(
        segmentation, labels=np.append(segmentation.labels, 1),
        memberships=np.vstack([segmentation.memberships, segmentation.memberships[:1]]),
    )  # fmt: skip
    assert fit_find_tool(other, longer, build_basis(longer)).questions == spec.questions


def test_a_study_that_nobody_can_be_found_in_is_refused() -> None:
    segmentation, responses, basis = world(120, 5, told=0.5)
    with pytest.raises(CannotCompute, match="nobody to find"):
        fit_find_tool(replace(segmentation, k=1), responses, basis)
    few = replace(basis, weights=np.where(np.arange(120) < 49, 1.0, 0.0))
    with pytest.raises(CannotCompute, match="49 people are too few"):
        fit_find_tool(segmentation, responses, few)
    asked = tuple(replace(one, reach=()) for one in responses.questionnaire.questions)
    unreached = replace(responses, questionnaire=Questionnaire(Study(title="Asked"), asked))
    with pytest.raises(CannotCompute, match="no question is a field"):
        fit_find_tool(segmentation, unreached, basis)


def test_only_what_can_be_seen_without_asking_is_a_field() -> None:
    seen = (Reach(via="crm", field="coupons"),)
    many = tuple(Option(code=code, label=str(code)) for code in range(1, 62))
    more = (
        Question(id="cue", text="Cue?", type="single", options=THREE, reach=(Reach(via="sales_cue"),)),
        Question(id="need", text="Need?", type="single", options=THREE, data_type="need", reach=seen),
        Question(id="coupons", text="Likes?", type="single", options=THREE, data_type="attitude", reach=seen),
        Question(id="town", text="Town?", type="single", options=THREE, data_type="geo"),
        Question(id="post", text="Postcode?", type="single", options=many, data_type="geo"),
        Question(id="spend", text="Spend?", type="number", min=0, reach=seen),
        Question(id="note", text="Note?", type="text", reach=seen),
        Question(id="gone", text="Gone?", type="single", options=THREE, reach=seen),
        Question(id="w", text="Weight?", type="number", min=0, max=9, role=("weight",), reach=seen),
        Question(id="again", text="Item?", type="scale", min=1, max=5, column="i0", reach=seen),
    )
    _, responses, basis = world(100, 6, told=0.5, more=more)
    responses = replace(responses, answers=responses.answers.assign(note="text").drop(columns="gone"))
    fields = find_fields(responses, basis)
    assert [one.name for one in fields.design.variables] == ["plan", "age", "noise", "coupons", "town"]
    assert {one.question: one.reason.split(";")[0] for one in fields.left_out} == {
        "need": "only asking shows it (a need or an attitude)",
        "post": "it has more than 60 answers",
        "spend": "its range is not declared (min and max)",
        "note": "it has no closed answers",
        "gone": "nobody answered it",
        "again": "the segments are built on it, and its column is no CRM field",
    }


def test_what_the_law_protects_is_said_aloud() -> None:
    ill = Question(
        id="ill", text="Do you have a chronic illness?", type="single", options=THREE, reach=(Reach(via="ad_platform"),)
    )
    variables = questionnaire(ill).variables()
    (warning,) = sensitive_fields(variables, "en")
    assert warning["code"] == "FIND_SENSITIVE"
    assert "tells people's health" in warning["text"]
    assert "Ad platforms" in warning["text"]
    crm = questionnaire(replace(ill, reach=CRM)).variables()
    assert "Ad platforms" not in sensitive_fields(crm, "en")[0]["text"]


def test_the_card_says_where_each_field_is_seen(strong: tuple[TypingSpec, Responses]) -> None:
    spec, _ = strong
    seen = {field["question"]: field["seen"] for field in spec.card["fields"]}
    assert seen["plan"] == [{"via": "crm", "field": "plan_tier", "coverage": 0.9}]
    assert seen["age"] == [{"via": "ad_platform", "field": None, "coverage": None}]
    assert "it does not say who of them" in spec.card["limits"][0]
    assert spec.card["trained_on"]["n"] == 900


def test_forms_show_what_fields_tell(strong: tuple[TypingSpec, Responses], weak: TypingSpec) -> None:
    spec, _ = strong
    assert headline(spec)[0].startswith("The 2 fields tell ")
    assert "people may be given a segment" in headline(spec)[1]
    assert "never a segment" in headline(weak)[1]
    (table,) = evidence_tables(weak)
    assert table.header == ("Segment", "Everybody", "best 1 %", "best 5 %", "best 10 %", "best 20 %", "best 30 %",
                            "best 50 %")  # fmt: skip
    assert [row[0] for row in table.rows] == ["Planners", "Movers", "Hunters"]
    hostile = tuple(replace(segment, name="\x1b[31m\n" + 300 * "x") for segment in weak.segments)
    assert all(len(text) < 400 and text.isprintable() for text in headline(replace(weak, segments=hostile))[2:])
    assert headline(replace(weak, evidence={}))[0] == "How often this tool is right was not measured."


def asked_too(segments_of: Segments) -> tuple[Segmentation, Responses, Basis]:
    """Four items that tell the segments; the first of them is a field of the customer database itself."""
    segmentation, responses, _ = world(160, 8, told=0.9)
    rng = np.random.default_rng(1)
    for item in range(4):
        high = (segmentation.labels == 1 + item % K).astype(float)
        responses.answers[f"i{item}"] = np.clip(np.rint(2 + 2 * high + rng.normal(0, 0.5, 160)), 1, 5)
    basis = build_basis(responses)
    return segments_of(basis, K), responses, basis


def test_it_is_found_in_segments_of_the_analysis_too(segments_of: Segments) -> None:
    spec = fit_find_tool(*asked_too(segments_of))
    assert spec.hard_labels
    assert spec.questions[0].id == "plan"
    assert spec.evidence["explained"]["method"].endswith("the segments are those of everybody")


def test_segments_are_made_anew_where_they_are_built_on_a_field(segments_of: Segments) -> None:
    segmentation, responses, basis = asked_too(segments_of)
    first, *others = responses.questionnaire.questions
    field = replace(first, reach=(Reach(via="crm", field="i0"),))
    joined = replace(responses, questionnaire=replace(responses.questionnaire, questions=(field, *others)))
    spec = fit_find_tool(segmentation, joined, basis)
    assert "i0" in {question.id for question in spec.questions}
    assert spec.evidence["explained"]["method"] == "10-fold cross-validation of the whole pipeline"
    assert spec.evidence["accuracy"]["value"] > fit_find_tool(segmentation, responses, basis).evidence["baseline"] + 0.3
