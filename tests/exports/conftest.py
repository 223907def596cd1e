"""The tool that the exports are tried on, answer patterns that are hard to get right, and the real programs."""

import itertools
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from survey_seg.artifact import plain
from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.spec import GoldenQuestion, Option, TypingSpec, read_spec

Answers = list[Any]
Recalculated = dict[str, openpyxl.Workbook]
HARD = (
    None,
    "",
    " ",
    0,
    -1,
    99,
    98,
    3.5,
    "3",
    "3.0",
    " 4 ",
    "04",
    "3,5",
    "1e0",
    "=1+1",
    "*",
    "?",
    "~",
    "x" * 300,
    "98",
)


@pytest.fixture(scope="session")
def small() -> TypingSpec:
    return read_spec(Path(__file__).parent.parent / "typing_tool" / "small_tool.json")


@pytest.fixture(scope="session")
def adaptive(small: TypingSpec) -> TypingSpec:
    """The small tool with a model of its questions, and of one more, to ask as few as needed."""
    options = tuple(Option(code, f"{code} of 5") for code in range(1, 6))
    text, points, missing = "How fast <i>do</i> you run?", (12, -9, 6, -9), (36, -27, 18, -27)
    further = GoldenQuestion("pace", "pace", text, "scale", options, 1, 5, points, {}, missing)
    every, rng = (*small.questions, further), np.random.default_rng(9)
    columns, scores = [], np.tile(np.array(small.constants, dtype=float), (4000, 1))
    for question in every:
        codes = [option.code for option in question.options] or list(range(11))
        answers = rng.choice(codes, 4000)
        points = {code: question.score(code) for code in codes}
        scores += np.array([points[answer] for answer in answers.tolist()])
        columns += [answers == code for code in codes[1:]] if question.type == "choice" else [answers]
    table = np.column_stack([*columns, (scores - scores.mean(1, keepdims=True)) / small.scale])
    moments = np.cov(table.T.astype(float), bias=True) + 1e-3 * np.eye(table.shape[1])
    model = {
        "mean": table.mean(0).round(5).tolist(),
        "moments": [row[: at + 1] for at, row in enumerate(moments.round(5).tolist())],
        "noise": 0.01,
    }
    keys = ("id", "column", "text", "type", "options", "min", "max", "no_answer")
    questions = [{key: plain(getattr(question, key)) for key in keys} for question in every]
    part = {"questions": questions, "least": 2, "most": 6, "stop": {"sure": 0.85}, "model": model}
    part["evidence"] = {"bands": [{"band": "clear", "share": 0.8, "accuracy": 0.9, "n": 500}]}
    return replace(small, adaptive=part)


def codes_of(spec: TypingSpec) -> list[list[int]]:
    return [
        [option.code for option in question.options] or list(range(int(question.min or 0), int(question.max or 0) + 1))
        for question in spec.questions
    ]


@pytest.fixture(scope="session")
def patterns(small: TypingSpec) -> list[Answers]:
    """At least 700: random, all ties that a search finds, the smallest margins, blanks, and what is no answer."""
    chance = random.Random(20)
    codes = codes_of(small)
    every = [list(answers) for answers in itertools.product(*codes)]
    chance.shuffle(every)
    ids = [question.id for question in small.questions]
    margins = {tuple(answers): classify(small, dict(zip(ids, answers, strict=True))).margin for answers in every}
    close = sorted(every, key=lambda answers: margins[tuple(answers)])[:200]
    assert sum(margin == 0 for margin in margins.values()) >= 25
    blanks = [[code if chance.random() > 0.4 else None for code in answers] for answers in every[:200]]
    hard = [[chance.choice([code, *HARD]) for code in answers] for answers in every[200:400]]
    single = [[*every[0][:place], value, *every[0][place + 1 :]] for place in range(len(ids)) for value in HARD]
    return [*every[400:600], *close, *blanks, *hard, *single]


@pytest.fixture(scope="session")
def page_file(small: TypingSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small tool."""
    path = tmp_path_factory.mktemp("page") / "tool.html"
    exporter("html")(small, path)
    return path


@pytest.fixture
def opened(browser: Any, page_file: Path) -> Iterator[Any]:
    """The page in a browser; afterwards nothing may have been asked for, said, or gone wrong."""
    context = browser.new_context()
    page = context.new_page()
    events: list[str] = []
    page.on("request", lambda request: events.append(request.url))
    page.on("dialog", lambda dialog: (events.append("dialog"), dialog.dismiss()))
    page.on("console", lambda message: events.append(message.text))
    page.on("pageerror", lambda error: events.append(str(error)))
    page.goto(page_file.as_uri())
    yield page
    assert [event for event in events if not event.startswith("blob:")] == [page_file.as_uri()]
    context.close()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Path]], list[Path]]:
    """A function from workbooks to the same workbooks as LibreOffice computes them, all in one go."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not on this machine")

    def computed(files: list[Path]) -> list[Path]:
        folder = tmp_path_factory.mktemp("office")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
        names = [str(file) for file in files]
        subprocess.run([*command, str(folder / "out"), *names], check=True, capture_output=True, timeout=600)
        return [folder / "out" / file.name for file in files]

    return computed


@pytest.fixture(scope="session")
def recalculate(
    office: Callable[[list[Path]], list[Path]], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[dict[str, openpyxl.Workbook]], Recalculated]:
    """Workbooks as LibreOffice computes them; openpyxl drops stored results when it saves, so nothing is repeated."""

    def recalculated(books: dict[str, openpyxl.Workbook]) -> Recalculated:
        folder = tmp_path_factory.mktemp("books")
        files = [folder / f"{name}.xlsx" for name in books]
        for file, book in zip(files, books.values(), strict=True):
            book.save(file)
        return {file.stem: openpyxl.load_workbook(file, data_only=True) for file in office(files)}

    return recalculated
