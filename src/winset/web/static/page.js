// What every page runs.

import { drawCharts } from "./charts.js";
import "./figures.js";
import { loadAll } from "./parts.js";
import "./send.js";
import "./tour.js";

drawCharts();
loadAll();
