// Adding actors and issues, and taking actors out: whole entries of the file.

import { change, refusalOf } from "./case.js";

const wrong = document.getElementById("add-wrong");

/** An id made of a name that no other entry has. */
function idOf(name, taken) {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const id = plain || "new";
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? id : `${id}_${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

const idsOf = (selector, key) => [...document.querySelectorAll(selector)].map((node) => node.dataset[key]);

async function add(path, value, label) {
  wrong.textContent = "";
  try {
    await change([{ path, value }], label);
  } catch (error) {
    if (error.status !== 409) wrong.textContent = `Not added. ${refusalOf(error)}`;
  }
}

document.getElementById("add-actor").addEventListener("submit", (event) => {
  event.preventDefault();
  const { name, role, party } = Object.fromEntries(new FormData(event.target));
  const id = idOf(name, idsOf("#grid tr[data-actor]", "actor"));
  const actor = { name: name.trim(), role, ...(party ? { party } : {}), stances: {} };
  add(["actors", id], actor, `${name.trim()} added`);
});

document.getElementById("add-issue").addEventListener("submit", (event) => {
  event.preventDefault();
  const { title, low, high, options, no_deal } = Object.fromEntries(new FormData(event.target));
  const place = Number(no_deal.replace(",", "."));
  if (!no_deal.trim() || Number.isNaN(place)) {
    wrong.textContent = "Not added. Say where the issue stays without a deal: a number from 0 to 100.";
    return;
  }
  const id = idOf(title, idsOf("#grid th[data-issue]", "issue"));
  const issue = { title: title.trim(), low, high, options: Number(options), no_deal: place };
  add(["issues", id], issue, `${title.trim()} added`);
});

/** Takes an actor out of the file, unless a rule or a party still needs it. */
export async function removeActor(actor, name) {
  try {
    await change([{ path: ["actors", actor] }], `${name} removed`);
    return "";
  } catch (error) {
    return error.status === 409 ? "" : `Not removed. ${refusalOf(error)}`;
  }
}
