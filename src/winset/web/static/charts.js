// Draws charts from the specs beside them, as the report does (draw.js). Vega and what draws with
// it are loaded where a page has a chart.

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const drawn = new Map();
let ready = null;

function loaded() {
  ready ??= Promise.all([
    fetch("/static/themes.json").then((answer) => answer.json()),
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "/static/vega.js";
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    }),
  ]).then(([themes]) => themes);
  return ready;
}

function specOf(node) {
  const id = CSS.escape(node.dataset.chart);
  return JSON.parse(document.querySelector(`script[data-spec-of="${id}"]`).textContent);
}

function draw(node, themes) {
  const width = Math.floor(node.parentElement.clientWidth);
  const theme = dark.matches ? "dark" : "light";
  const last = drawn.get(node);
  if (width < 40 || (last && last.key === theme + width)) return;
  const view = window.winsetCharts.draw(node, specOf(node), themes[theme], width, last?.view);
  // the node is one picture with a name and a table; its parts have no names of their own
  node.querySelector("svg").setAttribute("aria-hidden", "true");
  drawn.set(node, { key: theme + width, view });
}

/** Draws every chart below a node. */
export async function drawCharts(root = document) {
  const nodes = [...root.querySelectorAll("[data-chart]")];
  if (!nodes.length) return;
  const themes = await loaded();
  for (const node of nodes) {
    draw(node, themes);
    // one that is folded away has no width yet
    node.closest("details")?.addEventListener("toggle", () => draw(node, themes), { once: true });
  }
}

const TAKEN_WIDTH = 720;
const TAKEN_SCALE = 2;

/** A chart as a picture of its own with title, source and date, on light ground: SVG, or a PNG. */
export async function pictureOf(node, kind, title) {
  const themes = await loaded();
  const paper = themes.light.params.find((param) => param.name === "paper").value;
  const config = { ...themes.light, background: paper };
  const subtitle = document.getElementById("main").dataset.credit ?? "";
  const spec = { ...specOf(node), title: { text: title, subtitle } };
  const view = window.winsetCharts.viewOf(spec, config, TAKEN_WIDTH, "none");
  try {
    if (kind === "svg") return await view.toSVG();
    const canvas = await view.toCanvas(TAKEN_SCALE);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    view.finalize();
  }
}

function again() {
  for (const [node, { view }] of drawn) {
    if (node.isConnected) continue;
    view.finalize();
    drawn.delete(node);
  }
  drawCharts();
}

let waiting = 0;
window.addEventListener("resize", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(again, 150);
});
dark.addEventListener("change", again);
