"""How heavy, quick and open to everybody the report is, beside what profilers make of the same answers.

    python benchmarks/report.py [quick] [--rivals PYTHON] [--lighthouse FOLDER]

Answers of 1,000 simulated people to a shipped questionnaire, widened to 60 columns (4 segments), are analysed, and the
report is written again from results.json in every form: CPU seconds and bytes beside the bars (600 kB of HTML, 3 s).
Unless `quick`, 250 columns and 5 segments follow (2 MB). Chromium opens the page (extra `browser`): elements, requests,
share of its text without JavaScript, and violations of axe-core's rules on light, dark, printed and narrow pages.

`--rivals`: a Python in whose environment ydata-profiling, sweetviz or evidently are installed (they do not run beside
this project's pandas); those that are there describe the same 60 columns, and their pages are measured in the same way.
`--lighthouse`: a folder in which npm installed lighthouse; its scores of pages sent compressed are printed too.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import importlib.util
import json
import os
import resource
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from survey_seg.questionnaire.formats.write_flat import write_flat_csv
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.report.forms import REPORTS, Look
from survey_seg.resources import folder
from survey_seg.responses.open_questionnaire import open_questionnaire
from survey_seg.responses.simulate import simulate, write_simulated
from survey_seg.study.model import Options
from survey_seg.study.results import read_results
from survey_seg.study.steps import analyze

STUDIES = ((60, 4, 600), (250, 5, 2000))
"""Columns of answers, segments, and kilobytes that the page may have."""
PEOPLE = 1000
UNFOLD = """() => {
  for (const part of document.querySelectorAll("details")) part.open = true;
  for (const part of document.querySelectorAll("main > section")) part.style.contentVisibility = "visible";
}"""
RIVALS = {
    "ydata-profiling, minimal": (
        "ydata_profiling",
        "import sys, pandas as pd; from ydata_profiling import ProfileReport; "
        "ProfileReport(pd.read_csv(sys.argv[1]), minimal=True, progress_bar=False).to_file(sys.argv[2])",
    ),
    "sweetviz": (
        "sweetviz",
        "import sys, warnings; warnings.simplefilter('ignore'); import numpy; "
        "numpy.VisibleDeprecationWarning = getattr(numpy, 'VisibleDeprecationWarning', UserWarning); "
        "import pandas as pd, sweetviz; sweetviz.analyze(pd.read_csv(sys.argv[1]), pairwise_analysis='off')"
        ".show_html(sys.argv[2], open_browser=False)",
    ),
    "evidently": (
        "evidently",
        "import sys, pandas as pd; from evidently import Report; from evidently.presets import DataSummaryPreset; "
        "Report([DataSummaryPreset()]).run(pd.read_csv(sys.argv[1]), None).save_html(sys.argv[2])",
    ),
}
"""What describes a table: the package, and a program that takes the table and the page."""


def widened(shipped: Questionnaire, columns: int) -> Questionnaire:
    """The shipped questionnaire with more scale questions behind it, until it has so many columns of answers."""
    scales = [question for question in shipped.questions if question.type == "scale"]
    more: list[Question] = []
    while len(shipped.variables()) + len(more) < columns:
        number = len(more)
        pattern = scales[number % len(scales)]
        text = f"{pattern.text} (part {number + 2})"
        more.append(replace(pattern, id=f"more_{number}", text=text, role=("descriptor",), column=None, show_if=None))
    return replace(shipped, questions=(*shipped.questions, *more))


def study(place: Path, columns: int, segments: int) -> Path:
    """The folder of an analysed study; its table of answers, answers.csv, stands beside it."""
    place.mkdir()
    shipped = open_questionnaire(folder("questionnaires") / "examples" / "home_fitness.yaml")
    write_flat_csv(widened(shipped, columns), place / "questionnaire.csv")
    asked = open_questionnaire(place / "questionnaire.csv")
    write_simulated(simulate(asked, PEOPLE, segments=segments, separation=1.5), place / "answers.csv")
    options = Options(k=str(segments), because="the benchmark asks for it")
    analyze(place / "answers.csv", place / "questionnaire.csv", place / "study", options=options)
    return place / "study"


def forms(results: dict[str, Any], place: Path) -> None:
    """CPU seconds and bytes of every form of the report."""
    for name, form in REPORTS.items():
        times = []
        for _ in range(3):
            began = time.process_time()
            faults = form.write(results, place / form.place.name, Look())
            times.append(time.process_time() - began)
        size = (place / form.place.name).stat().st_size / 1000
        print(f"  {name:6} {size:8.0f} kB  {min(times):6.2f} s of CPU (best of 3)  faults: {len(faults)}")


def page_figures(path: Path) -> str:
    """What a browser says of a page: elements, requests, text without JavaScript, violated rules by way of looking."""
    axe = import_module("axe_playwright_python.sync_playwright").Axe()
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        asked: list[str] = []
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri(), wait_until="load")
        nodes = page.evaluate("document.getElementsByTagName('*').length")
        page.evaluate(UNFOLD)
        length = len(page.locator("body").inner_text())
        plain = browser.new_page(java_script_enabled=False)
        plain.goto(path.as_uri())
        plain.evaluate(UNFOLD)
        without = len(plain.locator("body").inner_text())
        rules = {}
        ways: tuple[tuple[str, int, dict[str, Any]], ...] = (
            ("light", 1366, {}),
            ("dark", 1366, {"color_scheme": "dark"}),
            ("print", 1366, {"media": "print"}),
            ("narrow", 320, {}),
        )
        for way, width, media in ways:
            shown = browser.new_page(viewport={"width": width, "height": 900})
            shown.emulate_media(**media)
            shown.goto(path.as_uri())
            shown.evaluate(UNFOLD)
            rules[way] = len(axe.run(shown).response["violations"])
        browser.close()
    violated = ", ".join(f"{way} {number}" for way, number in rules.items())
    return (
        f"{nodes:,} elements, {len(asked) - 1} requests, {without / max(length, 1):.1%} of {length:,} letters without "
        f"JavaScript, axe rules violated: {violated}"
    )


@contextmanager
def served(place: Path) -> Iterator[str]:
    """The address of a folder on this machine, while it lasts; files are sent compressed, as web servers do."""

    class Compressing(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            file = place / self.path.lstrip("/")
            body = gzip.compress(file.read_bytes()) if file.is_file() else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is said of a request."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Compressing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def lighthouse(path: Path, installed: Path) -> str:
    """Lighthouse's scores of a page, from 0 to 100."""
    program = shutil.which("chromium") or "chromium"
    with served(path.parent) as address:
        done = subprocess.run(
            [
                "node", str(installed / "node_modules" / "lighthouse" / "cli" / "index.js"), f"{address}/{path.name}",
                "--output=json", "--quiet", "--only-categories=performance,accessibility,best-practices",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            ],
            capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": program},
        )  # fmt: skip
    if done.returncode:
        return f"lighthouse failed: {done.stderr.strip().splitlines()[-1:]}"
    scores = json.loads(done.stdout)["categories"]
    return "lighthouse: " + ", ".join(f"{name} {100 * one['score']:.0f}" for name, one in scores.items())


