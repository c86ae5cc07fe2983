// The odds of a zone beside the table and the map: few worlds while something is dragged, all of
// them once it is let go.

import { caseAddress, onChange } from "./case.js";
import { ask, send } from "./send.js";

const FEW = 64;
const FEWEST = 16;
const SLOW = 400; // milliseconds after which a drag is answered from fewer worlds
// which open page asks, so that a newer question ends what it asked before, and only that
const tab = Array.from(window.crypto.getRandomValues(new Uint32Array(2))).join("-");
const section = document.getElementById("zone");
const list = section.querySelector("ul");
const note = document.getElementById("zone-note");
let before = null; // odds before the last change, by form
let few = null; // the same from few worlds, for the answer before the full run
let shown = null;
let asking = null;
let waiting = null; // changes to be previewed next
let running = false;
let drawn = FEW; // worlds of a preview: as many as this machine can draw while one drags
let turn = 0;

function row(form) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.className = "formname";
  name.textContent = form.title;
  const track = document.createElement("span");
  track.className = "odds";
  track.setAttribute("aria-hidden", "true");
  track.append(document.createElement("span"));
  const value = document.createElement("data");
  const width = document.createElement("span");
  width.className = "width";
  item.append(name, track, value, width);
  item.dataset.form = form.form;
  return item;
}

const whole = (value) => (value < 10 ? value.toPrecision(2) : Math.round(value).toLocaleString("en"));

/** How wide the zone is: it answers before the odds do. */
function widthOf(form, reply) {
  if (form.width === null) return "";
  return `${whole(form.width)} of ${reply.texts.toLocaleString("en")} texts pass on average`;
}

function changed(form, was) {
  if (!was) return "";
  const parts = [];
  if (was.figure !== form.figure) parts.push(was.figure);
  if (form.width !== null && was.width !== null && whole(was.width) !== whole(form.width)) {
    parts.push(`${whole(was.width)} texts`);
  }
  if (!parts.length) return "";
  const up = form.value - was.value || form.width - was.width;
  return `${up > 0 ? "▲" : "▼"} was ${parts.join(" and ")}`;
}

function show(reply, earlier, rough) {
  const known = new Map([...list.children].map((item) => [item.dataset.form, item]));
  list.replaceChildren(...reply.forms.map((form) => known.get(form.form) || row(form)));
  reply.forms.forEach((form, at) => {
    const item = list.children[at];
    item.querySelector(".odds span").style.setProperty("--odds", form.value);
    const value = item.querySelector("data");
    value.value = form.value;
    value.textContent = form.figure;
    value.title = form.counted;
    const was = earlier && earlier.get(form.form);
    item.querySelector(".width").textContent = [widthOf(form, reply), changed(form, was)]
      .filter(Boolean)
      .join(" ");
  });
  section.classList.toggle("rough", rough);
  section.removeAttribute("aria-busy");
  note.textContent = rough
    ? `From ${reply.worlds} draws while you drag. All of them follow when you let go.`
    : reply.worlds === 1
      ? "Whether some text would pass, from one draw. Nothing in this case is uncertain, or you asked for one draw only."
      : `Odds that some text would pass, from ${reply.worlds.toLocaleString("en")} draws.`;
  if (!reply.forms.length) note.textContent = "No form is signed by two parties yet. Give two parties a rule for the same form.";
}

function tooLarge(reply) {
  section.removeAttribute("aria-busy");
  list.replaceChildren();
  note.textContent = reply.too_large;
}

const byForm = (forms) => new Map(forms.map((form) => [form.form, form]));
const odds = (reply) => byForm(reply.forms);

/** Asks for the zone of the case as it is now. */
export async function refresh() {
  waiting = null;
  turn += 1; // a preview still on its way is no longer wanted
  if (asking) asking.abort();
  const own = (asking = new AbortController());
  section.setAttribute("aria-busy", "true");
  try {
    let reply = await ask(`${caseAddress}/zone?worlds=${FEW}&tab=${tab}`, { signal: own.signal });
    if (reply.too_large) {
      tooLarge(reply);
      return;
    }
    show(reply, few, true);
    few = odds(reply);
    section.setAttribute("aria-busy", "true");
    note.textContent = `From ${reply.worlds} draws. All of them follow …`;
    reply = await ask(`${caseAddress}/zone?tab=${tab}`, { signal: own.signal });
    before = shown;
    shown = odds(reply);
    show(reply, before, false);
    section.dispatchEvent(new CustomEvent("zone", { detail: reply }));
  } catch (error) {
    if (error.name === "AbortError") return;
    section.removeAttribute("aria-busy");
    note.textContent = error.message;
  }
}

/** Shows the zone as it would be with changes; while one is computed, only the last is kept.
 *  Whoever previews changes the case afterwards, or calls refresh. */
export async function preview(changes) {
  waiting = changes;
  if (running) return;
  running = true;
  if (asking) asking.abort();
  try {
    while (waiting) {
      const now = waiting;
      const own = turn;
      waiting = null;
      const began = performance.now();
      const reply = await send(`${caseAddress}/preview`, { changes: now, worlds: drawn, tab });
      if (reply.too_large) tooLarge(reply);
      else if (own === turn) show(reply, byForm(reply.before), true);
      if (performance.now() - began > SLOW && drawn > FEWEST) drawn /= 2;
    }
  } catch (error) {
    note.textContent = error.message;
  } finally {
    running = false;
  }
}

onChange(refresh);
refresh();
