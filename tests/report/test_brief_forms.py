"""Positioning briefs on the page and as a document."""

import copy
import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest

from survey_seg.report.briefs.document import brief_document, write_briefs
from survey_seg.report.briefs.message_fit import message_fit
from survey_seg.report.briefs.view import brief_views
from survey_seg.report.briefs.words import accounts_line, minds_line
from survey_seg.report.forms import REPORTS, Look
from survey_seg.report.labels import either
from survey_seg.report.language.catalogue import speaking
from survey_seg.report.language.speech import say
from survey_seg.report.page import render_report

NUMBER = re.compile(r"\d[\d,.]*")


@pytest.fixture
def business(states) -> dict:
    return states["business"]()


def section(results: dict) -> str:
    page = render_report(results)
    assert page.faults == ()
    return page.text.split('<section id="briefs"')[1].split("</section>")[0]


def words(document: bytes) -> str:
    opened = docx.Document(io.BytesIO(document))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def test_a_study_made_before_there_were_briefs_says_so(results) -> None:
    del results["briefs"]
    assert "made before there were briefs" in section(results)
    assert "made before there were briefs" in words(brief_document(results))


def test_every_state_of_a_study_has_the_section_and_the_document(regime) -> None:
    _, results = regime
    section(results)
    text = words(brief_document(results))
    missing = results["briefs"].get("not_computed") if isinstance(results["briefs"], dict) else None
    assert missing is None or "Not computed" in text
    assert "None" not in text.split()
    assert "nan" not in text.split()


def test_what_nothing_moves_is_said_to_be_so_with_its_reason(results) -> None:
    second = results["briefs"]["segments"][1]
    for verdict, said in (("few", "too few"), ("nothing", "nothing that was asked"), ("constant", "the same way"),
                          ("no_outcome", "no question of this study")):  # fmt: skip
        second["drivers"] = {**second["drivers"], "verdict": verdict}
        assert said in section(results)
        assert said in words(brief_document(results))


def test_each_part_says_where_it_comes_from(business) -> None:
    text = words(brief_document(business))
    for part, source in (("Who, and how to spot them", "measured"), ("What they need to believe", "measured"),
                         ("The message", "declared"), ("Tone", "to fill"), ("The message", "to fill")):  # fmt: skip
        assert f"{part}   [{source}]" in text
    assert section(business).count("to fill</span>") >= 4


def test_a_driver_is_said_at_the_end_of_its_scale_that_goes_with_the_outcome(results) -> None:
    first = brief_views(results)[0]
    ends = {one.row["variable"]: (one.end, one.answer) for one in first.moves}
    rows = {row["variable"]: row for row in results["briefs"]["segments"][0]["drivers"]["items"] if row["clear"]}
    assert len(rows) == len(ends) == 3
    for name, row in rows.items():
        assert ends[name] == (row["end"], row[f"{row['end']}_answer"])


def test_the_document_prints_the_numbers_of_the_page(business) -> None:
    page = re.sub(r"<[^>]+>", " ", section(business)).replace("−", "-")
    printed = set(NUMBER.findall(words(brief_document(business))))
    assert len(printed) > 40
    assert printed <= set(NUMBER.findall(page)) | {"2026"}


def test_a_changed_number_changes_the_document(results) -> None:
    changed = copy.deepcopy(results)
    changed["briefs"]["segments"][0]["goal"]["tests"][0]["per_arm"] = 4321
    assert "4,321" in words(brief_document(changed))
    assert "4,321" not in words(brief_document(results))


def test_the_same_results_are_the_same_bytes_and_open_again(business, tmp_path) -> None:
    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for path in paths:
        assert write_briefs(copy.deepcopy(business), path, Look()) == ()
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert len(docx.Document(paths[0]).tables) == 8
    assert REPORTS["docx"].function.endswith(f":{write_briefs.__name__}")


def test_hostile_texts_stay_texts_in_the_document(states) -> None:
    with zipfile.ZipFile(io.BytesIO(brief_document(states["hostile"]()))) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert not any("fldSimple" in text or "instrText" in text for text in parts.values())
    external = [text for name, text in parts.items() if name.endswith(".rels") and "External" in text]
    assert external == []


def test_quotes_that_are_switched_off_are_said_to_be_off(results) -> None:
    results["briefs"]["quoted"] = False
    for brief in results["briefs"]["segments"]:
        brief["quotes"] = []
    assert "Quotes are switched off" in section(results)


@pytest.mark.parametrize(
    ("language", "belief", "marked"),
    [
        ("de", "Was sie glauben müssen   [gemessen]", "Davon 50\xa0% in Segment\xa01"),
        ("fr", "Ce qu’ils doivent croire   [mesuré]", "Parmi eux, 50\xa0% dans le segment\xa01"),
        ("es", "Lo que necesitan creer   [medido]", "De ellos, 50\xa0% en el segmento\xa01"),
    ],
)
def test_the_briefs_are_said_in_the_language_of_the_report(business, language, belief, marked) -> None:
    with speaking(language):
        page, document = section(business), brief_document(business)
    text = words(document)
    assert belief in text
    assert marked in text
    assert f"{belief.split('   ')[0]} <span" in page
    for english in ("measured", "effective base", "of all", "To be sure", "people of", "goes most", "one page"):
        assert english not in re.sub(r'class="[^"]*"', "", page)
        assert english not in text


