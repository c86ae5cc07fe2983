// Parts of a page that take a moment: fetched when the page is there, with a waiting and an
// error state. <div data-load="/address" data-waiting="Working out the zone"></div>

import { drawCharts } from "./charts.js";

const requests = new WeakMap();

/** Fetches a part, or all parts below a node, again. */
export async function load(node, address = node.dataset.load) {
  const before = requests.get(node);
  if (before) before.abort();
  const request = new AbortController();
  requests.set(node, request);
  node.setAttribute("aria-busy", "true");
  if (!node.firstElementChild) {
    const waiting = document.createElement("p");
    waiting.className = "waiting";
    waiting.textContent = `${node.dataset.waiting || "One moment"} …`;
    node.replaceChildren(waiting);
  }
  const watching = node.dataset.progress ? watch(node) : 0;
  try {
    const answer = await fetch(address, { signal: request.signal });
    const text = await answer.text();
    if (!answer.ok && !answer.headers.get("content-type")?.startsWith("text/html")) {
      throw new Error(text);
    }
    const page = new DOMParser().parseFromString(text, "text/html");
    const inner = answer.ok ? page.body : page.querySelector("main") || page.body;
    node.replaceChildren(...inner.childNodes);
    node.classList.toggle("failed", !answer.ok);
    drawCharts(node);
    loadAll(node);
    node.dispatchEvent(new CustomEvent("loaded", { bubbles: true }));
  } catch (error) {
    if (error.name === "AbortError") return;
    failed(node, address);
  } finally {
    window.clearInterval(watching);
    if (requests.get(node) === request) node.removeAttribute("aria-busy");
  }
}

/** Says now and then how far the work is that a part waits for. */
function watch(node) {
  return window.setInterval(async () => {
    const waiting = node.querySelector(":scope > .waiting");
    if (!waiting) return;
    let far;
    try {
      far = await (await fetch(node.dataset.progress, { headers: { Accept: "application/json" } })).json();
    } catch {
      return; // whether winset answers is told by the part itself
    }
    if (!far.total || !waiting.isConnected) return;
    const count = `${far.done.toLocaleString("en")} of ${far.total.toLocaleString("en")}`;
    waiting.textContent = `${node.dataset.waiting || far.what}: ${count} …`;
  }, 700);
}

function failed(node, address) {
  const reply = document.createElement("p");
  reply.className = "failed";
  reply.textContent = "winset did not answer. ";
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Try again";
  again.addEventListener("click", () => load(node, address));
  reply.append(again);
  node.replaceChildren(reply);
}

/** Fetches every part below a node. */
export function loadAll(root = document) {
  root.querySelectorAll("[data-load]").forEach((node) => load(node));
}

// <form data-into="part" action="/address"> puts what it asks for into the part of that id, at every
// change, or with data-by-button when its button is pressed.
function onAsk(event) {
  const form = event.target.closest("form[data-into]");
  if (!form) return;
  event.preventDefault();
  const query = new URLSearchParams(new FormData(form));
  // what was chosen stands in the address, so that it can be linked to and come back to
  if (form.dataset.address) window.history.replaceState(null, "", `${form.dataset.address}?${query}`);
  load(document.getElementById(form.dataset.into), `${form.action}?${query}`);
}

document.addEventListener("submit", onAsk);
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-into]:not([data-by-button])");
  if (form) form.requestSubmit();
});
