"""What a reader of the profiles must know: figures that are none, and segments that are not what they seem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from survey_seg.analysis.criterion import percent, spent_criteria
from survey_seg.analysis.demographics import in_short, listed
from survey_seg.analysis.segment_nature import AnswerLevel, Recovered
from survey_seg.errors import Notice
from survey_seg.questionnaire.lint.purpose import WHO_PEOPLE_ARE
from survey_seg.questionnaire.model import Questionnaire

LOW_BASE = 30
"""People in a segment below which shares are not to be read (a house rule of the trade)."""

RECOVERED = 0.5
"""The way from guessing the largest segment to always being right, from which demographics are said to explain the
segments. Three to five good golden questions go .6 to .8 of that way, age and region of an attitude segmentation .0 to
.2; half of the way is what no study of attitudes or needs should reach by asking who people are."""

LEVEL = 0.5
"""Share of what sets the segments apart from which they differ mainly in how high people answer throughout. k-means
segments of answers as given hold .73 of it on the 60 favourable statements of the airline study and .16 on the 25
traits of bfi, some of them reversed; of answers less the person's own mean .10 and .07."""

LISTED = 5


def base_notices(sizes: pd.DataFrame, thin: Sequence[str], *, basis: bool) -> Iterator[Notice]:
    """On segments with few people, on questions (`thin`) that few answered in one, and on why the basis has no test."""
    for row in sizes.to_dict("records"):
        if row["base"] < LOW_BASE:
            text = f"Segment {row['segment']} has {row['base']} people; shares of fewer than {LOW_BASE} are no figures."
            yield Notice("PROFILES_LOW_BASE", text)
    if thin:
        text = f"Fewer than {LOW_BASE} people of a segment answered {_first(thin)}; these shares are no figures."
        yield Notice("PROFILES_FEW_ANSWERS", text)
    if basis:
        text = "Basis items have no test: they made the segments, so the segments differ on them by construction."
        yield Notice("PROFILES_BASIS_NOT_TESTED", text)


def basis_notices(questionnaire: Questionnaire) -> Iterator[Notice]:
    """On a basis that cannot make segments of people who want different things, or that holds its own proof."""
    questions = [one for one in questionnaire.questions if "basis" in one.role]
    if questions and all(one.data_type in WHO_PEOPLE_ARE for one in questions):
        text = (
            "All basis questions are about who people are; people of one age or region seldom want the same, so these "
            "segments say whom to find and not what to do."
        )
        yield Notice("PROFILES_ONLY_DEMOGRAPHICS", text)
    occasions = [one.id for one in questions if one.data_type == "occasion"]
    if occasions:
        text = (
            f"The basis asks about an occasion ({_first(occasions)}), not about the person: the same person may be in "
            "another segment at the next occasion, so shares are shares of occasions."
        )
        yield Notice("PROFILES_OCCASIONS", text)
    spent = [one.name for one in spent_criteria(questionnaire)]
    if spent:
        text = (
            f"{_first(spent)} {'is' if len(spent) == 1 else 'are'} outcome or value and in the basis at once: "
            "segments always differ in what they were built on, so that says nothing of what they are good for."
        )
        yield Notice("PROFILES_CRITERION_IN_BASIS", text)


def explained_notices(criteria: pd.DataFrame, found: Recovered | None, level: AnswerLevel | None) -> Iterator[Notice]:
    """On segments that demographics explain, or outdo, and on segments of how people answer."""
    if found is not None and found.lift >= RECOVERED:
        text = (
            f"Who people are tells the segment of {percent(found.accuracy)} of people who were held out "
            f"({percent(found.guess)} by guessing), by {listed(found.by)}: the segments are mostly a demographic "
            "split, which is cheaper to have."
        )
        yield Notice("PROFILES_DEMOGRAPHIC", text)
    for row in criteria[criteria["gain_high"] < 0].to_dict("records"):
        text = (
            f"A demographic split into as many groups explains more of {in_short(row['text'])} than the segments do: "
            f"{percent(row['demographic'])} against {percent(row['share'])}."
        )
        yield Notice("PROFILES_DEMOGRAPHICS_EXPLAIN_MORE", text)
    if level is not None and level.share >= LEVEL:
        text = (
            f"{percent(level.share)} of what sets the segments apart on {level.items} ratings is that some people "
            "answer higher than others throughout, which may be a habit of answering and no opinion. Profiles show the "
            f"answers as given; taking each person's own mean away would leave {percent(1 - level.share)}."
        )
        yield Notice("PROFILES_ANSWER_LEVEL", text)


def _first(names: Sequence[str]) -> str:
    return ", ".join(names[:LISTED]) + (f" and {len(names) - LISTED} more" if len(names) > LISTED else "")
