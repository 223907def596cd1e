"""What a long questionnaire costs the machine that lints it."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

from survey_seg.questionnaire.formats.write_yaml import yaml_text

MOST_MEGABYTES = 150
MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "survey_seg", "lint", *sys.argv[1:]], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([used, done.returncode, done.stdout, done.stderr]))
"""
"""Run by a process of its own that is small: the peak of a child counts from what its parent held when it began."""


def test_500_questions_are_linted_in_less_than_150_megabytes(root: Path, tmp_path: Path) -> None:
    where = importlib.util.spec_from_file_location("benchmark_lint_speed", root / "benchmarks" / "lint_speed.py")
    benchmark = importlib.util.module_from_spec(where)
    where.loader.exec_module(benchmark)
    long = benchmark.long_questionnaire()
    assert len(long.questions) == 500
    file = tmp_path / "long.yaml"
    file.write_text(yaml_text(long), encoding="utf-8")
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file)], capture_output=True, text=True, check=True, cwd=root, env=os.environ
    )
    megabytes, code, said, complained = json.loads(measured.stdout)
    assert (code, complained) == (1, "")
    assert " LEN001 " in said
    assert "Expected to take" in said
    assert 10 < megabytes < MOST_MEGABYTES
