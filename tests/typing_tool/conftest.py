"""A small tool with every kind of question, hostile texts and many ties."""

from pathlib import Path

import pytest

from survey_seg.typing_tool.spec import TypingSpec, read_spec

SMALL = Path(__file__).with_name("small_tool.json")


@pytest.fixture(scope="session")
def small_file() -> Path:
    return SMALL


@pytest.fixture(scope="session")
def small() -> TypingSpec:
    return read_spec(SMALL)
