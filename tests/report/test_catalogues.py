"""Every language that comes along says everything the report says, and nothing else."""

from __future__ import annotations

from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from survey_seg.errors import InputRefused, UsageProblem
from survey_seg.report.language.catalogue import catalogue, languages, speaking
from survey_seg.report.language.numbers import count, decimal, month, share
from survey_seg.report.language.speech import say, say_markup, say_n, told
from survey_seg.report.language.wording import listed, quoted

TRANSLATED = ("de", "es", "fr")
_SPEC = spec_from_file_location("said_words", Path(__file__).with_name("said_words.py"))
words = module_from_spec(_SPEC)
_SPEC.loader.exec_module(words)


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_said_is_in_the_catalogue_and_nothing_else(language: str) -> None:
    texts = words.said(words.files())
    known = [text for name, part in words.catalogue_files(language) if not name.startswith("told") for text in part]
    assert sorted(set(texts) - set(known)) == []
    assert sorted(set(known) - set(texts)) == []
    assert [text for text, n in Counter(known).items() if n > 1] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_of_the_english_text(language: str) -> None:
    texts = words.said(words.files())
    for name, part in words.catalogue_files(language):
        for text, translation in part.items():
            forms = (text,) if name.startswith("told") else texts[text]
            theirs = [translation] if isinstance(translation, str) else translation
            assert (len(theirs) > 1) == (len(forms) > 1), text
            places = {place for form in forms for place in words.PLACE.findall(form)}
            assert all(form.strip() for form in theirs), text
            assert {place for form in theirs for place in words.PLACE.findall(form)} <= places, text
            assert set(words.PLACE.findall(forms[-1])) <= set(words.PLACE.findall(theirs[min(1, len(theirs) - 1)])) | {
                "n"
            }, text


def test_all_languages_tell_the_same_sentences_of_the_results() -> None:
    told_by = {
        language: {text for name, part in words.catalogue_files(language) if name.startswith("told") for text in part}
        for language in TRANSLATED
    }
    assert told_by["de"] == told_by["es"] == told_by["fr"]
    assert languages() == sorted([*TRANSLATED, "en"]) == sorted(path.name for path in words.WORDS.iterdir())


def test_numbers_lists_quotes_and_months_follow_the_language() -> None:
    shown = {}
    for language in languages():
        with speaking(language):
            shown[language] = [
                count(1234), count(12345), decimal(-0.5), share(0.004), month("2027-03"),
                listed(["a", "b", "c"]), quoted("x"),
            ]  # fmt: skip
    assert shown["en"] == ["1,234", "12,345", "−0.50", "0.4\xa0%", "March\xa02027", "a, b and c", "“x”"]
    assert shown["de"] == ["1.234", "12.345", "−0,50", "0,4\xa0%", "März\xa02027", "a, b und c", "„x“"]
    assert shown["fr"] == ["1\u202f234", "12\u202f345", "−0,50", "0,4\xa0%", "mars\xa02027", "a, b et c", "«\xa0x\xa0»"]
    assert shown["es"] == ["1234", "12.345", "−0,50", "0,4\xa0%", "marzo de\xa02027", "a, b y c", "«x»"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder of templates with a few words of its own."""
    own = tmp_path / "words" / "de"
    own.mkdir(parents=True)
    (own / "zz_house.json").write_text('{"{n} cat": ["eine Katze", "{n} Katzen", "keine Katze"], "a < {b}": "A < {b}"}')
    (own / "told_house.json").write_text('{"It has {n} legs.": "Es hat {n} Beine.", "It is {what}.": "Es ist {what}."}')
    return tmp_path


def test_words_of_a_house_are_said(house: Path) -> None:
    with speaking("de", house):
        assert [say_n("{n} cat", "{n} cats", n) for n in (0, 1, 3, 12)] == [
            "keine Katze", "eine Katze", "drei Katzen", "12 Katzen",
        ]  # fmt: skip
        assert say_markup("a < {b}", b="<i>") == "A &lt; &lt;i&gt;"
        assert say("not translated {x}", x=1) == "not translated 1"
    assert say_n("{n} cat", "{n} cats", 0) == "no cats"


def test_sentences_of_the_results_are_told_one_after_the_other(house: Path) -> None:
    with speaking("de", house):
        assert told("It has 1,200.5 legs.") == "Es hat 1.200,5 Beine."
        assert told("It is a dog. Or so. It has 4 legs.") == "Es ist a dog. Or so. Es hat 4 Beine."
        assert told("My answer is 1,200.") == "My answer is 1,200."
    assert told("It has 1,200.5 legs.") == "It has 1,200.5 legs."


def test_languages_without_words_and_files_that_are_no_words_are_refused(house: Path) -> None:
    with pytest.raises(UsageProblem, match=r"REPORT_LANGUAGE.*fi.*de, en, es, fr"), speaking("fi"):
        pass
    (house / "words" / "de" / "bad.json").write_text("[]")
    with pytest.raises(InputRefused, match=r"REPORT_WORDS.*bad\.json"):
        catalogue("de", house)
