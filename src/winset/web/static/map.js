// The position map: every dot can be dragged, or moved by the arrow keys. The file is changed
// when a dot is let go; until then the odds are previews.

import { change, onChange, refusalOf } from "./case.js";
import { say } from "./send.js";
import { preview, refresh } from "./zone.js";

const SVG = "http://www.w3.org/2000/svg";
const given = document.getElementById("drawing");
const drawing = given && JSON.parse(given.textContent);
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
  const focused = document.activeElement?.dataset?.actor;
  const root = svg("svg", { width, height: tall, viewBox: `0 0 ${width} ${tall}` });
  axis(root, bottom, perOption);
  drawing.stands.forEach((stand, at) => root.append(rowOf(stand, top + at * row, row, narrow)));
  box.replaceChildren(root);
  if (focused) box.querySelector(`[data-actor="${CSS.escape(focused)}"]`)?.focus();
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

function rowOf(stand, top, row, narrow) {
  const y = top + (narrow ? row - 14 : row / 2);
  const group = svg("g", { class: `stand party slot-of-${stand.slot}` });
  const label = narrow
    ? { x: shape.left, y: top + 13, "text-anchor": "start" }
    : { x: shape.left - 14, y: y + 4, "text-anchor": "end" };
  group.append(svg("text", { class: "name", ...label }, fitted(stand.name, narrow ? shape.right : 215)));
  group.append(svg("line", { class: "row", x1: shape.left, x2: shape.right, y1: y, y2: y }));
  if (stand.expects !== null) {
    group.append(svg("circle", { class: "expects", cx: xOf(stand.expects), cy: y, r: 4 }));
  }
  for (const [end, toward] of [["least", 1], ["most", -1]]) {
    if (stand[end] === null) continue;
    const x = xOf(stand[end]);
    group.append(svg("path", { class: "red", d: `M${x + 4 * toward} ${y - 8}H${x}V${y + 8}H${x + 4 * toward}` }));
  }
  group.append(svg("line", { class: "range", y1: y, y2: y }));
  const dot = svg("g", {
    class: "dot",
    "data-actor": stand.actor,
    tabindex: stand.fixed ? -1 : 0,
    role: stand.fixed ? "img" : "slider",
    "aria-label": `${stand.name} on ${drawing.title}`,
    "aria-valuemin": LOW,
    "aria-valuemax": HIGH,
  });
  if (stand.fixed) ["aria-valuemin", "aria-valuemax"].forEach((name) => dot.removeAttribute(name));
  const size = 4 + 7 * Math.sqrt(stand.size / drawing.largest);
  dot.append(svg("rect", { class: "hold", x: -14, y: -14, width: 28, height: 28 }));
  dot.append(
    stand.outsider
      ? svg("path", { class: "mark-of", d: `M0 ${-size * 1.2}L${size * 1.2} 0L0 ${size * 1.2}L${-size * 1.2} 0Z` })
      : svg("circle", { class: "mark-of", r: size }),
  );
  dot.append(svg("title", {}, `${stand.name}: ${stand.shown}`));
  group.append(dot);
  place(group, stand, y);
  if (!stand.fixed) holds(group, dot, stand, y);
  return group;
}

/** Puts dot and range where the stand is now. */
function place(group, stand, y) {
  const range = group.querySelector(".range");
  range.setAttribute("x1", xOf(inside(stand.low)));
  range.setAttribute("x2", xOf(inside(stand.high)));
  const dot = group.querySelector(".dot");
  dot.setAttribute("transform", `translate(${xOf(inside(stand.centre))} ${y})`);
  dot.querySelector("title").textContent = `${stand.name}: ${short(stand.centre)}`;
  if (stand.fixed) return;
  dot.setAttribute("aria-valuenow", short(stand.centre).replace("−", "-"));
  const between = stand.low === stand.high ? "" : `, between ${short(stand.low)} and ${short(stand.high)}`;
  dot.setAttribute("aria-valuetext", short(stand.centre) + between);
}

