"""Every rule against its cases, its page against the rule, and the folder against the list of rules."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from survey_seg.errors import UsageProblem
from survey_seg.questionnaire.lint import rules
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.rules import RULES
from survey_seg.questionnaire.lint.run import BLOCKING, explain, lint
from survey_seg.questionnaire.model import Lost, Questionnaire
from survey_seg.questionnaire.schema import validate
from survey_seg.questionnaire.yaml_file import read_yaml

HERE = Path(__file__).resolve().parent
HEADS = ["What it does", "Why it is bad", "Example", "Use instead", "When it stays silent", "Source"]
FOLDERS = {
    "ACT": "action",
    "RCH": "reach",
    "MIX": "mix",
    "LEN": "length",
    "STU": "brief",
    "ANA": "analysis",
    "STR": "structure",
    "OPT": "options",
    "WRD": "wording",
    "LNT": "linter",
}
SHOWN_IN_WORDS = {"LEN001", "LNT005", "LNT006", "LNT007"}
"""Rules whose example is no piece of a questionnaire."""
KINDS = ("pass", "fail", "near_miss")


def read(path: Path) -> Any:
    return read_yaml(path.read_text(encoding="utf-8"), file=path.name)[0]


CLEAN = read(HERE / "clean.yaml")
CASES = {rule.id: read(HERE / "cases" / f"{rule.id}.yaml") for rule in RULES}
EACH_CASE = [
    pytest.param(rule, case, id=f"{rule.id}-{kind}-{name.replace(' ', '_')}")
    for rule in RULES
    for kind in KINDS
    for name, case in CASES[rule.id].get(kind, {}).items()
]


def changed(case: Mapping[str, Any]) -> Questionnaire:
    """The clean questionnaire with a case laid over it.

    The study is laid over key by key, questions by id; `drop` leaves some out (or `all`), `times` asks a new one that
    often. New questions stand before the block `end`.
    """
    questions = {question["id"]: question for question in CLEAN["questions"]}
    added = []
    for patch in case.get("questions") or ():
        if patch["id"] in questions:
            questions[patch["id"]] = questions[patch["id"]] | patch
        elif "times" in patch:
            plain = {key: value for key, value in patch.items() if key != "times"}
            added += [plain | {"id": f"{patch['id']}_{number}"} for number in range(patch["times"])]
        else:
            added.append(patch)
    dropped = case.get("drop", ())
    kept = [question for name, question in questions.items() if dropped != "all" and name not in dropped]
    ending = [question for question in kept if question.get("block") == "end"]
    asked = [*(question for question in kept if question not in ending), *added, *ending]
    whole = {"study": CLEAN["study"] | (case.get("study") or {}), "questions": asked}
    plain = validate(whole, file="case.yaml", place=lambda path: (None, ""))
    return Questionnaire(
        study=plain.study,
        questions=plain.questions,
        imported=case.get("imported", ""),
        lost=tuple(Lost(what) for what in case.get("lost", ())),
        previous=changed(case["previous"] or {}) if "previous" in case else None,
    )


def found_by(rule: Rule, case: Mapping[str, Any]) -> list[Finding]:
    """What a rule finds in a case; a rule that looks at the other findings needs them all."""
    if rule.after is None:
        return list(rule.check(changed(case)))
    held = tuple((one["rule"], one["question"], one["place"]) for one in case.get("baseline", ()))
    report = lint(changed(case), baseline=held)
    return [finding for finding in report.findings if finding.rule == rule.id]


def page_parts(rule: Rule) -> dict[str, str]:
    """The text under each head of a rule's page, in the order of the page."""
    parts: dict[str, str] = {}
    head = ""
    for line in (rule.explanation or "").splitlines():
        if line in HEADS:
            head, parts[line] = line, ""
        elif head:
            parts[head] += line.removeprefix("    ") + "\n"
    return parts


def test_the_questionnaire_that_cases_start_from_is_clean() -> None:
    assert lint(changed({})).findings == ()


@pytest.mark.parametrize(("rule", "case"), EACH_CASE)
def test_a_rule_finds_what_its_cases_say_and_nothing_else(rule: Rule, case: Mapping[str, Any]) -> None:
    found = found_by(rule, case)
    expected = case.get("expect", [])
    assert [(finding.place, finding.severity) for finding in found] == [
        (one["where"], one.get("severity", rule.severity)) for one in expected
    ]
    for finding, one in zip(found, expected, strict=True):
        assert one.get("says", "") in finding.message
        assert one.get("hint", "") in finding.suggestion


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_cases_that_pass_fail_and_nearly_fail(rule: Rule) -> None:
    assert set(CASES[rule.id]) == set(KINDS)
    assert all(CASES[rule.id][kind] for kind in KINDS)
    assert all(case.get("expect") for case in CASES[rule.id]["fail"].values())
    assert not any("expect" in case for kind in ("pass", "near_miss") for case in CASES[rule.id][kind].values())


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert sorted(path.stem for path in (HERE / "cases").glob("*.yaml")) == sorted(rule.id for rule in RULES)


def test_the_folder_of_rules_and_the_list_of_rules_agree() -> None:
    folder = Path(rules.__file__).parent
    files = sorted(str(path.relative_to(folder)) for path in folder.glob("*/*.py") if path.stem != "__init__")
    named = (f"{FOLDERS[rule.family]}/{rule.id.lower()}_{rule.slug.replace('-', '_')}.py" for rule in RULES)
    assert files == sorted(named)


def test_ids_and_slugs_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.slug for rule in RULES}) == len(RULES)
    assert {rule.id for rule in RULES}.issuperset(BLOCKING)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_page_has_all_heads_with_text_under_each(rule: Rule) -> None:
    parts = page_parts(rule)
    assert list(parts) == HEADS
    assert all(text.strip() for text in parts.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_example_of_a_page_is_found_and_its_cure_is_not(rule: Rule) -> None:
    example, cure = (page_parts(rule)[head] for head in ("Example", "Use instead"))
    if not example.startswith(("study:", "questions:", "previous:")):
        assert rule.id in SHOWN_IN_WORDS, "an example is a piece of a questionnaire"
        return
    assert found_by(rule, read_yaml(example, file="")[0])
    assert not found_by(rule, read_yaml(cure, file="")[0])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_explain_prints_the_page_by_id_and_by_slug(rule: Rule) -> None:
    page = explain(rule.id)
    assert page.startswith(f"{rule.id} {rule.slug} ({rule.severity}): ")
    assert all(f"\n{head}\n" in page for head in HEADS)
    assert f"\nConfidence\n    {rule.confidence}" in page
    assert ("false alarms per 100 items" in page) is (rule.false_alarms is not None)
    assert explain(rule.slug) == explain(rule.id.lower()) == page


def test_an_unknown_rule_is_a_usage_problem_with_the_nearest_name() -> None:
    with pytest.raises(UsageProblem, match="did you mean ACT002"):
        explain("ACT0002")
    with pytest.raises(UsageProblem, match="did you mean opt-out-not-missing"):
        explain("optout-not-missing")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_finding_says_what_why_and_what_to_do_in_few_words(rule: Rule) -> None:
    for case in CASES[rule.id]["fail"].values():
        for finding in found_by(rule, case):
            for text in (finding.message, finding.reason, finding.suggestion):
                assert 3 < len(text) <= 200
                assert text == text.strip()
                assert not text.endswith(".")
