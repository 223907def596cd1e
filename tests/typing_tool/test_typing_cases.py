"""The cases that every export and engine is tried on are as hard as they claim to be."""

from types import ModuleType

import numpy as np

from survey_seg.typing_tool.spec import TypingSpec


def test_the_cases_hold_ties_and_close_calls(typing_cases: ModuleType, small: TypingSpec) -> None:
    eight = typing_cases.eight_by_six()
    for spec in (eight, small):
        cases = typing_cases.hard_cases(spec)
        found = [typing_cases.typed(spec, case) for case in cases]
        whole = [one for one in found if one.answered == len(spec.questions)]
        assert len(cases) >= 4000
        assert sum(one.margin == 0 for one in whole) >= 25
        assert sum(one.margin <= 2 for one in whole) >= 50
        assert sum(bool(one.invalid) for one in found) >= 1000
        assert sum(one.segment is None for one in found) >= 50


def test_the_shortcut_over_all_patterns_is_the_reference(typing_cases: ModuleType) -> None:
    spec = typing_cases.eight_by_six()
    patterns = typing_cases.every_pattern()
    assert patterns.shape == (1_679_616, 8)
    some = np.random.default_rng(1).choice(len(patterns), 500)
    scores = typing_cases.every_score(spec, patterns[some])
    for row, own in zip(patterns[some].tolist(), scores.tolist(), strict=True):
        one = typing_cases.typed(spec, row)
        assert (list(one.scores), one.segment) == (own, own.index(max(own)) + 1)
