"""What the report says follows from the numbers and changes with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_seg.report import evidence, sentences
from survey_seg.report.charts.bars import marker_chart, size_strip
from survey_seg.report.charts.drawn import stability_chart, typing_chart
from survey_seg.report.charts.svg import Words
from survey_seg.report.language import numbers, wording
from survey_seg.report.method import command, loading_rows
from survey_seg.report.segment_views import segment_views

WORDS = Words("title", "finding")


@pytest.mark.parametrize(
    ("jaccard", "word"),
    [
        (0.85, "very stable"), (0.8499, "stable"), (0.75, "stable"), (0.6, "a pattern whose borders move"),
        (0.5999, "may dissolve in a new sample"), (None, "not measured"),
    ],
)  # fmt: skip
def test_stability_words_follow_hennigs_steps(jaccard, word) -> None:
    assert sentences.jaccard_word(jaccard) == word


def test_the_difference_names_what_is_above_and_what_is_below(results) -> None:
    text = sentences.difference(results, 1, {})
    above, below = text.split("; ")
    assert above.startswith("Above average on “")
    assert below.startswith("below average on “")


def test_a_segment_without_markers_is_not_given_a_difference(results) -> None:
    results["segments"]["markers"] = []
    assert sentences.difference(results, 1, {}) == "No basis question sets this segment clearly apart."


def test_an_order_that_may_be_chance_is_called_so(results) -> None:
    assert "The order is clear" in sentences.priority_sentence(results)
    results["priorities"]["separable"] = False
    assert "The order is not clear-cut" in sentences.priority_sentence(results)


def test_of_two_that_are_left_one_ranks_first_and_one_alone_has_no_order(results) -> None:
    assert sentences.priority_sentence(results).endswith("rank first or second.")
    ranked = [row for _, row in evidence.by_rank(results)]
    for row in ranked[2:]:
        row["knocked_out"] = "smaller than 5% of the people"
    said = sentences.priority_sentence(results)
    assert said.endswith(" ranks first.")
    assert "second" not in said
    ranked[1]["knocked_out"] = "smaller than 5% of the people"
    assert sentences.priority_sentence(results).endswith("No other segment passes the knock-out criteria.")


def test_segments_that_are_not_pursued_are_served(results) -> None:
    assert "Serve the other two segments, do not target." in sentences.priority_sentence(results)
    results["priorities"]["pursue"] = [2, 1, 3]
    assert "Serve the other segment, do not target." in sentences.priority_sentence(results)
    results["priorities"]["pursue"] = [2, 1, 3, 4]
    assert "Serve" not in sentences.priority_sentence(results)


def test_open_decisions_come_first_due_first_and_made_ones_not_at_all(results) -> None:
    lines = [line["what"] for line in sentences.decide(results)][1:]
    assert lines == [
        "Choose the brand message for spring", "Set the 2027 media split by segment", "Approve the group class pilot",
    ]  # fmt: skip


def test_a_decision_without_evidence_says_so(results) -> None:
    results["actions"] = []
    assert all("No tagged question" in line["why"] for line in sentences.decide(results)[1:])


def test_provisional_segments_are_called_provisional(results) -> None:
    assert "provisional" not in sentences.cadence_sentence(results["cadence"])
    results["cadence"]["provisional"] = True
    assert "provisional" in sentences.cadence_sentence(results["cadence"])


def test_a_profile_shows_only_clear_answers_outside_the_basis(results) -> None:
    shown = [row for _, row in evidence.telling(results, 1)]
    assert shown
    assert all(row["index"] >= 120 or row["index"] <= 80 for row in shown)
    assert all(row["total_share"] < row["low"] or row["total_share"] > row["high"] for row in shown)
    for row in results["profiles"]["answers"]:
        row["role"] = "basis"
    assert evidence.telling(results, 1) == []


def test_a_base_under_thirty_is_not_read(results) -> None:
    for row in results["profiles"]["answers"]:
        row["base"] = 29
    assert evidence.telling(results, 1) == []


def test_answers_that_cannot_be_found_are_no_cue(results) -> None:
    assert {row["via"] for _, row in evidence.cues(results, 1)} == {"crm", "media", "sales_cue"}


def test_actions_keep_the_order_of_the_results_and_none_is_lost(results) -> None:
    view = segment_views(results, {})[0]
    shown = [row for _, row in [*view.actions, *view.more_actions]]
    assert shown == [row for row in results["actions"] if row["segment"] == 1]


def test_the_command_repeats_what_a_person_chose(results) -> None:
    results["settings"] |= {"k": "4", "weights": "my weight", "seed": 7}
    assert command(results).endswith("--seed 7 --k 4 --k-max 8 --weights 'my weight'")


def test_loadings_are_grouped_by_the_factor_they_belong_to(results) -> None:
    factors = [next(i for i, cell in enumerate(row.loadings) if cell.salient) for row in loading_rows(results)]
    assert factors == sorted(factors)
    assert len(factors) == len(results["factors"]["loadings"])


def test_stability_that_was_not_measured_has_no_chart(results) -> None:
    for row in results["segments"]["candidates"]:
        row["stability"] = None
    assert stability_chart(results) is None
    assert sentences.stability_finding(results) == "Stability was not measured."


def test_no_more_stable_than_no_segments_is_said_in_words(nothing_found) -> None:
    assert "No number of segments is more stable" in sentences.stability_finding(nothing_found)


def test_a_typing_curve_that_was_not_measured_has_no_chart(results) -> None:
    results["typing"]["curve"] = []
    assert typing_chart(results) is None


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_the_size_strip_draws_every_segment(shares) -> None:
    rows = [{"segment": i + 1, "share": value} for i, value in enumerate(shares)]
    assert size_strip(rows, WORDS).count("<rect") == len(shares)


@given(st.floats(-10, 10), st.floats(-10, 10), st.sampled_from([(1, 5), (0, 1), (0, 0), (-3, 3)]))
def test_marker_charts_stay_inside_their_scale(here, everyone, ends) -> None:
    row = {"label": "x", "low": ends[0], "high": ends[1], "mean": here, "total_mean": everyone}
    chart = str(marker_chart("m", [row], WORDS))
    places = [float(piece.split('%"')[0]) for piece in chart.split('cx="')[1:]]
    assert all(14 <= place <= 86 for place in places)


@given(st.floats(0, 1))
def test_a_share_never_prints_as_nobody_or_everybody_unless_it_is(value) -> None:
    printed = numbers.share(value)
    assert (printed == "0\u00a0%") == (value == 0)
    assert (printed == "100\u00a0%") == (value == 1)


@given(st.floats(0, 1), st.floats(0, 1))
def test_intervals_of_shares_have_two_different_ends_when_they_can(one, other) -> None:
    low, high = sorted((one, other))
    ends = numbers.share_interval(low, high).removesuffix("\u00a0%").split("–")
    assert len(ends) == 2
    assert float(ends[0]) <= float(ends[1])
    assert ends[0] != ends[1] or high - low < 0.0021


@given(st.text(max_size=200), st.integers(8, 80))
def test_shortened_text_is_never_longer_than_asked(text, length) -> None:
    assert len(wording.shortened(text, length)) <= length


@given(st.text(max_size=300))
def test_wrapped_text_fits_its_lines(text) -> None:
    lines = wording.wrapped(text, width=20, lines=2)
    assert 1 <= len(lines) <= 2
    assert all(len(line) <= 20 for line in lines)


@given(st.lists(st.text(max_size=40), max_size=12))
def test_no_text_is_lost_with_its_stem(texts) -> None:
    short = wording.without_stem(texts)
    assert set(short) == set(texts)
    assert all(text.endswith(short[text]) for text in texts)
