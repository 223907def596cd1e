"""What every test shares: one thread for the arithmetic, and the real data when they are at hand."""

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings

from survey_seg.questionnaire.model import Questionnaire

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

settings.register_profile("same every time", derandomize=True)
settings.load_profile("same every time")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """A folder with real responses and reference results; tests that need it are skipped without it."""
    folder = Path(os.environ.get("SURVEY_SEG_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("the real response files are not on this machine")
    return folder


@pytest.fixture(scope="session")
def real_study(shared: Path) -> Callable[[str], tuple[Questionnaire, Path]]:
    """A function from the name of a real study (bfi, mcdonalds, airline_oddjob, vacmot) to questionnaire and data."""
    studies = _beside("real_studies")
    return lambda name: (studies.STUDIES[name](), shared / "data" / f"{name}.csv")


@pytest.fixture(scope="session")
def typing_cases() -> ModuleType:
    """Tools and answers on which programs that type people are likely to disagree (tests/typing_cases.py)."""
    return _beside("typing_cases")


def _beside(name: str) -> ModuleType:
    specification = importlib.util.spec_from_file_location(name, ROOT / "tests" / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, one for all tests; those are skipped where the program or its driver is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not on this machine")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where every program is installed ("programs"), or every package too, a test that skips for want is a failure."""
    complete = os.environ.get("SURVEY_SEG_NOTHING_MISSING")
    if not complete:
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    wanting = [report for report in skipped if "real response files" not in str(report.longrepr)]
    if complete == "programs":
        wanting = [report for report in wanting if "is not on this machine" in str(report.longrepr)]
    if wanting:
        reporter.write_line(f"skipped although nothing should be missing: {[report.nodeid for report in wanting]}")
        session.exitstatus = 1
