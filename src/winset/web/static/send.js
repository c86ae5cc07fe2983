// Changes: every one is a POST with the start's token. No other site can read the token, and
// without it the server refuses.

const token = document.querySelector("meta[name=winset-token]").content;

export class Refused extends Error {
  constructor(status, reply) {
    super(reply.error || "The server refused.");
    this.status = status;
    this.reply = reply;
  }
}

/** Sends a mapping, or a form with files, and returns what is answered. Throws Refused. */
export async function send(address, content, options = {}) {
  const headers = { "X-Winset-Token": token, Accept: "application/json" };
  const form = content instanceof FormData;
  if (!form) headers["Content-Type"] = "application/json";
  const body = form ? content : JSON.stringify(content ?? {});
  let answer;
  try {
    answer = await fetch(address, { method: "POST", headers, body, ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, { error: "winset does not answer. Is it still running in the terminal?" });
  }
  return understood(answer);
}

/** Asks for JSON. Throws Refused. */
export async function ask(address, options = {}) {
  const headers = { Accept: "application/json" };
  let answer;
  try {
    answer = await fetch(address, { headers, ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, { error: "winset does not answer. Is it still running in the terminal?" });
  }
  return understood(answer);
}

async function understood(answer) {
  const text = await answer.text();
  let reply;
  try {
    reply = JSON.parse(text);
  } catch {
    reply = { error: text.trim() || `The server answered ${answer.status}.` };
  }
  if (!answer.ok) throw new Refused(answer.status, reply);
  return reply;
}

let fading = 0;

/** Says something at the foot of the page, for eyes and screen readers. */
export function say(text, kind = "") {
  const said = document.getElementById("said");
  said.textContent = text;
  said.dataset.kind = kind;
  window.clearTimeout(fading);
  fading = window.setTimeout(() => (said.textContent = ""), kind === "error" ? 15000 : 6000);
}

async function onSubmit(event) {
  const form = event.target.closest("form[data-send]");
  if (!form) return;
  event.preventDefault();
  const button = event.submitter;
  if (button) button.disabled = true;
  const given = new FormData(form, button);
  const files = [...given.values()].some((value) => value instanceof File);
  try {
    const reply = await send(form.action, files ? given : Object.fromEntries(given));
    if (reply.go && !("stay" in form.dataset)) window.location.assign(reply.go);
    else if (reply.said) say(reply.said);
    form.dispatchEvent(new CustomEvent("sent", { bubbles: true, detail: reply }));
  } catch (error) {
    const place = form.querySelector("[data-refusal]");
    const problems = (error.reply && error.reply.problems) || [];
    const first = problems.length ? `${problems[0].message}. ${problems[0].fix}` : error.message;
    if (place) place.textContent = first;
    else say(first, "error");
  } finally {
    if (button) button.disabled = false;
  }
}

document.addEventListener("submit", onSubmit);
