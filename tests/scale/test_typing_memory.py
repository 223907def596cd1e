"""Ten million people are typed in little memory, however many there are."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("polars", reason="Polars (extra scale) is not installed")

pytestmark = pytest.mark.slow

PROGRAM = """
import json, sys
from pathlib import Path
sys.path.insert(0, "benchmarks")
from typing_scale import generate, peak, tool
from survey_seg.typing_tool.people import type_people
work, rows, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
if work == "generate":
    generate(rows, folder / "people.parquet")
else:
    counts = type_people(tool(), folder / "people.parquet", folder / "typed.parquet")
    print(json.dumps([counts.read, counts.typed, peak()]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the peak of memory is read from /proc")
def test_ten_million_people_take_less_than_500_megabytes(root: Path, tmp_path: Path) -> None:
    for work in ("generate", "type"):
        command = [sys.executable, "-c", PROGRAM, work, "10000000", str(tmp_path)]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    read, typed, megabytes = json.loads(done.stdout)
    assert (read, typed) == (10_000_000, 10_000_000)
    assert megabytes <= 500
