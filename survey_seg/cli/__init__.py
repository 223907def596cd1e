"""The command line: one small file per command, imported only when it is called.

Results go to stdout, messages to stderr. Exit codes: 0 done; 1 done, gate not met; 2 usage; 3 input refused; 4 cannot
be computed honestly; 5 disk or environment; 70 a fault of ours; 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Any, NoReturn

import click

from survey_seg import __version__
from survey_seg.errors import EnvironmentProblem, Problem, SurveySegError

COMMANDS = {
    "new": "Start a study: a questionnaire file to fill in.",
    "lint": "Find what is wrong with a questionnaire before it is fielded.",
    "import": "Make a questionnaire of ours from a file of another survey tool.",
    "tag": "Say what each question is for, in a worksheet for those who decide.",
    "export-questionnaire": "Write a questionnaire as a file for another survey tool.",
    "diff": "Show what changed between the questionnaires of two waves.",
    "minutes": "Estimate how long questionnaires take, and calibrate by those that were fielded.",
    "explain": "Explain a lint rule: what it finds, why, and what to do instead.",
    "simulate": "Make up plausible answers for a dry run before fielding.",
    "plan": "Say how many people to ask, and how well a short typing tool would work.",
    "check": "Read and screen a response file without analysing it.",
    "analyze": "Do the main job: from answers to segments, report and typing tool.",
    "choose": "Choose the number of segments yourself, with a reason.",
    "what-if": "Try a study with other items, people, weights, seed or method.",
    "rename": "Give segments the names people will use.",
    "decide": "Note what was decided for a segment: what, who, until when.",
    "type": "Put people into segments: one in the terminal, or a file of them.",
    "export": "Write the typing tool as a workbook, a page, SQL, code or for another program.",
    "audience": "Write the people of a table by segment, in the layout a platform takes.",
    "report": "Write the report again: in another form, or after a template changed.",
    "advise": "Say when to look again, and why.",
    "status": "Show what a study holds and what is still undecided.",
    "verify": "Check that no file of a study was changed since it was made.",
    "demo": "Do the main job on real answers that come with a dependency.",
}
"""Every command in the order of a study, with its one-line help; each lives in survey_seg/cli/<name>_command.py."""

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class LazyGroup(click.Group):
    """A group that imports a command's file when the command is called, not to list it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of a study."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """A command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"survey_seg.cli.{cmd_name.replace('-', '_')}_command").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `survey-seg demo`, or with `survey-seg new my-study`.",
)
@click.version_option(__version__, prog_name="survey-seg")
@click.option("--debug", is_flag=True, help="Show where in the program an error arose.")
def group(debug: bool) -> None:
    """Customer segmentation studies that are hard to get wrong."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; every error becomes lines on stderr."""
    debug = "--debug" in arguments
    try:
        code = group.main(args=list(arguments), prog_name="survey-seg", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nsurvey-seg: interrupted; nothing was left half written.", err=True)
        return 130
    except BrokenPipeError:
        # The reader of a pipe has gone; what could be written was.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if debug:
            raise
        return _explain(error)
    return code if isinstance(code, int) else 0


def _explain(error: Exception) -> int:
    if isinstance(error, OSError | MemoryError):
        what = getattr(error, "strerror", None) or "not enough memory"
        error = EnvironmentProblem(Problem("ENVIRONMENT", what, file=str(getattr(error, "filename", "") or "")))
    if isinstance(error, SurveySegError):
        for problem in error.problems:
            click.echo(f"survey-seg: ERROR {problem.line()}", err=True)
        return error.exit_code
    click.echo(f"survey-seg: ERROR INTERNAL a fault of ours: {type(error).__name__}: {error}", err=True)
    click.echo("Run the same command with `survey-seg --debug ...` and send us what it prints.", err=True)
    return SurveySegError.exit_code


def _terminate(_signal: int, _frame: FrameType | None) -> Any:  # noqa: ANN401 - signal's signature
    raise KeyboardInterrupt


def main() -> NoReturn:
    """Run the command line of this process."""
    for name in ONE_THREAD:
        # Must be set before numpy loads: one thread makes the same bytes everywhere, and is faster on small data.
        os.environ.setdefault(name, "1")
    signal.signal(signal.SIGTERM, _terminate)
    for output in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            output.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    code = run(sys.argv[1:])
    # The process ends: what it holds need not be looked through for garbage, which takes a tenth of a short command.
    gc.freeze()
    sys.exit(code)
