"""The part of the report, and the line on the screen, about finding people without asking them."""

import re
from pathlib import Path

import pytest

from survey_seg.report.find_view import find_line, find_view
from survey_seg.report.language.catalogue import speaking
from survey_seg.report.page import render_report
from survey_seg.report.screens.finding import study_text


def section(results: dict) -> str:
    page = render_report(results).text
    return page[page.index('<h3 id="find">') : page.index("</section>", page.index('<h3 id="find">'))]


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ").split())


def test_the_share_explained_and_the_refusal_stand_first(results: dict) -> None:
    text = words(section(results))
    assert "The 2 fields tell 3.1 % of what there is to know about the segment of somebody new" in text
    assert "(3.1 %) is under 5 %, though it could be 5.0 %: people get scores to rank them by, never a segment" in text
    results["find"]["explained"] |= {"value": 0.19, "low": 0.16, "high": 0.22}
    assert "(19 %) is above 5 %: people may be given a segment" in words(section(results))


def test_lift_stands_per_tenth_and_segment(results: dict) -> None:
    text = section(results)
    for segment in range(4):
        for tenth in range(10):
            assert f'data-ref="find.segments.{segment}.deciles.{tenth}.lift"' in text


def test_a_share_of_too_few_people_is_a_dash(results: dict) -> None:
    text = section(results)
    assert "find.segments.0.campaigns.0.precision" not in text
    assert "find.segments.0.campaigns.1.precision" in text


def test_fields_are_named_with_where_they_are_seen(results: dict) -> None:
    text = words(section(results))
    assert "Which plan do you have at the moment? customer database (plan_tier) and media" in text
    assert "Where do you live? geography" in text
    assert "spend : its range is not declared" in text


@pytest.mark.parametrize("name", ["partial", "no segments"])
def test_a_study_without_a_find_tool_says_why(states: dict, name: str) -> None:
    results = states[name]()
    assert f"Not computed: {results['find']['not_computed']}" in words(section(results))
    assert "find_tool.json" not in section(results)


def test_results_from_before_find_tools_still_make_a_report(results: dict) -> None:
    del results["find"]
    assert 'id="find"' not in render_report(results).text
    assert find_view(results) is None
    assert "Find tool" not in study_text(results, Path("study"))


@pytest.mark.parametrize(
    ("language", "told", "line"),
    [
        (
            "de",
            "Die 2 Felder verraten 3,1\u00a0% dessen",
            "(95-%-Intervall 1,2\u00a0% bis 5,0\u00a0%): Werte, nie Segmente.",
        ),
        ("fr", "Les 2 champs disent 3,1\u00a0% de", "1,2\u00a0% à 5,0\u00a0%)\u00a0: des scores, jamais des segments."),
        ("es", "Los 2 campos dicen el 3,1\u00a0% de", "1,2\u00a0% a 5,0\u00a0%): puntuaciones, nunca segmentos."),
    ],
)
def test_finding_and_typing_are_said_in_the_language_of_the_report(results: dict, language, told, line) -> None:
    with speaking(language):
        view, page, screen = find_view(results), render_report(results), find_line(results)
    assert view is not None
    assert view.sentences[0].startswith(told)
    assert screen.endswith(line)
    for part in ("find", "typing"):
        text = words(page.text[page.text.index(f'id="{part}"') :].split("</section>")[0])
        for english in ("of people", "segments are", "tool is", "questions asked", "Measured", "A dash", "told"):
            assert english not in text, (part, english)


def test_how_sure_the_tool_is_has_words(results: dict) -> None:
    results["typing"]["bands"] = [{"band": band, "share": 0.3, "accuracy": 0.9} for band in ("lean", "unclear", "new")]
    with speaking("de"):
        text = words(render_report(results).text)
    assert "Davon richtig tendenziell 30 % 90 % unklar 30 % 90 % new 30 % 90 %" in text


def test_the_screen_says_what_fields_tell(results: dict) -> None:
    text = " ".join(study_text(results, Path("study")).split())
    assert (
        "Find tool: 2 fields known without asking tell 3.1 % of the segments (95 % interval 1.2 % to 5.0 %): scores, "
        "never segments."
    ) in text
    assert text.endswith("study/typing_tool/find_tool.json")
    results["find"] = {"not_computed": "no fields"}
    assert "Find tool: none, because no fields" in study_text(results, Path("study"))