def rivals(python: str, answers: Path, place: Path, installed: Path | None) -> None:
    """The pages that profilers make of the same answers."""
    for name, (package, program) in RIVALS.items():
        page = place / f"{package}.html"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [python, "-c", program, str(answers), str(page)], capture_output=True, text=True, check=False, cwd=place
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode or not page.exists():
            print(f"{name}: not measured ({(done.stderr.strip().splitlines() or ['no page'])[-1][:120]})")
            continue
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{name}: {page.stat().st_size / 1000:.0f} kB, {seconds:.1f} s of CPU with its start")
        told(page, installed)


def told(page: Path, installed: Path | None) -> None:
    """What browsers say of a page, where they are there to ask."""
    if importlib.util.find_spec("axe_playwright_python") is None:
        print("  elements, text and axe: not measured, the extra `browser` is not installed")
    else:
        print(f"  {page_figures(page)}")
    if installed is not None:
        print(f"  {lighthouse(page, installed)}")


def main() -> None:
    """Measure the studies, then the profilers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("quick", nargs="?", choices=["quick"])
    parser.add_argument("--rivals", metavar="PYTHON")
    parser.add_argument("--lighthouse", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for columns, segments, bar in STUDIES[: 1 if asked.quick else None]:
            made = study(Path(place, str(columns)), columns, segments)
            print(f"{PEOPLE:,} people, {columns} columns, {segments} segments (bars: {bar} kB of HTML, 3 s)")
            forms(read_results(made), Path(place))
            told(made / REPORTS["html"].place, asked.lighthouse)
        if asked.rivals:
            rivals(asked.rivals, Path(place, "60", "answers.csv"), Path(place), asked.lighthouse)


if __name__ == "__main__":
    main()
