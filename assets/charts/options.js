// One function per kind of chart: {categories, series} and settings in, an ECharts option out.

const PALETTE = ["#0f6b74", "#c8932a", "#1f4e79", "#8c4a5e", "#5d7a2e", "#6b5b95"];
const INK = "#1d2b36";
const MUTED = "#51606d";
const LINE = "#d9e0e5";
const TEXT = { fontFamily: '"Be Vietnam Pro", system-ui, sans-serif', color: INK };
const HEAT = ["#8c2f1b", "#d98f5c", "#f3e3b3", "#8fc1b5", "#0f6b74"];

const plain = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

function written(value, unit) {
  return value === null || value === undefined ? "chưa có dữ liệu" : `${plain.format(value)}${unit}`;
}

function base(data, { unit }) {
  return {
    color: PALETTE,
    textStyle: TEXT,
    animationDuration: 300,
    // HTML tooltips carry inline styles, which our content security policy refuses.
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      valueFormatter: (value) => written(value, unit),
    },
    legend: data.series.length > 1 ? { top: 0, textStyle: { color: INK } } : undefined,
    // Patterns tell the series apart without colour; the words for screen readers are the table.
    aria: { enabled: data.series.length > 1, label: { enabled: false }, decal: { show: true } },
    grid: { left: 8, right: 20, top: data.series.length > 1 ? 40 : 16, bottom: 8, containLabel: true },
  };
}

function categoryAxis(data, extra = {}) {
  return {
    type: "category",
    data: data.categories,
    axisLine: { lineStyle: { color: LINE } },
    axisTick: { show: false },
    axisLabel: { color: MUTED, hideOverlap: true },
    ...extra,
  };
}

function valueAxis({ min, max }) {
  return {
    type: "value",
    min,
    max,
    axisLabel: { color: MUTED, formatter: (value) => plain.format(value) },
    splitLine: { lineStyle: { color: LINE } },
  };
}

function bars(extra = {}) {
  return (data, settings) => ({
    ...base(data, settings),
    xAxis: categoryAxis(data),
    yAxis: valueAxis(settings),
    series: data.series.map(({ name, values }) => ({
      type: "bar",
      name,
      data: values,
      barMaxWidth: 36,
      itemStyle: { borderRadius: extra.stack ? 0 : [3, 3, 0, 0] },
      ...extra,
    })),
  });
}

function rows(data, settings) {
  const option = bars()(data, settings);
  return {
    ...option,
    xAxis: valueAxis(settings),
    yAxis: categoryAxis(data, {
      inverse: true,
      axisLabel: { color: INK, width: 170, overflow: "truncate" },
    }),
    series: option.series.map((one) => ({
      ...one,
      barMaxWidth: 18,
      itemStyle: { borderRadius: [0, 3, 3, 0] },
      label: { show: true, position: "right", color: INK, formatter: ({ value }) => plain.format(value) },
    })),
    grid: { ...option.grid, right: 52 },
  };
}

function lines(data, settings) {
  return {
    ...base(data, settings),
    xAxis: categoryAxis(data, { boundaryGap: false }),
    yAxis: valueAxis(settings),
    series: data.series.map(({ name, values }, index) => ({
      type: "line",
      name,
      data: values,
      connectNulls: false,
      symbol: ["circle", "diamond", "triangle", "rect"][index % 4],
      symbolSize: 7,
      lineStyle: { width: 2.5, type: ["solid", "dashed", "dotted"][index % 3] },
    })),
  };
}

function radar(data, settings) {
  const max = settings.max ?? 100;
  return {
    ...base(data, settings),
    tooltip: { trigger: "item", renderMode: "richText", confine: true },
    radar: {
      indicator: data.categories.map((name) => ({ name, max })),
      radius: "62%",
      axisName: { color: INK },
      splitLine: { lineStyle: { color: LINE } },
      splitArea: { show: false },
    },
    series: [
      {
        type: "radar",
        data: data.series.map(({ name, values }, index) => ({
          name,
          value: values,
          lineStyle: { width: 2, type: ["solid", "dashed", "dotted"][index % 3] },
          areaStyle: { opacity: 0.12 },
        })),
      },
    ],
  };
}

function gauge(data, settings) {
  const { name, values } = data.series[0];
  return {
    textStyle: TEXT,
    series: [
      {
        type: "gauge",
        min: settings.min ?? 0,
        max: settings.max ?? 100,
        startAngle: 200,
        endAngle: -20,
        progress: { show: true, width: 14, itemStyle: { color: PALETTE[0] } },
        axisLine: { lineStyle: { width: 14, color: [[1, LINE]] } },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: { show: false },
        pointer: { show: false },
        title: { color: MUTED, offsetCenter: [0, "48%"] },
        detail: {
          color: INK,
          fontSize: 28,
          offsetCenter: [0, 0],
          formatter: (value) => written(value, settings.unit),
        },
        data: [{ name, value: values[0] }],
      },
    ],
  };
}

function heatmap(data, settings) {
  const cells = data.series.flatMap(({ values }, x) =>
    values.map((value, y) => [x, y, value ?? "-"]),
  );
  return {
    textStyle: TEXT,
    tooltip: {
      renderMode: "richText",
      confine: true,
      formatter: ({ value: [x, y, value] }) =>
        `${data.categories[y]}\n${data.series[x].name}: ${written(value === "-" ? null : value, settings.unit)}`,
    },
    grid: { left: 8, right: 8, top: 8, bottom: 52, containLabel: true },
    xAxis: categoryAxis(
      { categories: data.series.map(({ name }) => name) },
      { axisLabel: { color: INK, interval: 0, rotate: 40, width: 110, overflow: "truncate" } },
    ),
    yAxis: categoryAxis(data, { inverse: true, axisLabel: { color: INK, width: 130, overflow: "truncate" } }),
    visualMap: {
      min: settings.min ?? 0,
      max: settings.max ?? 100,
      orient: "horizontal",
      left: "center",
      bottom: 0,
      calculable: false,
      inRange: { color: HEAT },
    },
    series: [
      {
        type: "heatmap",
        data: cells,
        label: { show: true, formatter: ({ value }) => (value[2] === "-" ? "—" : plain.format(value[2])) },
      },
    ],
  };
}

export const KINDS = {
  bar: bars(),
  stack: bars({ stack: "whole" }),
  hbar: rows,
  line: lines,
  radar,
  gauge,
  heatmap,
};

/** A height of its own in pixels for charts that grow with their rows; the others take the stylesheet's. */
export function heightOf(kind, data) {
  if (kind === "gauge") {
    return 220;
  }
  return kind === "hbar" || kind === "heatmap" ? 150 + data.categories.length * 32 : null;
}
