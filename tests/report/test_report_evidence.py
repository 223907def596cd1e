"""The evidence for a number of segments: models, neighbours, firmness, and what simulated studies say."""

import html
import re

from survey_seg.report import sentences
from survey_seg.report.charts.drawn import stability_chart
from survey_seg.report.evidence import COLUMNS
from survey_seg.report.language.catalogue import speaking
from survey_seg.report.method import extraction
from survey_seg.report.models import by_model, matrix, model_rows
from survey_seg.report.neighbours import alternatives, neighbours, taken
from survey_seg.report.page import render_report


def page(results: dict, language: str = "en") -> str:
    with speaking(language):
        return html.unescape(render_report(results).text)


def section(results: dict, name: str, language: str = "en") -> str:
    return re.search(rf'<section id="{name}".*?</section>', page(results, language), re.DOTALL)[0]


def test_the_chart_shows_the_level_of_studies_without_segments(results) -> None:
    chart = str(stability_chart(results))
    assert "95 of 100 without segments stay below" in chart
    assert chart.count('class="level l0"') == 1 + 6
    for row in results["segments"]["candidates"]:
        row["null_stability"] = None
    assert "without segments stay below" not in str(stability_chart(results))
    assert "is not known" in sentences.stability_finding(results)


def test_models_are_those_at_the_chosen_number(results) -> None:
    rows = model_rows(results)
    assert [one.row["k"] for one in rows] == [4] * 5
    assert all(one.how and not one.warning for one in rows)


def test_factor_cluster_is_shown_with_a_warning(results) -> None:
    words = "factor-cluster: k-means on varimax factor scores"
    results["segments"]["models"].append({"method": "factor_scores", "words": words, "measured": False})
    results["segments"]["methods"].append(
        {"k": 4, "method": "factor_scores", "stability": None, "agreement": 0.31, "moved": 0.4, "bic": None}
    )
    assert "shown to compare, not to choose by" in model_rows(results)[-1].warning
    assert "shown to compare, not to choose by" in page(results)


def test_figures_by_model_leave_out_models_that_have_none(results) -> None:
    stability, bic = by_model(results, "stability"), by_model(results, "bic")
    assert len(stability.words) == 2
    assert bic.words == [
        "profile and level, mixture with one covariance", "softly scaled items, mixture with one covariance",
    ]  # fmt: skip
    assert [k for k, _ in bic.lines] == list(range(2, 9))
    assert bic.lines[2][1] == ["segments.methods.10.bic", "segments.methods.11.bic"]


def test_models_are_compared_two_by_two(results) -> None:
    found = matrix(results)
    assert [len(paths) for _, paths in found.lines] == [5] * 5
    for at, paths in found.lines:
        assert paths[at] is None
        assert paths == [other[at] for _, other in found.lines]
    assert "Agreement of the models with each other" in page(results)
    results["segments"]["model_pairs"] = []
    assert matrix(results) is None


def test_a_neighbour_says_what_is_won_and_what_is_lost(results) -> None:
    fewer, more = neighbours(results)
    assert (fewer.less, more.less) == (True, False)
    assert "stability (0.74 instead of 0.83)" in fewer.lost
    assert "differences explained (12\u00a0% instead of 18\u00a0%)" in fewer.lost
    assert "size of the smallest segment (30\u00a0% instead of 22\u00a0%)" in fewer.won
    assert more.won == "differences explained (24\u00a0% instead of 18\u00a0%)"


def test_what_does_not_show_in_print_is_neither_won_nor_lost(results) -> None:
    rows = {row["k"]: row for row in results["segments"]["candidates"]}
    rows[5] |= {name: rows[4][name] for name in ("agreement", "explained", "share_min")}
    rows[5]["stability"] = rows[4]["stability"] + 0.001
    more = neighbours(results)[1]
    assert (more.won, more.lost) == ("nothing", "nothing")


def test_every_column_of_the_evidence_is_shown_and_explained(results) -> None:
    text = page(results)
    for name, meaning in COLUMNS:
        assert f'<th scope="col">{name}</th>' in text or f'<th scope="col" class="r">{name}</th>' in text
        assert f'<tr><th scope="row">{name}</th><td>{meaning}</td></tr>' in text
    for column in ("silhouette", "prediction_strength", "bic", "slsa_min", "typability", "reach"):
        assert f'data-ref="segments.candidates.3.{column}"' in text


def test_alternatives_are_told(results) -> None:
    text = page(results)
    assert "Segments 2 and 3 could be one: with 3 segments at least" in text
    assert "Segment 1 could be two: with 5 segments" in text
    equals = alternatives(results).equals
    assert [one.words for one in equals] == [
        "three segments", "four segments, as one model alone finds them: mixture with common factors within groups",
    ]  # fmt: skip
    assert 'data-ref="segments.alternatives.near_equals.1.moved">12' in text
    assert "Small segments that are worth much" in text
    assert 'data-ref="segments.alternatives.small_but_valuable.0.index">214<' in text


def test_where_nothing_stands_beside_the_solution_that_is_said(results) -> None:
    results["segments"]["alternatives"] = {name: [] for name in results["segments"]["alternatives"]}
    text = page(results)
    assert "No two segments simply become one" in text
    assert "No other division of the people is supported about as well." in text
    assert "Small segments that are worth much" not in text


