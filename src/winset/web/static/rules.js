// Ratification rules as trees one can edit: each node a kind, its actors, its quorum. The server
// judges every change and writes the rule back into the file.

import { change, onChange, refusalOf } from "./case.js";

const section = document.getElementById("rules");
const actors = JSON.parse(section.dataset.actors);
const bodies = JSON.parse(section.dataset.bodies);
const KINDS = {
  consent: "one actor consents",
  all: "all of these hold",
  any: "one of these holds",
  not: "this does not hold",
  majority: "a majority of a body",
  quorum: "a quorum of a body",
  coalition: "enough of several actors",
};

function kindOf(rule) {
  if (typeof rule === "string") return "consent";
  if ("at_least" in rule) return Array.isArray(rule.of) ? "coalition" : "quorum";
  return ["all", "any", "not", "majority"].find((key) => key in rule);
}

const someone = () => Object.keys(actors)[0];
const someBody = () => bodies[0];

/** A new rule of a kind that keeps what it can of the old one. */
function turned(rule, kind) {
  const named = namedIn(rule);
  const body = named.find((id) => bodies.includes(id)) || someBody();
  const parts = rule.all || rule.any || (rule.not ? [rule.not] : [rule]);
  switch (kind) {
    case "consent":
      return named[0] || someone();
    case "all":
    case "any":
      return { [kind]: parts };
    case "not":
      return { not: parts.length === 1 ? parts[0] : rule };
    case "majority":
      return { majority: body };
    case "quorum":
      return { at_least: rule.at_least ?? "2/3", of: body };
    default:
      return { at_least: 1, of: named.length ? named : [someone()], by: "count" };
  }
}

function namedIn(rule) {
  if (typeof rule === "string") return [rule];
  if (rule.all || rule.any) return [...new Set((rule.all || rule.any).flatMap(namedIn))];
  if (rule.not) return namedIn(rule.not);
  return [rule.majority || rule.of].flat();
}

function select(choices, value, name, act) {
  const made = document.createElement("select");
  made.setAttribute("aria-label", name);
  const known = Object.hasOwn(choices, value) ? choices : { ...choices, [value]: value };
  Object.entries(known).forEach(([key, text]) => {
    const option = document.createElement("option");
    option.value = key;
    option.textContent = text;
    option.selected = key === value;
    made.append(option);
  });
  made.addEventListener("change", () => act(made.value));
  return made;
}

function button(text, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "plain";
  made.textContent = text;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}

const ofBodies = () => Object.fromEntries(bodies.map((id) => [id, actors[id]]));

/** Builds the controls of one node; `put` replaces the node in the whole rule. */
function node(rule, put, remove) {
  const item = document.createElement("li");
  const line = document.createElement("div");
  line.className = "node";
  const kind = kindOf(rule);
  const kinds = { ...KINDS };
  if (!bodies.length) {
    delete kinds.majority;
    delete kinds.quorum;
  }
  line.append(select(kinds, kind, "Kind of rule", (next) => put(turned(rule, next))));
  item.append(line);
  if (kind === "consent") {
    line.append(select(actors, rule, "Who consents", (id) => put(id)));
  } else if (kind === "majority") {
    line.append(select(ofBodies(), rule.majority, "Which body", (id) => put({ majority: id })));
  } else if (kind === "quorum") {
    line.append(quorum(rule, put), document.createTextNode(" of "));
    line.append(select(ofBodies(), rule.of, "Which body", (id) => put({ ...rule, of: id })));
  } else if (kind === "coalition") {
    line.append(quorum(rule, put), document.createTextNode(" by "));
    const by = { count: "number of actors", votes: "votes", influence: "influence" };
    line.append(select(by, rule.by || "count", "Counted by", (next) => put({ ...rule, by: next })));
    item.append(members(rule, put));
  } else {
    item.append(children(rule, kind, put));
  }
  if (remove) line.append(button("Remove", "Remove this part", remove));
  return item;
}

