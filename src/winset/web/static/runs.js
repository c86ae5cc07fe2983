// Runs under way: how far they are, asked twice a second while there are any.

import { load } from "./parts.js";
import { ask, say, send } from "./send.js";

const section = document.getElementById("under-way");
const list = section.querySelector("ul");
const said = document.getElementById("progress-said");
const base = `/cases/${encodeURIComponent(section.dataset.case)}/runs`;
const finished = section.dataset.finished || `${base}/finished`;
const OFTEN = 500;
const SELDOM = 5000;
let timer = 0;
let known = null;

function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function row(run) {
  const item = element("li", "", { "data-run": run.name });
  item.append(
    element("code", run.name),
    element("progress", "", { "aria-label": `How far ${run.name} is`, max: "1" }),
    element("span", "", { class: "what" }),
    element("span", "", { class: "acts" }),
  );
  return item;
}

function act(text, address) {
  const made = element("button", text, { type: "button" });
  made.addEventListener("click", async () => {
    made.disabled = true;
    try {
      const reply = await send(address, {});
      say(reply.said);
    } catch (error) {
      say(error.message, "error");
    }
    look();
  });
  return made;
}

const WORDS = {
  stopping: () => "Stopping …",
  interrupted: () => "Interrupted, because winset or the machine was stopped. No half-written file was left.",
  failed: (run) => run.failure,
};

function words(run) {
  if (WORDS[run.state]) return WORDS[run.state](run);
  const far = run.total ? `, ${run.done.toLocaleString("en")} of ${run.total.toLocaleString("en")}` : "";
  return `${run.what}${far} …`;
}

function show(item, run) {
  const bar = item.querySelector("progress");
  bar.hidden = run.state !== "running";
  if (run.total) bar.value = run.done / run.total;
  else bar.removeAttribute("value");
  item.querySelector(".what").textContent = words(run);
  if (item.dataset.state === run.state) return;
  item.dataset.state = run.state;
  const acts = item.querySelector(".acts");
  const name = encodeURIComponent(run.name);
  if (run.state === "running") acts.replaceChildren(act("Cancel", `${base}/${name}/cancel`));
  else if (run.state === "stopping") acts.replaceChildren();
  else {
    acts.replaceChildren(
      act("Start again", `${base}/${name}/again`),
      act("Throw away", `${base}/${name}/cancel`),
    );
  }
  said.textContent = `${run.name}: ${words(run)}`;
}

async function look() {
  window.clearTimeout(timer);
  let runs;
  try {
    ({ runs } = await ask(`${base}/state`));
  } catch (error) {
    for (const item of list.children) item.querySelector(".what").textContent = error.message;
    timer = window.setTimeout(look, SELDOM);
    return;
  }
  const items = new Map([...list.children].map((item) => [item.dataset.run, item]));
  list.replaceChildren(...runs.map((run) => items.get(run.name) || row(run)));
  runs.forEach((run, at) => show(list.children[at], run));
  section.hidden = !runs.length;
  const names = new Set(runs.map((run) => run.name));
  if (known && [...known].some((name) => !names.has(name))) {
    await load(document.getElementById("finished"), finished);
    said.textContent = "The list of finished runs is up to date.";
  }
  known = names;
  const busy = runs.some((run) => run.state === "running" || run.state === "stopping");
  timer = window.setTimeout(look, busy ? OFTEN : SELDOM);
}

function local(root) {
  root.querySelectorAll("time[data-local]").forEach((time) => {
    const when = new Date(time.dateTime);
    time.textContent = when.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    delete time.dataset.local;
  });
}

// two may be ticked, no more
function onTick(form) {
  const ticked = form.querySelectorAll("input:checked").length;
  const button = form.querySelector("[data-two]");
  if (button) button.disabled = ticked !== 2;
  form.querySelectorAll("input:not(:checked)").forEach((box) => (box.disabled = ticked >= 2));
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form.finished");
  if (form) onTick(form);
});
document.addEventListener("loaded", (event) => local(event.target));
document.addEventListener("sent", look);
local(document);
look();
