// The table of a case as one grid: arrow keys, typing, paste from a spreadsheet, sliders.
//
// Plain modules and not a grid library: a table of 200 actors and 30 issues is 12,400 cells of
// text, which a browser lays out once; what a library adds (virtual rows, themes, 400 kB) would
// cost the table its reading order for screen readers and its search in the page.

import { removeActor } from "./add.js";
import { caseAddress, change, onChange, refusalOf } from "./case.js";
import { ask, say } from "./send.js";
import { preview, refresh } from "./zone.js";
import "./rules.js";

const grid = document.getElementById("grid");
const issues = [...grid.querySelectorAll("th.issue[data-issue]")];
const rows = [...grid.querySelectorAll("tr[data-actor]")];
const rowOf = new Map(rows.map((row, at) => [row.dataset.actor, at]));
const about = document.getElementById("about");
const input = document.getElementById("about-input");
const sliders = document.getElementById("about-sliders");
const OWN = ["influence", "no_deal_cost"];
let at = { row: 0, column: 0 };
let editor = null;
const given = new Map(); // cells that show what was typed → what the case says

// ── which cell ───────────────────────────────────────────────────────────────────────────────

const cellAt = (row, column) => rows[row]?.cells[column + 1];
const columns = rows.length ? rows[0].cells.length - 1 : 0;

function partOf(column) {
  if (column >= issues.length * 2) return { own: OWN[column - issues.length * 2] };
  const head = issues[Math.floor(column / 2)];
  return { issue: head.dataset.issue, head, field: column % 2 ? "salience" : "position" };
}

function pathOf(row, column) {
  const actor = rows[row].dataset.actor;
  const part = partOf(column);
  return part.own
    ? ["actors", actor, part.own]
    : ["actors", actor, "stances", part.issue, part.field];
}

function placeOf(path) {
  const row = rowOf.get(path[1]);
  if (row === undefined) return null;
  if (path[2] !== "stances") {
    const own = OWN.indexOf(path[2]);
    return own < 0 ? null : { row, column: issues.length * 2 + own };
  }
  const issue = issues.findIndex((head) => head.dataset.issue === path[3]);
  if (issue < 0) return null;
  return { row, column: issue * 2 + (path[4] === "salience" ? 1 : 0) };
}

function nameOf(row, column) {
  const who = rows[row].cells[0].firstChild.textContent.trim();
  const part = partOf(column);
  if (part.own) return `${who}: ${part.own === "influence" ? "influence" : "cost of no deal"}`;
  const what = part.field === "position" ? "position on" : "salience of";
  return `${who}: ${what} ${part.head.textContent}`;
}

function spanOf(column) {
  const part = partOf(column);
  if (part.own === "no_deal_cost") return { low: 0, high: 1, step: 0.01 };
  if (part.field !== "position") return { low: 0, high: 100, step: 1 };
  const [low, high] = part.head.dataset.scale.split(" ").map(Number);
  const steps = (high - low) / 100;
  return { low, high, step: steps >= 1 ? 1 : steps };
}

// ── moving ───────────────────────────────────────────────────────────────────────────────────

function pick(row, column, focus = true) {
  const next = cellAt(row, column);
  if (!next) return;
  const last = cellAt(at.row, at.column);
  if (last) {
    last.tabIndex = -1;
    last.removeAttribute("aria-selected");
  }
  at = { row, column };
  next.tabIndex = 0;
  next.setAttribute("aria-selected", "true");
  if (focus) next.focus();
  showAbout();
}

const clamp = (value, most) => Math.min(Math.max(value, 0), most);

function move(down, right) {
  pick(clamp(at.row + down, rows.length - 1), clamp(at.column + right, columns - 1));
}

const MOVES = {
  ArrowUp: () => move(-1, 0),
  ArrowDown: () => move(1, 0),
  ArrowLeft: () => move(0, -1),
  ArrowRight: () => move(0, 1),
  PageUp: () => move(-10, 0),
  PageDown: () => move(10, 0),
  Home: () => move(0, -columns),
  End: () => move(0, columns),
};

