"""Nobody is recognised by what a study gives away: a thousand planted identifiers, and none in any output."""

import re
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey_seg.resources import folder
from survey_seg.responses.open_questionnaire import open_questionnaire
from survey_seg.responses.simulate import simulate, write_simulated
from survey_seg.study.model import Options
from survey_seg.study.steps import analyze

pytestmark = pytest.mark.slow

SAFE = (
    "It would have to show me the saved tours in the first week.",
    "You would have to call me in the first week and not by mail.",
    "The price would have to stay the same for three years.",
    "I would take it if the drivers do not feel watched by it.",
)
PLANTED = (
    "Write to {name}@example.com and show me the saved tours in the first week.",
    "My name is {name} and the price would have to stay the same.",
    "Call {phone} in the first week, the price would have to stay the same.",
    "The price would have to stay the same for {name} and for the drivers.",
    "the price would have to stay the same says {low} in the first week",
    "Our contract {code} would have to stay the same for three years.",
)


def planted(count: int) -> list[tuple[str, tuple[str, ...]]]:
    made = []
    for number in range(count):
        name = f"Zq{chr(97 + number // 676)}{chr(97 + number // 26 % 26)}{chr(97 + number % 26)}ovacanary"
        phone, code = f"0171 55{number:04d}", f"KX{number:04d}Z"
        text = PLANTED[number % len(PLANTED)].format(name=name, low=name.lower(), phone=phone, code=code)
        made.append((text, (name.lower(), phone, code.lower())))
    return made


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Path:
    """The shipped study of companies with 1,250 people, of whom 1,000 wrote something that tells who they are."""
    place = tmp_path_factory.mktemp("planted")
    questionnaire = folder("questionnaires") / "examples" / "fleet_telematics.yaml"
    write_simulated(simulate(open_questionnaire(questionnaire), 1250), place / "simulated.csv")
    answers = pd.read_csv(place / "simulated.csv", dtype=object)
    draw = np.random.default_rng(1)
    texts = [text for text, _ in planted(1000)] + list(draw.choice(SAFE, len(answers) - 1000))
    answers["next_step"] = [texts[place] for place in draw.permutation(len(texts))]
    answers["company_key"] = [f"ACCOUNTCANARY{i // 3:04d}" for i in range(len(answers))]
    answers["buying_role"] = draw.choice(["1", "2", "4"], len(answers))
    answers.to_csv(place / "answers.csv", index=False)
    options = Options(k="3", because="three teams")
    return analyze(place / "answers.csv", questionnaire, place / "study", options=options).path


def texts_of(path: Path) -> str:
    """All text in a file; of an archive that of its parts."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return path.read_text(encoding="utf-8", errors="replace")


def given_away(study: Path) -> list[Path]:
    """What leaves a study: results, reports, tools."""
    folders = [study / "report", study / "typing_tool"]
    return [study / "results.json", *(path for one in folders for path in one.rglob("*") if path.is_file())]


def test_no_output_holds_a_planted_identifier_and_safe_words_are_quoted(study) -> None:
    everything = "\n".join(texts_of(path) for path in given_away(study)).lower()
    assert len(given_away(study)) > 4
    for _, canaries in planted(1000):
        assert not any(canary in everything for canary in canaries)
    assert "accountcanary" not in everything
    assert "ovacanary" not in everything
    page = (study / "report" / "report.html").read_text(encoding="utf-8")
    assert any(text in page for text in SAFE)


def test_companies_and_parts_in_the_buying_are_told(study) -> None:
    page = (study / "report" / "report.html").read_text(encoding="utf-8")
    assert "Parts in the buying" in page
    assert "people speak for" in page
    assert re.search(r'data-ref="briefs\.accounts\.table\.0\.n"', page)
