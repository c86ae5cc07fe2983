// Makes the picture of one chart from its spec, in the report and in the app alike. No text is
// turned into code: expressions run in the interpreter, so a page's policy can forbid eval.
var winsetCharts = (function () {
  "use strict";

  var NARROW = 480;
  var quiet = vega.logger(vega.Error);

  /** A view of a spec at a width; it is initialised into a node, or turned into a picture. */
  function viewOf(spec, config, width, renderer) {
    spec.width = Math.floor(width);
    (spec.params || []).forEach(function (param) {
      if (param.name === "narrow") param.value = width < NARROW;
    });
    var compiled = vegaLite.compile(spec, { config: config, logger: quiet }).spec;
    return new vega.View(vega.parse(compiled, null, { ast: true }), {
      renderer: renderer,
      expr: vega.expressionInterpreter,
      logLevel: vega.Error,
      hover: false,
    });
  }

  /** Draws a spec into a node, in the place of an earlier view. */
  function draw(node, spec, config, width, earlier) {
    var view = viewOf(spec, config, width, "svg");
    if (earlier) earlier.finalize();
    node.textContent = "";
    view.initialize(node).run();
    return view;
  }

  return { draw: draw, viewOf: viewOf };
})();
