"""Report and questionnaire share one palette."""

import re

import pytest

from survey_seg.report.page import styled
from survey_seg.resources import folder

SHEETS = ("report/report.css", "questionnaire/paper.css")


@pytest.mark.parametrize("name", SHEETS)
def test_colours_are_written_down_in_the_palette_alone(name: str) -> None:
    own = (folder("templates") / name).read_text(encoding="utf-8")
    assert "prefers-color-scheme" not in own
    assert not re.findall(r"--[\w-]+: *#", own)
    assert styled(name).endswith(own)


@pytest.mark.parametrize("name", SHEETS)
def test_every_colour_that_is_used_is_in_the_palette_for_light_and_dark(name: str) -> None:
    light, dark = (folder("templates") / "palette.css").read_text(encoding="utf-8").split("@media screen")
    given = [set(re.findall(r"(--[\w-]+): #", part)) for part in (light, dark)]
    assert given[0] == given[1]
    used = set(re.findall(r"var\((--[\w-]+)\)", styled(name)))
    assert used <= given[0] | set(re.findall(r"(--[\w-]+):", light))
