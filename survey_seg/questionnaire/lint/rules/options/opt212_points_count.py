"""A scale with too few points to correlate, or with more labelled points than people tell apart.

What it does
    Finds basis questions on attitudes or needs with fewer points than factor analysis needs, and scales of which every
    point is labelled with more points than people can tell apart; notes once per study where statements to agree with
    have more than five points.

Why it is bad
    Three points leave too little to correlate, so factors and segments stand on rounding. Beyond seven labels,
    neighbours mean the same and the choice between them is chance.

Example
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree}
          - {code: 2, label: Neither}
          - {code: 3, label: Agree}

Use instead
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree strongly}
          - {code: 2, label: Disagree}
          - {code: 3, label: Neither}
          - {code: 4, label: Agree}
          - {code: 5, label: Agree strongly}

When it stays silent
    For yes or no, which is a measure of its own, for frequencies, amounts and numbers, for scales with labelled ends
    only, for published scales, and in other languages than English and German.

Source
    Revilla, Saris and Krosnick 2014, Choosing the number of categories in agree-disagree scales; Krosnick and Presser
    2010, Question and questionnaire design.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.words.polarity import AGREE, LEVELLED, scale_of
from survey_seg.questionnaire.model import Path, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every scale that is too short or too long, then one note on long agree scales."""
    fewest, most = RULE.limit(questionnaire, "fewest"), RULE.limit(questionnaire, "most")
    long: list[tuple[Path, str]] = []
    for path, question in numbered(questionnaire):
        scale = scale_of(question, questionnaire.study.language)
        if scale is None or scale.family in LEVELLED or question.validated_scale:
            continue
        measured = "basis" in question.role and question.data_type in ("attitude", "need")
        if measured and 2 < scale.points < fewest:
            what = f"{scale.points} points are too few for correlations, factors and segments"
            yield _at(questionnaire, path, what, "Use five points")
        elif scale.complete and scale.points > most:
            yield _at(
                questionnaire, path, f"{scale.points} labelled points are more than people tell apart", "Use five"
            )
        elif scale.family in AGREE and scale.points > RULE.limit(questionnaire, "agree"):
            long.append((path, question.id))
    if long:
        yield RULE.at(
            questionnaire,
            (*long[0][0], "options"),
            message=f"more than five points to agree on: {listed(name for _, name in long)}",
            reason="the answers get less reliable beyond five points on such scales",
            suggestion="Use five points for statements to agree with",
            severity="info",
        )


def _at(questionnaire: Questionnaire, path: Path, what: str, suggestion: str) -> Finding:
    reason = "the answers are rounded, or neighbouring points are chosen by chance"
    return RULE.at(questionnaire, (*path, "options"), message=what, reason=reason, suggestion=suggestion)


RULE = Rule("OPT212", "points-count", "warning", __doc__, check, limits={"fewest": 4, "most": 7, "agree": 5})