grid.addEventListener("keydown", (event) => {
  if (editor || !event.target.closest("td")) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Home") pick(0, 0);
    else if (event.key === "End") pick(rows.length - 1, columns - 1);
    else return;
    event.preventDefault();
    return;
  }
  if (event.altKey) return;
  if (MOVES[event.key]) MOVES[event.key]();
  else if (event.key === "Enter" || event.key === "F2") edit();
  else if (event.key === "Delete" || event.key === "Backspace") clear(at.row, at.column);
  else if (event.key.length === 1 && event.key !== " ") edit(event.key);
  else return;
  event.preventDefault();
});

grid.addEventListener("click", (event) => {
  const cell = event.target.closest("td");
  if (!cell || cell.contains(editor)) return;
  const row = rows.indexOf(cell.parentElement);
  if (row >= 0) pick(row, cell.cellIndex - 1);
});
grid.addEventListener("dblclick", (event) => {
  if (event.target.closest("td") && !editor) edit();
});
grid.addEventListener("focusin", (event) => {
  const cell = event.target.closest("td");
  if (!cell || editor) return;
  const row = rows.indexOf(cell.parentElement);
  if (row >= 0 && (row !== at.row || cell.cellIndex - 1 !== at.column || about.hidden)) {
    pick(row, cell.cellIndex - 1, false);
  }
});

// ── typing ───────────────────────────────────────────────────────────────────────────────────

function edit(start) {
  const cell = cellAt(at.row, at.column);
  if (cell.dataset.fixed) {
    say(cell.dataset.fixed);
    return;
  }
  const place = { ...at };
  editor = document.createElement("input");
  editor.className = "typing";
  editor.autocomplete = "off";
  editor.spellcheck = false;
  editor.setAttribute("aria-label", nameOf(place.row, place.column));
  editor.value = start ?? cell.dataset.typed ?? cell.dataset.t;
  const shown = [...cell.childNodes];
  cell.replaceChildren(editor);
  editor.focus();
  if (start === undefined) editor.select();
  const done = (keep, down = 0, right = 0) => {
    if (!editor) return;
    const text = editor.value;
    editor = null;
    cell.replaceChildren(...shown);
    if (keep && text.trim() !== (cell.dataset.typed ?? cell.dataset.t)) write(place.row, place.column, text);
    if (down || right) move(down, right);
    else if (!keep) pick(place.row, place.column);
  };
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter") done(true, event.shiftKey ? -1 : 1, 0);
    else if (event.key === "Tab") done(true, 0, event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") done(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  editor.addEventListener("blur", () => done(true));
}

/** Shows what was typed at once; the server's answer comes after. */
function showTyped(cell, text) {
  if (!given.has(cell)) given.set(cell, [...cell.childNodes]);
  const typed = document.createElement("b");
  typed.textContent = text;
  cell.replaceChildren(typed);
}

/** Shows what the case says again. */
function showGiven(cell) {
  const nodes = given.get(cell);
  if (nodes) cell.replaceChildren(...nodes);
  given.delete(cell);
}

function mark(cell, text, wrong) {
  cell.classList.toggle("wrong", Boolean(wrong));
  cell.toggleAttribute("aria-invalid", Boolean(wrong));
  if (wrong) {
    cell.setAttribute("aria-invalid", "true");
    cell.dataset.wrong = wrong;
    cell.dataset.typed = text;
    cell.title = wrong;
  } else {
    delete cell.dataset.wrong;
    delete cell.dataset.typed;
    cell.removeAttribute("title");
  }
}

async function write(row, column, text) {
  const cell = cellAt(row, column);
  if (!text.trim()) {
    clear(row, column);
    return;
  }
  const label = `${nameOf(row, column)}: ${cell.dataset.t || "nothing"} → ${text.trim()}`;
  const typed = { path: pathOf(row, column), text };
  mark(cell, "", "");
  showTyped(cell, text.trim());
  cell.classList.add("saving");
  try {
    await change([typed], label);
  } catch (error) {
    if (error.status === 409) showGiven(cell);
    else refused(error, [{ row, column, text }]);
  } finally {
    cell.classList.remove("saving");
  }
}

/** Shows what is wrong in the cells it concerns; what was typed is kept there to be mended. */
function refused(error, tried) {
  const problems = (error.reply && error.reply.problems) || [];
  let placed = false;
  tried.forEach(({ row, column, text }) => {
    const own = pathOf(row, column).join(".");
    const entry = pathOf(row, column).slice(0, -1).join(".");
    const problem = problems.find(({ field }) => field === own || field.startsWith(`${own}.`)) ||
      problems.find(({ field }) => field === entry);
    if (!problem && (problems.length || tried.length > 1)) return;
    const reply = problem ? `${problem.message}. ${problem.fix}` : error.message;
    if (text) showTyped(cellAt(row, column), text.trim());
    mark(cellAt(row, column), text, reply);
    placed = true;
  });
  say(`Not saved. ${refusalOf(error)}`, "error");
  if (placed) showAbout();
}

async function clear(row, column) {
  const cell = cellAt(row, column);
  if (cell.dataset.wrong) {
    mark(cell, "", "");
    showGiven(cell);
    showAbout();
    return;
  }
  if (!cell.dataset.t) return;
  const path = pathOf(row, column);
  // what an actor wants goes with how much it matters: one without the other means nothing
  const whole = path[4] === "position" ? path.slice(0, 4) : path;
  try {
    await change([{ path: whole }], `${nameOf(row, column)}: taken out`);
  } catch (error) {
    if (error.status !== 409) refused(error, [{ row, column, text: "" }]);
  }
}

// ── a spreadsheet's block ────────────────────────────────────────────────────────────────────

grid.addEventListener("copy", (event) => {
  if (editor) return;
  event.clipboardData.setData("text/plain", cellAt(at.row, at.column).dataset.t);
  event.preventDefault();
});

grid.addEventListener("paste", async (event) => {
  if (editor) return;
  event.preventDefault();
  const block = event.clipboardData
    .getData("text/plain")
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.split("\t"));
  const tried = [];
  let outside = 0;
  block.forEach((line, down) =>
    line.forEach((text, right) => {
      const cell = cellAt(at.row + down, at.column + right);
      if (!cell || cell.dataset.fixed) outside += text.trim() ? 1 : 0;
      else if (text.trim()) tried.push({ row: at.row + down, column: at.column + right, text });
    }),
  );
  if (!tried.length) {
    say("Nothing you pasted fits here.", "error");
    return;
  }
  const pasted = tried.map(({ row, column, text }) => ({ path: pathOf(row, column), text }));
  try {
    await change(pasted, `${tried.length} cells pasted`);
    say(`${tried.length} cells pasted.${outside ? ` ${outside} did not fit.` : ""}`);
  } catch (error) {
    if (error.status !== 409) refused(error, tried);
  }
});

