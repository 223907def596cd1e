"""The typing tool as one R function, base R only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from survey_seg.artifact import write_text
from survey_seg.typing_tool.exporters.labels import require_exact
from survey_seg.typing_tool.exporters.letter_case import folded_words, folding
from survey_seg.typing_tool.exporters.wording import about, ascii_words, comment, safe_words
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec
from survey_seg.typing_tool.terms import Table, terms

SPACES = r"[\\t-\\r\\x1c-\\x20\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
"""What Python calls white space, for a regular expression inside a string of R."""

USE = (
    "Use: source this file, then type_person(data). data is a data frame with one row per person and one column per "
    "question, named by the question's id or its column in the study: numbers, factors or text (codes or the words "
    "of an answer).",
    "Result: a data frame with a row per person: segment, name, runner_up, margin, band, answered, invalid (the "
    "questions whose answer is none of the codes) and score_1, score_2 and so on in the order of the segments.",
)

BODY = r"""
  # Words of an answer without regard to case: letters and what they become are of the labels below.
  words <- function(text) {
    text <- trimmed(gsub("SPACES", " ", text, perl = TRUE))
    for (at in seq_along(capitals)) text <- gsub(capitals[at], small[at], text, fixed = TRUE)
    text
  }
  trimmed <- function(text) gsub("^SPACES|SPACES$", "", text, perl = TRUE)

  # The code of each answer, NA when there is none; unknown: an answer was given that is none of the codes.
  codes_of <- function(question, column) {
    if (is.factor(column)) column <- as.character(column)
    code <- rep(NA_real_, length(column))
    text <- trimmed(enc2utf8(as.character(column)))
    text[is.na(column)] <- ""
    if (is.numeric(column)) {
      number <- is.finite(column) & column == floor(column)
      code[number] <- as.numeric(column[number])
    } else {
      number <- grepl("^(0|-?[1-9][0-9]{0,15})([.]0)?\\z", text, perl = TRUE)
      code[number] <- as.numeric(text[number])
    }
    other <- !number & nzchar(text)
    code[other] <- question$label_codes[match(words(text[other]), question$labels)]
    declared <- code %in% question$declared
    if (is.null(question$codes)) {
      valid <- !is.na(code) & code >= question$low & code <= question$high & !declared
    } else {
      valid <- code %in% question$codes & !declared
    }
    code[!valid] <- NA
    list(code = code, unknown = nzchar(text) & !valid & !declared)
  }

  points_of <- function(question, code) {
    missing <- is.na(code)
    if (is.null(question$codes)) {
      code[missing] <- 0
      return(outer(code, question$weights) + outer(as.numeric(missing), question$missing))
    }
    rows <- rbind(matrix(question$points, ncol = k, byrow = TRUE), question$missing)
    at <- match(code, question$codes)
    at[missing] <- nrow(rows)
    rows[at, , drop = FALSE]
  }

  # The first column with the highest value in each row; `not` is a column that does not count.
  first_best <- function(scores, not = rep(0L, nrow(scores))) {
    best <- ifelse(not == 1L, 2L, 1L)
    for (place in seq_len(k)) {
      here <- scores[, place] > scores[cbind(seq_len(nrow(scores)), best)] & not != place
      best[here] <- place
    }
    best
  }

  function(data) {
    scores <- matrix(constants, nrow = nrow(data), ncol = k, byrow = TRUE)
    answered <- integer(nrow(data))
    invalid <- character(nrow(data))
    for (question in questions) {
      name <- if (question$id %in% names(data)) question$id else question$column
      if (!name %in% names(data)) stop("the data have no column ", name)
      given <- codes_of(question, data[[name]])
      scores <- scores + points_of(question, given$code)
      answered <- answered + !is.na(given$code)
      before <- ifelse(nzchar(invalid), paste0(invalid, ", "), "")
      invalid <- ifelse(given$unknown, paste0(before, question$id), invalid)
    }
    result <- data.frame(answered = answered, invalid = invalid, stringsAsFactors = FALSE)
    if (hard_labels) {
      everyone <- seq_len(nrow(data))
      best <- first_best(scores)
      other <- first_best(scores, best)
      enough <- answered >= min_answered
      margin <- ifelse(enough, scores[cbind(everyone, best)] - scores[cbind(everyone, other)], 0)
      band <- ifelse(enough & margin >= clear, "clear", ifelse(enough & margin >= lean, "lean", "unclear"))
      result <- data.frame(
        segment = ifelse(enough, segments[best], NA), name = ifelse(enough, segment_names[best], ""),
        runner_up = ifelse(enough, segments[other], NA), margin = margin, band = band,
        result, stringsAsFactors = FALSE
      )
    }
    colnames(scores) <- paste0("score_", seq_len(k))
    cbind(result, scores)
  }
})
"""


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as an R file; see `function`."""
    write_text(path, function(spec))


