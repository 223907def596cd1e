"""What the options of a study say about the questions of its typing tool."""

from __future__ import annotations

from survey_seg.analysis.model import Basis
from survey_seg.errors import Problem, UsageProblem
from survey_seg.responses.model import Responses
from survey_seg.study.model import Options
from survey_seg.typing_tool.making.candidates import candidate_design
from survey_seg.typing_tool.making.question_choice import ANY, QuestionChoice


def question_choice(options: Options) -> QuestionChoice:
    """How many questions, which in any case, which never, and what they cost.

    >>> question_choice(Options(tool_questions=6, ask=("q3",), cost=("q7=0.5",)))
    QuestionChoice(most=6, ask=('q3',), never=(), cost={'q7': 0.5})
    """
    costs: dict[str, float] = {}
    for one in options.cost:
        name, _, number = one.rpartition("=")
        try:
            costs[name.strip()] = float(number)
        except ValueError:
            name = ""
        if not name.strip():
            raise UsageProblem(Problem("TYPING_COST", f"--cost {one}", expected="a question and a number, like q7=0.5"))
    return QuestionChoice(most=options.tool_questions, ask=options.ask, never=options.never, cost=costs)


def check_question_choice(choice: QuestionChoice, responses: Responses, basis: Basis) -> None:
    """Refuses what cannot be done before the long work begins (UsageProblem)."""
    if choice != ANY:
        choice.check(candidate_design(responses, basis))
