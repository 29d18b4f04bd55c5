"use strict";
/** The time line: faults as bars, marks in lanes, the run's outline, and the playhead to drag. */
(function (tt) {
  const LANE = 13;
  const SPARK = 54;
  const AXIS = 18;
  const LANES = [
    { label: "evicted", kinds: ["evicted", "pod-failed"], shape: "bar" },
    { label: "preempted", kinds: ["preempted"], shape: "triangle" },
    { label: "scaled", kinds: ["scaled", "action"], shape: "diamond" },
  ];

  /** Faults as intervals: {from, to, text}, in a run's units. */
  function faultBars(model) {
    const given = model.raw.faults ?? [];
    if (given.length) {
      return given.map((fault) => ({
        from: fault.begin,
        to: fault.end < 0 ? model.endTime : fault.end,
        text: tt.faultText(model, fault),
      }));
    }
    const kinds = model.raw.markKinds ?? [];
    const bars = [];
    for (let i = 0; i < model.marks.length; i++) {
      if (kinds[model.marks.kind[i]] === "fault-began") {
        bars.push({
          from: model.marks.time[i],
          to: model.endTime,
          text: model.text(model.marks.object[i]),
        });
      } else if (kinds[model.marks.kind[i]] === "fault-ended") {
        const open = bars.find(
          (bar) => bar.text === model.text(model.marks.object[i]) && bar.to === model.endTime,
        );
        if (open) {
          open.to = model.marks.time[i];
        }
      }
    }
    return bars;
  }

  /** A fault in a few words. */
  tt.faultText = (model, fault) =>
    [
      fault.fault ?? fault.plan,
      Array.isArray(fault.targets)
        ? fault.targets.map(model.text).join(", ")
        : model.text(fault.targets),
    ]
      .filter(Boolean)
      .join(" \u00b7 ");

  /** The lanes of marks that a run has anything for. */
  function lanesOf(runs) {
    return LANES.filter((lane) =>
      runs.some(({ model }) =>
        model.marks.kind.some((kind) => lane.kinds.includes(model.raw.markKinds[kind])),
      ),
    );
  }

  tt.Timeline = class {
    constructor(app) {
      this.app = app;
      this.lanes = lanesOf(app.runs);
      this.bars = app.runs.map((run) => faultBars(run.model));
      this.hasFaults = this.bars.some((bars) => bars.length > 0);
      this.height = (this.hasFaults ? LANE + 3 : 0) + this.lanes.length * LANE + SPARK + AXIS;
      this.canvas = tt.el("canvas", { class: "timeline-base", "aria-hidden": "true" });
      this.head = tt.el("div", { class: "playhead", "aria-hidden": "true" });
      this.element = tt.el(
        "div",
        {
          class: "timeline",
          id: "timeline",
          role: "slider",
          tabindex: "0",
          "aria-label": "Time",
          "aria-valuemin": "0",
          "aria-valuemax": String(Math.round(app.clock.endSeconds)),
        },
        this.canvas,
        this.head,
      );
      this.element.style.height = this.height + "px";
      this.listen();
    }

    listen() {
      const to = (event) => {
        const box = this.element.getBoundingClientRect();
        this.app.clock.set(((event.clientX - box.left) / box.width) * this.app.clock.end);
      };
      let dragging = false;
      this.element.addEventListener("pointerdown", (event) => {
        dragging = true;
        this.element.setPointerCapture(event.pointerId);
        this.app.clock.play(false);
        to(event);
      });
      this.element.addEventListener("pointermove", (event) => {
        if (dragging) {
          to(event);
        } else {
          this.hover(event);
        }
      });
      const stop = () => (dragging = false);
      this.element.addEventListener("pointerup", stop);
      this.element.addEventListener("pointercancel", stop);
      this.element.addEventListener("pointerleave", () => tt.hideTip());
    }

    /** What happens around the pointer, in words. */
    hover(event) {
      const { clock, active } = this.app;
      const box = this.element.getBoundingClientRect();
      const scale = active.model.endSeconds / clock.endSeconds;
      const place = (x) => ((x - box.left) / box.width / scale) * active.model.endTime;
      const [from, to] = [place(event.clientX - 3), place(event.clientX + 3)];
      const model = active.model;
      const lines = [
        tt.clockText(model.seconds(Math.max(0, place(event.clientX))), clock.endSeconds),
      ];
      this.bars[active.model.index]
        .filter((bar) => bar.from <= to && bar.to >= from)
        .slice(0, 3)
        .forEach((bar) => lines.push(bar.text));
      const first = tt.upperBound(model.marks.time, from);
      const last = tt.upperBound(model.marks.time, to);
      for (let i = first; i < Math.min(last, first + 4); i++) {
        lines.push(
          model.raw.markKinds[model.marks.kind[i]] +
            " " +
            tt.cut(model.text(model.marks.object[i]), 60),
        );
      }
      if (last - first > 4) {
        lines.push("and " + tt.count(last - first - 4) + " more");
      }
      tt.showTip(event.clientX, event.clientY, lines);
    }

    /** Draws what does not move. */
    draw() {
      const width = this.element.clientWidth || 600;
      const { context } = tt.fitCanvas(this.canvas, width, this.height);
      this.canvas.style.width = width + "px";
      this.canvas.style.height = this.height + "px";
      context.clearRect(0, 0, width, this.height);
      const run = this.app.active;
      const xOf = (time) => ((time * run.model.unitSeconds) / this.app.clock.endSeconds) * width;
      let y = 0;
      if (this.hasFaults) {
        this.drawFaults(context, this.bars[run.model.index], xOf, y);
        y += LANE + 3;
      }
      for (const lane of this.lanes) {
        this.drawLane(context, run.model, lane, xOf, y, width);
        y += LANE;
      }
      this.drawSpark(context, run, y, width);
      this.drawAxis(context, y + SPARK, width);
      this.place();
    }

    drawFaults(context, bars, xOf, y) {
      const c = tt.colors;
      context.font = "600 10px " + c.font;
      let free = 0;
      const sorted = [...bars].sort((a, b) => a.from - b.from);
      for (const [i, bar] of sorted.entries()) {
        const x = xOf(bar.from);
        const w = Math.max(2, xOf(bar.to) - x);
        context.globalAlpha = 0.22;
        context.fillStyle = c.bad;
        context.fillRect(x, y + 1, w, this.height - AXIS - y - 1);
        context.globalAlpha = 1;
        context.fillRect(x, y + 1, w, 3);
        context.fillRect(x, y + 1, 2, LANE);
        const room =
          (i + 1 < sorted.length ? xOf(sorted[i + 1].from) : this.element.clientWidth) - x - 8;
        if (x >= free && room > 40) {
          context.fillStyle = c.ink;
          const text = tt.plain(tt.cut(bar.text, Math.floor(room / 6)));
          context.fillText(text, x + 5, y + LANE);
          free = x + 12 + context.measureText(text).width;
        }
      }
    }

    /** Marks as bars whose height is how many there are in that pixel. */
    drawLane(context, model, lane, xOf, y, width) {
      const c = tt.colors;
      const bins = new Float32Array(Math.ceil(width) + 1);
      let most = 0;
      for (let i = 0; i < model.marks.length; i++) {
        if (lane.kinds.includes(model.raw.markKinds[model.marks.kind[i]])) {
          const x = tt.clamp(Math.floor(xOf(model.marks.time[i]) / 2) * 2, 0, bins.length - 1);
          most = Math.max(most, ++bins[x]);
        }
      }
      context.fillStyle =
        lane.shape === "bar" ? c.lines[1] : lane.shape === "triangle" ? c.lines[3] : c.lines[2];
      for (let x = 0; x < bins.length; x++) {
        if (bins[x] > 0) {
          shape(context, lane.shape, x, y, bins[x] / most);
        }
      }
      context.fillStyle = c.muted;
      context.font = "10px " + c.font;
      context.textAlign = "right";
      context.fillText(lane.label, width - 3, y + LANE - 3);
      context.textAlign = "left";
    }

    drawSpark(context, run, y, width) {
      const c = tt.colors;
      const { samples, shares, pending } = run.overview;
      const used = (run.model.endSeconds / this.app.clock.endSeconds) * width;
      const line = shares[this.app.resource];
      const bottom = y + SPARK;
      const high = SPARK - 6;
      context.beginPath();
      context.moveTo(0, bottom);
      for (let i = 0; i <= samples; i++) {
        context.lineTo((i / samples) * used, bottom - tt.clamp(line[i], 0, 1) * high);
      }
      context.lineTo(used, bottom);
      context.globalAlpha = 0.28;
      context.fillStyle = c.accent;
      context.fill();
      context.globalAlpha = 1;
      const most = Math.max(
        ...this.app.runs.map((one) => one.overview.pending.reduce((a, b) => Math.max(a, b), 0)),
      );
      if (most > 0) {
        context.beginPath();
        for (let i = 0; i <= samples; i++) {
          context.lineTo((i / samples) * used, bottom - (pending[i] / most) * high);
        }
        context.strokeStyle = c.lines[1];
        context.lineWidth = 1.3;
        context.stroke();
      }
      context.font = "10px " + c.font;
      const right = (text, color, row) => {
        context.fillStyle = c.card;
        const w = context.measureText(text).width;
        context.globalAlpha = 0.8;
        context.fillRect(width - w - 6, y + row * 13 - 1, w + 6, 13);
        context.globalAlpha = 1;
        context.fillStyle = color;
        context.textAlign = "right";
        context.fillText(text, width - 3, y + row * 13 + 9);
        context.textAlign = "left";
      };
      right(tt.resourceLabel(run.model.resources[this.app.resource]) + " allocated", c.muted, 0);
      if (most > 0) {
        right("\u2014 pending, up to " + tt.count(most), c.muted, 1);
      }
    }

    drawAxis(context, y, width) {
      const c = tt.colors;
      const end = this.app.clock.endSeconds;
      const step = tt.timeStep(end, width / 90);
      context.fillStyle = c.line;
      context.fillRect(0, y, width, 1);
      context.font = "10px " + c.font;
      context.textAlign = "center";
      for (let t = 0; t <= end * 1.0001; t += step) {
        const x = (t / end) * width;
        context.fillStyle = c.line;
        context.fillRect(Math.min(width - 1, x), y, 1, 4);
        context.fillStyle = c.muted;
        context.textAlign = x < 12 ? "left" : x > width - 24 ? "right" : "center";
        context.fillText(tt.duration(t), x, y + 14);
      }
      context.textAlign = "left";
    }

    /** Moves the playhead, and says where it is. */
    place() {
      const { clock } = this.app;
      this.head.style.left = (clock.time / clock.end) * 100 + "%";
      this.element.setAttribute("aria-valuenow", String(Math.round(clock.seconds)));
      this.element.setAttribute("aria-valuetext", tt.clockText(clock.seconds, clock.endSeconds));
    }
  };

  function shape(context, kind, x, y, share) {
    if (kind === "bar") {
      const height = 3 + share * (LANE - 5);
      context.fillRect(x, y + LANE - 1 - height, 2, height);
      return;
    }
    const middle = y + LANE / 2;
    context.beginPath();
    context.moveTo(x, middle - 4);
    if (kind === "triangle") {
      context.lineTo(x + 4, middle + 3.5);
      context.lineTo(x - 4, middle + 3.5);
    } else {
      context.lineTo(x + 4, middle);
      context.lineTo(x, middle + 4);
      context.lineTo(x - 4, middle);
    }
    context.fill();
  }
})((globalThis.towtank ??= {}));
