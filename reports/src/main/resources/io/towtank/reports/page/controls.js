"use strict";
/** The buttons: what the field shows, how near, and the playback's transport. */
(function (tt) {
  const STEPS = [
    ["event", "every event"],
    ["mark", "faults and evictions"],
    ["decision", "decisions"],
  ];

  /** Buttons of which one is pressed. */
  function segments(label, items, choose) {
    const buttons = items.map((text, i) => tt.button(text, { onclick: () => choose(i) }));
    return {
      element: tt.el("div", { class: "segments", role: "group", "aria-label": label }, ...buttons),
      set: (chosen) =>
        buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === chosen))),
    };
  }

  function keyItem(shape, text) {
    return tt.el(
      "li",
      {},
      tt.el("span", { class: "node-key key-" + shape, "aria-hidden": "true" }),
      tt.el("span", { text }),
    );
  }

  /** Above the field: the resource, the meaning of shapes, zoom. */
  tt.toolbar = function (app) {
    const resources = app.runs[0].model.resources;
    const choice = segments("Fill of the nodes", resources.map(tt.resourceLabel), (i) =>
      app.setResource(i),
    );
    const show = () => choice.set(app.resource);
    tt.on("resource", show);
    show();
    const scale = tt.el("span", { class: "scale", "aria-hidden": "true" });
    const paint = () =>
      (scale.style.background =
        "linear-gradient(to right, " +
        tt.colors.shares.filter((_, i) => i % 2 === 0).join(",") +
        ")");
    tt.on("theme", paint);
    paint();
    return tt.el(
      "div",
      { class: "toolbar" },
      choice.element,
      tt.el(
        "div",
        { class: "segments zoom", role: "group", "aria-label": "Zoom" },
        tt.button("\u2212", { "aria-label": "Zoom out", onclick: () => app.zoom(1 / 1.6) }),
        tt.button("+", { "aria-label": "Zoom in", onclick: () => app.zoom(1.6) }),
        tt.button("All", { "aria-label": "See all nodes", onclick: () => app.zoom(0) }),
      ),
      tt.el(
        "ul",
        { class: "keys", "aria-label": "Meaning of the shapes" },
        tt.el(
          "li",
          { class: "key-share" },
          tt.el("span", { text: "empty" }),
          scale,
          tt.el("span", { text: "full" }),
        ),
        tt.el(
          "li",
          { class: "key-pods" },
          tt.el("span", { text: "a cell is a pod, its colour tells the owner" }),
        ),
        keyItem("bad", "not ready"),
        keyItem("cordoned", "cordoned"),
        keyItem("gone", "not there"),
      ),
    );
  };

  /** Below the time line: play, steps, the time, the speed. */
  tt.transport = function (app) {
    const { clock } = app;
    const play = tt.button("Play", { class: "play", onclick: () => clock.play(!clock.playing) });
    const time = tt.el("output", { class: "time", "aria-label": "Simulation time" });
    const of = tt.el("span", {
      class: "detail of",
      text: "of " + tt.clockText(clock.endSeconds, clock.endSeconds),
    });
    const speed = tt.el("input", {
      type: "range",
      min: "0",
      max: "1",
      step: "0.001",
      "aria-label": "Speed",
    });
    const speedText = tt.el("span", { class: "detail speed-text" });
    const steps = tt.el("select", { "aria-label": "What a step is" });
    STEPS.filter(([kind]) => stepIsThere(app, kind)).forEach(([kind, words]) =>
      steps.append(tt.el("option", { value: kind, text: words })),
    );
    steps.addEventListener("change", () => app.setStepKind(steps.value));
    speed.addEventListener("input", () => (clock.speedShare = Number(speed.value)));
    const showTime = () => (time.textContent = tt.clockText(clock.seconds, clock.endSeconds));
    const showSpeed = () => {
      speed.value = String(clock.speedShare);
      const text = "\u00d7 " + tt.number(clock.speed, clock.speed >= 100 ? 3 : 2);
      speedText.textContent =
        text + (clock.speed > 60 ? ", " + tt.duration(Math.round(clock.speed)) + " a second" : "");
      speed.setAttribute("aria-valuetext", text);
    };
    const showPlaying = () => {
      play.textContent = clock.playing ? "Pause" : "Play";
      play.classList.toggle("playing", clock.playing);
    };
    tt.on("time", showTime);
    tt.on("moment", showTime);
    tt.on("speed", showSpeed);
    tt.on("playing", showPlaying);
    tt.on("step", () => (steps.value = clock.stepBy));
    showTime();
    showSpeed();
    return tt.el(
      "div",
      { class: "transport" },
      play,
      tt.button("\u2039", {
        class: "step",
        "aria-label": "One step back",
        onclick: () => app.step(-1),
      }),
      tt.button("\u203a", {
        class: "step",
        "aria-label": "One step on",
        onclick: () => app.step(1),
      }),
      tt.el("label", { class: "steps" }, tt.el("span", { text: "step by" }), steps),
      tt.el("div", { class: "clock" }, time, of),
      tt.el("label", { class: "speed" }, tt.el("span", { text: "speed" }), speed, speedText),
    );
  };

  function stepIsThere(app, kind) {
    return (
      kind === "event" ||
      app.runs.some(
        ({ model }) => (kind === "mark" ? model.marks.length : model.decisions.length) > 0,
      )
    );
  }

  /** Kinds of steps that the data has, in order. */
  tt.stepKinds = (app) => STEPS.map(([kind]) => kind).filter((kind) => stepIsThere(app, kind));
})((globalThis.towtank ??= {}));
