// A short tour, begun by ?tour=1: it points at the brief, the table, the map, the zone and the roll call.

const STEPS = [
  { page: "brief", mark: ".resulthead", text: "The brief: five questions on one page. Will it pass, which text, what would change it, will it be kept, how far to trust it? The pages above stand under the same five." },
  { page: "table", mark: ".sheet", text: "The table: a row for everyone who matters. For each issue it shows what they want and how much they care. Type over any number." },
  { page: "table", mark: "#rules", text: "Who must consent at home, for each form of agreement. Change whom the president must carry." },
  { page: "map", mark: "#map", text: "The map: the same numbers as dots. Drag one, or pick it and press the arrow keys." },
  { page: "map", mark: "#zone", text: "The zone: how likely it is that some text would pass. It answers every change." },
  { page: "roll-call", mark: "#text-sought", text: "The roll call: who says yes to one text, what is needed, and why others refuse. Choose any text." },
];

const links = [...document.querySelectorAll(".pages a")];
const addressOf = (page) => links.find((link) => link.pathname.endsWith(`/${page}`));
const steps = STEPS.filter(({ page }) => addressOf(page));

function show(number) {
  const step = steps[number - 1];
  const target = document.querySelector(step.mark);
  if (!target) return;
  target.classList.add("pointed");
  target.scrollIntoView({ block: "center" });
  const box = document.createElement("aside");
  box.className = "tour";
  box.setAttribute("aria-label", "Tour");
  const text = document.createElement("p");
  text.textContent = step.text;
  text.tabIndex = -1;
  const line = document.createElement("p");
  line.className = "tools";
  const count = document.createElement("span");
  count.textContent = `${number} of ${steps.length}`;
  count.className = "note";
  line.append(count);
  if (number > 1) line.append(link("Back", number - 1));
  if (number < steps.length) line.append(link("Next", number + 1, "first"));
  const end = document.createElement("button");
  end.type = "button";
  end.textContent = number < steps.length ? "End the tour" : "Done";
  end.addEventListener("click", () => finish(box, target));
  line.append(end);
  box.append(text, line);
  document.body.append(box);
  text.focus({ preventScroll: true });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") finish(box, target);
  });
}

function link(text, number, kind = "") {
  const made = document.createElement("a");
  made.className = `button ${kind}`;
  made.textContent = text;
  made.href = `${addressOf(steps[number - 1].page).pathname}?tour=${number}`;
  return made;
}

function finish(box, target) {
  box.remove();
  target.classList.remove("pointed");
  const address = new URL(window.location.href);
  address.searchParams.delete("tour");
  window.history.replaceState(null, "", address);
  document.getElementById("main").focus({ preventScroll: true });
}

const asked = Number(new URLSearchParams(window.location.search).get("tour"));
if (Number.isInteger(asked) && asked >= 1 && asked <= steps.length) show(asked);
