"""`survey-seg what-if`: a study is tried with something changed, and stays as it is."""

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from survey_seg.analysis import what_if as variations
from survey_seg.analysis.methods import METHODS
from survey_seg.analysis.partition import CONSENSUS
from survey_seg.artifact import sha256
from survey_seg.cli import run, what_if_command
from survey_seg.errors import CannotCompute, InputRefused, UsageProblem
from survey_seg.study.model import Study
from survey_seg.study.what_if import Changes, what_if


def bytes_of(folder: Path) -> dict[str, str]:
    return {path.as_posix(): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def copied(demo_study: Study, tmp_path: Path) -> Path:
    """A copy of the demo's study that a test may spoil."""
    shutil.copytree(demo_study.path, tmp_path / "study")
    return tmp_path / "study"


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_command_offers_every_change_and_every_method() -> None:
    parameters = {one.name: one for one in what_if_command.command.params}
    assert set(parameters) == {"study", "kind", *(field.name for field in dataclasses.fields(Changes))}
    assert list(parameters["method"].type.choices) == [CONSENSUS, *(one.name for one in METHODS)]


def test_nothing_in_the_study_changes_and_the_same_again_moves_nobody(demo_study: Study) -> None:
    before = bytes_of(demo_study.path)
    found = what_if(demo_study.path, changes=Changes(method=CONSENSUS))
    assert bytes_of(demo_study.path) == before
    own, other = found["variations"]
    assert (own["agreement"], own["keeps"], own["n"]) == (1, 1, demo_study.results["data"]["n_kept"])
    assert own["sizes"] == found["chosen"]["sizes"]
    assert own["sizes"] == pytest.approx([row["share"] for row in demo_study.results["segments"]["sizes"]])
    assert (other["kind"], other["name"]) == ("seed", str(found["chosen"]["seed"] + 1))


def test_several_changes_are_one(demo_study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--drop", "tv_news", "--add", "income", "--exclude", "age < 30", "--weights", "none", "--seed", "3"]
    assert run(["what-if", str(demo_study.path), *asked, "--k", "2", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    own = found["variations"][0]
    assert own["what"] == (
        "leaving out tv_news, adding income, leaving out people with age < 30, counting everybody once, seed 3 and "
        f"asking for 2 segments instead of {found['chosen']['k']}"
    )
    assert found["sentences"][0].startswith("Leaving out tv_news, adding income, ")
    assert own["k"] == 2
    assert 600 < own["n"] < found["chosen"]["n"]
    assert 0 < own["agreement"] < 1


def test_without_options_the_standard_set_is_printed(
    demo_study: Study, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = tuple(one for one in METHODS if one.name in {"kmeans", "factor_scores"})
    monkeypatch.setattr(variations, "METHODS", (*quick, *(one for one in METHODS if one.votes)))
    monkeypatch.setattr(variations, "SEEDS", 1)
    assert run(["what-if", str(demo_study.path)]) == 0
    printed = capsys.readouterr().out
    for item in demo_study.results["basis"]["items"]:
        assert f"leaving out {item['variable']}: {item['short'][:10]}" in printed
    for words in ("Other seeds", "another seed (2)", "k-means on the items", "Factor-cluster (k-means on factor sco"):
        assert words in printed
    assert max(len(line) for line in printed.splitlines()) <= 100


@pytest.mark.parametrize(
    ("option", "code"),
    [
        (("--drop", "income"), "WHAT_IF_NOT_AN_ITEM"),
        (("--add", "nothing"), "WHAT_IF_UNKNOWN_QUESTION"),
        (("--add", "party"), "WHAT_IF_ALREADY_IN"),
        (("--exclude", "age <"), "QUEST_CONDITION"),
        (("--exclude", "nothing == 1"), "WHAT_IF_UNKNOWN_QUESTION"),
        (("--exclude", "age == 'old'"), "WHAT_IF_WORDS"),
    ],
)
def test_what_is_not_known_is_a_matter_of_usage(
    demo_study: Study, capsys: pytest.CaptureFixture[str], option: tuple[str, str], code: str
) -> None:
    assert run(["what-if", str(demo_study.path), *option]) == 2
    assert code in capsys.readouterr().err


def test_all_that_is_not_known_is_said_at_once(demo_study: Study) -> None:
    with pytest.raises(UsageProblem) as raised:
        what_if(demo_study.path, changes=Changes(drop=("x",), exclude="y == 1", method="z", k=11))
    codes = [problem.code for problem in raised.value.problems]
    expected = ["WHAT_IF_NOT_AN_ITEM", "WHAT_IF_UNKNOWN_METHOD", "K_OUT_OF_RANGE", "WHAT_IF_UNKNOWN_QUESTION"]
    assert codes == expected


@pytest.mark.parametrize("condition", ["age > 500", "age > 0"])
def test_excluding_nobody_or_everybody_cannot_be_computed(demo_study: Study, condition: str) -> None:
    with pytest.raises(CannotCompute):
        what_if(demo_study.path, changes=Changes(exclude=condition))


def test_too_few_items_cannot_be_computed(demo_study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    items = [row["variable"] for row in demo_study.results["basis"]["items"]]
    assert run(["what-if", str(demo_study.path), "--drop", ",".join(items[1:])]) == 4
    assert "BASIS_TOO_FEW_ITEMS" in capsys.readouterr().err


def test_a_column_of_weights_that_is_not_there_is_refused(demo_study: Study) -> None:
    with pytest.raises(InputRefused):
        what_if(demo_study.path, changes=Changes(weights="nothing"))


@pytest.mark.parametrize("spoilt", ["answers", "people", "questionnaire"])
def test_inputs_that_changed_are_refused(copied: Path, spoilt: str) -> None:
    if spoilt == "answers":
        (copied / "data" / "anes96.csv").write_bytes((copied / "data" / "anes96.csv").read_bytes() + b"\n")
    elif spoilt == "people":
        spoil(copied / "segments" / "people.csv", "\n", "\n0,1,1\n")
    else:
        results = json.loads((copied / "results.json").read_text(encoding="utf-8"))
        results["basis"]["items"].pop()
        (copied / "results.json").write_text(json.dumps(results), encoding="utf-8")
    with pytest.raises(InputRefused, match=r"WHAT_IF_CHANGED|STUDY_NOT_ONE"):
        what_if(copied)


def test_a_study_without_its_list_of_people_is_refused(copied: Path) -> None:
    (copied / "segments" / "people.csv").unlink()
    with pytest.raises(InputRefused, match="no readable list of people"):
        what_if(copied)


def test_a_study_without_segments_has_nothing_to_vary(copied: Path) -> None:
    results = json.loads((copied / "results.json").read_text(encoding="utf-8"))
    results["segments"]["k"] = 1
    (copied / "results.json").write_text(json.dumps(results), encoding="utf-8")
    with pytest.raises(CannotCompute, match="WHAT_IF_NO_SEGMENTS"):
        what_if(copied)
