"use strict";
/** A run on the stage: its field, what the pointer does there, and its caption. */
(function (tt) {
  /** Everything that the page knows of one run. */
  tt.makeRun = function (raw, index, app) {
    const model = tt.model(raw, index);
    const events = tt.events(model);
    return {
      app,
      model,
      state: new tt.State(model, events),
      overview: tt.overview(model, events),
      owners: tt.owners(model),
      camera: app.camera,
      width: 600,
      height: 300,
    };
  };

  /** Words on what is below the pointer. */
  function tipLines(run, hit) {
    const { model, state, app } = run;
    if (hit.pod >= 0) {
      return [
        model.podName(hit.pod),
        model.podOwner(hit.pod),
        tt.requestText(model, hit.pod),
        "on " + model.nodeName(hit.node),
      ].filter(Boolean);
    }
    const resource = model.resources[app.resource];
    const all = model.allocatable[app.resource][hit.node];
    const share = tt.shares(run, app.resource)[hit.node];
    const pods = tt.podsOnNode(run, hit.node);
    return [
      model.nodeName(hit.node),
      [model.zone(hit.node), model.rack(hit.node)].filter(Boolean).join(" \u00b7 "),
      tt.stateText(state.flags[hit.node]).replace(",", ", ").replace("not-ready", "not ready"),
      all > 0
        ? tt.percent(share) + " of " + tt.amount(resource, all) + " " + tt.resourceLabel(resource)
        : "no " + tt.resourceLabel(resource),
      tt.plural(pods, "pod"),
    ].filter(Boolean);
  }

  /** The element of a run's field. */
  tt.stage = function (run) {
    const { app } = run;
    const several = app.runs.length > 1;
    run.canvas = tt.el("canvas", {
      class: "field",
      tabindex: "0",
      role: "img",
      "aria-label": "Nodes of the cluster",
    });
    run.figures = tt.el("span", { class: "detail" });
    tt.handleCamera(run.canvas, {
      camera: app.camera,
      changed: () => {
        run.canvas.classList.toggle("zoomed", app.camera.scale > 1);
        tt.hideTip();
        app.redraw();
      },
      click: (x, y) => {
        const hit = tt.hit(run, x, y);
        if (hit) {
          app.select(hit.pod >= 0 ? "pod" : "node", run, hit.pod >= 0 ? hit.pod : hit.node, {
            keepFocus: true,
          });
        } else {
          app.select(null);
        }
      },
      hover: (x, y, event) => {
        const hit = tt.hit(run, x, y);
        run.canvas.classList.toggle("on-node", hit !== null);
        if (hit) {
          tt.showTip(event.clientX, event.clientY, tipLines(run, hit));
        } else {
          tt.hideTip();
        }
      },
      leave: tt.hideTip,
    });
    const caption = several
      ? tt.el(
          "figcaption",
          {},
          tt.el("span", {
            class: "swatch",
            "aria-hidden": "true",
            style: "background:" + tt.colors.lines[run.model.index],
          }),
          tt.bdi(run.model.raw.policy, { class: "policy" }),
          run.figures,
        )
      : null;
    run.element = tt.el("figure", { class: "stage" }, caption, run.canvas);
    return run.element;
  };

  /** Fits the fields to the room that they have. */
  tt.fitStages = function (app) {
    const several = app.runs.length > 1;
    const room = tt.clamp(innerHeight - (several ? 640 : 580), 300, 760);
    let cell = 1;
    for (const run of app.runs) {
      run.width = Math.max(120, Math.floor(run.element.clientWidth));
      run.layout = tt.layout(
        run.model,
        run.width,
        Math.max(room, run.model.nodes > 2000 && run.width < 600 ? 420 : 0),
      );
      cell = run.layout.size;
    }
    const height = Math.max(...app.runs.map((run) => Math.ceil(run.layout.height)), 120);
    for (const run of app.runs) {
      run.height = height;
      run.canvas.style.height = height + "px";
      run.canvas.style.width = run.width + "px";
    }
    app.camera.resize(app.runs[0].width, height, cell);
  };

  /** One line of figures over each field of a comparison. */
  tt.stageFigures = function (run) {
    const totals = tt.totals(run);
    run.figures.textContent =
      tt.percent(totals.share(run.app.resource)) +
      " allocated, " +
      tt.count(totals.nodesUsed) +
      " nodes in use, " +
      tt.count(totals.pending) +
      " pending";
  };
})((globalThis.towtank ??= {}));
