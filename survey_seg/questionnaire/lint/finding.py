"""What a rule is, what it says about a questionnaire, and what all rules together say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from survey_seg.questionnaire.model import Path, Questionnaire

Severity = Literal["error", "warning", "info"]
WORST_FIRST: tuple[Severity, ...] = ("error", "warning", "info")


def printable(text: str) -> str:
    r"""Text as one line of visible characters: what would move a cursor or turn the reading direction becomes a dot.

    >>> printable("red \x1b[31malert\n")
    'red ·[31malert·'
    """
    return "".join(letter if letter.isprintable() else "·" for letter in text)


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
    spot in the file and `line` its line or row, None when the questionnaire was not read from a file.
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


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its name, how grave a finding usually is, the page that explains it, and the check itself."""

    id: str
    slug: str
    severity: Severity
    explanation: str | None
    check: Callable[[Questionnaire], Iterable[Finding]]

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
        )


@dataclass(frozen=True, slots=True)
class LintReport:
    """Every finding, the worst first and then in the order of the file.

    `minutes` is the expected time to answer; `share_not_actionable` is the part of it, 0 to 1, that respondents spend
    on questions whose answers nobody can act on.
    """

    title: str
    file: str
    findings: tuple[Finding, ...]
    minutes: float
    share_not_actionable: float

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
