"""Which tool a file comes from, by its ending and its content."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast

from survey_seg.questionnaire.importers import IMPORTERS
from survey_seg.questionnaire.importers.draft import Draft


class Importer(Protocol):
    """What the module of a format offers."""

    def recognise(self, content: bytes, file: str) -> bool:
        """Whether the content is a file of this format."""

    def read(self, content: bytes, file: str) -> Draft:
        """The questionnaire in it; InputRefused where it is damaged."""


def importer_of(content: bytes, file: str, *, own_endings: Iterable[str]) -> Importer | None:
    """The importer for a file, None where no tool is recognised.

    A file whose ending another format shares is read by content; for our own endings only those formats are looked at.

    >>> importer_of(b"%PDF-1.7", "questionnaire.pdf", own_endings=()) is None
    True
    """
    ending = "." + file.rpartition(".")[2].lower()
    likely = [module for module, endings in IMPORTERS.values() if ending in endings]
    others = [module for module, endings in IMPORTERS.values() if ending not in endings]
    for name in likely if ending in own_endings else [*likely, *others]:
        module = cast("Importer", import_module(name))
        if module.recognise(content, file):
            return module
    return None