def test_the_document_is_in_the_language_of_the_report_and_the_studys_words_in_its_own(results) -> None:
    with speaking("fr"):
        opened = docx.Document(io.BytesIO(brief_document(results)))
    language = f"{{{opened.styles.element.nsmap['w']}}}lang"
    assert {mark.attrib.values()[0] for mark in opened.styles.element.iter(language)} == {"fr"}
    assert {mark.attrib.values()[0] for mark in opened.element.iter(language)} == {"en"}
    own = next(one for one in opened.paragraphs if one.text == "Your week, planned in two minutes")
    assert own.runs[0]._r.find(f".//{language}") is not None
    assert opened.paragraphs[1].runs[0]._r.find(f".//{language}") is None
    assert list(docx.Document(io.BytesIO(brief_document(results))).element.iter(language)) == []


def test_answers_stay_and_the_word_between_them_is_translated(results) -> None:
    results["profiles"]["answers"] = [
        {"variable": "q", "segment": 1, "label": label, "share": 0.2} for label in ("Now or never", "Often", "Always")
    ]
    with speaking("de"):
        assert either(results, "q", "Often or Always") == "Often oder Always"
        assert either(results, "q", "Now or never or Often") == "Now or never oder Often"
        assert either(results, "q", "Now or never") == "Now or never"
        assert either(results, "q", "Often to Always") == "Often bis Always"
        assert either(results, "q", "Seldom or Always") == "Seldom or Always"
    assert either(results, "q", "Often or Always") == "Often or Always"


def declared(results: dict, here: float, there: float, *, clear: bool = True) -> dict:
    """A first brief whose message is there because of two answers, and how common they are in the second segment."""
    first, second = results["briefs"]["segments"]
    first["messages"][0] |= {"question": "q", "answers": "Often, Always", "share": here, "clear": clear}
    second["messages"] = []
    row = results["profiles"]["answers"][0] | {"variable": "q", "segment": second["segment"], "share": there / 2}
    known = [one for one in results["profiles"]["answers"] if one["variable"] != "q"]
    results["profiles"]["answers"] = [*known, row | {"label": "Often"}, row | {"label": "Always"}]
    return first


def test_a_message_that_fits_another_segment_to_win_says_so(results) -> None:
    first = declared(results, 0.63, 0.55)
    fit = "Fits “Sociable movers” as well: the answer behind it is given by 55\xa0% there, by 63\xa0% here."
    assert message_fit(results, first) == fit
    assert fit in section(results)
    assert fit in words(brief_document(results))
    assert message_fit(results, declared(results, 0.63, 0.40)) == ""
    results["profiles"] = {"not_computed": "a reason"}
    assert message_fit(results, first) == ""


def test_a_message_that_is_no_more_theirs_than_everybodys_or_anothers_says_so(results) -> None:
    first = declared(results, 0.63, 0.20, clear=False)
    assert message_fit(results, first).startswith("The answer behind it is not clearly more common here than among")
    first["messages"][0]["clear"] = True
    results["briefs"]["segments"][1]["messages"] = [dict(first["messages"][0])]
    assert message_fit(results, first) == "The brief for “Sociable movers” has the same message."


def test_companies_are_counted_in_whole_sentences() -> None:
    assert minds_line({"mixed": 1}).endswith("for one company that is true of no segment.")
    assert minds_line({"mixed": 0}).endswith("here every company belongs to one.")
    assert minds_line({"mixed": None}).endswith("is not shown, as they are few.")
    none = {"n": 12, "people": 30, "several": 9, "together": 0}
    assert accounts_line(none).endswith("Of the 9 with two people or more, none has all of them in one segment.")


def test_a_goal_that_cannot_rise_has_no_test(results) -> None:
    results["briefs"]["segments"][0]["goal"]["tests"] = []
    results["briefs"]["segments"][1]["goal"]["tests"] = []
    assert "To see whether a new message" not in section(results) + words(brief_document(results))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("state", ["normal", "business", "hostile", "eight segments"])
def test_each_brief_is_one_page(states, state, language, tmp_path) -> None:
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("soffice or pdftotext is not on this machine")
    results = states[state]()
    with speaking(language):
        (tmp_path / "briefs.docx").write_bytes(brief_document(results))
        tone, sound = say("Tone"), say("How it sounds when we speak to them:").replace("\xa0", " ")
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    call = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "briefs.docx"),
    ]
    subprocess.run(call, check=True, capture_output=True, timeout=300)
    text = subprocess.run(["pdftotext", tmp_path / "briefs.pdf", "-"], check=True, capture_output=True).stdout.decode()
    pages = text.replace("\xa0", " ").split("\f")[:-1]
    briefs = len(results["briefs"]["segments"]) + len(results["briefs"]["roles"])
    assert len(pages) == briefs + (results["briefs"]["accounts"] is not None)
    assert all(tone in page and sound in page for page in pages[:briefs])
