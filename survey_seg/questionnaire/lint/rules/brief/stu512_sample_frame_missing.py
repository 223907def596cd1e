"""Nobody says who is asked.

What it does
    Looks at `study.sample`: the population, the source and the number of respondents. One finding names what lacks.

Why it is bad
    The size of a segment is a share of somebody. Without population and source nobody can say of whom, and without n
    nobody can say how many variables the sample carries.

Example
    study:
      sample: {n: 1200}

Use instead
    study:
      sample: {n: 1200, population: Members and lapsed members, source: panel}

When it stays silent
    When all three are there, in whatever words.

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 5; AAPOR disclosure elements.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding that names what is missing."""
    sample = questionnaire.study.sample
    parts = {
        "population": (sample.population or "").strip(),
        "source": (sample.source or "").strip(),
        "n": sample.n,
    }
    missing = [name for name, given in parts.items() if not given]
    if missing:
        yield RULE.at(
            questionnaire,
            ("study", "sample"),
            message=f"the sample is not described: {' and '.join(missing)} missing",
            reason="a segment's size is a share of somebody, and nobody says of whom",
            suggestion="Write `sample: {n: ..., population: ..., source: ...}`",
        )


RULE = Rule("STU512", "sample-frame-missing", "warning", __doc__, check)