def function(spec: TypingSpec) -> str:
    """R code that defines `type_person(data)`, vectorised over the rows of a data frame.

    Answers which question? "We work in R: which segment are our respondents in?" The file is ASCII, so that it
    is read in every locale, uses no package, and gives the segment, scores and margin of `classify` for columns of
    numbers, factors and text. For a tool that may not name segments (`hard_labels` False) the result holds scores only.

    Raises CannotCompute EXPORT_TOO_LARGE.
    """
    require_exact(spec)
    heads = [safe_words(f"{question.column}: {question.text}") for question in spec.questions]
    lines = comment(map(ascii_words, [*about(spec), *USE, *heads]), "# ")
    lines += ["type_person <- local({", f"  k <- {len(spec.segments)}L"]
    lines += [f"  segments <- {_numbers(segment.code for segment in spec.segments)}"]
    lines += [f"  segment_names <- {_texts([segment.name for segment in spec.segments])}"]
    lines += [f"  constants <- {_numbers(spec.constants)}", f"  min_answered <- {spec.min_answered}"]
    lines += [f"  clear <- {spec.bands['clear']}", f"  lean <- {spec.bands['lean']}"]
    lines += [f"  hard_labels <- {'TRUE' if spec.hard_labels else 'FALSE'}"]
    folds = folding(option.label for question in spec.questions for option in question.options)
    lines += [f"  capitals <- {_texts(folds)}", f"  small <- {_texts(folds.values())}", "  questions <- list("]
    lines += [",\n".join(_question(question) for question in spec.questions), "  )"]
    return "\n".join(lines) + BODY.replace("SPACES", SPACES)


def _question(question: GoldenQuestion) -> str:
    one = terms(question)
    parts = [f"id = {_text(question.id)}", f"column = {_text(question.column)}"]
    if isinstance(one, Table):
        points = (points for row in one.points.values() for points in row)
        parts += [f"codes = {_numbers(one.points)}", f"points = {_numbers(points)}"]
    else:
        parts += [f"low = {one.low}", f"high = {one.high}", f"weights = {_numbers(one.weights)}"]
    parts += [f"missing = {_numbers(question.missing)}", f"declared = {_numbers(question.no_answer)}"]
    parts += [f"labels = {_texts(folded_words(option.label) for option in question.options)}"]
    parts += [f"label_codes = {_numbers(option.code for option in question.options)}"]
    return "    list(\n      " + ",\n      ".join(parts) + "\n    )"


def _numbers(values: Iterable[int]) -> str:
    return f"c({', '.join(map(str, values))})" if (values := tuple(values)) else "numeric(0)"


def _texts(texts: Iterable[str]) -> str:
    return f"c({', '.join(map(_text, texts))})" if (texts := tuple(texts)) else "character(0)"


def _text(text: str) -> str:
    r"""A string of R in ASCII; what no string of R can hold is left out.

    >>> print(_text('a "b" \\ é'))
    "a \u0022b\u0022 \u005c \u00e9"
    """
    return '"' + "".join(map(_letter, text)) + '"'


def _letter(letter: str) -> str:
    number = ord(letter)
    if number == 0 or 0xD800 <= number <= 0xDFFF:
        return ""
    if letter not in "\"'\\" and 32 <= number < 127:
        return letter
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
