"""A scale with too few points for factor analysis.

What it does
    Counts the points of the scales of needs and attitudes in the basis, missing answers left out, and compares them
    with 5.

Why it is bad
    Correlations between scales of two, three or four points are too low, and the more the answers lean to one side the
    lower they get. Factors then show which items are skewed alike instead of which belong together.

Example
    questions:
      - id: needs
        options:
          - {code: 1, label: Not important}
          - {code: 2, label: Fairly important}
          - {code: 3, label: Very important}

Use instead
    questions:
      - id: needs
        options:
          - {code: 1, label: Not at all important}
          - {code: 2, label: Slightly important}
          - {code: 3, label: Fairly important}
          - {code: 4, label: Very important}
          - {code: 5, label: Extremely important}

When it stays silent
    From five points; for behaviour, value and facts, which go into no factor; outside the basis; for single choices and
    ticked answers, and for scales of a published instrument (`validated_scale`).

Source
    Rhemtulla, Brosseau-Liard and Savalei 2012, When can categorical variables be treated as continuous?: from five
    categories. Below, polychoric correlations are the way out.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every scale of the basis with fewer points than the limit."""
    least = round(RULE.limit(questionnaire, "points"))
    for path, question in basis_questions(questionnaire):
        if question.data_type not in {"need", "attitude"} or question.type not in {"scale", "grid"}:
            continue
        points = {option.code for option in question.options if not option.missing}
        if question.validated_scale or not points or len(points) >= least:
            continue
        yield RULE.at(
            questionnaire,
            (*path, "options"),
            message=f"the scale has {len(points)} points, factor analysis needs {least}",
            reason="correlations of coarse scales are too low, and skewed items look alike",
            suggestion=f"Ask it on {least} to 7 points, or plan with polychoric correlations",
        )


RULE = Rule("ANA402", "scale-points-low", "warning", __doc__, check, limits={"points": 5})
