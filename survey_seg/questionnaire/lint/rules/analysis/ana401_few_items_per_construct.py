"""A construct measured by too few items to be a factor.

What it does
    Counts the basis items of each construct of needs and attitudes, grid lines one by one: two are a warning, a single
    one an error.

Why it is bad
    A factor on two items is not identified by them alone, and one item is no factor: its own measurement error goes
    into the segments as if it were a difference between people.

Example
    questions:
      - id: needs
        rows:
          - {id: needs_1, text: Training must fit into half an hour}
          - {id: needs_2, text: I want to train close to home}

Use instead
    questions:
      - id: needs
        rows:
          - {id: needs_1, text: Training must fit into half an hour}
          - {id: needs_2, text: I want to train close to home}
          - {id: needs_3, text: I want to start without booking}

When it stays silent
    From three items; for behaviour, value and facts, which are observed and need no factor; for items without a
    construct; and for multi questions, whose ticks are many items already.

Source
    Identification of a factor by three indicators: Bollen 1989, Structural Equations with Latent Variables, chapter 7.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.model import Path, Questionnaire

ENOUGH = 3


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every construct with one or two basis items."""
    items: dict[str, list[Path]] = {}
    for construct, path in _items(questionnaire):
        items.setdefault(construct, []).append(path)
    for construct, paths in items.items():
        if len(paths) >= ENOUGH:
            continue
        count = "only one item" if len(paths) == 1 else f"only {len(paths)} items"
        yield RULE.at(
            questionnaire,
            paths[0],
            message=f"the construct {quoted(construct)} has {count} in the basis",
            reason="measurement error of a few items passes for a difference between people",
            suggestion="Ask at least three items, join it with a related construct, or leave it out",
            severity="error" if len(paths) == 1 else "warning",
        )


def _items(questionnaire: Questionnaire) -> Iterator[tuple[str, Path]]:
    for path, question in basis_questions(questionnaire):
        if question.data_type not in {"need", "attitude"} or question.type == "multi":
            continue
        if not question.rows and question.construct:
            yield question.construct, path
        for index, row in enumerate(question.rows):
            construct = row.construct or question.construct
            if construct:
                yield construct, (*path, "rows", index)


RULE = Rule("ANA401", "few-items-per-construct", "warning", __doc__, check)