def test_without_segments_there_are_no_neighbours_models_or_firmness(nothing_found) -> None:
    assert taken(nothing_found) is None
    assert neighbours(nothing_found) == []
    assert "Alternatives worth a look" not in page(nothing_found)
    assert model_rows(nothing_found) == []
    text = page(nothing_found)
    assert "How firm is each segment?" not in text
    assert "Every segment" not in text
    assert "Stability by model" in text


def test_simulated_studies_speak_only_of_studies_with_segments(results, nothing_found) -> None:
    spoken = sentences.reading_sentence(results["segments"])
    assert "69\u00a0% had exactly as many segments" in spoken
    assert "by 0.77" in spoken
    assert "does not apply to this study" in sentences.reading_sentence(nothing_found["segments"])
    assert page(results).count("this study</span>") == 1
    assert "this study</span>" not in page(nothing_found)


def test_a_vote_that_nobody_shares_is_told(results) -> None:
    factors = results["factors"]
    assert f"two of three criteria agree, and {factors['decides']} decides" in sentences.votes_line(factors)
    factors["n_factors"] = 1
    assert sentences.votes_line(factors).startswith("There is one dimension: none of three criteria agrees")


def test_the_matrix_and_the_extraction_are_named(results) -> None:
    assert "minimum residuals from Pearson correlations, turned by oblimin" in page(results)
    results["factors"] |= {"method": "ml", "matrix": "polychoric", "rotation": "none"}
    named = extraction(results["factors"])
    assert named.startswith("maximum likelihood from polychoric correlations")
    assert named.endswith("not rotated")


def test_the_method_names_every_model_and_those_whose_stability_counts(results) -> None:
    text = page(results)
    for model in results["segments"]["models"]:
        assert f"<li>{model['words']}</li>" in text
    assert "profile and level, mixture with one covariance and mixture with common factors within groups looked" in text


def test_a_segment_tells_its_core_its_swing_and_whether_a_gap_runs_around_it(results) -> None:
    text = page(results)
    assert text.count("A gap runs between it and every other segment.") == 3
    assert text.count("No gap runs all around it") == 1
    assert 'data-ref="segments.sizes.3.core"' in text
    assert 'data-ref="segments.sizes.3.swing"' in text


def test_where_there_are_no_segments_no_number_is_called_chosen(results, nothing_found) -> None:
    assert section(results, "why").count(">chosen</") == 4
    text = section(nothing_found, "why")
    assert ">chosen</" not in text
    assert 'class="taken"' not in text
    nothing_found["segments"]["chosen_by"] = "person"
    assert '1 <span class="tag">chosen</span>' in section(nothing_found, "why")


def test_a_number_chosen_by_a_person_has_its_reason_once(results) -> None:
    results["segments"] |= {"chosen_by": "person", "reason": "Sales wants four."}
    results["settings"]["because"] = "Sales wants four."
    assert section(results, "why").count("Sales wants four") == 1
    results["settings"]["because"] = ""
    assert "chosen by a person, without a reason given." in section(results, "why")


def test_rules_of_the_dates_are_told_in_words(results) -> None:
    results["cadence"]["reasons"] += [
        {"rule": "C3", "text": "24 months are used.", "source": "questionnaire: study.refresh.full_months"},
        {"rule": "C7", "text": "(study.sample.fielded)", "source": "questionnaire: study.sample.fielded"},
    ]
    text = section(results, "refresh")
    assert "C1" not in text
    assert '<th scope="row">How fast the market moves</th>' in text
    assert "<td>the questionnaire, under <code>study.refresh.full_months</code></td>" in text
    assert "(study.sample.fielded)" not in text


def test_settings_are_told_in_words(results) -> None:
    results["settings"] |= {"disclosure": "external", "correction": "bh", "quotes": False, "cost": [], "because": "{n}"}
    rows = dict(re.findall(r"<tr><th scope=\"row\">([^<]+)</th><td>([^<]*)</td></tr>", section(results, "method")))
    assert rows["Who the tables are for"].startswith("outsiders: ")
    assert rows["People’s own words quoted"] == "no"
    assert rows["What a question of the typing tool costs"] == "nothing named"
    assert rows["Reason for the number of segments"] == "{n}"
    assert rows["Weights of the criteria"] == "size 0.3, value 0.5 and fit 0.2"


def test_evidence_is_said_in_german_french_and_spanish(results) -> None:
    german = section(results, "why", "de")
    assert "Die Segmente 2 und 3 könnten eines sein: Bei 3 Segmenten sind mindestens" in german
    assert "Stabilität (0,74 statt 0,83)" in german
    assert "Größe 0,3, Wert 0,5 und fit 0,2" in section(results, "method", "de")
    assert "différences expliquées (12\u00a0% au lieu de 18\u00a0%)" in section(results, "why", "fr")
    assert '<th scope="col" class="r">Grados de libertad</th>' in section(results, "validation", "es")


def test_a_split_lists_its_questions_as_the_language_does(results) -> None:
    results["profiles"]["criteria"][0]["by"] = "“Region”, “Household size” and “Age”"
    results["profiles"]["criteria"][1]["by"] = "Region and age"
    assert "“Region”, “Household size” and “Age”<" in section(results, "validation")
    german = section(results, "validation", "de")
    assert "„Region“, „Household size“ und „Age“<" in german
    assert ">Region and age<" in german
