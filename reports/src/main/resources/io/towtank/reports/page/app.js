"use strict";
/** Puts the parts together: one state of the page, changed in one place, drawn once per frame. */
(function (tt) {
  const LISTS_MILLIS = 150;

  class App {
    constructor(document) {
      this.camera = new tt.Camera();
      this.resource = 0;
      this.selection = null;
      this.runs = document.runs.map((raw, i) => tt.makeRun(raw, i, this));
      tt.alignOwners(this.runs);
      this.active = this.runs[0];
      this.clock = new tt.Clock(this.runs);
      this.drawWanted = false;
      this.listsAt = -Infinity;
    }

    /** Draws what moves, at most once per frame. */
    redraw() {
      if (!this.drawWanted) {
        this.drawWanted = true;
        requestAnimationFrame(() => {
          if (this.drawWanted) {
            this.drawNow();
          }
        });
      }
    }

    /** Brings everything to the clock's time. */
    drawNow() {
      this.drawWanted = false;
      for (const run of this.runs) {
        run.state.seek(this.clock.local(run));
        tt.drawField(run);
        tt.stageFigures(run);
      }
      this.timeline.place();
      this.panel.update();
      this.charts?.place();
      const now = performance.now();
      if (now - this.listsAt > LISTS_MILLIS) {
        this.drawLists();
      } else {
        clearTimeout(this.listsTimer);
        this.listsTimer = setTimeout(() => this.drawLists(), LISTS_MILLIS);
      }
    }

    /** What need not follow every frame. */
    drawLists() {
      this.listsAt = performance.now();
      this.panel.updateLists();
      this.treemap?.draw();
      this.runs.forEach((run) => run.canvas.setAttribute("aria-label", fieldWords(run)));
      // Whoever is at a button of the story keeps it.
      const inside =
        document.activeElement !== this.panel.story &&
        this.panel.story.contains(document.activeElement);
      if (this.selection && !inside) {
        this.refreshStory();
      }
    }

    refreshStory() {
      const { kind, run, id } = this.selection;
      run.state.seek(this.clock.local(run));
      if (kind !== "decision") {
        const views = { pod: tt.podView, node: tt.nodeView, fault: tt.faultView };
        this.panel.show(views[kind](this, run, id));
      }
    }

    /**
     * Selects a node, pod or decision to tell of; null for none.
     *
     * @param how {show: bring it into sight, keepFocus: leave the focus where it is}
     */
    select(kind, run, id, how = {}) {
      const before = this.selection;
      this.selection = kind ? { kind, run, id } : null;
      if (kind && run !== this.active) {
        this.activate(run);
      }
      if (!kind) {
        this.panel.show(null);
      } else if (kind === "decision") {
        run.decisionIndex = id;
        this.clock.play(false);
        this.goTo(run, run.model.decisions[id].time);
        this.panel.show(tt.decisionView(this, run, id));
      } else {
        this.refreshStory();
      }
      const wide = kind === "decision";
      if (this.playback.classList.contains("wide") !== wide) {
        this.playback.classList.toggle("wide", wide);
      }
      if (kind && how.show) {
        this.bringIntoSight();
      }
      if (kind && (!before || before.id !== id || before.kind !== kind)) {
        this.panel.story.scrollTop = 0;
        this.panel.announce(how.keepFocus);
      }
      this.redraw();
    }

    /** Moves time, where the pod is not on its node now, and the camera to what is selected. */
    bringIntoSight() {
      const { kind, run, id } = this.selection;
      const node = tt.nodeOf(run, this.selection);
      if (kind === "pod") {
        const { created, bound, ended } = run.model.pods;
        const now = run.state.time;
        if (now < created[id] || (ended[id] >= 0 && now >= ended[id])) {
          this.goTo(run, bound[id] >= 0 ? bound[id] : created[id]);
        }
      }
      if (node >= 0 && run.layout.size < 60) {
        this.camera.show(
          run.layout.x[node] + run.layout.size / 2,
          run.layout.y[node] + run.layout.size / 2,
          110 / run.layout.size,
        );
      }
    }

    /** Goes to a fault's start and tells of it, above, where the field shows it. */
    tellFault(run, index) {
      this.goTo(run, run.model.raw.faults[index].begin);
      this.select("fault", run, index);
      this.playback.scrollIntoView({ block: "start" });
    }

    selectNextNode(direction) {
      const run = this.active;
      const at = this.selection?.kind === "node" ? this.selection.id : -direction > 0 ? 0 : -1;
      this.select("node", run, (at + direction + run.model.nodes) % run.model.nodes);
    }

    activate(run) {
      this.active = run;
      this.timeline.draw();
      this.redraw();
      this.listsAt = -Infinity;
    }

    setResource(index) {
      this.resource = index;
      tt.emit("resource");
      this.timeline.draw();
      this.redraw();
    }

    zoom(factor) {
      if (factor === 0) {
        this.camera.reset();
      } else {
        this.camera.zoom(factor, this.camera.width / 2, this.camera.height / 2);
      }
      this.runs.forEach((run) => run.canvas.classList.toggle("zoomed", this.camera.scale > 1));
      this.redraw();
    }

    goTo(run, time) {
      this.clock.set((time * run.model.unitSeconds) / this.clock.unit);
    }

    setStepKind(kind) {
      this.clock.stepBy = kind;
      tt.emit("step");
    }

    nextStepKind() {
      const kinds = tt.stepKinds(this);
      this.setStepKind(kinds[(kinds.indexOf(this.clock.stepBy) + 1) % kinds.length]);
    }

    step(direction) {
      if (this.clock.stepBy === "decision" && this.active.model.decisions.length) {
        this.stepDecision(direction);
      } else {
        this.clock.step(direction);
      }
    }

    /** Goes from decision to decision of the active run, also where many fall on one moment. */
    stepDecision(direction) {
      const run = this.active;
      const times = run.model.decisions;
      const now = this.clock.local(run);
      let next = (run.decisionIndex ?? -1) + direction;
      if (run.decisionIndex === undefined || times[run.decisionIndex].time !== now) {
        next = times.findIndex((decision) => decision.time > now);
        next =
          direction > 0
            ? next < 0
              ? times.length - 1
              : next
            : (next < 0 ? times.length : next) - 1;
      }
      this.select("decision", run, tt.clamp(next, 0, times.length - 1));
    }
  }

  /** A field in words, for those who can't see it. */
  function fieldWords(run) {
    const { state, model, app } = run;
    const totals = tt.totals(run);
    const bad = state.nodesWith(tt.NOT_READY);
    return (
      tt.plural(model.nodes, "node") +
      (bad ? ", " + tt.count(bad) + " not ready" : ", all ready") +
      "; " +
      tt.percent(totals.share(app.resource)) +
      " of " +
      tt.resourceLabel(model.resources[app.resource]) +
      " allocated to " +
      tt.plural(totals.bound, "pod") +
      "; " +
      tt.count(totals.pending) +
      " pending."
    );
  }

  function playbackSection(app) {
    app.timeline = new tt.Timeline(app);
    app.panel = new tt.Panel(app);
    const stages = tt.el(
      "div",
      { class: "stages stages-" + Math.min(4, app.runs.length) },
      ...app.runs.map(tt.stage),
    );
    return tt.el(
      "section",
      { class: "playback", "aria-label": "Playback" },
      tt.el(
        "div",
        { class: "main-part" },
        tt.toolbar(app),
        stages,
        app.timeline.element,
        tt.transport(app),
      ),
      app.panel.element,
    );
  }

  function listenToSizes(app) {
    let width = 0;
    new ResizeObserver(() => {
      const next =
        app.playback.clientWidth +
        (app.playback.classList.contains("wide") ? 0.5 : 0) +
        innerHeight / 1e5;
      if (next !== width) {
        width = next;
        tt.fitStages(app);
        app.timeline.draw();
        app.redraw();
      }
    }).observe(app.runs[0].element);
    const again = () => {
      app.timeline.draw();
      app.drawNow();
      app.treemap?.draw();
    };
    tt.on("theme", again);
    tt.on("print", again);
    tt.on("time", () => app.redraw());
  }

  /** The lower parts, made right after the first picture stands. */
  function lowerParts(app, place) {
    app.charts = new tt.Charts(app);
    app.treemap = new tt.Treemap(app);
    place.append(
      ...[tt.faultSection(app), app.charts.element, app.treemap.element].filter(Boolean),
    );
    app.treemap.draw();
  }

  function topBar(app) {
    const theme = tt.button("Light / dark", {
      class: "small",
      title: "t",
      onclick: tt.toggleTheme,
    });
    const help = tt.button("Keys", {
      class: "small",
      title: "?",
      onclick: () => app.help.showModal(),
    });
    return tt.el("div", { class: "top-bar" }, tt.searchBox(app), theme, help);
  }

  async function start() {
    const begin = performance.now();
    const element = document.getElementById("towtank-data");
    if (!element) {
      return;
    }
    const data = await tt.decode(element.textContent);
    const root = document.documentElement;
    root.classList.add("live");
    tt.startTheme();
    const app = new App(data);
    tt.app = app;
    app.help = tt.helpDialog();
    const figures = document.getElementById("figures");
    app.playback = playbackSection(app);
    const lower = tt.el("div", { class: "lower" });
    const parts = [app.playback, tt.omittedNote(app.runs), lower].filter(Boolean);
    if (figures && app.runs.length === 1) {
      (document.getElementById("warnings") ?? figures).after(...parts);
    } else {
      figures?.remove();
      document.querySelector("main").prepend(tt.headline(app.runs), ...parts);
    }
    document.querySelector("header").append(topBar(app));
    const first = app.runs[0];
    app.clock.time = (tt.tellingMoment(first) * first.model.unitSeconds) / app.clock.unit;
    tt.fitStages(app);
    app.timeline.draw();
    app.drawNow();
    tt.emit("moment");
    listenToSizes(app);
    tt.listenToKeys(app);
    tt.loadMillis = performance.now() - begin;
    tt.usableMillis = performance.now();
    await new Promise((resolve) => setTimeout(resolve));
    lowerParts(app, lower);
    root.classList.add("ready");
  }

  /** Settled when the page plays, or with the reason why it can't. */
  tt.ready = start().catch((error) => {
    document.documentElement.classList.remove("live");
    console.error(error);
    throw error;
  });
})((globalThis.towtank ??= {}));
