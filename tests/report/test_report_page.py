"""The report as a document: every section in every state, sound structure, nothing that runs or loads."""

import base64
import functools
import hashlib
import html
import itertools
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

from survey_seg.report import sections
from survey_seg.report.language.wording import readable
from survey_seg.report.page import render_report


@functools.cache
def rendered(frozen: str) -> str:
    return render_report(json.loads(frozen)).text


def page_of(results: dict) -> str:
    """The page of these results, rendered once for all tests."""
    return rendered(json.dumps(results))


SECTIONS = tuple(section.name for section in sections.SECTIONS)
READING_ORDER = (
    "summary", "decisions", "priorities", "segments", "briefs", "differences", "reach", "typing", "why", "validation",
    "hypotheses", "data_quality", "tables", "refresh", "method", "warnings",
)  # fmt: skip
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """What a parser sees: elements in order with their attributes and texts, and whether all are closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[dict] = []
        self.open: list[dict] = []
        self.mismatched: list[str] = []
        self.comments: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        element = {"tag": tag, "attributes": dict(attrs), "text": "", "inside": [e["tag"] for e in self.open]}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.elements.append({"tag": tag, "attributes": dict(attrs), "text": "", "inside": []})

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1]["tag"] != tag:
            self.mismatched.append(tag)
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in () if self.open and self.open[-1]["tag"] == "script" else self.open:
            element["text"] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def all(self, *tags: str) -> list[dict]:
        return [element for element in self.elements if element["tag"] in tags]

    def text(self) -> str:
        return " ".join(self.all("body")[0]["text"].split())


@functools.cache
def parsed(text: str) -> Page:
    return Page(text)


def test_every_section_is_there_in_every_state(regime) -> None:
    name, results = regime
    page = parsed(page_of(results))
    assert [e["attributes"].get("id") for e in page.all("section") if e["attributes"].get("id")] == list(SECTIONS)
    assert not page.mismatched, name
    assert not page.open
    for section in page.all("section"):
        assert len(" ".join(section["text"].split())) > 20


def test_sections_stand_in_the_order_in_which_they_are_read() -> None:
    assert [name for name in READING_ORDER if name in SECTIONS] == list(SECTIONS)


def test_headings_are_in_order_and_there_is_one_title(regime) -> None:
    page = parsed(page_of(regime[1]))
    levels = [int(element["tag"][1]) for element in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(element["text"].strip() for element in page.all("h1", "h2", "h3", "h4", "title"))


def test_ids_are_unique_and_every_reference_has_its_target(regime) -> None:
    page = parsed(page_of(regime[1]))
    ids = [element["attributes"]["id"] for element in page.elements if "id" in element["attributes"]]
    assert len(ids) == len(set(ids))
    named = [e["attributes"].get("aria-labelledby", "") for e in page.elements]
    links = [e["attributes"]["href"][1:] for e in page.all("a") if e["attributes"]["href"].startswith("#")]
    assert {part for label in named for part in label.split()} | set(links) <= set(ids)


def test_tables_have_captions_and_headers_with_scope(regime) -> None:
    page = parsed(page_of(regime[1]))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(element["attributes"].get("scope") in {"col", "row"} for element in page.all("th"))
    assert all("tbody" in element["inside"] for element in page.all("td"))
    regions = [e["attributes"] for e in page.all("div") if e["attributes"].get("role") == "region"]
    assert len(regions) == len(page.all("table"))
    assert all(region["tabindex"] == "0" and region["aria-label"].strip() for region in regions)
    assert len({region["aria-label"] for region in regions}) == len(regions)


def test_charts_say_their_finding(regime) -> None:
    text = page_of(regime[1])
    flat = re.sub(r'<svg x="0".*?</svg>', "", text, flags=re.DOTALL)  # the scaled part of a chart
    drawings = re.findall(r"<svg.*?</svg>", flat, re.DOTALL)
    assert len(drawings) == len([e for e in parsed(text).all("svg") if "svg" not in e["inside"]])
    for drawing in drawings:
        root = ET.fromstring(drawing)
        title, finding = root[0], root[1]
        assert root.get("role") == "img"
        assert (title.tag.endswith("title"), finding.tag.endswith("desc")) == (True, True)
        assert root.get("aria-labelledby") == f"{title.get('id')} {finding.get('id')}"
        assert (title.text or "").strip()
        assert (finding.text or "").strip()


def test_every_chart_but_the_size_strip_is_followed_by_its_numbers(results) -> None:
    page = parsed(page_of(results))
    outer = [e for e in page.all("svg") if "svg" not in e["inside"]]
    charts = [e for e in outer if e["attributes"]["aria-labelledby"] != "chart-sizes-t chart-sizes-d"]
    assert len(charts) >= 6 + results["segments"]["k"]
    for chart in charts:
        later = page.elements[page.elements.index(chart) :]
        found = (e for e in later if e["tag"] == "table" or (e in outer and e is not chart))
        assert next(found)["tag"] == "table"


def test_nothing_runs_but_one_script_and_nothing_is_loaded(regime) -> None:
    page = parsed(page_of(regime[1]))
    assert not page.all("img", "iframe", "object", "embed", "link", "form", "input", "button", "audio", "base")
    assert [script["attributes"] for script in page.all("script")] == [{}]
    assert not page.comments
    for element in page.elements:
        names = set(element["attributes"])
        assert not {name for name in names if name.startswith("on")} | names & {"style", "src", "srcset", "xlink:href"}
        target = element["attributes"].get("href", "#")
        assert target.startswith("#") or re.fullmatch(r"\.\./typing_tool/[\w.%/-]+", target)


def test_the_security_policy_allows_only_the_style_and_the_script_in_the_page(regime) -> None:
    text = page_of(regime[1])
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)[1]
    assert len(script.encode()) <= 10_000
    assert len(parsed(text).all("style")) == 1
    policy = next(e["attributes"]["content"] for e in parsed(text).all("meta") if "http-equiv" in e["attributes"])
    allowed, run = (base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script))
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'", "style-src": f"'sha256-{allowed}'", "script-src": f"'sha256-{run}'",
        "img-src": "data:", "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip
    assert not re.search(r"url\(|@import|expression", style)


def test_reasons_stand_where_parts_could_not_be_computed(regime) -> None:
    _, results = regime
    text = parsed(page_of(results)).text()
    for part in ("factors", "profiles", "priorities", "typing"):
        if "not_computed" in results[part]:
            assert " ".join(readable(results[part]["not_computed"]).split()) in text


def test_a_partial_run_says_so_on_the_cover(regime) -> None:
    _, results = regime
    parts = ["factors"] if results["segments"]["verdict"] == "none" else ["factors", "profiles", "priorities", "typing"]
    partial = any("not_computed" in results[part] for part in parts)
    cover = parsed(page_of(results)).all("header")[0]["text"]
    assert ("Partial" in cover) == partial
    assert ("Complete" in cover) != partial


def test_every_segment_has_a_card_and_a_page(regime) -> None:
    _, results = regime
    page = parsed(page_of(results))
    k = results["segments"]["k"] if results["segments"]["verdict"] != "none" else 0
    articles = [e["attributes"] for e in page.all("article")]
    assert [a.get("id") for a in articles if a["class"].startswith("segment")] == [f"segment-{i + 1}" for i in range(k)]
    assert len([a for a in articles if a["class"].startswith("card")]) == k


def test_without_segments_nobody_is_told_to_target_any(nothing_found) -> None:
    results = nothing_found
    text = parsed(page_of(results)).text()
    assert "treat the market as one" in text
    assert results["segments"]["reason"] in text


def test_every_warning_is_printed(regime) -> None:
    _, results = regime
    text = page_of(results)
    for warning in results["warnings"]:
        shown = html.escape(warning["text"], quote=False)
        assert not warning["text"].isascii() or shown in text.replace("&#39;", "'").replace("&#34;", '"')


def test_the_words_of_the_study_are_marked_with_its_language(results) -> None:
    results["study"]["language"] = "de"
    page = parsed(page_of(results))
    assert page.all("html")[0]["attributes"]["lang"] == "en"
    assert page.all("h1")[0]["attributes"]["lang"] == "de"
    assert len([e for e in page.elements if e["attributes"].get("lang") == "de"]) > 100


def test_the_same_results_give_the_same_bytes_in_another_process(results, root) -> None:
    script = (
        "import json, sys; from survey_seg.report.page import render_report;"
        "sys.stdout.buffer.write(render_report(json.load(sys.stdin)).text.encode())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], input=json.dumps(results).encode(), capture_output=True, check=True,
        cwd=root, env={"PYTHONHASHSEED": "77", "PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert ran.stdout == render_report(results).text.encode()


def test_a_large_study_stays_small(results) -> None:
    assert len(page_of(results).encode()) <= 600_000
    assert len(parsed(page_of(results)).elements) <= 15_000


def test_results_are_not_changed_by_printing_them(regime) -> None:
    _, results = regime
    before = json.dumps(results)
    assert render_report(results).faults == ()
    assert json.dumps(results) == before


def test_no_word_of_the_templates_machinery_is_left(results) -> None:
    text = parsed(page_of(results)).text()
    assert not re.search(r"\{\{|\}\}|\{%|None|Undefined|nan\b|<bound|\[\]|Markup", text)
