/* The list of people on the page: paste or open, read the result, copy or save it. */

const SHOWN_PEOPLE = 200;
const SHOWN_PROBLEMS = 100;
const list = {};
for (const name of ["list", "file", "type-list", "clear-list", "copy", "save"]) list[name] = document.getElementById(name);
for (const name of ["said", "found", "counts", "problems", "id", "rows", "shown", "text"]) {
  list["many-" + name] = document.getElementById("many-" + name);
}
let people = null;

function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function head(text, kind) {
  const made = element("th", text, kind);
  made.scope = "row";
  return made;
}

function tableRow(first, ...cells) {
  const row = document.createElement("tr");
  row.append(first, ...cells);
  return row;
}

const count = (number) => number.toLocaleString("en");
const some = (number, one, many) => count(number) + " " + (number === 1 ? one : many);

function typeList(text) {
  people = null;
  list["many-found"].hidden = true;
  try {
    people = typePeople(text);
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    list["many-said"].className = "lines refused";
    list["many-said"].textContent = reason.message;
    return;
  }
  const said = [some(people.rows.length, "person", "people") + " read, " + count(people.typed) + " typed, " +
    count(people.few) + " with too few answers."];
  if (people.unknown) said.push(some(people.unknown, "answer", "answers") + " not understood; counted as not answered.");
  if (people.unreadable) said.push(some(people.unreadable, "row", "rows") + " with too many cells not typed.");
  list["many-said"].className = "lines";
  list["many-said"].textContent = said.join("\n");
  list["many-found"].hidden = false;
  showCounts();
  showProblems();
  showPeople();
}

function showCounts() {
  const bands = ["clear", "lean", "unclear"];
  const table = tool.segments.map(() => ({ clear: 0, lean: 0, unclear: 0 }));
  for (const { result } of people.rows) if (result && result.segment !== null) table[result.best][result.band] += 1;
  list["many-counts"].replaceChildren(...tool.segments.map((segment, place) => {
    const numbers = bands.map((band) => table[place][band]);
    const total = numbers.reduce((sum, number) => sum + number, 0);
    const cells = [total, ...numbers].map((number) => element("td", count(number)));
    return tableRow(head(segment.code + ". " + segment.name), ...cells);
  }));
}

function showProblems() {
  const shown = people.problems.slice(0, SHOWN_PROBLEMS).map((problem) => element("li", problem));
  const more = people.problems.length - shown.length;
  if (more > 0) shown.push(element("li", "and " + count(more) + " more"));
  document.getElementById("many-odd").hidden = shown.length === 0;
  list["many-problems"].replaceChildren(...shown);
}

function showPeople() {
  const first = people.rows.slice(0, SHOWN_PEOPLE);
  list["many-id"].textContent = people.id;
  list["many-shown"].textContent = people.rows.length > first.length
    ? "The first " + count(first.length) + " are shown; all " + count(people.rows.length) + " are copied and saved." : "";
  list["many-rows"].replaceChildren(...first.map(({ person, result }) => {
    const known = result !== null && result.segment !== null;
    const segment = known ? tool.segments[result.best] : null;
    const why = result === null ? "Not typed" : "Too few answers";
    return tableRow(
      head(person),
      element("td", known ? segment.code + ". " + segment.name : why, "text"),
      element("td", known ? tool.bands_in_words[result.band] : "", known ? "text band-" + result.band : "text"),
      element("td", known ? tool.segments[result.second].name : "", "text"),
      element("td", result === null ? "" : String(result.answered)),
      element("td", known ? decidedBy(result) : "", "text"),
    );
  }));
  list["many-text"].value = "";
  list["many-text"].closest("details").open = false;
}

function fillText() {
  if (list["many-text"].value === "") list["many-text"].value = resultText(people, "\t");
}

function copied(worked) {
  document.getElementById("copied").textContent = worked
    ? "Copied: paste it into a spreadsheet." : "This browser does not copy: use “The result as text” below.";
}

function copyByHand() {
  list["many-text"].closest("details").open = true;
  fillText();
  list["many-text"].select();
  copied(document.execCommand("copy"));
}

list.copy.addEventListener("click", () => {
  if (!navigator.clipboard) copyByHand();
  else navigator.clipboard.writeText(resultText(people, "\t")).then(() => copied(true), copyByHand);
});

list["many-text"].closest("details").addEventListener("toggle", (event) => {
  if (event.target.open) fillText();
});

list.save.addEventListener("click", () => {
  const address = URL.createObjectURL(new Blob(["\ufeff", resultText(people, ",")], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "segments.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
});

list["type-list"].addEventListener("click", () => typeList(list.list.value));

list["clear-list"].addEventListener("click", () => {
  people = null;
  list.list.value = "";
  list["many-said"].textContent = "";
  list["many-found"].hidden = true;
  list.list.focus();
});

list.file.addEventListener("change", () => {
  const [file] = list.file.files;
  if (!file) return;
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(reader.result);
    } catch {
      list["many-found"].hidden = true;
      list["many-said"].className = "lines refused";
      list["many-said"].textContent = "The file is not UTF-8 text. Save it as “CSV UTF-8”, or paste its rows here.";
      return;
    }
    list.list.value = text.length > 2000000 ? "" : text;
    typeList(text);
  });
  reader.readAsArrayBuffer(file);
  list.file.value = "";
});
