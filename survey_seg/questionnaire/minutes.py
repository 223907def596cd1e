"""How long the questionnaire takes, by points (Versta Research): eight points are a minute.

A plain question is 1 point, each choice of a question with several answers or a ranking 0.5, an open end 3, each line
of a grid 1, each sentence of an instruction 1/3.
"""

from __future__ import annotations

import re

from survey_seg.questionnaire.model import Question, Questionnaire

POINTS_PER_MINUTE = 8
SHARE_ASKED = 0.5
"""How many are assumed to be asked a question with a condition: nobody knows before fielding, so half."""

NOT_ASKED = {"weight", "link", "duration"}
"""Questions with only these roles come with the file (a weight, a customer number, the length) and take no time."""


def question_minutes(question: Question) -> float:
    """The minutes one question takes a person who is asked it.

    >>> from survey_seg.questionnaire.model import Question
    >>> question_minutes(Question(id="q1", text="What would you change?", type="text"))
    0.375
    """
    if question.role and NOT_ASKED.issuperset(question.role):
        return 0.0
    return _points(question) / POINTS_PER_MINUTE


def _points(question: Question) -> float:
    if question.type == "info":
        return len(re.findall(r"[^.!?…]+", question.text.strip())) / 3
    if question.type in {"multi", "rank", "sum", "maxdiff"}:
        return 0.5 * len(question.options + question.rows)
    if question.type == "text":
        return 3.0
    return float(len(question.rows) or 1)


def expected_minutes(questionnaire: Questionnaire) -> float:
    """The minutes an average person needs; a question with `show_if` counts half, as its incidence is not known yet.

    Answers "is it too long?": a rough figure before fielding, to compare questionnaires and to spot one that is far
    over the limit. Surveys with skips that most people take are shorter than this.

    >>> from survey_seg.questionnaire.brief import Study
    >>> always = Question(id="q1", text="?", type="single")
    >>> filtered = Question(id="q2", text="?", type="single", show_if="q1 == 1")
    >>> expected_minutes(Questionnaire(study=Study(title="T"), questions=(always, filtered)))
    0.1875
    """
    return sum(
        question_minutes(question) * (SHARE_ASKED if question.show_if else 1.0) for question in questionnaire.questions
    )