function quorum(rule, put) {
  const made = document.createElement("input");
  made.size = 6;
  made.value = rule.at_least;
  made.setAttribute("aria-label", "Quorum: a count such as 34, or a share such as 2/3 or 0.6");
  made.title = "A count such as 34, or a share such as 2/3 or 0.6";
  made.addEventListener("change", () => {
    const text = made.value.trim();
    const number = /^\d+$/.test(text) || /^\d*\.\d+$/.test(text);
    put({ ...rule, at_least: number ? Number(text) : text });
  });
  const label = document.createElement("span");
  label.append("at least ", made);
  return label;
}

function members(rule, put) {
  const list = document.createElement("ul");
  rule.of.forEach((id, at) => {
    const item = document.createElement("li");
    const line = document.createElement("div");
    line.className = "node";
    const swap = (next) => put({ ...rule, of: rule.of.map((old, n) => (n === at ? next : old)) });
    line.append(select(actors, id, "Actor", swap));
    if (rule.of.length > 1) {
      const less = () => put({ ...rule, of: rule.of.filter((_, n) => n !== at) });
      line.append(button("Remove", `Remove ${actors[id] || id}`, less));
    }
    item.append(line);
    list.append(item);
  });
  const free = Object.keys(actors).find((id) => !rule.of.includes(id));
  if (free) {
    const item = document.createElement("li");
    item.append(button("Add an actor", "Add an actor", () => put({ ...rule, of: [...rule.of, free] })));
    list.append(item);
  }
  return list;
}

function children(rule, kind, put) {
  const list = document.createElement("ul");
  const parts = kind === "not" ? [rule.not] : rule[kind];
  const wrap = (next) => (kind === "not" ? { not: next[0] } : { [kind]: next });
  parts.forEach((part, at) => {
    const swap = (next) => put(wrap(parts.map((old, n) => (n === at ? next : old))));
    const remove = parts.length > 1 ? () => put(wrap(parts.filter((_, n) => n !== at))) : null;
    list.append(node(part, swap, remove));
  });
  if (kind !== "not") {
    const item = document.createElement("li");
    const named = namedIn(rule);
    const free = Object.keys(actors).find((id) => !named.includes(id)) || someone();
    item.append(button("Add a part", "Add a part to this rule", () => put(wrap([...parts, free]))));
    list.append(item);
  }
  return list;
}

function show(article) {
  const tree = article.querySelector(".tree");
  const rule = JSON.parse(article.dataset.rule);
  const list = document.createElement("ul");
  list.append(node(rule, (next) => save(article, rule, next), null));
  tree.replaceChildren(list);
}

async function save(article, before, next) {
  const { party, form } = article.dataset;
  const name = article.getAttribute("aria-label");
  const wrong = article.querySelector(".wrong");
  const focused = [...article.querySelectorAll("select, input, button")].indexOf(document.activeElement);
  article.dataset.rule = JSON.stringify(next);
  show(article);
  article.querySelectorAll("select, input, button")[focused]?.focus();
  try {
    wrong.textContent = "";
    const path = ["parties", party, "ratification", form];
    await change([{ path, value: next }], `Who must consent: ${name}`);
  } catch (error) {
    if (error.status === 409) return;
    // what was tried stays on show to be mended; the file is as it was
    wrong.textContent = `Not saved. ${refusalOf(error)}`;
  }
}

section.querySelectorAll("article.rule").forEach((article) => {
  article.querySelector("details").addEventListener("toggle", () => show(article));
});

onChange(({ rules }) => {
  section.querySelectorAll("article.rule").forEach((article) => {
    const { party, form } = article.dataset;
    const reply = rules[party]?.[form];
    if (!reply) return;
    article.querySelector(".words").textContent = `${reply.words}.`;
    const now = JSON.stringify(reply.rule);
    if (article.dataset.rule === now) return;
    article.dataset.rule = now;
    if (article.querySelector("details").open && !article.contains(document.activeElement)) {
      show(article);
    }
  });
});
