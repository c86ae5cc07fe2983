// What a person takes away from a figure: the picture, its numbers, a link that leads back here.

import { pictureOf } from "./charts.js";
import { say } from "./send.js";

function download(content, kind, name) {
  const address = URL.createObjectURL(new Blob([content], { type: kind }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A cell as a spreadsheet reads it: quoted, and never taken for a formula. */
function cell(text) {
  const plain = text.trim().replace(/\s+/g, " ");
  const safe = /^[=+\-@\t]/.test(plain) && Number.isNaN(Number(plain)) ? `'${plain}` : plain;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The rows of a table as CSV. */
export function csvOf(table) {
  const lines = [...table.rows].map((row) =>
    [...row.cells].map((one) => cell(one.textContent)).join(","),
  );
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** Puts a text where it can be pasted from. */
export async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    say(said);
  } catch {
    // without the right to the clipboard the text is shown, to be copied by hand
    say(text, "error");
  }
}

function button(text, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  const of = document.createElement("span");
  of.className = "sr";
  of.textContent = ` of ${name}`;
  made.append(of);
  made.addEventListener("click", act);
  return made;
}

function offer(place) {
  const id = place.dataset.take;
  const figure = document.getElementById(id);
  const name = figure.querySelector("figcaption").firstElementChild.textContent;
  const chart = figure.querySelector("[data-chart]");
  const table = figure.querySelector("table");
  const made = [
    button("SVG", name, async () =>
      download(await pictureOf(chart, "svg", name), "image/svg+xml", `${id}.svg`),
    ),
    button("PNG", name, async () => download(await pictureOf(chart, "png", name), "image/png", `${id}.png`)),
    button("CSV", name, () => download(csvOf(table), "text/csv;charset=utf-8", `${id}.csv`)),
  ];
  if (place.dataset.link) {
    const link = () => new URL(place.dataset.link, window.location.href).href;
    made.push(button("Copy link", name, () => copy(link(), "Link copied.")));
  }
  place.replaceChildren(...made);
}

/** Offers what can be taken away, below every figure of a node. */
export function offerAll(root = document) {
  root.querySelectorAll("[data-take]:empty").forEach(offer);
}

document.addEventListener("click", (event) => {
  const command = event.target.closest("[data-copy]");
  if (command) copy(command.dataset.copy, "Command copied.");
  const link = event.target.closest("[data-copy-link]");
  if (link) copy(new URL(link.dataset.copyLink, window.location.href).href, "Link copied.");
});
document.addEventListener("loaded", (event) => offerAll(event.target));
offerAll();
