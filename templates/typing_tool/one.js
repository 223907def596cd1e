/* One person on the page: the questions, the keys, the result. */

const form = document.getElementById("questions");
const fields = [...form.querySelectorAll("fieldset[data-place]")];
const parts = {};
for (const name of ["segment", "sure", "say", "say-head", "action", "runner-up", "decisive", "answered", "detail", "panel",
  "bar", "bar-segment", "bar-sure"]) {
  parts[name] = document.getElementById(name);
}

const valueAt = (place) => form.elements.namedItem("q" + place).value;
const everyQuestion = [...tool.questions, ...tool.further];

function showAll() {
  const result = classify(tool.questions.map((question, place) => valueAt(place)));
  const known = result.segment !== null;
  const missing = tool.min_answered - result.answered;
  const odd = result.invalid.length ? ", " + result.invalid.length + " not understood" : "";
  showResult({
    segment: known ? tool.segments[result.best] : null,
    second: known ? tool.segments[result.second] : null,
    band: result.band,
    sure: tool.sure[result.band],
    waiting: "Answer " + missing + " more",
    reasons: deciding(result),
    answered: result.answered + " of " + tool.questions.length + " answered" + odd,
  });
}

function showResult({ segment, second, band, sure, waiting, reasons, answered }) {
  parts.answered.textContent = answered;
  parts.detail.hidden = segment === null;
  parts.panel.dataset.band = segment === null ? "none" : band;
  parts.segment.textContent = segment === null ? waiting : segment.name;
  parts.sure.textContent = segment === null ? "" : sure;
  parts["bar-segment"].textContent = parts.segment.textContent;
  parts["bar-sure"].textContent = segment === null ? "" : tool.bands_in_words[band];
  if (segment === null) return;
  parts.say.textContent = segment.message;
  parts.say.hidden = parts["say-head"].hidden = segment.message === "";
  parts.action.textContent = segment.action || tool.no_action;
  parts["runner-up"].textContent = second.name;
  const items = reasons.slice(0, 3).map(({ place, code }) => {
    const item = document.createElement("li");
    const answer = document.createElement("strong");
    answer.textContent = labelOf(everyQuestion[place], code);
    item.append(everyQuestion[place].text + " ", answer);
    return item;
  });
  if (!items.length) items.push(Object.assign(document.createElement("li"), { textContent: "None more than the others" }));
  parts.decisive.replaceChildren(...items);
}

/* The field a key is meant for: where the focus is, else the first in sight. */
function currentField() {
  const active = document.activeElement;
  const own = active.closest("fieldset[data-place]");
  if (own) return own;
  return active === document.body || active.closest(".modes, .panel") ? fields.find((field) => !field.hidden) : null;
}

function focusField(field) {
  if (!field) {
    parts.panel.focus();
    return;
  }
  (field.querySelector("input:checked") || field.querySelector("input")).focus();
  field.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || document.getElementById("one").hidden) return;
  const field = currentField();
  const number = field && field.querySelector("input[type=number]");
  const back = event.key === "Backspace" && !(number && number.value !== "");
  const inForm = field || form.contains(document.activeElement) || document.activeElement === parts.panel;
  if (back && inForm) step(field, -1, event);
  else if (field && event.key === "Enter") step(field, 1, event);
  else if (field && !number) pick(field, event);
}

function pick(field, event) {
  const radio = [...field.querySelectorAll("input")].find((input) => input.dataset.key === event.key);
  if (!radio) return;
  event.preventDefault();
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

function step(field, by, event) {
  event.preventDefault();
  if (few.on()) {
    few.step(by);
    return;
  }
  const place = field ? fields.indexOf(field) + by : tool.questions.length - 1;
  if (place >= 0) focusField(place < tool.questions.length ? fields[place] : null);
}

function show() {
  if (few.on()) few.show();
  else showAll();
}

function begin() {
  fields.forEach((field, place) => { field.hidden = place >= tool.questions.length; });
  few.begin();
  show();
}

const tabs = [...document.querySelectorAll("[role=tab]")];
function openTab(tab) {
  for (const each of tabs) {
    each.setAttribute("aria-selected", String(each === tab));
    each.tabIndex = each === tab ? 0 : -1;
    document.getElementById(each.getAttribute("aria-controls")).hidden = each !== tab;
  }
}
for (const tab of tabs) {
  tab.addEventListener("click", () => openTab(tab));
  tab.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = tabs[1 - tabs.indexOf(tab)];
    openTab(other);
    other.focus();
  });
}
tabs[0].parentElement.hidden = false;

document.addEventListener("keydown", onKey);
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => {
  const mode = few.on();
  setTimeout(() => {
    few.choose(mode);
    begin();
    if (document.activeElement.type === "reset") focusField(fields.find((field) => !field.hidden));
  }, 0);
});
document.getElementById("live").hidden = false;
document.getElementById("points").open = false;
parts.bar.hidden = false;
begin();
