"use strict";
/** The panel beside the field: the cluster in figures now, and who waits for what. */
(function (tt) {
  const PENDING_SHOWN = 60;

  /** A bar of allocation of one resource. */
  function bar(label) {
    const fill = tt.el("span", { class: "meter-fill" });
    const value = tt.el("span", { class: "meter-value" });
    const row = tt.el(
      "div",
      { class: "meter" },
      tt.el("span", { class: "meter-label", text: label }),
      tt.el("span", { class: "meter-track", "aria-hidden": "true" }, fill),
      value,
    );
    return {
      row,
      set(share, text) {
        fill.style.width = tt.clamp(share, 0, 1) * 100 + "%";
        value.textContent = text;
      },
    };
  }

  /** A number over what it counts. */
  function figure(label) {
    const value = tt.el("dd");
    const words = tt.el("dt", { text: label });
    const set = (text, what = label) => {
      value.textContent = text;
      words.textContent = what;
    };
    return { pair: tt.el("div", {}, words, value), set };
  }

  tt.Panel = class {
    constructor(app) {
      this.app = app;
      this.figures = Object.fromEntries(
        ["nodes ready", "nodes in use", "pods bound", "pods pending"].map((label) => [
          label,
          figure(label),
        ]),
      );
      this.meters = app.runs[0].model.resources.map((resource) => bar(tt.resourceLabel(resource)));
      this.reasons = tt.el("ul", { class: "reasons" });
      this.pending = tt.el("ul", { class: "pods" });
      this.pendingTitle = tt.el("h3", { text: "Pending pods" });
      this.tabs =
        app.runs.length > 1
          ? tt.el(
              "div",
              { class: "segments", role: "group", "aria-label": "Policy in the panel" },
              ...app.runs.map((run) =>
                tt.button(run.model.raw.policy, { onclick: () => app.activate(run) }),
              ),
            )
          : null;
      this.now = tt.el(
        "div",
        { class: "now" },
        this.tabs,
        tt.el(
          "dl",
          { class: "now-figures" },
          ...Object.values(this.figures).map((one) => one.pair),
        ),
        tt.el(
          "div",
          { class: "meters", role: "group", "aria-label": "Allocated now" },
          ...this.meters.map((meter) => meter.row),
        ),
        this.pendingTitle,
        this.reasons,
        this.pending,
      );
      this.story = tt.el("div", {
        class: "story",
        hidden: true,
        tabindex: "-1",
        role: "region",
        "aria-label": "Story",
      });
      this.element = tt.el(
        "aside",
        { class: "panel", "aria-label": "The cluster now" },
        this.now,
        this.story,
      );
    }

    /** The figures; cheap enough for every frame. */
    update() {
      const { state, model } = this.app.active;
      const gone = state.nodesWith(tt.GONE);
      const bad = state.nodesWith(tt.NOT_READY | tt.GONE);
      this.figures["nodes ready"].set(
        tt.count(model.nodes - bad),
        "of " + tt.plural(model.nodes - gone, "node") + " ready",
      );
      const totals = tt.totals(this.app.active);
      const atMost = model.frames ? ", at most" : "";
      this.figures["nodes in use"].set(tt.count(totals.nodesUsed));
      this.figures["pods bound"].set(tt.count(totals.bound), "pods bound" + atMost);
      this.figures["pods pending"].set(tt.count(totals.pending));
      model.resources.forEach((resource, r) => {
        const all = state.allocatableSum[r];
        const used = totals.share(r);
        this.meters[r].set(
          used,
          all > 0 ? tt.percent(used) + " of " + tt.amount(resource, all) : "none",
        );
      });
      this.tabs
        ?.querySelectorAll("button")
        .forEach((button, i) =>
          button.setAttribute("aria-pressed", String(this.app.runs[i] === this.app.active)),
        );
    }

    /** The lists; not in every frame. */
    updateLists() {
      const { model, state } = this.app.active;
      const reasons = tt.reasonsAt(model, state.time);
      this.reasons.replaceChildren(
        ...reasons
          .slice(0, 6)
          .map(({ count, text }) =>
            tt.el(
              "li",
              {},
              tt.el("b", { text: tt.count(count) }),
              " ",
              tt.bdi(text || "not tried yet"),
            ),
          ),
      );
      const pods = tt.pendingPods(model, state.time, PENDING_SHOWN + 1);
      const items = pods.slice(0, PENDING_SHOWN).map((pod) => this.pendingItem(model, state, pod));
      if (pods.length > PENDING_SHOWN) {
        items.push(
          tt.el("li", {
            class: "more",
            text:
              "and " +
              tt.count(Math.max(1, tt.totals(this.app.active).pending - PENDING_SHOWN)) +
              " more",
          }),
        );
      }
      if (!pods.length) {
        items.push(tt.el("li", { class: "more", text: "No pod waits for a node." }));
      }
      this.pending.replaceChildren(...items);
    }

    pendingItem(model, state, pod) {
      const waited = tt.duration(model.seconds(state.time - model.pods.created[pod]));
      return tt.el(
        "li",
        {},
        tt.el(
          "button",
          {
            type: "button",
            class: "link",
            onclick: () => this.app.select("pod", this.app.active, pod),
          },
          tt.bdi(tt.cut(model.podName(pod), 60)),
        ),
        tt.el("span", { class: "detail", text: " waits " + waited }),
      );
    }

    /** Draws attention to a new story: where the panel stands below the field, by going there. */
    announce(keepFocus) {
      if (!keepFocus) {
        this.story.focus({ preventScroll: true });
      }
      const { top } = this.element.getBoundingClientRect();
      if (top > innerHeight - 120) {
        this.element.scrollIntoView({ block: "nearest" });
      }
    }

    /** Shows a story in place of the lists, or the lists again. */
    show(content) {
      this.story.hidden = content === null;
      this.now.classList.toggle("behind", content !== null);
      this.story.replaceChildren(...(content ? [content] : []));
    }
  };
})((globalThis.towtank ??= {}));
