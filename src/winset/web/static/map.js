// The position map: every dot can be dragged, or moved by the arrow keys. The file is changed
// when a dot is let go; until then the odds are previews.

import { caseAddress, change, onChange, refusalOf } from "./case.js";
import { ask, say } from "./send.js";
import { preview, refresh } from "./zone.js";

const SVG = "http://www.w3.org/2000/svg";
const given = document.getElementById("drawing");
let drawing = given && JSON.parse(given.textContent);
const box = document.querySelector("#map .drawing");
const note = document.getElementById("map-note");
const [LOW, HIGH] = drawing ? drawing.scale : [0, 1];
const STEP = (HIGH - LOW) / 100;
let shape = { left: 0, right: 0 };

function svg(name, attributes = {}, text) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text !== undefined) made.textContent = text;
  return made;
}

const xOf = (value) => shape.left + ((value - LOW) / (HIGH - LOW)) * (shape.right - shape.left);
const valueOf = (x) => LOW + ((x - shape.left) / (shape.right - shape.left)) * (HIGH - LOW);
const inside = (value) => Math.min(Math.max(value, LOW), HIGH);
const short = (value) => String(Number(value.toPrecision(6))).replace("-", "−");
const rounded = (value) => Math.round(value / STEP) * STEP;

function draw() {
  const width = Math.max(280, Math.floor(box.clientWidth));
  const narrow = width < 560;
  const row = narrow ? 44 : 30;
  shape = { left: narrow ? 12 : 220, right: width - 24 };
  const top = 8;
  const bottom = top + drawing.stands.length * row;
  const perOption = (shape.right - shape.left) / Math.max(drawing.options.length, 1);
  const tall = bottom + (perOption < 110 ? 30 + 16 * drawing.options.length : 44);
  const focused = document.activeElement?.closest?.(".dot")?.dataset;
  const again = focused && `[data-actor="${CSS.escape(focused.actor)}"][data-kind="${focused.kind}"]`;
  const root = svg("svg", { width, height: tall, viewBox: `0 0 ${width} ${tall}` });
  axis(root, bottom, perOption);
  drawing.stands.forEach((stand, at) => root.append(rowOf(stand, top + at * row, row, narrow)));
  box.replaceChildren(root);
  if (again) box.querySelector(again)?.focus();
}

function axis(root, bottom, perOption) {
  root.append(svg("line", { class: "axis", x1: shape.left, x2: shape.right, y1: bottom, y2: bottom }));
  const listed = perOption < 110;
  drawing.options.forEach(({ name, at }, index) => {
    const x = xOf(at);
    root.append(svg("line", { class: "grid", x1: x, x2: x, y1: 0, y2: bottom + 5 }));
    if (listed) {
      const y = bottom + 24 + index * 16;
      root.append(svg("text", { class: "option", x: shape.left, y }, `${short(at)}  ${name}`));
    } else {
      const anchor = x > shape.right - 50 ? "end" : x < shape.left + 30 ? "start" : "middle";
      root.append(svg("text", { class: "option", x, y: bottom + 20, "text-anchor": anchor }, name));
    }
  });
  if (listed) return;
  const [low, high] = drawing.ends;
  const half = (shape.right - shape.left) / 2;
  [[low, shape.left, "start"], [high, shape.right, "end"]].forEach(([text, x, anchor]) => {
    const end = svg("text", { class: "end", x, y: bottom + 38, "text-anchor": anchor }, fitted(text, half));
    end.append(svg("title", {}, text));
    root.append(end);
  });
}

