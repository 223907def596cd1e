"""The report: one HTML file that needs no network and no other file, and says the same without its script.

It is printed from results.json and from nothing else. The layout is in templates/report; an agency may restyle it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from survey_seg.report import evidence, sentences
from survey_seg.report.charts import heat_map
from survey_seg.report.forms import Look
from survey_seg.report.language import numbers, speech, wording
from survey_seg.report.language.catalogue import current
from survey_seg.report.section import Fault
from survey_seg.report.sections import SECTIONS
from survey_seg.report.trace import Trace
from survey_seg.resources import folder

TELL_FAULTS = ("summary", "warnings")
"""Sections that say which others could not be made; they are made last."""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The text of the page, and the sections that could not be made."""

    text: str
    faults: tuple[Fault, ...]


def render_report(results: Mapping[str, Any], *, templates: Path | None = None) -> ReportPage:
    """The whole report as the text of one HTML file.

    The question it answers: what does the study say, how sure is it, and who does what now? `results` is the mapping
    of results.json; parts that could not be computed ({"not_computed": reason}) keep their section, with the reason. So
    does a section whose making fails, whatever the reason: it is on the page and among the faults. Printed numbers
    carry `data-ref`, the path of their value in results.json (two paths for an interval). The same results give the
    same bytes. Texts of respondents and questionnaires are escaped wherever they stand.

    `templates`: a folder laid out like the shipped one, whose files are taken before those of the same name.
    """
    clean: Mapping[str, Any] = wording.readable(results)
    environment = _environment(templates)
    faults: list[tuple[str, str]] = []
    shared = _shared(clean) | {"faults": faults}
    numbered = dict(enumerate(SECTIONS, start=1))
    titles = {number: speech.say(section.title) for number, section in numbered.items()}
    made: dict[int, Markup] = {}
    for number in sorted(numbered, key=lambda number: (numbered[number].name in TELL_FAULTS, number)):
        section = numbered[number]
        head = {"name": section.name, "title": titles[number], "number": number}
        try:
            view = section.view(clean)
            text = environment.get_template(f"{section.name}.html.j2").render(shared, section=head, **view)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            faults.append((titles[number], reason))
            text = environment.get_template("fault.html.j2").render(shared, section=head, reason=reason)
        made[number] = Markup(text)
    sections = [
        {"name": numbered[n].name, "title": speech.say(numbered[n].title), "text": made[n]} for n in sorted(made)
    ]
    style, script = styled("report/report.css", templates), scripted("report/report.js", templates)
    page = environment.get_template("report.html.j2").render(
        shared,
        sections=sections,
        style=Markup(style),
        style_hash=style_hash(style),
        script=Markup(script),
        script_hash=script_hash(script),
    )
    return ReportPage(page + "\n", tuple(Fault(*fault) for fault in faults))


def write_report(results: Mapping[str, Any], path: Path, look: Look) -> tuple[Fault, ...]:
    """Write the page; gives the sections that could not be made."""
    page = render_report(results, templates=look.templates)
    path.write_text(page.text, encoding="utf-8", newline="\n")
    return page.faults


def styled(name: str, templates: Path | None = None) -> str:
    """A style sheet of the templates after the palette of colours and letters that all pages share.

    >>> styled("report/report.css").startswith(":root {")
    True
    """
    return "".join(_own(part, templates) for part in ("palette.css", name))


def scripted(name: str, templates: Path | None) -> str:
    """A script of the templates, as it stands between its tags.

    >>> "aria-sort" in scripted("report/report.js", None)
    True
    """
    return _own(name, templates)


def _own(name: str, templates: Path | None) -> str:
    places = [place for place in (templates, folder("templates")) if place is not None]
    return next(place / name for place in places if (place / name).is_file()).read_text(encoding="utf-8")


def style_hash(style: str) -> str:
    """The hash by which the page's content security policy allows its own style and no other.

    >>> style_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def script_hash(script: str) -> str:
    """The hash by which the page's content security policy allows its own script and no other.

    >>> script_hash("") == style_hash("")
    True
    """
    return style_hash(script)


@cache
def _environment(templates: Path | None) -> jinja2.Environment:
    places = [place / "report" for place in (templates, folder("templates")) if place is not None]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(places, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"say": speech.say_markup, "say_n": speech.say_n_markup}
    environment.filters |= dict(numbers.FORMATS)
    environment.filters |= {
        "band": sentences.band,
        "base_word": evidence.base_word,
        "end_of_scale": numbers.end_of_scale,
        "jaccard_word": sentences.jaccard_word,
        "heat": heat_map.shade,
        "heat_sign": heat_map.sign,
        "listed": wording.listed,
        "month": numbers.month,
        "told": speech.told,
        "quoted": wording.quoted,
        "said": sentences.said,
        "sentence": wording.sentence,
        "shortened": wording.shortened,
        "spelled": numbers.spelled,
        "started": wording.started,
        "yes_no": sentences.yes_no,
        "via": sentences.via_word,
    }
    return environment


def _shared(results: Mapping[str, Any]) -> dict[str, Any]:
    """What every section may show: the results, ways to print them, names."""
    trace = Trace(results)
    return {
        "r": results,
        "language": current().language,
        "decimal_mark": current().conventions.decimal,
        "number": trace.number,
        "interval": trace.interval,
        "own": _own_language(results["study"]["language"]),
        "short": wording.short_texts(results),
        "missing": evidence.missing_parts(results),
        "rows": lambda part, table="": evidence.rows(results, part, table),
        "names": evidence.names(results),
    }


def _own_language(language: str) -> Markup:
    """The attributes of an element with the study's own words, where they are not in the page's language."""
    return Markup("") if language == current().language else Markup(' lang="{}" dir="auto"').format(language)
