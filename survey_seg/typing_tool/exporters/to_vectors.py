"""The test vectors of the typing tool as CSV: answers and what they must give, for whoever ports the tool."""

from __future__ import annotations

from pathlib import Path

from survey_seg.artifact import write_csv
from survey_seg.typing_tool.spec import TypingSpec


def export(spec: TypingSpec, path: Path) -> None:
    """Write a row per test vector: the answers in columns with the questions' ids, and what they must give.

    expected_segment, expected_margin and expected_band (left out for a tool that may not name segments), and
    expected_score_1 ... in the order of the segments. An empty cell is no answer, or no segment.
    """
    scores = [f"expected_score_{place}" for place in range(1, len(spec.segments) + 1)]
    told = ["segment", "margin", "band"] if spec.hard_labels else []
    columns = [*(question.id for question in spec.questions), *(f"expected_{key}" for key in told), *scores]
    rows = [[*vector["answers"], *(vector[key] for key in told), *vector["scores"]] for vector in spec.vectors]
    write_csv(path, columns, rows)
