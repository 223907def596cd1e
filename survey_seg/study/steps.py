"""The functions behind the commands that make or change a study."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from survey_seg.analysis.priorities import DEFAULT_CRITERIA
from survey_seg.artifact import sha256
from survey_seg.errors import InputRefused, Problem, UsageProblem, quoted
from survey_seg.questionnaire.lint.run import blocking, lint
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.responses.model import QualityReport, Responses
from survey_seg.responses.open_questionnaire import open_questionnaire
from survey_seg.responses.quality.screen import screen
from survey_seg.responses.read import read_responses
from survey_seg.stats.progress import Progress, silent
from survey_seg.study.continuing import continuing
from survey_seg.study.decision_log import read_log, with_log, write_log
from survey_seg.study.decisions import read_decisions, write_decisions
from survey_seg.study.everybody import assign_everybody, with_everybody
from survey_seg.study.folder import whole_folder
from survey_seg.study.investigation import SHARES, investigate
from survey_seg.study.manifest import refresh_manifest, write_manifest
from survey_seg.study.model import Decisions, Files, Options, Study
from survey_seg.study.results import assemble, read_results, with_names
from survey_seg.study.writing import read_find_tool, read_typing_tool, with_words, write_findings, write_outputs


def check(responses: str | Path, questionnaire: str | Path, *, weights: str = "") -> tuple[Responses, QualityReport]:
    """Read a response file against its questionnaire and screen it, without analysing it."""
    read = read_responses(Path(responses), read_sound_questionnaire(questionnaire), weights=weights or None)
    return read, screen(read)


def read_sound_questionnaire(path: str | Path) -> Questionnaire:
    """A questionnaire that can be analysed: InputRefused when lint finds a flaw that makes answers ambiguous."""
    questionnaire = open_questionnaire(path)
    problems = [
        Problem(finding.rule, finding.message, file=questionnaire.file, row=finding.line, hint=finding.suggestion)
        for finding in blocking(lint(questionnaire))
    ]
    if problems:
        raise InputRefused(problems)
    return questionnaire


def analyze(
    responses: str | Path,
    questionnaire: str | Path,
    output: str | Path,
    *,
    options: Options = Options(),  # noqa: B008 - frozen
    progress: Progress = silent,
) -> Study:
    """Do the main job: from a response file and its questionnaire to a study folder.

    The folder appears whole or not at all. What an interrupted run has computed stays in `<output>.part`, where the
    same call continues, until the study is made. Raises InputRefused for files that cannot be taken, CannotCompute when
    the numbers would not be honest, EnvironmentProblem when the disk refuses.
    """
    files = Files(questionnaire=Path(questionnaire), responses=Path(responses))
    decisions = Decisions(
        questionnaire=f"questionnaire{files.questionnaire.suffix.lower()}",
        responses=Path(os.path.relpath(responses, output)).as_posix(),
        options=options,
        criteria=DEFAULT_CRITERIA,
    )
    return build(files, Path(output), decisions, progress=progress)


def choose(study: str | Path, k: int, because: str, *, progress: Progress = silent) -> Study:
    """Let a person choose the number of segments; the study is made again with it, and the reason goes on record."""
    if not because.strip():
        raise UsageProblem(Problem("CHOOSE_NO_REASON", "a number of segments was chosen without a reason",
                                   hint='say it: --because "sales can serve four, and each is reachable"'))  # fmt: skip
    folder = Path(study)
    earlier = read_decisions(folder)
    inside = not (earlier.responses.startswith("..") or Path(earlier.responses).is_absolute())
    files = Files(
        questionnaire=folder / earlier.questionnaire,
        responses=folder / earlier.responses,
        keep_as=earlier.responses if inside else "",
    )
    decisions = replace(earlier, options=replace(earlier.options, k=str(k), because=because), names={})
    return build(files, folder, decisions, progress=progress)


def rename(study: str | Path, names: Mapping[int, str]) -> Study:
    """Give segments the names people will use; every file of the study that shows a name is written again.

    With no names, the ones in study.toml are taken.
    """
    folder = Path(study)
    earlier, results = read_decisions(folder), read_results(folder)
    _check_names(names, results["segments"]["k"])
    decisions = replace(earlier, names={**earlier.names, **{segment: name.strip() for segment, name in names.items()}})
    _check_apart(decisions.names)
    named = with_names(results, decisions.names)
    tools = read_typing_tool(folder), read_find_tool(folder)
    with whole_folder(folder, force=True) as draft:
        shutil.copytree(folder, draft, dirs_exist_ok=True)
        write_decisions(draft, decisions)
        faults = write_outputs(draft, named, *(with_words(tool, named) if tool else None for tool in tools))
        refresh_manifest(draft)
    return Study(folder, named, faults)


def _check_names(names: Mapping[int, str], k: int) -> None:
    problems = [
        Problem("RENAME_UNKNOWN", f"there is no segment {segment}", expected=f"1 to {k}")
        for segment in names
        if not 1 <= segment <= k
    ]
    if k < 2:
        problems = [Problem("RENAME_NO_SEGMENTS", "this study found no segments to name")]
    empty = [segment for segment, name in names.items() if not name.strip()]
    problems += [Problem("RENAME_EMPTY", f"segment {segment} would have no name") for segment in empty]
    if problems:
        raise UsageProblem(problems)


def _check_apart(names: Mapping[int, str]) -> None:
    """Nobody can tell two segments of one name apart: in a call, a table, a list of people."""
    first: dict[str, int] = {}
    for segment, name in names.items():
        other = first.setdefault(" ".join(name.split()).casefold(), segment)
        if other != segment:
            what = f"segments {other} and {segment} would have the same name, {quoted(name)}"
            raise UsageProblem(Problem("RENAME_TWICE", what))


def build(files: Files, output: Path, decisions: Decisions, *, progress: Progress = silent) -> Study:
    """Analyse and write a study; `files.keep_as` also keeps the response file inside the folder."""
    started = time.time()
    with (
        continuing(output, files, decisions) as keep,
        whole_folder(output, force=decisions.options.force) as draft,
    ):
        questionnaire = read_sound_questionnaire(files.questionnaire)
        findings = investigate(questionnaire, files.responses, decisions, progress=progress, keep=keep)
        log = read_log(output)
        results = with_log(assemble(findings), log)
        if findings.responses.drawn_from:
            progress("sorting everybody", SHARES["writing"])
            results = with_everybody(results, assign_everybody(files.responses, findings, draft))
        _keep_inputs(files, draft, decisions)
        write_decisions(draft, findings.decisions)
        write_log(draft, log)
        write_findings(draft, findings)
        tools = findings.typing, findings.find
        faults = write_outputs(draft, results, *(with_words(tool, results) if tool else None for tool in tools))
        inputs = {
            decisions.questionnaire: sha256(files.questionnaire),
            decisions.responses: findings.responses.sha256,
        }
        run = {"started": round(started), "seconds": round(time.time() - started, 1)}
        write_manifest(draft, inputs=inputs, parameters=results["settings"], run=run)
    progress("done", 1.0)
    return Study(output, results, faults)


def _keep_inputs(files: Files, draft: Path, decisions: Decisions) -> None:
    shutil.copyfile(files.questionnaire, draft / decisions.questionnaire)
    if files.keep_as:
        (draft / files.keep_as).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(files.responses, draft / files.keep_as)