function fitted(text, width) {
  const most = Math.floor(width / 6);
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

const MEANS = {
  position: "wants",
  expects: "expects without a deal",
  "red_line.min": "accepts at least",
  "red_line.max": "accepts at most",
};

function rowOf(stand, top, row, narrow) {
  const y = top + (narrow ? row - 14 : row / 2);
  const group = svg("g", { class: `stand slot-of-${stand.slot}` });
  const label = narrow
    ? { x: shape.left, y: top + 13, "text-anchor": "start" }
    : { x: shape.left - 14, y: y + 4, "text-anchor": "end" };
  group.append(svg("text", { class: "name", ...label }, fitted(stand.name, narrow ? shape.right : 215)));
  group.append(svg("line", { class: "row", x1: shape.left, x2: shape.right, y1: y, y2: y }));
  group.append(svg("line", { class: "range", y1: y, y2: y }));
  // the position comes last, so that it lies above and is taken hold of first
  ["red_line.min", "red_line.max", "expects", "position"].forEach((kind) => {
    const handle = stand.handles[kind];
    if (handle) group.append(handleOf(stand, kind, handle, y));
  });
  return group;
}

function shapeOf(stand, kind) {
  if (kind === "expects") return svg("circle", { class: "expects", r: 4.5 });
  if (kind === "red_line.min") return svg("path", { class: "red", d: "M4 -8H0V8H4" });
  if (kind === "red_line.max") return svg("path", { class: "red", d: "M-4 -8H0V8H-4" });
  const size = 4 + 7 * Math.sqrt(stand.size / drawing.largest);
  const wide = size * 1.2;
  return stand.outsider
    ? svg("path", { class: "mark-of", d: `M0 ${-wide}L${wide} 0L0 ${wide}L${-wide} 0Z` })
    : svg("circle", { class: "mark-of", r: size });
}

function handleOf(stand, kind, handle, y) {
  const name = `${stand.name} ${MEANS[kind]}, ${drawing.title}`;
  const dot = svg("g", { class: "dot", "data-actor": stand.actor, "data-kind": kind, "aria-label": name });
  if (handle.fixed) dot.setAttribute("role", "img");
  else {
    const slides = { role: "slider", tabindex: 0, "aria-valuemin": LOW, "aria-valuemax": HIGH };
    Object.entries(slides).forEach(([key, value]) => dot.setAttribute(key, value));
  }
  dot.append(svg("rect", { class: "hold", x: -12, y: -14, width: 24, height: 28 }));
  dot.append(shapeOf(stand, kind), svg("title"));
  dot.dataset.y = y;
  place(dot, stand, kind, handle);
  if (!handle.fixed) holds(dot, stand, kind);
  return dot;
}

/** Puts a handle, and the range where it is a position, where it is now. */
function place(dot, stand, kind, handle) {
  const y = Number(dot.dataset.y);
  dot.setAttribute("transform", `translate(${xOf(inside(handle.centre))} ${y})`);
  const between = handle.low === handle.high ? "" : `, between ${short(handle.low)} and ${short(handle.high)}`;
  dot.querySelector("title").textContent = `${stand.name} ${MEANS[kind]}: ${short(handle.centre)}${between}`;
  if (!handle.fixed) {
    dot.setAttribute("aria-valuenow", short(handle.centre).replace("−", "-"));
    dot.setAttribute("aria-valuetext", short(handle.centre) + between);
  }
  if (kind !== "position") return;
  // drawn before the first handle is in its row
  window.queueMicrotask(() => {
    const range = dot.parentNode?.querySelector(".range");
    range?.setAttribute("x1", xOf(inside(handle.low)));
    range?.setAttribute("x2", xOf(inside(handle.high)));
  });
}

/** A number with its centre moved to a value: the range goes along and stops at the ends. */
function moved(handle, value) {
  const centre = inside(value);
  const by = centre - handle.centre;
  const ends = { centre, low: handle.low + by, high: handle.high + by };
  if (handle.text.includes("±")) {
    const sd = handle.text.split("±")[1].trim();
    return { ...handle, ...ends, text: `${short(centre)} ± ${sd}` };
  }
  ends.low = inside(ends.low);
  ends.high = inside(ends.high);
  const text = handle.text.includes("/")
    ? [ends.low, centre, ends.high].map(short).join("/")
    : handle.text.includes("–")
      ? [ends.low, ends.high].map(short).join("–")
      : short(centre);
  return { ...handle, ...ends, text };
}

function holds(dot, stand, kind) {
  const path = ["actors", stand.actor, "stances", drawing.issue, ...kind.split(".")];
  const name = `${stand.name} ${MEANS[kind]}`;
  let start = null; // as it was before it was taken up
  let now = null;
  let grip = 0;
  let pause = 0;

  const take = () => {
    start ??= { ...stand.handles[kind] };
    dot.parentNode.classList.add("held");
  };
  const go = (value) => {
    const next = moved(start, rounded(value));
    if (now && next.text === now.text) return;
    now = next;
    place(dot, stand, kind, now);
    note.textContent = `${name}: ${now.text}`;
    preview([{ path, text: now.text }]);
  };
  const drop = () => {
    window.clearTimeout(pause);
    start = now = null;
    dot.parentNode?.classList.remove("held");
  };
  const letGo = async () => {
    const [from, to] = [start, now];
    drop();
    if (!from || !to) return;
    if (from.text === to.text) {
      refresh();
      return;
    }
    stand.handles[kind] = to;
    try {
      await change([{ path, text: to.text }], `${name} (${drawing.title}): ${from.text} → ${to.text}`);
      note.textContent = `${name}: ${from.text} → ${to.text}, saved.`;
    } catch (error) {
      stand.handles[kind] = from;
      draw();
      refresh();
      if (error.status !== 409) say(`Not saved. ${refusalOf(error)}`, "error");
    }
  };
  const cancel = () => {
    if (start) {
      place(dot, stand, kind, start);
      note.textContent = "As it was.";
      refresh();
    }
    drop();
  };
  const pointer = (event) => event.clientX - box.firstElementChild.getBoundingClientRect().left;

  dot.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    dot.focus();
    dot.setPointerCapture(event.pointerId);
    take();
    grip = pointer(event) - xOf(inside(start.centre));
  });
  dot.addEventListener("pointermove", (event) => {
    if (start && dot.hasPointerCapture(event.pointerId)) go(valueOf(pointer(event) - grip));
  });
  dot.addEventListener("pointerup", letGo);
  dot.addEventListener("pointercancel", cancel);
  dot.addEventListener("blur", letGo);
  dot.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const far = event.shiftKey ? 10 : 1;
    const { centre } = now || stand.handles[kind];
    const goals = {
      ArrowLeft: centre - STEP * far,
      ArrowDown: centre - STEP * far,
      ArrowRight: centre + STEP * far,
      ArrowUp: centre + STEP * far,
      PageDown: centre - STEP * 10,
      PageUp: centre + STEP * 10,
      Home: LOW,
      End: HIGH,
    };
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter") letGo();
    else if (event.key in goals) {
      take();
      go(goals[event.key]);
      window.clearTimeout(pause);
      pause = window.setTimeout(letGo, 900);
    } else return;
    event.preventDefault();
  });
}

async function follow() {
  try {
    drawing = await ask(`${caseAddress}/drawing?issue=${encodeURIComponent(drawing.issue)}`);
  } catch (error) {
    say(error.message, "error");
    return;
  }
  if (!box.querySelector(".held")) draw();
}

if (drawing) {
  onChange(follow);
  let waiting = 0;
  window.addEventListener("resize", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(draw, 120);
  });
  draw();
}
