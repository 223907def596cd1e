"""How fast and in how much memory a table of contacts becomes lists, for one destination.

    python benchmarks/audiences.py [--people 200000] [--to meta]

Makes up a table with consent, contact fields and the answers to an eight-question tool, and writes the lists in a
process of its own; then the same for a quarter of the people. Beside it the floor: reading the table with csv and
hashing two fields of each row. Prints rows per CPU second, the share of the floor, and peak memory of both sizes.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from survey_seg.typing_tool.spec import GoldenQuestion, Option, ToolSegment, TypingSpec

CONSENT = "marketing_consent,ad_user_data,ad_personalization,sms_consent"
FIELDS = f"person_id,email,phone,first_name,last_name,city,state,zip,country,ga_client_id,{CONSENT}"
FLOOR = """
import csv, hashlib, sys
for row in csv.reader(open(sys.argv[1], encoding="utf-8", newline="")):
    hashlib.sha256(row[1].encode()).hexdigest(), hashlib.sha256(row[2].encode()).hexdigest()
"""
OURS = """
import sys
from pathlib import Path
from survey_seg.typing_tool.audiences import DESTINATIONS
from survey_seg.typing_tool.audiences.write import Request, write_audience
from survey_seg.typing_tool.spec import read_spec
table, tool, out, to = sys.argv[1:]
write_audience(read_spec(tool), Path(table), Path(out), destination=DESTINATIONS[to], request=Request())
"""


def tool() -> TypingSpec:
    """Eight five-point questions, four segments."""
    options = tuple(Option(code, f"{code} of 5") for code in range(1, 6))
    questions = tuple(
        GoldenQuestion(
            id=f"q{place}",
            column=f"q{place}",
            text=f"Question {place}",
            type="scale",
            options=options,
            min=1,
            max=5,
            w=tuple(100 * ((place * (segment + 2)) % 7 - 3) for segment in range(4)),
            points={},
            missing=(0, 0, 0, 0),
        )
        for place in range(8)
    )
    segments = tuple(ToolSegment(code, f"Segment {code}", 0.25, "") for code in range(1, 5))
    bands = {"clear": 900, "lean": 300}
    return TypingSpec(
        "tool-bench", "Bench", "ask", True, 1000, segments, questions, (0,) * 4, 4, bands,
        {"train": [0.25] * 4}, {}, None, {}, {}, (),
    )  # fmt: skip


def write_table(path: Path, people: int) -> None:
    """A table of made-up people; every tenth has not agreed."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{FIELDS},{','.join(f'q{place}' for place in range(8))}\n")
        for number in range(people):
            consent = ",".join(["no" if number % 10 == 0 else "yes"] * 4)
            answers = ",".join(str(1 + (number * (place + 3) // 7) % 5) for place in range(8))
            phone = f"(415) 2{number % 100:02d}-{number // 100 % 10_000:04d}"
            who = f"c{number},Person{number}@example.com,{phone},Mary,Smith,New York,NY,10001,US,{number}.7"
            file.write(f"{who},{consent},{answers}\n")


def measured(program: str, *arguments: str) -> tuple[float, float]:
    """CPU seconds and peak megabytes of a process of its own."""
    report = "import resource, json; u = resource.getrusage(resource.RUSAGE_SELF); "
    report += "print(json.dumps([u.ru_utime + u.ru_stime, u.ru_maxrss / 1024]))"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{report}", *arguments], capture_output=True, text=True, check=True
    )
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return seconds, megabytes


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How fast contacts become lists.")
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--to", default="meta")
    options = parser.parse_args()
    print(f"{'people':>10} {'rows per CPU s':>15} {'floor':>10} {'share':>6} {'peak MB':>8}")
    for people in (options.people // 4, options.people):
        with tempfile.TemporaryDirectory() as folder:
            table, spec, out = Path(folder, "people.csv"), Path(folder, "tool.json"), Path(folder, "out")
            out.mkdir()
            write_table(table, people)
            spec.write_text(_spec_text(), encoding="utf-8")
            ours, memory = measured(OURS, str(table), str(spec), str(out), options.to)
            floor, _ = measured(FLOOR, str(table))
        print(f"{people:>10,} {people / ours:>15,.0f} {people / floor:>10,.0f} {floor / ours:>6.2f} {memory:>8.0f}")
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _spec_text() -> str:
    from survey_seg.typing_tool.spec import spec_text

    return spec_text(tool())


if __name__ == "__main__":
    main()
