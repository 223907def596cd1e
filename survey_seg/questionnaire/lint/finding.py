"""What a rule is, what it says about a questionnaire, and what all rules together say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from survey_seg.questionnaire.lint.coverage import Covered
from survey_seg.questionnaire.lint.profiles import profile_of
from survey_seg.questionnaire.minutes import Estimate
from survey_seg.questionnaire.model import Lost, Path, Questionnaire

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
WORST_FIRST: tuple[Severity, ...] = ("error", "warning", "info")


def printable(text: str) -> str:
    r"""Text as one line of visible characters: what would move a cursor or turn the reading direction becomes a dot.

    >>> printable("red \x1b[31malert\n")
    'red ·[31malert·'
    """
    return text if text.isprintable() else "".join(letter if letter.isprintable() else "·" for letter in text)


def place_of(path: Path) -> str:
    """A place in the file as people and programs write it.

    >>> place_of(("questions", 3, "action", 0, "verb"))
    'questions[3].action[0].verb'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is better changed before fielding: where, what is there, why it matters, a way out.

    `question` is the id of the question, empty when the finding is about the study as a whole; `place` is the exact
    spot in the file, `line` its line or row, None when the questionnaire was not read from a file, and `anchor` the
    cell or element of a file that came from another tool.
    """

    rule: str
    slug: str
    severity: Severity
    message: str
    reason: str
    suggestion: str
    line: int | None
    question: str
    place: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its name, how grave a finding usually is, the page that explains it, and the check itself.

    `limits` are the numbers it compares with, by name; a study or a profile may set others (`limit`). `confidence` is
    how often a finding is right by the sources; `false_alarms` the findings per 100 items of clean pools, as the
    benchmark of wording prints them, None where nobody measured it. `after` is a second look, once all rules have
    been through.
    """

    id: str
    slug: str
    severity: Severity
    explanation: str | None
    check: Callable[[Questionnaire], Iterable[Finding]]
    limits: Mapping[str, float] = field(default_factory=dict)
    confidence: Confidence = "high"
    false_alarms: float | None = None
    after: Callable[[Looked], Iterable[Finding]] | None = None

    @property
    def family(self) -> str:
        """The first letters of the id: ACT, RCH, MIX..."""
        return self.id[:3]

    def limit(self, questionnaire: Questionnaire, name: str) -> float:
        """A limit of this rule: the study's own, or its profile's, or the rule's.

        >>> from survey_seg.questionnaire.brief import Study
        >>> long = Rule("LEN001", "too-long", "warning", None, lambda questionnaire: (), limits={"minutes": 12})
        >>> long.limit(Questionnaire(study=Study(title="T"), questions=()), "minutes")
        12
        """
        own = questionnaire.study.lint.limits.get(self.id, {})
        return own.get(name, profile_of(questionnaire).limits.get(self.id, {}).get(name, self.limits[name]))

    def at(
        self,
        questionnaire: Questionnaire,
        path: Path,
        *,
        message: str,
        reason: str,
        suggestion: str,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule at a place in the file, with the rule's own severity unless another is given."""
        of_question = path[0] == "questions" and len(path) > 1 and isinstance(path[1], int)
        return Finding(
            rule=self.id,
            slug=self.slug,
            severity=severity or self.severity,
            message=printable(message),
            reason=printable(reason),
            suggestion=printable(suggestion),
            line=questionnaire.line(*path),
            question=questionnaire.questions[int(path[1])].id if of_question else "",
            place=place_of(path),
            anchor=questionnaire.anchor(*path),
        )


Known = tuple[str, str, str]
"""What makes a finding the same one in the next version of a file: its rule, its question, its place in there."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a second look can see: the questionnaire, all rules, their findings before any is ignored, the baseline."""

    questionnaire: Questionnaire
    rules: Sequence[Rule]
    found: Sequence[Finding]
    baseline: Sequence[Known]


@dataclass(frozen=True, slots=True)
class LintReport:
    """Every finding, the worst first and then in the order of the file.

    `estimate` are the minutes over the ways people take; `share_not_actionable` is the part of them, 0 to 1, spent on
    questions whose answers nobody can act on, None while an imported file carries no tags. `ignored` are the
    findings that somebody decided not to follow, each with the reason given; `known` is how many others a baseline
    holds already. `rules` are those looked at, `held_back` those that wait until an imported file carries tags,
    `coverage` the matrix of questions and actions, `lost` what of an imported file did not fit.
    """

    title: str
    file: str
    findings: tuple[Finding, ...]
    estimate: Estimate
    share_not_actionable: float | None
    ignored: tuple[tuple[Finding, str], ...] = ()
    known: int = 0
    rules: tuple[Rule, ...] = ()
    held_back: tuple[Rule, ...] = ()
    coverage: tuple[Covered, ...] = ()
    lost: tuple[Lost, ...] = ()

    @property
    def minutes(self) -> float:
        """The expected time to answer."""
        return self.estimate.expected

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must change before fielding."""
        return self._with("error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is worth a second look."""
        return self._with("warning")

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        return {severity: len(self._with(severity)) for severity in WORST_FIRST}

    def _with(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == severity)
