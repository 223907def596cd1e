"""What a study says about its own lint: rules selected or ignored, other severities; and what the profile adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from survey_seg.questionnaire.brief import Ignore
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.profiles import profile_of
from survey_seg.questionnaire.model import Path, Questionnaire

LANGUAGES = frozenset({"en", "de"})
"""Languages whose wording is judged: there is a lexicon."""

TOLD_BY_TOOLS = frozenset({"link", "weight", "duration"})
"""Roles that another tool's file may tell: its keys, weights and times."""


def names_of(rule: Rule) -> tuple[str, str, str]:
    """What a rule may be called in settings: its id, its slug, its family."""
    return rule.id, rule.slug, rule.family


def wanted(questionnaire: Questionnaire, rule: Rule) -> bool:
    """Whether a rule is looked at: it is selected, and no setting turns it off.

    >>> from survey_seg.questionnaire.brief import LintSettings, Study
    >>> rule = Rule("WRD120", "negation", "info", None, lambda questionnaire: ())
    >>> only = Study(title="T", lint=LintSettings(select=("WRD",)))
    >>> wanted(Questionnaire(study=only, questions=()), rule)
    True
    """
    select = questionnaire.study.lint.select
    if select and rule.family != "LNT" and not set(names_of(rule)) & set(select):
        return False
    if rule.family == "WRD" and questionnaire.study.language not in LANGUAGES:
        return False
    return severity_set(questionnaire, rule) != "off"


def severity_set(questionnaire: Questionnaire, rule: Rule) -> str | None:
    """The severity a study, or its profile, gives all findings of a rule; None leaves the rule's own."""
    for table in (questionnaire.study.lint.severity, profile_of(questionnaire).severity):
        for name in names_of(rule):
            if name in table:
                return table[name]
    return None


def is_untagged(questionnaire: Questionnaire) -> bool:
    """Whether a questionnaire came from another tool and nobody has said yet what its questions are for.

    A file that `survey-seg import` wrote says so by its profile.
    """
    foreign = questionnaire.imported or questionnaire.study.lint.profile == "legacy-import"
    return bool(foreign) and not any(
        question.action or question.reach or question.data_type or not TOLD_BY_TOOLS.issuperset(question.role)
        for question in questionnaire.questions
    )


class Ignored(NamedTuple):
    """An ignore and where it stands; `question` is the id it holds for, empty for the whole study."""

    ignore: Ignore
    path: Path
    question: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one that is not followed here; one without a reason covers nothing."""
        named = self.ignore.rule in {finding.rule, finding.slug, finding.rule[:3]}
        return named and bool(self.ignore.reason) and self.question in {"", finding.question}


def ignores(questionnaire: Questionnaire) -> Iterator[Ignored]:
    """Every ignore of a questionnaire: those of the study first, then those of the questions."""
    for index, ignore in enumerate(questionnaire.study.lint.ignore):
        yield Ignored(ignore, ("study", "lint", "ignore", index))
    for at, question in enumerate(questionnaire.questions):
        for index, ignore in enumerate(question.ignore):
            yield Ignored(ignore, ("questions", at, "ignore", index), question.id)
