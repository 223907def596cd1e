"""The page in the language of the report: its own words, its numbers, and whose language is marked where."""

import re

import pytest

from survey_seg.report import evidence, sentences
from survey_seg.report.language.catalogue import speaking
from survey_seg.report.page import render_report


def page(results: dict, language: str) -> str:
    with speaking(language):
        made = render_report(results)
    assert made.faults == ()
    return made.text


@pytest.mark.parametrize("language", ["de", "en", "es", "fr"])
def test_a_study_in_the_language_of_the_report_names_it_once(results, language) -> None:
    results["study"]["language"] = language
    text = page(results, language)
    assert re.findall(r' lang="([a-z]+)"', text) == [language]
    assert f'<html lang="{language}" data-decimal="{"." if language == "en" else ","}">' in text


def test_words_of_the_study_are_marked_where_the_report_is_in_another_language(results) -> None:
    text = page(results, "fr")
    assert set(re.findall(r' lang="([a-z]+)"', text)) == {"fr", "en"}
    assert '<h1 lang="en" dir="auto">Home fitness 2026</h1>' in text
    results["study"]["title"] = ""
    assert "<h1>Étude sans titre</h1>" in page(results, "fr")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Zu gewinnen: „Sociable movers“ und „Planners with a goal“. Die anderen zwei Segmente bedienen"),
        ("es", "A ganar: «Sociable movers» y «Planners with a goal». Atender a los otros dos segmentos"),
        (
            "fr",
            "À conquérir\u00a0: «\u00a0Sociable movers\u00a0» et «\u00a0Planners with a goal\u00a0». Servir les deux",
        ),
    ],
)
def test_sentences_are_whole_in_every_language(results, language, said) -> None:
    with speaking(language):
        assert sentences.priority_sentence(results).startswith(said)
    assert said in page(results, language)


def test_numbers_of_the_page_are_written_as_its_language_does(results) -> None:
    assert '<span data-ref="data.n_kept">1.148</span>' in page(results, "de")
    assert '<span data-ref="data.n_kept">1\u202f148</span>' in page(results, "fr")
    assert re.search(r'data-ref="segments\.stability\.global">0,\d\d<', page(results, "es"))


def test_segments_without_a_name_have_one_in_the_language_of_the_report(results) -> None:
    for row in results["segments"]["sizes"]:
        row["name"] = ""
    with speaking("es"):
        assert evidence.names(results)[2] == sentences.heading(results, 2) == "Segmento 2"


def test_every_part_that_can_be_missing_is_called_by_its_name(results) -> None:
    assert evidence.missing_parts(results) == []
    for part in evidence.PARTS:
        results[part] = {"not_computed": "it failed"}
    told = dict(evidence.missing_parts(results))
    assert len(told) == len(evidence.PARTS)
    assert {"differences between segments", "findability", "positioning briefs"} <= told.keys()
    with speaking("de"):
        assert "Auffindbarkeit" in dict(evidence.missing_parts(results))
    results["segments"]["verdict"] = "none"
    assert list(dict(evidence.missing_parts(results))) == ["quality", "basis", "factors", "cadence"]
