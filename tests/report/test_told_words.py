"""What the analysis writes into results.json in words of its own is told in every language a report comes in."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.criterion import COLUMNS, criteria_sentence
from survey_seg.analysis.methods import METHODS
from survey_seg.analysis.verdict import SENTENCES, choose_k
from survey_seg.questionnaire.brief import Market, Refresh, Sample, Study
from survey_seg.report.language.catalogue import speaking
from survey_seg.report.language.speech import told
from survey_seg.responses.quality import CHECKS
from survey_seg.tracking.cadence import advise
from survey_seg.typing_tool.find_words import labels_sentence

_SPEC = spec_from_file_location("told_words", Path(__file__).with_name("told_words.py"))
words = module_from_spec(_SPEC)
_SPEC.loader.exec_module(words)


def test_every_notice_is_told() -> None:
    assert len(words.notices()) > 60
    assert words.left_in_english(words.notices()) == []


def test_every_reason_why_something_is_not_computed_is_told() -> None:
    assert len(words.reasons()) > 40
    assert words.left_in_english(words.reasons()) == []


def test_made_up_results_are_told(states: dict[str, Callable[[], dict]]) -> None:
    for name, made in states.items():
        if "hostile" not in name:
            assert words.left_in_english(words.words_of(made())) == [], name


def test_verdicts_methods_and_checks_are_told() -> None:
    fixed = {*SENTENCES.values(), *(method.words for method in METHODS), *(check.name for check in CHECKS)}
    assert words.left_in_english(fixed) == []


def test_every_advice_when_to_look_again_is_told() -> None:
    said = set()
    for dynamics, kind, full, light, act in product(
        ("stable", "moderate", "dynamic"), ("market", "audience"), (None, 1, 90), (None, 1, 90), (None, 2, 50)
    ):
        refresh = Refresh(full_months=full, light_months=light, act_months=act)
        for fielded, weak in (
            (None, (None, None, None)),
            ("2026-03", (0.41, 0.6, 120.0)),
            ("2026-03", (None, 0.5, 90)),
        ):
            study = Study(title="Gyms", kind=kind, market=Market(dynamics=dynamics), refresh=refresh,
                          sample=Sample(fielded=fielded))  # fmt: skip
            advice = advise(study, stability_worst=weak[0], typing_accuracy=weak[1], n_eff=weak[2])
            said |= {reason.text for reason in advice.reasons} | {notice.text for notice in advice.notices}
            said |= {reason.source for reason in advice.reasons if not reason.source.startswith(words.KEYS)}
    assert len(said) > 50
    assert words.left_in_english(said) == []


def test_every_reason_for_a_number_of_segments_is_told() -> None:
    rows = {"k": [1, 2, 3, 4, 5], "agreement": 0.6, "jaccard_min": 0.7, "separated": 0.2}
    said = set()
    for stability, smallest, ends, null in product((0.2, 0.7, 0.9), (0.01, 0.2), ((3, 4), (3, 3), (7, 8)), (0.5, 0.95)):
        table = pd.DataFrame(rows | {"stability": stability, "support": stability, "share_min": smallest})
        found = np.full((20, 4), null)
        said |= {choose_k(table, one, ends)[1] for one in (found, np.full((20, 4), np.nan))}
        said |= {choose_k(table[:1], found, ends)[1], choose_k(table[:3], found[:, :2], ends)[1]}
    assert len(said) > 10
    assert words.left_in_english(said) == []


def test_what_the_segments_explain_is_told() -> None:
    lists = ("“Age”", "“Age” and “Region”", "“Age”, “Region” and “Income”", "“A”, “B”, “C”, “D” and “E”")
    said = {criteria_sentence(pd.DataFrame(columns=list(COLUMNS)))}
    for (n, gain), (share, other), by in product(
        ((1, -0.1), (1, 0.0), (2, 0.1), (3, 0.0), (5, 0.1)),
        ((0.14, 0.2), (0.14, 0.004), (0.004, -0.1), (-0.1, np.nan)),
        lists,
    ):
        alone = "“Region”" if n == 2 else "“Age”"
        known = {"share": share, "demographic": other, "by": by, "alone": 0.1, "alone_by": alone, "random": 0.01,
                 "gain": gain, "gain_low": gain - 0.05, "gain_high": gain + 0.05}  # fmt: skip
        rows = [dict.fromkeys(COLUMNS) | known | {"text": f"How much is it? I say {i}."} for i in range(n)]
        said.add(criteria_sentence(pd.DataFrame(rows)))
    assert words.left_in_english(said) == []
    with speaking("de"):
        assert "„How much is it? I say 0.“" in told(criteria_sentence(pd.DataFrame(rows)))


def test_what_fields_tell_is_told() -> None:
    for value, low, high in ((0.01, 0.0, 0.02), (0.03, 0.0, 0.08), (0.06, 0.02, 0.1), (0.3, 0.2, 0.4)):
        found = {"explained": {"value": value, "low": low, "high": high}, "limit": 0.05, "baseline": 0.4,
                 "accuracy": {"value": 0.45}}  # fmt: skip
        text = f"Finding people by fields that are known without asking: {labels_sentence(found)}"
        assert words.left_in_english({text}) == []


def test_sentences_with_words_of_tables_are_told() -> None:
    nothing = "that can be seen without asking tell of the segments could be nothing"
    none = "none of them foretells the segment of people held out better than the sizes of the segments do"
    some = "0.5 % of what there is to know (95 % interval: -0.1 % to 1.2 %), for people held out"
    hint = "ask the typing tool's questions instead, or join fields that show behaviour"
    lost = "no question is a field that can be seen without asking"
    each = "q1: nobody answered it; q2: it has no closed answers; q3: it has more than 60 answers; group them"
    wanted = "closed questions on geography, or with `reach` via crm, ad_platform, media or list"
    one, two = "1 is 'A' in the file and 'B' in the questionnaire", "2 is 'B' in the file and 'A' in the questionnaire"
    said = {f"Columns are separated by a {mark}." for mark in ("semicolon", "tab", "vertical bar")}
    said |= {
        "Columns are separated by a comma and quoted with a single quote (').",
        f"what the one field {nothing}: {some}. Hint: {hint}",
        f"what the 3 fields {nothing}: {none}. Hint: {hint}",
        f"{lost}; expected {wanted}.",
        f"{lost}: {each}; and 3 more; expected {wanted}.",
        "The items have little in common (KMO 0.28, unacceptable): factors explain little here.",
        "Column q1: 3 of 400 answers unknown: '9', '98' and 2 more; rows 4, 7. They were set blank. Hint: does the "
        "file count from 0? Recode it to 1 to 5.",
        f"q1: {one}, {two} and 3 more. Codes were read as in the questionnaire.",
        "The field q3 (“Which party do you vote for?”) tells people's political opinion. To find people by it needs "
        "their explicit consent. Ad platforms have removed such targeting.",
        "smaller than 5% of the people; not found again in resampled data (Jaccard 0.31); no reachable answer is more "
        "frequent in it",
    }
    assert words.left_in_english(said) == []


@pytest.mark.parametrize("language", words.TRANSLATED)
def test_every_pattern_tells_its_own_sentence(language: str) -> None:
    for file in sorted((words.WORDS / language).glob("told*.json")):
        for english, text in json.loads(file.read_text(encoding="utf-8")).items():
            with speaking(language):
                assert told(words.PLACE.sub("7", english)) == words.PLACE.sub("7", text), english


def test_figures_are_told_as_the_language_writes_them() -> None:
    with speaking("de"):
        assert (
            told("The tool is right for 46% of new people only (guessing the largest segment: 31%).").count("\u00a0%")
            == 2
        )
        assert told("People with weight 0 were left out: 1,234.") == "Personen mit Gewicht 0 wurden weggelassen: 1.234."
    with speaking("fr"):
        assert told("12,345 people answered no basis item; they stand at the average.").startswith("12\u202f345")


def test_telling_a_big_report_takes_no_time(results: dict) -> None:
    said = [text for text in sorted(words.words_of(results)) for _ in range(20)]
    with speaking("fr"):
        begin = time.process_time()
        for text in said:
            told(text)
        assert time.process_time() - begin < 0.3, json.dumps(len(said))
