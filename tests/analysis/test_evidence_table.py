"""The table of real batteries in the docs names verdicts that exist and files that are there."""

from pathlib import Path
from typing import get_args

import pytest

from survey_seg.analysis.model import Verdict


@pytest.fixture(scope="module")
def batteries(root: Path) -> list[dict[str, str]]:
    text = (root / "docs" / "evidence.md").read_text(encoding="utf-8")
    table = text.partition("<!-- batteries: begin -->")[2].partition("<!-- batteries: end -->")[0]
    head, *rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_every_battery_has_a_verdict_that_exists(batteries: list[dict[str, str]]) -> None:
    assert batteries
    assert {row["verdict"] for row in batteries} <= set(get_args(Verdict))


def test_every_battery_is_from_a_file_that_is_there(batteries: list[dict[str, str]], shared: Path) -> None:
    assert all((shared / "data" / row["file"]).is_file() for row in batteries)
