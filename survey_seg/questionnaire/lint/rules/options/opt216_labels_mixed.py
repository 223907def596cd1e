"""The same kind of scale in different words or lengths.

What it does
    Compares the labels of scales of agreement, satisfaction and importance, and finds questions whose scale differs
    from the one that most others of the kind use.

Why it is bad
    A "rather agree" here and a "tend to agree" there look alike in a chart and are not: the batteries cannot be
    compared or joined, and nothing of it was meant.

Example
    questions:
      - id: offers
        text: And with each of these?
        type: grid
        role: [descriptor]
        rows: [{id: offers_1, text: I read reviews}]
        options:
          - {code: 1, label: Do not agree at all}
          - {code: 2, label: Tend to disagree}
          - {code: 3, label: Neither}
          - {code: 4, label: Tend to agree}
          - {code: 5, label: Completely agree}

Use instead
    questions:
      - id: offers
        text: And with each of these?
        type: grid
        role: [descriptor]
        rows: [{id: offers_1, text: I read reviews}]
        options:
          - {code: 1, label: Disagree strongly}
          - {code: 2, label: Disagree}
          - {code: 3, label: Neither}
          - {code: 4, label: Agree}
          - {code: 5, label: Agree strongly}

When it stays silent
    For the same words in another order ("strongly agree", "agree strongly"), for what is rated ("satisfied with the
    service"), for scales of different kinds, for published scales, where points have no words, and in other languages
    than English and German.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys, on consistent scales.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.polarity import plain_label, scale_of
from survey_seg.questionnaire.model import Path, Question, Questionnaire

KINDS = frozenset({"agree", "applies", "satisfied", "important"})
AFTER_THE_RATING = Late(
    r"(?<=agree)\b.*|(?<=satisfied)\b (?!nor).*|(?<=important)\b (?!nor).*|(?<=zufrieden)\b (?!noch).*|"
    r"(?<=wichtig)\b (?!noch).*"
)
Signature = tuple[frozenset[str], ...]


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every scale in other words than most of its kind."""
    by_kind: dict[tuple[str, bool], list[tuple[Path, Question, Signature]]] = {}
    for path, question in numbered(questionnaire):
        scale = scale_of(question, questionnaire.study.language)
        if scale and scale.complete and scale.family in KINDS and scale.points > 2 and not question.validated_scale:
            same = by_kind.setdefault((scale.family, scale.bipolar), [])
            same.append((path, question, _signature(question)))
    for same in by_kind.values():
        usual, _ = Counter(signature for _, _, signature in same).most_common(1)[0]
        pattern = next(question.id for _, question, signature in same if signature == usual)
        for path, _, signature in same:
            if signature != usual:
                yield RULE.at(
                    questionnaire,
                    (*path, "options"),
                    message=f"the scale has other words or points than that of {quoted(pattern)}",
                    reason="answers that look alike in a chart cannot be compared",
                    suggestion="Use one scale for all questions of the kind",
                )


def _signature(question: Question) -> Signature:
    """The words of each point in any order, from the same end, without what is rated and what is in the middle."""
    labels = [plain_label(option.label) for option in question.options if not option.missing]
    points = [frozenset(_rating(label).split()) for label in labels]
    if len(points) % 2:
        points[len(points) // 2] = frozenset()
    return tuple(min(points, points[::-1], key=lambda order: [sorted(point) for point in order]))


def _rating(label: str) -> str:
    return (
        label if label.endswith(("strongly", "somewhat", "completely", "slightly")) else AFTER_THE_RATING.sub("", label)
    )


RULE = Rule("OPT216", "labels-mixed", "warning", __doc__, check)
