"""The questionnaire with its findings as one HTML file: no network, no script. The layout is templates/questionnaire.

The page's own words are English; the texts of the questionnaire carry its language and are escaped wherever they stand.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from survey_seg import __version__
from survey_seg.questionnaire.lint.finding import LintReport
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.report.language import wording
from survey_seg.report.language.numbers import count, counted
from survey_seg.report.page import style_hash, styled
from survey_seg.report.paper.view import Paper, clean, paper_of, parts_of
from survey_seg.report.paper.words import Words
from survey_seg.resources import folder

_CODE = re.compile("`([^`]{1,200})`")


def page_of(questionnaire: Questionnaire, report: LintReport) -> str:
    """The page as text; the same questionnaire and findings give the same bytes.

    Each question is found by its id: `#training`. Of two questions with the same id the second is `#training-2`.
    """
    paper = paper_of(questionnaire, report)
    style = styled("questionnaire/paper.css")
    template = _environment().get_template("paper.html.j2")
    return (
        template.render(
            p=paper,
            report=report,
            by_id=_by_id(paper),
            own=_own_language(paper.language),
            parts=lambda words: _parts(words, paper),
            minutes=sum(row.minutes for row in report.coverage),
            version=__version__,
            style=Markup(style),
            style_hash=style_hash(style),
        )
        + "\n"
    )


def _parts(words: Words, paper: Paper) -> list[tuple[str, str]]:
    return parts_of(words, paper.asked)


def coded(text: str) -> Markup:
    """A message of the lint, with what it quotes from the file in the letters of code.

    >>> coded("Name `decision: D5` & go")
    Markup('Name <code>decision: D5</code> &amp; go')
    """
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def _by_id(paper: Paper) -> dict[str, str]:
    """The number of each question, by its id."""
    found: dict[str, str] = {}
    for asked in paper.asked:
        found.setdefault(asked.id, asked.number)
    return found


def _home() -> Path:
    return folder("templates") / "questionnaire"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_home(), encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clean": clean,
        "coded": coded,
        "count": count,
        "counted": counted,
        "sentence": wording.sentence,
        "shortened": wording.shortened,
    }
    return environment


def _own_language(language: str) -> Markup:
    """The attributes of an element with the questionnaire's own words."""
    if language == "en":
        return Markup(' dir="auto"')
    return Markup(' lang="{}" dir="auto"').format(language)
