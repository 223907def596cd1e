/* A list of people as text, to rows; rows to segments; segments to text again. Nothing here touches the page. */

const MOST_PEOPLE = 10000;
const RESULTS = ["segment", "name", "band", "margin", "runner_up", "answered", "say", "do", "decided_by", "not_understood"];
const NUMBER = /^[+-]?[0-9]+(\.[0-9]+)?$/;
const FORMULA = new Set(["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]);

class Refused extends Error {}

/* Cells of a table, with the line each row ends on. Separator and quote are the ones that the first line uses. */
function tableRows(text) {
  const source = text.replace(/^\ufeff/, "");
  const header = source.split(/\r\n|\r|\n/, 1)[0];
  const counts = [",", ";", "\t"].map((mark) => header.split(mark).length);
  const separator = [",", ";", "\t"][counts.indexOf(Math.max(...counts))];
  const quote = header.startsWith("'") ? "'" : '"';
  const rows = [];
  let [cells, cell, quoted, closed, line, place] = [[], "", false, false, 1, 0];
  const endCell = () => { cells.push(cell); [cell, closed] = ["", false]; };
  const endRow = () => { endCell(); if (cells.some(Boolean)) rows.push({ line, cells }); cells = []; line += 1; };
  while (place < source.length) {
    const mark = source[place];
    const ends = mark === "\n" || mark === "\r";
    const width = mark === "\r" && source[place + 1] === "\n" ? 2 : 1;
    if (quoted) {
      if (mark !== quote) { cell += source.slice(place, place + width); line += ends; place += width; continue; }
      if (source[place + 1] === quote) { cell += quote; place += 2; continue; }
      [quoted, closed] = [false, true];
    } else if (mark === separator) endCell();
    else if (ends) endRow();
    else if (closed) throw new Refused("Line " + line + ": text follows a closing quote. The list is not whole CSV.");
    else if (mark === quote && cell === "") quoted = true;
    else cell += mark;
    place += quoted ? 1 : width;
  }
  if (quoted) throw new Refused("A quote that opens is not closed before the end. The list is not whole CSV.");
  if (cell !== "" || closed || cells.length) endRow();
  return rows;
}

const isId = (name) =>
  /^(.*[\s_.-])?(id|key|no|nr|number)$/i.test(name) || /^.*[a-z](ID|Id)$/.test(name) || /^respondent$/i.test(name);

const alike = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/* Where the questions and the id stand in a list; refused with a sentence for every column that is missing. */
function matchColumns(header) {
  const names = header.map(strip);
  const problems = [];
  const places = tool.questions.map((question) => {
    const called = (wanted) => names.flatMap((name, place) => (name === wanted ? [place] : []));
    const found = called(question.column).length ? called(question.column) : called(question.id);
    if (found.length > 1) problems.push("Column “" + question.column + "” stands " + found.length + " times.");
    if (found.length === 0) {
      const near = names.find((name) => [question.column, question.id].some((wanted) => alike(name) === alike(wanted)));
      const hint = near === undefined ? "" : " Did you mean “" + near + "”?";
      problems.push("No column “" + question.column + "”, with the answers to “" + question.text + "”." + hint);
    }
    return found[0];
  });
  if (problems.length === tool.questions.length) problems.unshift("The first row must hold the names of the columns.");
  if (problems.length) throw new Refused(problems.join("\n"));
  const id = names.findIndex((name, place) => isId(name) && !places.includes(place));
  return { places, id, width: names.length, name: id < 0 ? "line" : names[id] };
}

/* People typed: `rows` of cells to show and to copy, counts, and a sentence for everything not understood. */
function typePeople(text) {
  const [header, ...people] = tableRows(text);
  if (!header) throw new Refused("There is nothing in the list.");
  const columns = matchColumns(header.cells);
  if (!people.length) throw new Refused("There are column names, but no people below them.");
  if (people.length > MOST_PEOPLE) {
    throw new Refused("The list has " + people.length.toLocaleString("en") + " people; this page types up to " +
      MOST_PEOPLE.toLocaleString("en") + " at a time. Split the list, or type it with the program: survey-seg type.");
  }
  const found = { id: columns.name, rows: [], problems: [], typed: 0, few: 0, unreadable: 0, unknown: 0 };
  for (const { line, cells } of people) found.rows.push(typeRow(columns, line, cells, found));
  return found;
}

function typeRow(columns, line, cells, found) {
  const person = columns.id >= 0 && columns.id < cells.length ? cells[columns.id] : String(line);
  if (cells.slice(columns.width).some((cell) => strip(cell) !== "")) {
    found.unreadable += 1;
    found.problems.push("Line " + line + ": the row has more cells than there are column names; it was not typed.");
    return { person, result: null };
  }
  const result = classify(columns.places.map((place) => cells[place] ?? ""));
  for (const place of result.invalid) {
    const question = tool.questions[place];
    const cell = cells[columns.places[place]];
    const shown = cell.length > 60 ? cell.slice(0, 59) + "…" : cell;
    const who = columns.id >= 0 ? " (" + person.slice(0, 60) + ")" : "";
    found.problems.push("Line " + line + who + ", column “" + question.column + "”: “" + shown + "” is not one of " +
      allowed(question) + "; it counts as not answered.");
  }
  found.unknown += result.invalid.length;
  if (result.segment === null) found.few += 1; else found.typed += 1;
  return { person, result };
}

function allowed(question) {
  if (!question.options.length) return "the whole numbers from " + question.min + " to " + question.max;
  return question.options.map((option) => option.code).join(", ");
}

function resultCells(result) {
  if (result === null) return RESULTS.map(() => "");
  if (result.segment === null) return ["", "", "", "", "", result.answered, "", "", "", notUnderstood(result)];
  const { name, message, action } = tool.segments[result.best];
  return [result.segment, name, result.band, result.margin, result.runner_up, result.answered, message, action,
    decidedBy(result), notUnderstood(result)];
}

const notUnderstood = (result) => result.invalid.map((place) => tool.questions[place].column).join("; ");

function decidedBy(result) {
  return deciding(result).slice(0, 3).map(({ place, code }) =>
    tool.questions[place].column + ": " + labelOf(tool.questions[place], code)).join("; ");
}

/* Text that no spreadsheet takes for a formula. */
const harmless = (text) => (FORMULA.has(text[0]) ? "'" + text : text);

/* The result as text: separated by commas for a file, by tabs for pasting. */
function resultText(found, separator) {
  const cell = (value) => {
    const text = typeof value === "number" ? String(value) : harmless(value);
    return text.includes(separator) || /["\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  const id = (person) => (NUMBER.test(person) ? person : cell(person));
  const lines = found.rows.map(({ person, result }) => [id(person), ...resultCells(result).map(cell)].join(separator));
  return [[cell(found.id), ...RESULTS].join(separator), ...lines, ""].join("\n");
}
