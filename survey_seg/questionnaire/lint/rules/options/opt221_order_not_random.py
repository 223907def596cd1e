"""A long list of names in one order for everybody.

What it does
    Finds questions with one or several answers whose list of more than five names has no order of its own and is not
    shown in random order (`randomise: true`).

Why it is bad
    On a screen the first names are ticked more often, read out the last ones. The shares measure the order of the list
    along with the market.

Example
    questions:
      - id: media
        options:
          - {code: 1, label: Podcasts}
          - {code: 2, label: Linear TV}
          - {code: 3, label: Radio}
          - {code: 4, label: Newspapers}
          - {code: 5, label: Posters}
          - {code: 6, label: Cinema}
          - {code: 9, label: None of these, exclusive: true}

Use instead
    questions:
      - id: media
        randomise: true
        options:
          - {code: 1, label: Podcasts}
          - {code: 2, label: Linear TV}
          - {code: 3, label: Radio}
          - {code: 4, label: Newspapers}
          - {code: 5, label: Posters}
          - {code: 6, label: Cinema}
          - {code: 9, label: None of these, exclusive: true}

When it stays silent
    For lists with an order of their own or in the order of the alphabet, for facts about people and firms,
    for questions that serve the study itself, for published scales, and in other languages than English and German.
    Missing, exclusive and open answers and "another one" do not count.

Source
    Krosnick and Presser 2010, Question and questionnaire design, on primacy and recency.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import is_technical, numbered
from survey_seg.questionnaire.lint.words.answers import is_alphabetical, is_ordered, listed_answers
from survey_seg.questionnaire.lint.words.polarity_words import LEXICONS
from survey_seg.questionnaire.model import Question, Questionnaire

FACTS = frozenset({"demographic", "firmographic", "geo"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every long list of names in a fixed order."""
    language = questionnaire.study.language
    for path, question in numbered(questionnaire):
        if language not in LEXICONS or not _may_be_shuffled(question):
            continue
        names = len(listed_answers(question, language))
        if names <= RULE.limit(questionnaire, "answers"):
            continue
        if not is_ordered(question, language) and not is_alphabetical(question, language):
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"{names} answers without an order of their own are shown in the same order to everybody",
                reason="the first names on a screen are ticked more often",
                suggestion="Add `randomise: true`; missing, exclusive and open answers stay at the end",
            )


def _may_be_shuffled(question: Question) -> bool:
    open_order = question.type in ("single", "multi") and not question.randomise and not question.validated_scale
    return open_order and not is_technical(question) and question.data_type not in FACTS


RULE = Rule("OPT221", "order-not-random", "warning", __doc__, check, limits={"answers": 5})