// ── the number picked, its slider and its source ─────────────────────────────────────────────

let latestTrace = "";

function showAbout() {
  const cell = cellAt(at.row, at.column);
  const part = partOf(at.column);
  if (about.hidden) {
    about.hidden = false;
    about.parentElement.classList.add("picked");
  }
  document.getElementById("about-title").textContent = nameOf(at.row, at.column);
  const ends = document.getElementById("about-ends");
  ends.textContent = "";
  if (part.field === "position" && part.head.dataset.low) {
    const [low, high] = part.head.dataset.scale.split(" ");
    ends.textContent = `${Number(low)}: ${part.head.dataset.low}. ${Number(high)}: ${part.head.dataset.high}.`;
  }
  input.value = cell.dataset.typed ?? cell.dataset.t;
  input.disabled = Boolean(cell.dataset.fixed);
  document.getElementById("about-wrong").textContent = cell.dataset.wrong || cell.dataset.fixed || "";
  document.getElementById("about-clear").disabled = !cell.dataset.t && !cell.dataset.wrong;
  showSliders(cell);
  showTrace();
}

function showSliders(cell) {
  const given = cell.dataset.n ? cell.dataset.n.split(" ").map(Number) : null;
  const kind = cell.dataset.t.split("/").length === 3 ? 3 : cell.dataset.t.includes("–") ? 2 : 1;
  const around = cell.dataset.t.includes("±");
  const names = { 1: ["value"], 2: ["least", "most"], 3: ["least", "likeliest", "most"] }[kind];
  document.getElementById("about-range").hidden = !given || kind > 1 || around || Boolean(cell.dataset.fixed);
  if (!given || cell.dataset.fixed || around) {
    sliders.replaceChildren();
    return;
  }
  const values = kind === 1 ? [given[1]] : kind === 2 ? [given[0], given[2]] : given;
  const span = spanOf(at.column);
  const same = sliders.children.length === names.length;
  if (!same) sliders.replaceChildren(...names.map((name) => slider(name)));
  [...sliders.children].forEach((label, index) => {
    const range = label.querySelector("input");
    Object.assign(range, { min: span.low, max: span.high, step: span.step });
    range.value = values[index];
    label.firstChild.textContent = names[index];
    label.querySelector("output").textContent = values[index];
  });
}

