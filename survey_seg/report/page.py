"""The report: one HTML file that needs no network, no script and no other file.

It is printed from results.json and from nothing else. The layout is in templates/report; an agency may restyle it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from survey_seg.report import evidence, numbers, sentences, wording
from survey_seg.report.charts import priority_chart, sizes_chart, stability_chart, typing_chart
from survey_seg.report.find_view import find_view
from survey_seg.report.method import command, extraction, factor_names, loading_rows, setting_rows
from survey_seg.report.models import by_model, matrix, measured, model_rows
from survey_seg.report.neighbours import alternatives, neighbours, taken
from survey_seg.report.segment_views import segment_views
from survey_seg.report.trace import Trace
from survey_seg.resources import folder


def render_report(results: Mapping[str, Any]) -> str:
    """The whole report as the text of one HTML file.

    The question it answers: what does the study say, how sure is it, and who does what now? `results` is the mapping
    of results.json; parts that could not be computed ({"not_computed": reason}) keep their section, with the reason.
    Printed numbers carry `data-ref`, the path of their value in results.json (two paths for an interval). The same
    results give the same bytes. Texts of respondents and questionnaires are escaped wherever they stand.
    """
    clean: Mapping[str, Any] = wording.readable(results)
    style = styled("report/report.css")
    page = _environment().get_template("report.html.j2")
    return page.render(**_context(clean), style=Markup(style), style_hash=style_hash(style)) + "\n"


def styled(name: str) -> str:
    """A style sheet of the templates after the palette of colours and letters that all pages share.

    >>> styled("report/report.css").startswith(":root {")
    True
    """
    return "".join((folder("templates") / part).read_text(encoding="utf-8") for part in ("palette.css", name))


def style_hash(style: str) -> str:
    """The hash by which the page's content security policy allows its own style and no other.

    >>> style_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _template_folder() -> Path:
    return folder("templates") / "report"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_template_folder(), encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= dict(numbers.FORMATS)
    environment.filters |= {
        "band": sentences.band,
        "base_word": evidence.base_word,
        "count_of": numbers.counted,
        "end_of_scale": numbers.end_of_scale,
        "jaccard_word": sentences.jaccard_word,
        "listed": wording.listed,
        "month": numbers.month,
        "quoted": wording.quoted,
        "said": sentences.said,
        "sentence": wording.sentence,
        "shortened": wording.shortened,
        "spelled": numbers.spelled,
        "started": wording.started,
        "yes_no": numbers.yes_no,
        "via": lambda via: sentences.VIA.get(via, via),
    }
    return environment


def _context(results: Mapping[str, Any]) -> dict[str, Any]:
    trace = Trace(results)
    short = wording.without_stem(row["text"] for row in results["basis"]["items"])
    return {
        "r": results,
        "number": trace.number,
        "interval": trace.interval,
        "own": _own_language(results["study"]["language"]),
        "short": short,
        "find": find_view(results),
        "missing": evidence.missing_parts(results),
        "segments": segment_views(results, short),
        "sentence": _sentences(results),
        "decide": sentences.decide(results),
        "chart": {
            "sizes": sizes_chart(results),
            "stability": stability_chart(results),
            "priorities": priority_chart(results),
            "typing": typing_chart(results),
        },
        "ranked": evidence.by_rank(results),
        "rows": lambda part, table="": evidence.rows(results, part, table),
        "names": evidence.names(results),
        "evidence": _evidence(results),
        "method": {
            "factors": factor_names(results),
            "loadings": loading_rows(results),
            "extraction": extraction(results["factors"]) if _there(results, "factors") else "",
            "settings": setting_rows(results["settings"]),
            "command": command(results),
        },
    }


def _evidence(results: Mapping[str, Any]) -> dict[str, Any]:
    """What speaks for this number of segments, beyond the rows of the results themselves."""
    return {
        "taken": taken(results),
        "columns": evidence.COLUMNS,
        "neighbours": neighbours(results),
        "alternatives": alternatives(results),
        "models": model_rows(results),
        "matrix": matrix(results),
        "stability": by_model(results, "stability"),
        "bic": by_model(results, "bic"),
        "measured": measured(results),
        "most": max(row["k"] for row in results["segments"]["candidates"]),
    }


def _sentences(results: Mapping[str, Any]) -> dict[str, str]:
    return {
        "found": sentences.found(results["segments"]),
        "kept": sentences.kept_sentence(results["data"]),
        "stability": sentences.stability_finding(results),
        "reading": sentences.reading_sentence(results["segments"]),
        "votes": sentences.votes_line(results["factors"]) if _there(results, "factors") else "",
        "priority": sentences.priority_sentence(results) if _there(results, "priorities") else "",
        "accuracy": sentences.accuracy_sentence(results["typing"]) if _there(results, "typing") else "",
        "cadence": sentences.cadence_sentence(results["cadence"]),
    }


def _there(results: Mapping[str, Any], part: str) -> bool:
    return evidence.not_computed(results[part]) is None


def _own_language(language: str) -> Markup:
    """The attributes of an element with the study's own words, where they are not in the page's language."""
    return Markup("") if language == "en" else Markup(' lang="{}" dir="auto"').format(language)
