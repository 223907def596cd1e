"""The demo's study, made once."""

import pytest

from survey_seg.study.demo import demo
from survey_seg.study.model import Study


@pytest.fixture(scope="session")
def demo_study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A study that tests read and never change."""
    return demo(tmp_path_factory.mktemp("demo") / "study")