/** The stand with its centre moved to a value: the range goes along and stops at the ends. */
function moved(stand, value) {
  const centre = inside(value);
  const by = centre - stand.centre;
  const ends = { centre, low: stand.low + by, high: stand.high + by };
  if (stand.text.includes("±")) {
    const sd = stand.text.split("±")[1].trim();
    return { ...stand, ...ends, text: `${short(centre)} ± ${sd}` };
  }
  ends.low = inside(ends.low);
  ends.high = inside(ends.high);
  const parts = stand.text.includes("/")
    ? [ends.low, centre, ends.high].map(short).join("/")
    : stand.text.includes("–")
      ? [ends.low, ends.high].map(short).join("–")
      : short(centre);
  return { ...stand, ...ends, text: parts };
}

const pathOf = (stand) => ["actors", stand.actor, "stances", drawing.issue, "position"];

function holds(group, dot, stand, y) {
  const own = () => drawing.stands.find(({ actor }) => actor === stand.actor);
  let start = null; // as it was before it was taken up
  let now = null;
  let grip = 0;
  let pause = 0;

  const go = (value) => {
    const next = moved(start, rounded(value));
    if (now && next.text === now.text) return;
    now = next;
    place(group, now, y);
    note.textContent = `${now.name}: ${now.text}`;
    preview([{ path: pathOf(stand), text: now.text }]);
  };
  const letGo = async () => {
    window.clearTimeout(pause);
    const from = start;
    const to = now;
    start = now = null;
    group.classList.remove("held");
    if (!from || !to) return;
    if (from.text === to.text) {
      refresh();
      return;
    }
    Object.assign(own(), to);
    try {
      await change([{ path: pathOf(stand), text: to.text }], `${to.name} on ${drawing.title}: ${from.text} → ${to.text}`);
      note.textContent = `${to.name}: ${from.text} → ${to.text}, saved.`;
    } catch (error) {
      Object.assign(own(), from);
      draw();
      refresh();
      if (error.status !== 409) say(`Not saved. ${refusalOf(error)}`, "error");
    }
  };
  const cancel = () => {
    window.clearTimeout(pause);
    if (!start) return;
    place(group, start, y);
    refresh();
    start = now = null;
    group.classList.remove("held");
    note.textContent = "As it was.";
  };
  const pointer = (event) => event.clientX - box.firstElementChild.getBoundingClientRect().left;

  dot.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    dot.focus();
    dot.setPointerCapture(event.pointerId);
    start = { ...own() };
    grip = pointer(event) - xOf(inside(start.centre));
    group.classList.add("held");
  });
  dot.addEventListener("pointermove", (event) => {
    if (start && dot.hasPointerCapture(event.pointerId)) go(valueOf(pointer(event) - grip));
  });
  dot.addEventListener("pointerup", letGo);
  dot.addEventListener("pointercancel", cancel);
  dot.addEventListener("blur", letGo);
  dot.addEventListener("keydown", (event) => {
    const far = event.shiftKey ? 10 : 1;
    const centre = (now || own()).centre;
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
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter") letGo();
    else if (event.key in goals) {
      start ??= { ...own() };
      go(goals[event.key]);
      window.clearTimeout(pause);
      pause = window.setTimeout(letGo, 900);
    } else return;
    event.preventDefault();
  });
}

if (drawing) {
  onChange(({ cells }) => {
    cells.forEach((cell) => {
      if (cell.path[3] !== drawing.issue || cell.path[4] !== "position") return;
      const stand = drawing.stands.find(({ actor }) => actor === cell.path[1]);
      if (!stand || cell.centre === null) return;
      Object.assign(stand, { text: cell.text, low: cell.low, centre: cell.centre, high: cell.high });
    });
    if (!box.querySelector(".held")) draw();
  });
  let waiting = 0;
  window.addEventListener("resize", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(draw, 120);
  });
  draw();
}
