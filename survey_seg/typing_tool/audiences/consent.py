"""Who may be written to: people whose consent columns grant, and nobody else.

What is not said is not granted. A table without consent columns is refused, unless a person answers for it with a
reason, which goes into the manifest. That never holds for people who answered a survey: consent to take part in
research is not consent to marketing, so for them a column must grant that says by its name that it is about marketing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.typing_tool.audiences.contacts import PERSON, Table, column_name

GRANTS: Final = frozenset({"1", "1.0", "true", "yes", "granted"})
"""What a consent column says when it grants, in any capitals; everything else is no consent."""

USUAL: Final = "marketing_consent"
ABOUT_MARKETING = re.compile(r"marketing|newsletter|advert|(^|_)ad_|_ads?($|_)|promotion", re.IGNORECASE)
DATE = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True)
class Respondents:
    """People of the study: their ids, and whether anybody in the contact table must be taken for one of them.

    That is so for the study's own response file, and for a study that does not name everybody who took part.
    """

    ids: Set[str] = frozenset()
    whole_table: bool = False


@dataclass(frozen=True, slots=True)
class ConsentRule:
    """By which columns consent is read, and the reason that a person gave for those that are not in the table."""

    columns: tuple[str, ...]
    elsewhere: str
    respondents: Respondents

    def refusal(self, cells: Mapping[str, str]) -> str:
        """Why a person may not be written: "no_consent", "respondent", or "" when they may be."""
        is_respondent = self.respondents.whole_table or cells.get(PERSON, "").strip() in self.respondents.ids
        if not all(cells.get(column, "").strip().lower() in GRANTS for column in self.columns):
            return "no_consent"
        return "respondent" if is_respondent and not _about_marketing(self.columns) else ""


def consent_rule(table: Table, columns: tuple[str, ...], *, elsewhere: str, respondents: Respondents) -> ConsentRule:
    """The rule for a table: all of `columns` must grant, or `elsewhere` says why those that are missing would.

    What the table itself says always holds: with a reason, too, everybody must be granted by the columns that are
    there, `marketing_consent` among them.

    Raises `InputRefused`: AUDIENCE_NO_CONSENT when a column is not in the table and nobody answers for it,
    AUDIENCE_RESPONDENTS when the table is the study's own and no column is about marketing.
    """
    columns = tuple(map(column_name, columns))
    missing = [column for column in columns if column not in table.columns]
    if respondents.whole_table and (missing or not _about_marketing(columns)):
        raise InputRefused(_research(table.file))
    if not missing:
        return ConsentRule(columns, "", respondents)
    if elsewhere:
        present = (column for column in (USUAL, *columns) if column in table.columns)
        return ConsentRule(tuple(dict.fromkeys(present)), elsewhere, respondents)
    names = " and ".join(map(quoted, missing))
    raise InputRefused(
        Problem(
            "AUDIENCE_NO_CONSENT",
            f"the table has no column {names}, so nobody in it is known to have agreed",
            expected=f"a column that says {', '.join(sorted(GRANTS - {'1.0'}))} for people who did",
            hint="name it with --consent COLUMN, or say with --consent-elsewhere REASON why all of them did",
            file=table.file,
            row=1,
        )
    )


def _research(file: str) -> Problem:
    return Problem(
        "AUDIENCE_RESPONDENTS",
        "anybody in this table may have answered the study, and taking part in research is no consent to marketing",
        expected="a column with their consent to marketing, called so (such as marketing_consent)",
        hint="leave them out, or ask them for it",
        file=file,
    )


def _about_marketing(columns: tuple[str, ...]) -> bool:
    return any(ABOUT_MARKETING.search(column) for column in columns)


@dataclass(slots=True)
class ConsentRecord:
    """What the table says about when and how the people who are written agreed; goes into the manifest."""

    dated: int = 0
    with_source: int = 0
    earliest: str = ""
    latest: str = ""

    def add(self, cells: Mapping[str, str]) -> None:
        """Count one person who is written."""
        self.with_source += bool(cells.get("consent_source", "").strip())
        found = DATE.match(cells.get("consent_timestamp", "").strip())
        if found:
            self.dated += 1
            self.earliest = min(self.earliest or found[0], found[0])
            self.latest = max(self.latest, found[0])
