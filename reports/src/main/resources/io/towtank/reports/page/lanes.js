"use strict";
/** Each fault from its begin until all is well again, as a lane of phases. */
(function (tt) {
  const SHOWN = 12;
  const PHASES = [
    { key: "detected", label: "detected" },
    { key: "evicted", label: "pods evicted" },
    { key: "rescheduled", label: "bound again" },
    { key: "ready", label: "all ready again" },
  ];
  const TICKS = [1, 10, 60, 600, 3600, 21600, 86400, 604800, 2592000];

  /** A place from 0 to 1 on the axis of time since the begin, which is logarithmic. */
  const place = (seconds, most) => Math.log1p(Math.max(0, seconds)) / Math.log1p(most);

  function phasesOf(model, fault) {
    return PHASES.filter(({ key }) => fault[key] >= 0 && fault[key] >= fault.begin).map(
      ({ key, label }, i) => ({ key, label, i, seconds: model.seconds(fault[key] - fault.begin) }),
    );
  }

  function sentence(model, fault) {
    const parts = phasesOf(model, fault).map(
      (phase) => phase.label + " after " + tt.duration(phase.seconds),
    );
    if (fault.end >= 0) {
      parts.push("over after " + tt.duration(model.seconds(fault.end - fault.begin)));
    }
    const pods =
      fault.podsHit > 0
        ? tt.plural(fault.podsHit, "pod") +
          " hit" +
          (fault.podsLost > 0 ? ", " + tt.count(fault.podsLost) + " lost" : "") +
          (fault.podsRecovered >= 0 ? ", " + tt.count(fault.podsRecovered) + " made up for" : "")
        : "no pods hit";
    return pods + (parts.length ? "; " + parts.join(", ") : "") + ".";
  }

  function bar(model, fault, most) {
    const track = tt.el("div", {
      class: "lane-track",
      role: "img",
      "aria-label": sentence(model, fault),
    });
    let from = 0;
    phasesOf(model, fault)
      .sort((a, b) => a.seconds - b.seconds)
      .forEach((phase) => {
        const to = place(phase.seconds, most);
        const piece = tt.el("span", {
          class: "phase phase-" + phase.key,
          title: phase.label + " after " + tt.duration(phase.seconds),
        });
        piece.style.left = from * 100 + "%";
        piece.style.width = Math.max(0, to - from) * 100 + "%";
        const mark = tt.el("span", {
          class: "phase-mark mark-" + phase.key,
          title: phase.label + " after " + tt.duration(phase.seconds),
        });
        mark.style.left = to * 100 + "%";
        track.append(piece, mark);
        from = to;
      });
    if (fault.end >= 0) {
      const over = tt.el("span", {
        class: "phase-mark mark-over",
        title: "over after " + tt.duration(model.seconds(fault.end - fault.begin)),
      });
      over.style.left = place(model.seconds(fault.end - fault.begin), most) * 100 + "%";
      track.append(over);
    }
    return track;
  }

  function axis(most) {
    const ticks = TICKS.filter((tick) => tick <= most).map((tick) => {
      const label = tt.el("span", { text: tt.duration(tick) });
      label.style.left = place(tick, most) * 100 + "%";
      return label;
    });
    return tt.el(
      "div",
      { class: "lane-axis", "aria-hidden": "true" },
      tt.el("span", { text: "start", class: "first" }),
      ...ticks,
    );
  }

  function lane(app, run, fault, most) {
    const { model } = run;
    return tt.el(
      "li",
      { class: "lane" },
      tt.el(
        "div",
        { class: "lane-name" },
        tt.el(
          "button",
          {
            type: "button",
            class: "link",
            onclick: () => app.tellFault(run, (run.model.raw.faults ?? []).indexOf(fault)),
            title: "Go to its start, and tell of it",
          },
          tt.bdi(tt.cut(tt.faultText(model, fault), 70)),
        ),
        tt.el("span", {
          class: "detail",
          text:
            "at " +
            tt.clockText(model.seconds(fault.begin), model.endSeconds) +
            (app.runs.length > 1 ? " \u00b7 " + model.raw.policy : ""),
        }),
      ),
      bar(model, fault, most),
      tt.el("p", { class: "lane-words", text: sentence(model, fault) }),
    );
  }

  /** The section of faults; null where there were none. */
  tt.faultSection = function (app) {
    const all = app.runs.flatMap((run) =>
      (run.model.raw.faults ?? [])
        .filter((fault) => fault.begin >= 0)
        .map((fault) => ({ run, fault })),
    );
    if (!all.length) {
      return null;
    }
    const shown = [...all]
      .sort((a, b) => b.fault.podsHit - a.fault.podsHit || a.fault.begin - b.fault.begin)
      .slice(0, SHOWN);
    shown.sort((a, b) => a.fault.begin - b.fault.begin);
    const lengths = shown.flatMap(({ run, fault }) =>
      [...PHASES.map(({ key }) => fault[key]), fault.end]
        .filter((t) => t >= 0)
        .map((t) => run.model.seconds(t - fault.begin)),
    );
    const most = Math.max(1, ...lengths) * 1.06;
    const legend = [...PHASES, { key: "over", label: "fault over" }].map(({ key, label }) =>
      tt.el(
        "li",
        {},
        tt.el("span", { class: "phase-mark mark-" + key, "aria-hidden": "true" }),
        tt.el("span", { text: label }),
      ),
    );
    const left = all.length - shown.length;
    return tt.el(
      "section",
      { class: "faults", "aria-labelledby": "faults-title" },
      tt.el(
        "div",
        { class: "section-head" },
        tt.el("h2", { id: "faults-title", text: "From crash to ready" }),
        tt.el("p", {
          class: "hint",
          text:
            "Time since each fault began, on a logarithmic axis." +
            (left > 0
              ? " The " +
                SHOWN +
                " that hit most pods; " +
                tt.count(left) +
                " more are in faults.csv."
              : ""),
        }),
      ),
      tt.el("ul", { class: "phase-legend" }, ...legend),
      tt.el(
        "ul",
        { class: "lanes" },
        ...shown.map(({ run, fault }) => lane(app, run, fault, most)),
        tt.el("li", { class: "lane lane-ticks", "aria-hidden": "true" }, axis(most)),
      ),
    );
  };
})((globalThis.towtank ??= {}));
