"""Whatever an analysis of real answers writes in words of its own is told in every language of the report."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from survey_seg.study.model import Study

_SPEC = spec_from_file_location("told_words", Path(__file__).parents[1] / "report" / "told_words.py")
words = module_from_spec(_SPEC)
_SPEC.loader.exec_module(words)


def test_every_word_of_ours_in_a_study_is_told(demo_study: Study) -> None:
    said = words.words_of(dict(demo_study.results))
    assert len(said) > 30
    assert words.left_in_english(said) == []
