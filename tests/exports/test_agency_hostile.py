"""A thousand hostile strings, as names and words of a tool: no form for agencies is broken by any."""

import ast
import csv
import io
import random
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.exporters.to_decipher import files
from survey_seg.typing_tool.exporters.to_pmml import document
from survey_seg.typing_tool.exporters.to_qualtrics import flow, script
from survey_seg.typing_tool.exporters.to_r import function
from survey_seg.typing_tool.exporters.to_spss import syntax
from survey_seg.typing_tool.spec import Option, TypingSpec

PIECES = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t", "\r\n", "\n", "'", '"', "`", "\\", "/*", "*/", "//", "--", "-->", "<!--"),
    *("]]>", "</script>", "<img src=x onerror=alert(1)>", "${e://Field/x}", "$e{ 1 + 1 }", "{{7*7}}", "%s", "!DO", ";"),
    *(
        "EXECUTE.",
        "ERASE FILE='x'.",
        ".",
        "\\u0027",
        "#",
        "&amp;",
        "\x00",
        "\x1b[31m",
        "\u2028",
        "\u202e",
        "＝",
        "é",
        "😀",
    ),
    *(")", "}", "system('x')", "raise SystemExit(9)", "x" * 300, " ", "\ud800", "\ufffe", "Ünï"),
)
FORMULA = ("=", "+", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def strings() -> list[str]:
    chance = random.Random(5)
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 5))) for _ in range(1000)]


def tool(spec: TypingSpec, strings: list[str]) -> TypingSpec:
    """Five questions, four segments and a title from the first strings; the rest are answers of one question."""
    names = iter(strings)
    segments = tuple(replace(segment, name=next(names)) for segment in spec.segments)
    questions = [replace(one, id=next(names), column=next(names), text=next(names)) for one in spec.questions]
    title, limit = next(names), next(names)
    options = tuple(Option(code, label) for code, label in enumerate(names, start=1)) or (Option(1, ""),)
    points = {option.code: (option.code, -option.code, 0, 1) for option in options}
    questions[2] = replace(questions[2], options=options, points=points)
    return replace(spec, segments=segments, questions=tuple(questions), title=title, card={"limits": [limit]})


@pytest.fixture(scope="module")
def large(small: TypingSpec, strings: list[str]) -> TypingSpec:
    return tool(small, strings)


@pytest.fixture(scope="module")
def many(small: TypingSpec, strings: list[str]) -> list[TypingSpec]:
    """Every string once as a name, a column, a text, a title or a limit."""
    return [tool(small, strings[start : start + 22]) for start in range(0, len(strings) - 22, 21)]


def test_no_cell_of_a_table_is_a_formula(large: TypingSpec, many: list[TypingSpec], tmp_path: Path) -> None:
    for form in ("coefficients", "coefficients-by-segment"):
        for spec in (large, *many):
            exporter(form)(spec, tmp_path / "table.csv")
            text = (tmp_path / "table.csv").read_text(encoding="utf-8")
            rows = list(csv.reader(io.StringIO(text, newline="")))
            assert len({len(row) for row in rows}) == 1
            cells = [cell for row in rows for cell in row]
            assert not [cell for cell in cells if cell.startswith(FORMULA)]
            assert not [cell for cell in cells if cell.startswith("-") and not re.fullmatch(r"-\d+", cell)]


def test_spss_commands_are_only_those_that_are_meant(many: list[TypingSpec]) -> None:
    known = r"(COMPUTE|IF|RECODE|DO IF|ELSE IF|END IF|NUMERIC|FORMATS|VARIABLE LABELS|VALUE LABELS|EXECUTE)\b.*"
    for spec in many:
        for line in syntax(spec).splitlines():
            assert len(line.encode("utf-8")) <= 256
            if line.startswith("*"):
                assert line.endswith(".")
                assert "'" not in line
            else:
                assert line.startswith("  ") or re.fullmatch(known, line), line
                assert line.count("'") % 2 == 0


def test_python_compiles_and_does_only_what_is_meant(large: TypingSpec, many: list[TypingSpec]) -> None:
    meant = (ast.FunctionDef, ast.Assign, ast.With)
    for spec in (large, *many):
        texts = files(spec)
        for name in ("exec_init.py", "exec_type.py"):
            assert texts[name].isascii()
            assert all(isinstance(part, meant) for part in ast.parse(texts[name]).body)
        assert {len(line.split("\t")) for line in texts["algorithm.dat"].split("\n")} == {4}


def test_xml_holds_the_words_and_no_more(large: TypingSpec, many: list[TypingSpec], small: TypingSpec) -> None:
    known = {element.tag for element in fromstring(document(small)).iter()}
    for spec in (large, *many):
        root = fromstring(document(spec))
        assert {element.tag for element in root.iter()} == known
        names = [element.get("name") for element in root.iter() if element.tag.endswith("}DataField")]
        assert len(set(names)) == len(spec.questions) + 1


def test_nothing_is_piped_in_qualtrics(large: TypingSpec, many: list[TypingSpec]) -> None:
    for spec in (large, *many):
        text = script(spec)
        assert text.isascii()
        assert len(re.findall(r"[$]e?[{]", text)) == 5
        assert "</" not in text
        steps = flow(spec).partition("1. Before")[2]
        assert not re.search(r"e://Field/x\b", steps)


def test_node_and_r_read_every_file(large: TypingSpec, many: list[TypingSpec], tmp_path: Path) -> None:
    for program, name in (("node", "tool.js"), ("Rscript", "tool.R")):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine")
        write = script if program == "node" else function
        for number, spec in enumerate((large, *many[:20])):
            (tmp_path / f"{number}_{name}").write_text(write(spec), encoding="utf-8")
    files_of = (
        "for (let n = 0; n < 21; n++) new (require('vm').Script)(require('fs').readFileSync(n + '_tool.js', 'utf8'))"
    )
    check = "for (n in 0:20) stopifnot(length(parse(paste0(n, '_tool.R'))) == 1L)"
    for command in (["node", "-e", files_of], ["Rscript", "--vanilla", "-e", check]):
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode == 0, ran.stderr[-1000:]


def test_onnx_writes_them(large: TypingSpec, many: list[TypingSpec], tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx", reason="onnx is not installed")
    for spec in (large, *many[:5]):
        exporter("onnx")(spec, tmp_path / "tool.onnx")
        assert len(onnx.load(tmp_path / "tool.onnx").graph.input) == 1