function slider(name) {
  const label = document.createElement("label");
  const text = document.createElement("span");
  text.textContent = name;
  const range = document.createElement("input");
  range.type = "range";
  range.addEventListener("input", () => dragged(range));
  range.addEventListener("change", () => {
    if (input.value !== cellAt(at.row, at.column).dataset.t) write(at.row, at.column, input.value);
    else refresh();
  });
  label.append(text, range, document.createElement("output"));
  return label;
}

function dragged(moved) {
  const ranges = [...sliders.querySelectorAll("input")];
  const here = ranges.indexOf(moved);
  ranges.forEach((range, index) => {
    // an end that is dragged past another takes it along
    if (index < here && Number(range.value) > Number(moved.value)) range.value = moved.value;
    if (index > here && Number(range.value) < Number(moved.value)) range.value = moved.value;
    range.nextSibling.textContent = range.value;
  });
  input.value = ranges.map((range) => range.value).join(ranges.length === 2 ? "–" : "/");
  preview([{ path: pathOf(at.row, at.column), text: input.value }]);
}

input.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    showAbout();
    cellAt(at.row, at.column).focus();
  }
  if (event.key === "Enter") input.blur();
});
input.addEventListener("change", () => write(at.row, at.column, input.value));
document.getElementById("about-clear").addEventListener("click", () => clear(at.row, at.column));
document.getElementById("about-remove").addEventListener("click", async () => {
  const row = rows[at.row];
  const reply = await removeActor(row.dataset.actor, row.cells[0].firstChild.textContent.trim());
  document.getElementById("about-wrong").textContent = reply;
});
document.getElementById("about-range").addEventListener("click", () => {
  const [, centre] = cellAt(at.row, at.column).dataset.n.split(" ").map(Number);
  const { low, high } = spanOf(at.column);
  const tenth = (high - low) / 10;
  const least = Math.max(low, centre - tenth);
  const most = Math.min(high, centre + tenth);
  const short = (value) => String(Number(value.toFixed(4)));
  write(at.row, at.column, `${short(least)}/${short(centre)}/${short(most)}`);
});

async function showTrace() {
  const part = partOf(at.column);
  const actor = rows[at.row].dataset.actor;
  const query = new URLSearchParams(part.own ? { actor } : { actor, issue: part.issue });
  const own = (latestTrace = String(query));
  const box = document.getElementById("about-trace");
  let reply;
  try {
    reply = await ask(`${caseAddress}/trace?${query}`);
  } catch {
    return;
  }
  if (latestTrace !== own) return;
  const line = (text, kind = "") => {
    const made = document.createElement("p");
    made.textContent = text;
    made.className = kind;
    return made;
  };
  const lines = [line(`${reply.sign} ${reply.meaning}`.trim())];
  if (reply.sources.length) lines.push(line([reply.sources.join("; "), reply.according].filter(Boolean).join(", ")));
  if (reply.note) lines.push(line(reply.note, "note"));
  box.replaceChildren(...lines);
}

// ── what the server tells after a change ─────────────────────────────────────────────────────

onChange(({ cells }) => {
  cells.forEach((reply) => {
    const place = placeOf(reply.path);
    if (!place) return;
    const cell = cellAt(place.row, place.column);
    fill(cell, reply);
  });
  if (!about.hidden && document.activeElement !== input) showAbout();
  else showTrace();
});

function fill(cell, reply) {
  mark(cell, "", "");
  given.delete(cell);
  cell.dataset.t = reply.text;
  if (reply.centre === null) delete cell.dataset.n;
  else cell.dataset.n = `${reply.low} ${reply.centre} ${reply.high}`;
  if (cell.contains(editor)) return;
  const parts = [["b", reply.shown], ["i", reply.range], ["s", reply.sign]];
  cell.replaceChildren(
    ...parts
      .filter(([, text]) => text)
      .map(([name, text]) => {
        const made = document.createElement(name);
        made.textContent = text;
        if (name === "s") made.className = "mark";
        return made;
      }),
  );
  cell.classList.remove("new");
  void cell.offsetWidth; // starts the highlight anew
  cell.classList.add("new");
}

if (rows.length) cellAt(0, 0).tabIndex = 0;
