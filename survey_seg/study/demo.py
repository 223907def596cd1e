"""The main job on real answers that come with a dependency."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from survey_seg.analysis.priorities import DEFAULT_CRITERIA
from survey_seg.errors import EnvironmentProblem, Problem
from survey_seg.resources import folder
from survey_seg.stats.progress import Progress, silent
from survey_seg.study.model import Decisions, Files, Options, Study
from survey_seg.study.steps import build

DATA = "data/anes96.csv"


def demo(
    output: str | Path = "survey-seg-demo", *, options: Options = Options(), progress: Progress = silent  # noqa: B008
) -> Study:  # fmt: skip
    """Analyse 944 real respondents, told as a news publisher's subscription study.

    The answers are the 1996 American National Election Study extract that statsmodels ships; the questionnaire with
    its actions and reach is ours (questionnaires/examples/news_subscription.yaml).
    """
    files = Files(
        questionnaire=folder("questionnaires") / "examples" / "news_subscription.yaml",
        responses=_anes96(),
        keep_as=DATA,
    )
    decisions = Decisions(
        questionnaire="questionnaire.yaml", responses=DATA, options=options, criteria=DEFAULT_CRITERIA
    )
    return build(files, Path(output), decisions, progress=progress)


def _anes96() -> Path:
    # Found without importing statsmodels, which would cost seconds for one file of numbers.
    package = find_spec("statsmodels")
    places = list(package.submodule_search_locations or ()) if package else []
    for place in places:
        path = Path(place, "datasets", "anes96", "anes96.csv")
        if path.is_file():
            return path
    hint = "install statsmodels, which carries the answers"
    raise EnvironmentProblem(Problem("DEMO_NO_DATA", "the demo's answers are not here", hint=hint))
