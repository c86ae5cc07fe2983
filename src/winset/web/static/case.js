// A case that is open in this page: its revision, changing it, taking changes back, and noticing
// that somebody else was faster.

import { ask, Refused, say, send } from "./send.js";

const head = document.getElementById("case");
const base = `/cases/${encodeURIComponent(head.dataset.case)}`;
const listeners = [];
let revision = head.dataset.revision;
let queue = Promise.resolve();

export const caseAddress = base;
export const currentRevision = () => revision;

/** Calls a function with what the server tells after every change. */
export function onChange(listener) {
  listeners.push(listener);
}

function took(reply) {
  revision = reply.revision;
  head.dataset.revision = revision;
  showSteps(reply);
  if (reply.cells === null) {
    window.location.reload();
    return;
  }
  listeners.forEach((listener) => listener(reply));
  if (reply.said) say(reply.said);
}

function showSteps(reply) {
  for (const name of ["undo", "redo"]) {
    const button = document.getElementById(name);
    if (reply[name] === undefined) continue;
    button.disabled = !reply[name];
    button.title = reply[name] || "";
  }
}

/** Changes the case. Edits go one after the other, each on the revision the last one made. */
export function change(changes, label) {
  const work = async () => {
    try {
      const reply = await send(`${base}/edit`, { revision, label, changes });
      took(reply);
      return reply;
    } catch (error) {
      if (error instanceof Refused && error.status === 409) {
        showConflict(error.reply, { changes, label });
      }
      throw error;
    }
  };
  queue = queue.then(work, work);
  return queue;
}

async function back(which) {
  const work = async () => {
    try {
      took(await send(`${base}/${which}`, { revision }));
    } catch (error) {
      if (error.status === 409) showConflict(error.reply, null);
      else say(error.message, "error");
    }
  };
  queue = queue.then(work, work);
  return queue;
}

export const undo = () => back("undo");
export const redo = () => back("redo");

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function button(text, act, kind = "") {
  const made = element("button", text, { type: "button", class: kind });
  made.addEventListener("click", act);
  return made;
}

/** Shows that the case has changed elsewhere; nothing of either side is lost unasked. */
function showConflict(reply, mine) {
  const box = document.getElementById("conflict");
  const lines = [];
  lines.push(
    element(
      "p",
      mine
        ? `Your change was not saved. This case was changed in another tab or on disk after you opened it. Your change: ${mine.label}.`
        : "This case was changed in another tab or on disk after you opened it.",
    ),
  );
  if (reply.theirs && reply.theirs.length) {
    const list = element("ul");
    reply.theirs.forEach(({ field, before, after }) => {
      const item = element("li");
      item.append(element("code", field), `: ${before || "nothing"} → ${after || "nothing"}`);
      list.append(item);
    });
    lines.push(element("p", "What is new there:"), list);
  }
  const acts = element("p", "", { class: "tools" });
  if (mine) {
    acts.append(
      button("Show the new state, then make my change to it", async () => {
        revision = reply.revision;
        try {
          await change(mine.changes, mine.label);
          window.location.reload();
        } catch (error) {
          if (error.status !== 409) say(refusalOf(error), "error");
        }
      }),
    );
  }
  acts.append(
    button(mine ? "Drop my change and show the new state" : "Show the new state", () =>
      window.location.reload(),
    ),
  );
  box.replaceChildren(...lines, acts);
  box.hidden = false;
  if (mine) acts.firstElementChild.focus();
}

/** What to tell a person of a refusal: the first problem with its fix. */
export function refusalOf(error) {
  const problems = (error.reply && error.reply.problems) || [];
  if (!problems.length) return error.message;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return `${capital(problems[0].message)}${more}. ${problems[0].fix}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function look() {
  if (document.hidden) return;
  let reply;
  try {
    reply = await ask(`${base}/state?seen=${revision}`);
  } catch {
    return; // a stopped server is told where something is asked of it
  }
  if (reply.revision !== revision && document.getElementById("conflict").hidden) {
    // our own change may have landed meanwhile
    await queue.catch(() => {});
    if (reply.revision !== revision) showConflict(reply, null);
  }
}

window.setInterval(look, 4000);
document.addEventListener("visibilitychange", look);
document.getElementById("undo").addEventListener("click", undo);
document.getElementById("redo").addEventListener("click", redo);
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (event.target.closest("input:not([type=range]), textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "z" || key === "y") {
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  }
});
