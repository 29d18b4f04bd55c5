"use strict";
/** The charts over time: one cursor and one zoom for all of them and for the playback. */
(function (tt) {
  const HEIGHT = 190;
  const DRAG_FROM = 5;

  function valueText(unit, value) {
    if (value === undefined) {
      return "\u2013";
    }
    return unit === "share"
      ? tt.percent(value)
      : unit === "seconds"
        ? tt.duration(value)
        : tt.number(value, 4);
  }

  /** Value of a line at a time: the last one that stands. */
  function valueAt(line, seconds) {
    line.times ??= Float64Array.from(line.points, (point) => point.x);
    return line.points[tt.upperBound(line.times, seconds) - 1]?.y;
  }

  function dataset(line, spec) {
    const color = tt.colors.lines[line.color % tt.colors.lines.length];
    return {
      label: line.label,
      data: line.points,
      borderColor: color,
      backgroundColor: line.stacked ? color + "b8" : color,
      borderWidth: line.scatter ? 0 : line.stacked ? 0.5 : 1.8,
      borderDash: line.dashed ? [5, 4] : [],
      showLine: !line.scatter,
      pointRadius: line.scatter ? 2.2 : 0,
      pointHoverRadius: 0,
      pointStyle: line.color % 2 ? "triangle" : "circle",
      stepped: !line.scatter,
      fill: line.stacked ? (spec.lines[0] === line ? "origin" : "-1") : false,
      hidden: Boolean(line.hidden),
    };
  }

  function options(spec, clock, range) {
    const c = tt.colors;
    const text = { color: c.muted, font: { family: c.font, size: 11 } };
    const end = range ? range[1] : clock.endSeconds;
    const start = range ? range[0] : 0;
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      normalized: true,
      parsing: false,
      events: [],
      layout: { padding: { right: 10, top: 4 } },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: {
          type: "linear",
          min: start,
          max: end,
          grid: { color: c.line, drawTicks: false },
          border: { color: c.line },
          afterBuildTicks: (axis) => {
            const step = tt.timeStep(end - start, Math.max(2, axis.width / 85));
            axis.ticks = [];
            for (let t = Math.ceil(start / step) * step; t <= end * 1.000001; t += step) {
              axis.ticks.push({ value: t });
            }
          },
          ticks: { ...text, maxRotation: 0, padding: 6, callback: (value) => tt.duration(value) },
        },
        y: {
          stacked: Boolean(spec.stacked),
          beginAtZero: true,
          suggestedMax: spec.limit,
          grid: { color: c.line, drawTicks: false },
          border: { display: false },
          afterFit: (axis) => (axis.width = 62),
          afterBuildTicks: (axis) => {
            if (spec.unit === "seconds") {
              const rise = tt.timeStep(axis.max, 5);
              axis.ticks = Array.from({ length: Math.floor(axis.max / rise) + 1 }, (_, i) => ({
                value: i * rise,
              }));
            }
          },
          ticks: {
            ...text,
            maxTicksLimit: 6,
            padding: 6,
            precision: spec.unit === "pods" || spec.unit === "nodes" ? 0 : undefined,
            callback: (value) => valueText(spec.unit, value),
          },
        },
      },
    };
  }

  /** One chart: a drawing made when it comes into sight, a cursor, and a legend with values. */
  class TimeChart {
    constructor(spec, app, group) {
      this.spec = spec;
      this.app = app;
      this.group = group;
      this.chart = null;
      this.canvas = tt.el("canvas", { role: "img", "aria-label": spec.title + ". " + spec.words });
      this.cursor = tt.el("div", { class: "cursor", "aria-hidden": "true" });
      this.band = tt.el("div", { class: "band", "aria-hidden": "true", hidden: true });
      this.box = tt.el("div", { class: "plot" }, this.canvas, this.band, this.cursor);
      this.box.style.height = HEIGHT + "px";
      this.legend = tt.el("div", {
        class: "legend",
        role: "group",
        "aria-label": "Lines of " + spec.title,
      });
      this.values = spec.lines.map((line) => this.legendItem(line));
      this.element = tt.el(
        "figure",
        { class: "time-chart" },
        tt.el(
          "figcaption",
          {},
          tt.el("h3", { text: spec.title }),
          spec.words ? tt.el("p", { text: spec.words }) : null,
        ),
        this.legend,
        this.box,
      );
      this.listen();
    }

    legendItem(line) {
      const value = tt.el("span", { class: "value" });
      const key = tt.el("span", {
        class: "key" + (line.dashed ? " dashed" : ""),
        "aria-hidden": "true",
      });
      const button = tt.el(
        "button",
        {
          type: "button",
          "aria-pressed": "true",
          title: line.label,
          onclick: () => this.toggle(line, button),
        },
        key,
        tt.bdi(tt.cut(line.label, 90), { class: "label" }),
        value,
      );
      this.legend.append(button);
      return { value, key };
    }

    toggle(line, button) {
      line.hidden = !line.hidden;
      button.setAttribute("aria-pressed", String(!line.hidden));
      this.redraw();
    }

    /** Draws for the first time. */
    show() {
      if (!this.chart) {
        this.make();
      }
    }

    make() {
      this.chart?.destroy();
      this.chart = new Chart(this.canvas, {
        type: "line",
        data: { datasets: this.spec.lines.map((line) => dataset(line, this.spec)) },
        options: options(this.spec, this.app.clock, this.group.range),
      });
      this.values.forEach(({ key }, i) =>
        key.style.setProperty(
          "--key",
          tt.colors.lines[this.spec.lines[i].color % tt.colors.lines.length],
        ),
      );
      this.place(this.app.clock.seconds);
    }

    redraw() {
      if (this.chart) {
        this.make();
      }
    }

    /** Seconds at a place of the plot, and the other way round. */
    secondsAt(x) {
      return this.chart.scales.x.getValueForPixel(x);
    }

    place(seconds) {
      this.spec.lines.forEach(
        (line, i) =>
          (this.values[i].value.textContent = valueText(this.spec.unit, valueAt(line, seconds))),
      );
      if (!this.chart) {
        return;
      }
      const { left, right, top, bottom } = this.chart.chartArea;
      const x = this.chart.scales.x.getPixelForValue(seconds);
      this.cursor.hidden = x < left - 1 || x > right + 1;
      this.cursor.style.transform = "translateX(" + x + "px)";
      this.cursor.style.top = top + "px";
      this.cursor.style.height = bottom - top + "px";
    }

    listen() {
      let from = null;
      const x = (event) => event.clientX - this.box.getBoundingClientRect().left;
      this.box.addEventListener("pointerdown", (event) => {
        if (this.chart && event.button === 0) {
          from = x(event);
          this.box.setPointerCapture(event.pointerId);
        }
      });
      this.box.addEventListener("pointermove", (event) => {
        if (!this.chart) {
          return;
        }
        if (from === null) {
          this.group.hover(tt.clamp(this.secondsAt(x(event)), 0, this.app.clock.endSeconds));
        } else if (Math.abs(x(event) - from) > DRAG_FROM) {
          const { left, right, top, bottom } = this.chart.chartArea;
          const [a, b] = [from, x(event)]
            .map((v) => tt.clamp(v, left, right))
            .sort((p, q) => p - q);
          this.band.hidden = false;
          Object.assign(this.band.style, {
            left: a + "px",
            width: b - a + "px",
            top: top + "px",
            height: bottom - top + "px",
          });
        }
      });
      this.box.addEventListener("pointerup", (event) => {
        if (from === null) {
          return;
        }
        const [a, b] = [from, x(event)]
          .sort((p, q) => p - q)
          .map((v) => tt.clamp(this.secondsAt(v), 0, this.app.clock.endSeconds));
        if (this.band.hidden) {
          this.app.clock.set(b / this.app.clock.unit);
        } else if (b > a) {
          this.group.zoom([a, b]);
        }
        this.band.hidden = true;
        from = null;
      });
      this.box.addEventListener("pointercancel", () => {
        this.band.hidden = true;
        from = null;
      });
      this.box.addEventListener("pointerleave", () => this.group.hover(null));
      this.box.addEventListener("dblclick", () => this.group.zoom(null));
    }
  }

  /** All charts of the page. */
  tt.Charts = class {
    constructor(app) {
      this.app = app;
      this.range = null;
      this.hovered = null;
      this.charts = tt.chartSpecs(app.runs).map((spec) => new TimeChart(spec, app, this));
      this.reset = tt.button("Show all of the time", {
        class: "small",
        hidden: true,
        onclick: () => this.zoom(null),
      });
      this.element = tt.el(
        "section",
        { class: "time-charts", "aria-labelledby": "charts-title" },
        tt.el(
          "div",
          { class: "section-head" },
          tt.el("h2", { id: "charts-title", text: "Over time" }),
          tt.el("p", {
            class: "hint",
            text: "Click to go to a moment, drag to zoom, double-click to see all.",
          }),
          this.reset,
        ),
        tt.el("div", { class: "chart-grid" }, ...this.charts.map((chart) => chart.element)),
      );
      const seen = new IntersectionObserver(
        (entries) =>
          entries
            .filter((entry) => entry.isIntersecting)
            .forEach((entry) =>
              this.charts.find((chart) => chart.element === entry.target)?.show(),
            ),
        { rootMargin: "200px" },
      );
      this.charts.forEach((chart) => seen.observe(chart.element));
      tt.on("theme", () => this.charts.forEach((chart) => chart.redraw()));
      tt.on("print", () => this.charts.forEach((chart) => chart.make()));
      addEventListener("resize", () => requestAnimationFrame(() => this.place()));
      this.place();
    }

    hover(seconds) {
      this.hovered = seconds;
      this.place();
    }

    zoom(range) {
      this.range = range;
      this.reset.hidden = range === null;
      this.charts.forEach((chart) => chart.redraw());
    }

    /** Puts all cursors where the pointer is, or else where the playback is. */
    place() {
      const seconds = this.hovered ?? this.app.clock.seconds;
      this.charts.forEach((chart) => chart.place(seconds));
    }
  };
})((globalThis.towtank ??= {}));
