"use strict";
/** Who uses what now: a treemap of namespaces and owners by what their pods request. */
(function (tt) {
  const HEIGHT = 260;
  const HEAD = 18;

  /** What each owner's bound pods request at the state's time. */
  function usage(run, resource) {
    const { model, owners, state } = run;
    const { pods } = model;
    const amounts = model.requests[resource];
    const sums = new Float64Array(owners.list.length);
    const time = state.time;
    const last = tt.upperBound(pods.created, time);
    for (let p = 0; p < last; p++) {
      if (
        pods.bound[p] >= 0 &&
        pods.bound[p] <= time &&
        (pods.ended[p] < 0 || pods.ended[p] > time)
      ) {
        sums[owners.ofPod[p]] += amounts[pods.request[p]];
      }
    }
    const spaces = new Map();
    owners.list.forEach((owner, i) => {
      if (sums[i] > 0) {
        if (!spaces.has(owner.namespace)) {
          spaces.set(owner.namespace, { name: owner.namespace, sum: 0, owners: [] });
        }
        const space = spaces.get(owner.namespace);
        space.sum += sums[i];
        space.owners.push({ owner, sum: sums[i] });
      }
    });
    const descending = (a, b) => b.sum - a.sum;
    const list = [...spaces.values()].sort(descending);
    list.forEach((space) => space.owners.sort(descending));
    return { spaces: list, total: sums.reduce((a, b) => a + b, 0) };
  }

  tt.Treemap = class {
    constructor(app) {
      this.app = app;
      this.boxes = [];
      this.canvas = tt.el("canvas", { role: "img", "aria-label": "Who uses what" });
      this.words = tt.el("p", { class: "hint" });
      this.element = tt.el(
        "section",
        { class: "treemap", "aria-labelledby": "treemap-title" },
        tt.el(
          "div",
          { class: "section-head" },
          tt.el("h2", { id: "treemap-title", text: "Who uses what" }),
          this.words,
        ),
        tt.el("div", { class: "treemap-box" }, tt.el("div", {}, this.canvas)),
      );
      this.canvas.addEventListener("pointermove", (event) => this.hover(event));
      this.canvas.addEventListener("pointerleave", tt.hideTip);
    }

    hover(event) {
      const box = this.canvas.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      const found = this.boxes.find(
        (one) => x >= one.x && x < one.x + one.w && y >= one.y && y < one.y + one.h,
      );
      if (found) {
        tt.showTip(event.clientX, event.clientY, found.lines);
      } else {
        tt.hideTip();
      }
    }

    draw() {
      const run = this.app.active;
      const resource = run.model.resources[this.app.resource];
      const width = this.element.lastChild.firstChild.clientWidth || 600;
      const { context } = tt.fitCanvas(this.canvas, width, HEIGHT);
      this.canvas.style.width = width + "px";
      this.canvas.style.height = HEIGHT + "px";
      context.clearRect(0, 0, width, HEIGHT);
      const { spaces, total } = usage(run, this.app.resource);
      this.boxes = [];
      const sample = run.model.frames ? ", of the pods that are in this page" : "";
      this.words.textContent =
        tt.amount(resource, total) +
        ((resource.shown ?? "").toLowerCase().startsWith(tt.resourceLabel(resource).toLowerCase())
          ? ""
          : " of " + tt.resourceLabel(resource)) +
        " requested by pods on nodes at " +
        tt.clockText(this.app.clock.seconds, this.app.clock.endSeconds) +
        sample +
        (this.app.runs.length > 1 ? ", policy " + run.model.raw.policy : "") +
        ".";
      const rects = tt.squarify(
        spaces.map((space) => space.sum),
        0,
        0,
        width,
        HEIGHT,
      );
      spaces.forEach((space, i) =>
        this.drawSpace(context, space, rects.subarray(i * 4, i * 4 + 4), resource, total),
      );
      const top = spaces
        .flatMap((space) => space.owners)
        .sort((a, b) => b.sum - a.sum)
        .slice(0, 5);
      this.canvas.setAttribute(
        "aria-label",
        "Who uses what: " +
          (top
            .map(({ owner, sum }) => tt.cut(owner.name, 60) + " " + tt.percent(sum / total))
            .join(", ") || "nobody"),
      );
    }

    drawSpace(context, space, rect, resource, total) {
      const [x, y, w, h] = rect;
      const head = space.name && h > 60 && w > 50 ? HEAD : 0;
      if (head) {
        context.font = "600 11px " + tt.colors.font;
        context.fillStyle = tt.colors.ink;
        label(
          context,
          space.name + " \u00b7 " + tt.percent(space.sum / total),
          x + 2,
          y + 13,
          w - 6,
        );
      }
      const inner = tt.squarify(
        space.owners.map((one) => one.sum),
        x,
        y + head,
        w,
        h - head,
      );
      space.owners.forEach(({ owner, sum }, i) => {
        const [bx, by, bw, bh] = inner.subarray(i * 4, i * 4 + 4);
        const color = tt.ownerColor(owner.rank);
        context.fillStyle = color;
        context.fillRect(bx, by, Math.max(0.5, bw - 2), Math.max(0.5, bh - 2));
        context.fillStyle = tt.inkOn(color);
        if (bw > 50 && bh > 20) {
          context.font = "12px " + tt.colors.font;
          label(context, owner.name.replace(/^(\S+ )?[^/ ]*\//, ""), bx + 6, by + 16, bw - 12);
          if (bh > 36) {
            context.font = "11px " + tt.colors.font;
            label(context, tt.amount(resource, sum), bx + 6, by + 31, bw - 12);
          }
        }
        this.boxes.push({
          x: bx,
          y: by,
          w: bw,
          h: bh,
          lines: [
            owner.name,
            tt.resourceLabel(resource) +
              ": " +
              tt.amount(resource, sum) +
              ", " +
              tt.percent(sum / total) +
              " of what is requested",
          ],
        });
      });
    }
  };

  function label(context, text, x, y, width) {
    const most = Math.floor(width / Math.max(4, context.measureText("n").width));
    if (most > 1) {
      context.fillText(tt.plain(tt.cut(text, most)), x, y, width);
    }
  }
})((globalThis.towtank ??= {}));
