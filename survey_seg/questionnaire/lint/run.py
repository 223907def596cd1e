"""Every rule over one questionnaire, and the page of each rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from survey_seg.errors import Problem, UsageProblem, quoted
from survey_seg.questionnaire.lint.baseline import known
from survey_seg.questionnaire.lint.coverage import coverage
from survey_seg.questionnaire.lint.finding import WORST_FIRST, Finding, Known, LintReport, Looked, Rule
from survey_seg.questionnaire.lint.purpose import share_not_actionable
from survey_seg.questionnaire.lint.rules import RULES
from survey_seg.questionnaire.lint.settings import Ignored, ignores, is_untagged, severity_set, wanted
from survey_seg.questionnaire.lint.similar import nearest
from survey_seg.questionnaire.minutes import estimate
from survey_seg.questionnaire.model import Questionnaire

OF_PURPOSE = frozenset({"ACT", "RCH", "MIX", "STU", "ANA"})
"""Families that need to know what a question is for; a file of another tool does not say (LNT005 tells so once)."""

OF_ROLES = frozenset({"STR330", "STR332", "STR334", "STR335"})
"""Rules that look for a question by its role, or at the first and last page, which other tools keep apart."""

BLOCKING = ("STR311", "OPT214")
"""Rules whose findings leave it open which question or which answer a value in the response file stands for."""


def lint(questionnaire: Questionnaire, *, rules: Sequence[Rule] = RULES, baseline: Sequence[Known] = ()) -> LintReport:
    """What is better changed before the questionnaire is fielded.

    Answers "can somebody act on every answer, and can such people be found?". The findings come worst first, then in
    the order of the file; those that the file ignores with a reason, and those a `baseline` holds, are told apart. A
    rule of your own joins by argument: `lint(questionnaire, rules=(*RULES, MINE))`.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.model import Question
    >>> asked = Question(id="pets", text="How many pets do you have?", type="number")
    >>> report = lint(Questionnaire(study=Study(title="Pets"), questions=(asked,)))
    >>> [finding.slug for finding in report.findings if finding.question == "pets" and finding.severity == "error"]
    ['action-missing', 'role-missing']
    """
    asked = tuple(rule for rule in rules if wanted(questionnaire, rule))
    untagged = is_untagged(questionnaire)
    looked_at = tuple(rule for rule in asked if not (untagged and needs_tags(rule)))
    scales = frozenset(question.id for question in questionnaire.questions if question.validated_scale)
    found = [finding for rule in looked_at for finding in _found(rule, questionnaire, scales)]
    looked = Looked(questionnaire, rules, tuple(found), baseline)
    found += [finding for rule in looked_at if rule.after for finding in rule.after(looked)]
    ignored, new = _parted(found, tuple(ignores(questionnaire)))
    held = frozenset(baseline)
    fresh = [finding for finding in new if known(finding) not in held]
    order = {severity: rank for rank, severity in enumerate(WORST_FIRST)}
    fresh.sort(key=lambda finding: (order[finding.severity], finding.line or 0))
    return LintReport(
        title=questionnaire.study.title,
        file=questionnaire.file,
        findings=tuple(fresh),
        estimate=estimate(questionnaire),
        share_not_actionable=None if untagged else share_not_actionable(questionnaire),
        ignored=ignored,
        known=len(new) - len(fresh),
        rules=looked_at,
        held_back=tuple(rule for rule in asked if untagged and needs_tags(rule)),
        coverage=coverage(questionnaire),
        lost=questionnaire.lost,
    )


def needs_tags(rule: Rule) -> bool:
    """Whether a rule can say nothing about an imported file before somebody has said what its questions are for."""
    return rule.family in OF_PURPOSE or rule.id in OF_ROLES


def _found(rule: Rule, questionnaire: Questionnaire, scales: frozenset[str]) -> Iterator[Finding]:
    """What a rule finds, in the severity that the study gives it.

    `scales` are the questions of published scales, whose wording is not judged.
    """
    severity = severity_set(questionnaire, rule)
    for finding in rule.check(questionnaire):
        if rule.family == "WRD" and finding.question in scales:
            continue
        yield replace(finding, severity=severity) if severity in WORST_FIRST else finding


def _parted(
    found: Sequence[Finding], ignored: Sequence[Ignored]
) -> tuple[tuple[tuple[Finding, str], ...], list[Finding]]:
    """The findings that somebody decided not to follow, with the reason, and the others."""
    apart, others = [], []
    for finding in found:
        reason = next((one.ignore.reason for one in ignored if one.covers(finding)), None)
        if reason is None:
            others.append(finding)
        else:
            apart.append((finding, reason))
    return tuple(apart), others


def blocking(report: LintReport) -> tuple[Finding, ...]:
    """The findings that make an analysis impossible: it would be a guess which question or answer is meant.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.model import Question
    >>> twins = tuple(Question(id="q1", text=text, type="text") for text in ("Your job?", "Your town?"))
    >>> [finding.rule for finding in blocking(lint(Questionnaire(study=Study(title="T"), questions=twins)))]
    ['STR311']
    """
    return tuple(finding for finding in report.findings if finding.rule in BLOCKING)


def explain(rule_id: str) -> str:
    """The page of a rule by its id or slug, or a line for each rule of a family; UsageProblem when there is neither.

    >>> print(explain("ACT001").splitlines()[0])
    ACT001 action-missing (error): a question that nobody can act on.
    >>> explain("ACT100")
    Traceback (most recent call last):
    survey_seg.errors.UsageProblem: LINT_UNKNOWN_RULE: there is no rule 'ACT100'. Hint: did you mean ACT010?
    """
    family = [rule for rule in RULES if rule.family == rule_id.strip().upper()]
    if family:
        return listing(family)
    names = {name: rule for rule in RULES for name in (rule.id.casefold(), rule.slug)}
    rule = names.get(rule_id.strip().casefold())
    if rule is None:
        close = nearest(rule_id, [name for rule in RULES for name in (rule.id, rule.slug)])
        hint = f"did you mean {close}?" if close else "survey-seg explain lists all rules"
        raise UsageProblem(Problem("LINT_UNKNOWN_RULE", f"there is no rule {quoted(rule_id)}", hint=hint))
    page = (rule.explanation or "").strip()
    sure = f"Confidence\n    {rule.confidence}"
    if rule.false_alarms is not None:
        sure += f", {rule.false_alarms:g} false alarms per 100 items of clean pools"
    return f"{rule.id} {rule.slug} ({rule.severity}): {page[:1].lower()}{page[1:]}\n\n{sure}\n"


def listing(rules: Sequence[Rule] = RULES) -> str:
    """A line for each rule: id, severity, slug, and what it finds.

    >>> listing().split()[:3]
    ['ACT001', 'error', 'action-missing']
    """
    wide = max(len(rule.slug) for rule in rules)
    first = {rule.id: (rule.explanation or "").strip().partition("\n")[0] for rule in rules}
    return "".join(f"{rule.id} {rule.severity:<7} {rule.slug:<{wide}} {first[rule.id]}\n" for rule in rules)
