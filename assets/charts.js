// Draws every <figure data-vhcv-chart="…"> from the table inside it. The table stays, folded below the
// drawing, and is all there is without this script.
import { BarChart, GaugeChart, HeatmapChart, LineChart, RadarChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  RadarComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { heightOf, KINDS } from "./charts/options.js";
import { readSettings, readTable } from "./charts/read.js";

use([
  BarChart,
  GaugeChart,
  HeatmapChart,
  LineChart,
  RadarChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  RadarComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
  SVGRenderer,
]);

function draw(figure) {
  const settings = readSettings(figure);
  const canvas = figure.querySelector("[data-vhcv-canvas]");
  const table = figure.querySelector("table");
  const data = readTable(table);
  if (!KINDS[settings.kind] || data.series.length === 0) {
    return;
  }
  canvas.hidden = false;
  const height = heightOf(settings.kind, data);
  if (height) {
    canvas.style.height = `${height}px`;
  }
  const chart = init(canvas, null, { renderer: "svg" });
  chart.setOption(KINDS[settings.kind](data, settings));
  figure.dataset.vhcvDrawn = "";
  figure.querySelector("details")?.removeAttribute("open");
  new ResizeObserver(() => chart.resize()).observe(canvas);
}

function drawAll(root) {
  root.querySelectorAll("figure[data-vhcv-chart]:not([data-vhcv-drawn])").forEach(draw);
}

drawAll(document);
document.addEventListener("htmx:load", (event) => drawAll(event.detail.elt.parentNode ?? document));
