"use strict";
/** The story of a fault, told in the panel: what it hit, and what was done about it. */
(function (tt) {
  const SHOWN = 150;
  const NAMED = 3;
  const BAD = /begin|began|evict|lost|not.ready|failed|hit/i;

  /** What happened because of a fault, in the order of time; the same at once as one line. */
  function lines(model, index) {
    const events = model.raw.faultEvents;
    const number = model.raw.faults[index].number;
    const groups = new Map();
    for (let i = 0; i < (events?.time.length ?? 0); i++) {
      if (events.fault[i] === number) {
        const key = events.time[i] + " " + events.kind[i];
        if (!groups.has(key)) {
          groups.set(key, { time: events.time[i], kind: model.text(events.kind[i]), items: [] });
        }
        const parts = [model.text(events.object[i]), model.text(events.detail[i])];
        groups.get(key).items.push(parts.filter(Boolean));
      }
    }
    return [...groups.values()].map(({ time, kind, items }) => ({
      time,
      text: kind + ": " + (items.length === 1 ? items[0].join(", ") : several(items)),
      bad: BAD.test(kind),
    }));
  }

  function several(items) {
    const names = items.map((parts) => tt.cut(parts[0] ?? "", 60));
    const more = names.length - NAMED;
    return names.slice(0, NAMED).join(", ") + (more > 0 ? " and " + tt.count(more) + " more" : "");
  }

  tt.faultView = function (app, run, index) {
    const { model } = run;
    const fault = model.raw.faults[index];
    const facts = [
      ["pods hit", fault.podsHit],
      ["pods lost", fault.podsLost],
      ["made up for", fault.podsRecovered],
      ["workloads hit", fault.workloadsHit],
    ].filter(([, value]) => value !== undefined);
    const all = lines(model, index);
    return tt.el(
      "div",
      {},
      tt.storyHead(app, "Fault", tt.faultText(model, fault), "number " + fault.number),
      tt.el(
        "dl",
        { class: "facts" },
        ...facts.flatMap(([name, value]) => [
          tt.el("dt", { text: name }),
          tt.el("dd", { text: tt.count(value) }),
        ]),
      ),
      tt.moments(app, run, all.slice(0, SHOWN)),
      all.length > SHOWN
        ? tt.el("p", { class: "more", text: "and " + tt.count(all.length - SHOWN) + " more" })
        : null,
    );
  };
})((globalThis.towtank ??= {}));
