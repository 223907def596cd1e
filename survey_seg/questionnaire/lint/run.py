"""Every rule over one questionnaire, and the page of each rule."""

from __future__ import annotations

from collections.abc import Sequence

from survey_seg.errors import Problem, UsageProblem, quoted
from survey_seg.questionnaire.lint.finding import WORST_FIRST, Finding, LintReport, Rule
from survey_seg.questionnaire.lint.purpose import share_not_actionable
from survey_seg.questionnaire.lint.rules import RULES
from survey_seg.questionnaire.lint.similar import nearest
from survey_seg.questionnaire.minutes import expected_minutes
from survey_seg.questionnaire.model import Questionnaire

BLOCKING = ("STR311", "OPT214")
"""Rules whose findings leave it open which question or which answer a value in the response file stands for."""


def lint(questionnaire: Questionnaire, *, rules: Sequence[Rule] = RULES) -> LintReport:
    """What is better changed before the questionnaire is fielded.

    Answers "can somebody act on every answer, and can such people be found?". The findings come worst first, then in
    the order of the file. A rule of your own joins by argument: `lint(questionnaire, rules=(*RULES, MINE))`.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.model import Question
    >>> asked = Question(id="pets", text="How many pets do you have?", type="number")
    >>> report = lint(Questionnaire(study=Study(title="Pets"), questions=(asked,)))
    >>> [finding.slug for finding in report.findings if finding.question == "pets"]
    ['action-missing', 'role-missing']
    """
    found = [finding for rule in rules for finding in rule.check(questionnaire)]
    order = {severity: rank for rank, severity in enumerate(WORST_FIRST)}
    found.sort(key=lambda finding: (order[finding.severity], finding.line or 0))
    return LintReport(
        title=questionnaire.study.title,
        file=questionnaire.file,
        findings=tuple(found),
        minutes=expected_minutes(questionnaire),
        share_not_actionable=share_not_actionable(questionnaire),
    )


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
    """The page of a rule, found by its id or its slug; UsageProblem when there is no such rule.

    >>> print(explain("ACT001").splitlines()[0])
    ACT001 action-missing (error): a question that nobody can act on.
    >>> explain("ACT100")
    Traceback (most recent call last):
    survey_seg.errors.UsageProblem: LINT_UNKNOWN_RULE: there is no rule 'ACT100'. Hint: did you mean ACT010?
    """
    names = {name: rule for rule in RULES for name in (rule.id.casefold(), rule.slug)}
    rule = names.get(rule_id.strip().casefold())
    if rule is None:
        close = nearest(rule_id, [name for rule in RULES for name in (rule.id, rule.slug)])
        hint = f"did you mean {close}?" if close else f"the rules are {RULES[0].id} to {RULES[-1].id}"
        raise UsageProblem(Problem("LINT_UNKNOWN_RULE", f"there is no rule {quoted(rule_id)}", hint=hint))
    page = (rule.explanation or "").strip()
    return f"{rule.id} {rule.slug} ({rule.severity}): {page[:1].lower()}{page[1:]}\n"
