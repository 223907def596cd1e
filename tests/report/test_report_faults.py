"""Whatever goes wrong in a section: the section stays with its reason, and the report says that it is partial."""

import pkgutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from survey_seg.report import page, sections
from survey_seg.report.page import render_report
from survey_seg.report.sections import SECTIONS


def test_every_module_of_the_folder_is_a_section_of_the_page() -> None:
    folder = {module.name for module in pkgutil.iter_modules(sections.__path__)}
    found = {import_module(f"{sections.__name__}.{name}").SECTION for name in folder}
    assert found == set(SECTIONS)
    assert len(folder) == len(SECTIONS)


@pytest.mark.parametrize("name", [section.name for section in SECTIONS])
def test_a_section_that_fails_stays_with_its_reason(name: str, results: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> dict[str, object]:
        raise ZeroDivisionError("nothing <b>to</b> divide by")

    failing = tuple(replace(one, view=broken) if one.name == name else one for one in SECTIONS)
    monkeypatch.setattr(page, "SECTIONS", failing)
    made = render_report(results)
    title = next(section.title for section in SECTIONS if section.name == name)
    assert [(fault.section, fault.reason) for fault in made.faults] == [
        (title, "ZeroDivisionError: nothing <b>to</b> divide by")
    ]
    assert f'<section id="{name}"' in made.text
    assert "ZeroDivisionError: nothing &lt;b&gt;to&lt;/b&gt; divide by" in made.text
    assert "<dt>Run</dt><dd>Partial" in made.text
    for section in SECTIONS:
        assert f'id="{section.name}"' in made.text


def test_a_template_of_the_house_is_taken_before_ours(results: dict, tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "refresh.html.j2").write_text(
        '<section id="refresh"><h2>{{ section.title }}, our way</h2></section>'
    )
    (tmp_path / "report" / "report.css").write_text("body { color: rebeccapurple }")
    made = render_report(results, templates=tmp_path)
    assert made.faults == ()
    assert "When to look again, our way" in made.text
    assert "rebeccapurple" in made.text
    assert 'id="priorities"' in made.text


def test_a_template_that_cannot_be_read_is_a_fault_of_its_section(results: dict, tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "refresh.html.j2").write_text("{% if %}")
    made = render_report(results, templates=tmp_path)
    assert [fault.section for fault in made.faults] == ["When to look again"]
