"""How long the whole job takes, from a response file to a study folder, and how much memory.

    python benchmarks/analyze_speed.py [quick]

Simulated answers to 25 and 40 agree-disagree items on five points (four segments, some demographics) are written to a
temporary folder, and `survey-seg analyze` runs on them in a process of its own with the full evidence: 1,500 people x
25 items, 10,000 x 40 and 100,000 x 40. Prints seconds on the clock, seconds of CPU and the peak of memory beside the
bars, which are meant for two idle cores (15 s, 90 s, 300 s; 1.5 GB); `quick` stops after the first. Last measured on
two cores without other work: 12.9 to 14.3 s (four runs; 17 s with a little other work), 36 s, 103 s; 1.3 GB.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.formats.write_flat import write_flat_csv
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Row
from survey_seg.responses.simulate import simulate, write_simulated

BARS = ((1500, 25, 15), (10_000, 40, 90), (100_000, 40, 300))
MEMORY = 1500
"""People, items, seconds on the clock; megabytes."""

AGREE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
CONSTRUCTS = 5


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of CPU, and megabytes at the peak."""

    wall: float
    cpu: float
    memory: float


def single(name: str, labels: tuple[str, ...]) -> Question:
    """A demographic question."""
    options = tuple(Option(code=code, label=label) for code, label in enumerate(labels, start=1))
    return Question(id=name, text=f"Your {name}?", type="single", role=("descriptor",), options=options)


def questionnaire(items: int) -> Questionnaire:
    """Statements of five constructs, every seventh worded the other way, and four demographic questions."""
    rows = tuple(
        Row(
            id=f"a{place}",
            text=f"Statement {place}",
            construct=f"Construct {place % CONSTRUCTS}",
            reverse=not place % 7,
        )
        for place in range(1, items + 1)
    )
    options = tuple(Option(code=code, label=label) for code, label in enumerate(AGREE, start=1))
    grid = Question(
        id="attitudes",
        text="How far do you agree?",
        type="grid",
        role=("basis",),
        data_type="attitude",
        options=options,
        rows=rows,
    )
    age = Question(id="age", text="Your age?", type="number", role=("descriptor",), min=18, max=99)
    rest = (
        single("gender", ("Female", "Male")),
        single("region", ("North", "South", "East", "West")),
        single("education", ("Low", "Middle", "High")),
        age,
    )
    return Questionnaire(Study(title="Simulated"), (grid, *rest), "simulated")


def analyzed(folder: Path, people: int, items: int) -> Cost:
    """What one analysis costs, started as a user starts it."""
    asked = questionnaire(items)
    write_flat_csv(asked, folder / "questionnaire.csv")
    write_simulated(simulate(asked, people, seed=1, segments=4), folder / "responses.csv")
    command = [sys.executable, "-m", "survey_seg", "analyze", str(folder / "responses.csv")]
    command += ["--questionnaire", str(folder / "questionnaire.csv"), "--output", str(folder / "study")]
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begun
    if status:
        raise SystemExit(f"the analysis of {people} x {items} failed")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> None:
    """Print a line per size."""
    print(" people  items   clock     bar     CPU   memory (bar 1500 MB)")
    for people, items, bar in BARS[: 1 if "quick" in sys.argv[1:] else None]:
        with tempfile.TemporaryDirectory() as folder:
            cost = analyzed(Path(folder), people, items)
        line = f"{people:7}{items:7}{cost.wall:7.1f} s{bar:6} s{cost.cpu:6.1f} s{cost.memory:6.0f} MB"
        print(line, "ok" if cost.wall <= bar and cost.memory <= MEMORY else "over the bar", flush=True)


if __name__ == "__main__":
    main()
