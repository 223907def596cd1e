"""Which tools may leave the house in a form that names a person's segment, and which are too large for it."""

from __future__ import annotations

from survey_seg.errors import CannotCompute, Problem
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.terms import largest_score

EXACT = 2**53
"""Whole numbers up to here are exact in double precision, which most of these programs compute in."""


def require_labels(spec: TypingSpec, form: str) -> None:
    """Nothing, when the tool may say which segment a person belongs to; otherwise it is not written in this form.

    For forms whose purpose is the segment of a person. Raises CannotCompute EXPORT_NO_LABELS for a tool whose fields
    say so little about the segments that only scores may be used (`hard_labels` is False).
    """
    if not spec.hard_labels:
        what = f"the fields of this tool say too little to put a person into a segment, which is what {form} does"
        hint = "export the tool in a form that gives scores, and use them to order people: json, sql, python, r, onnx"
        raise CannotCompute(Problem("EXPORT_NO_LABELS", what, hint=hint))


def require_exact(spec: TypingSpec) -> None:
    """Nothing, when every score is exact in double precision; otherwise the tool would type differently elsewhere.

    Raises CannotCompute EXPORT_TOO_LARGE when an answer could lead to a score beyond 2 to the power of 53.
    """
    if largest_score(spec) > EXACT:
        what = "the weights and answers of this tool are so large that other programs would round its scores"
        hint = "fit the tool with a smaller scale, or give its questions a smaller range"
        raise CannotCompute(Problem("EXPORT_TOO_LARGE", what, expected=f"scores of at most {EXACT}", hint=hint))
