"""The house style that a machine can measure."""

import ast
import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "survey_seg").rglob("*.py"))
MEASURED = [*SOURCES, *sorted((ROOT / "benchmarks").rglob("*.py"))]
BANNED = {"utils", "helpers", "common", "base", "core", "misc", "manager", "csv", "json", "typing", "random"}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    has_docstring = ast.get_docstring(function) is not None
    body = function.body[1:] if has_docstring and len(function.body) > 1 else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MEASURED, ids=relative)
def test_files_have_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MEASURED, ids=relative)
def test_functions_have_at_most_40_lines_and_6_parameters(path: Path) -> None:
    for function in functions(path):
        assert body_lines(function) <= 40, f"{function.name} has {body_lines(function)} lines"
        named = [*function.args.posonlyargs, *function.args.args]
        named = [argument for argument in named if argument.arg not in {"self", "cls"}]
        assert len(named) + len(function.args.kwonlyargs) <= 6, f"{function.name} takes too many parameters"


@pytest.mark.parametrize("path", MEASURED, ids=relative)
def test_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    assert path.stem not in BANNED


def test_setup_cfg_lists_every_package() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in SOURCES if path.name == "__init__.py"}
    assert listed == found | {"survey_seg.templates", "survey_seg.questionnaires"}
