"""What linting 500 questions costs, and how fast files that are no questionnaires are refused.

    python benchmarks/lint_speed.py [repeats]

A questionnaire of 500 questions is put together from the shipped examples and linted by `survey-seg lint` in a fresh
process each time. Prints seconds of CPU (user and system) and the peak of memory; then the same for a YAML file whose
aliases would unfold into a billion values, and for a file of 100 MB.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from survey_seg.questionnaire.formats.write_yaml import yaml_text
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.resources import folder

QUESTIONS = 500
MEASURE = (
    "import resource, subprocess, sys\n"
    "subprocess.run([sys.executable, '-m', 'survey_seg', 'lint', sys.argv[1]], capture_output=True)\n"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)\n"
)


def long_questionnaire() -> Questionnaire:
    """The shipped examples one after the other until there are 500 questions, every id and construct numbered."""
    examples = [read_questionnaire(path) for path in sorted((folder("questionnaires") / "examples").glob("*.yaml"))]
    questions: list[Question] = []
    for number in count(1):
        for example in examples:
            ids = {one.id for one in example.questions} | {row.id for one in example.questions for row in one.rows}
            questions += [numbered(question, ids, number) for question in example.questions]
        if len(questions) >= QUESTIONS:
            break
    return replace(examples[0], questions=tuple(questions[:QUESTIONS]))


def numbered(question: Question, ids: set[str], number: int) -> Question:
    """A question under another id, with its text, filter and construct to match."""

    def renamed(text: str) -> str:
        return re.sub(r"[A-Za-z_]\w*", lambda word: f"{word[0]}_{number}" if word[0] in ids else word[0], text)

    return replace(
        question,
        id=f"{question.id}_{number}",
        column=None,
        text=f"{question.text} (part {number})",
        show_if=renamed(question.show_if) if question.show_if else None,
        rows=tuple(replace(row, id=f"{row.id}_{number}", column=None) for row in question.rows),
        construct=f"{question.construct} {number}" if question.construct else None,
    )


def cost(path: Path) -> tuple[float, float]:
    """Seconds of CPU and megabytes at the peak of one `survey-seg lint` in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True, env=os.environ
    )
    seconds, megabytes = ran.stdout.split()
    return float(seconds), float(megabytes)


def bomb() -> str:
    """A YAML file of nine lines whose aliases unfold into 10^9 values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    return "\n".join(lines) + "\n"


def main(repeats: int) -> None:
    """Print the costs."""
    with TemporaryDirectory() as place:
        files = {name: Path(place) / name for name in ("500 questions.yaml", "bomb.yaml", "100 MB.yaml")}
        long, exploding, huge = files.values()
        long.write_text(yaml_text(long_questionnaire()), encoding="utf-8")
        exploding.write_text(bomb(), encoding="utf-8")
        with huge.open("wb") as file:
            file.truncate(100_000_000)
        cost(long)  # once, so that the byte code is there
        for name, path in files.items():
            costs = [cost(path) for _ in range(repeats)]
            seconds = sorted(one for one, _ in costs)
            print(
                f"{name:<20} CPU median {statistics.median(seconds):.2f} s ({seconds[0]:.2f} to {seconds[-1]:.2f}), "
                f"peak {max(megabytes for _, megabytes in costs):.0f} MB, n = {repeats}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
