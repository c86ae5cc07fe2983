// Draws the charts of the report from the specs in the page (draw.js). Nothing is fetched.
(function () {
  "use strict";

  var PRINT_WIDTH = 780; // drawn wider than A4 and scaled down, so that two maps fit a page
  var TIGHT_FROM = 30; // rows no higher than this are set closer on paper, two charts a page
  var TIGHT = 21;
  var themes = read("chart-themes");
  var specs = read("chart-specs");
  var charts = Array.prototype.slice.call(document.querySelectorAll("[data-spec]"));
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var drawn = new WeakMap();

  function read(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  function draw(node, theme, width) {
    var key = theme + Math.round(width);
    var last = drawn.get(node);
    if (width < 40 || (last && last.key === key)) return;
    var spec = JSON.parse(JSON.stringify(specs[node.dataset.spec]));
    if (width === PRINT_WIDTH && spec.height.step <= TIGHT_FROM) spec.height.step = TIGHT;
    var view = winsetCharts.draw(node, spec, themes[theme], width, last && last.view);
    drawn.set(node, { key: key, view: view });
  }

  function drawAll(theme, width) {
    charts.forEach(function (node) {
      var pair = node.closest(".pair");
      var half = pair ? (width - 40) / 2 : width;
      draw(node, theme, width ? half : node.parentElement.clientWidth);
    });
  }

  function onScreen() {
    drawAll(dark.matches ? "dark" : "light", 0);
  }

  // a chart that was folded away had no width to be drawn in
  document.querySelectorAll("details").forEach(function (details) {
    details.addEventListener("toggle", onScreen);
  });

  var waiting = 0;
  window.addEventListener("resize", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(onScreen, 150);
  });
  dark.addEventListener("change", onScreen);
  window.addEventListener("beforeprint", function () {
    drawAll("light", PRINT_WIDTH);
    document.querySelectorAll("details.group").forEach(function (details) {
      details.open = true;
    });
  });
  window.addEventListener("afterprint", onScreen);
  onScreen();
})();
