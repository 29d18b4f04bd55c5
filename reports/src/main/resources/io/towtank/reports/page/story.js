"use strict";
/** The story of a node or of a pod, told in the panel. */
(function (tt) {
  const EVENTS_SHOWN = 40;
  const PODS_SHOWN = 80;

  /** What a story is about, and the button that closes it. */
  tt.storyHead = function (app, kind, name, where) {
    return tt.el(
      "div",
      { class: "story-head" },
      tt.el("p", { class: "kind", text: kind + (where ? " \u00b7 " + where : "") }),
      tt.el("h3", {}, tt.bdi(name, { class: "name" })),
      tt.button("Close", {
        class: "close",
        "aria-label": "Close the story (Escape)",
        onclick: () => app.select(null),
      }),
    );
  };

  /** Lines of a story as a list; a click on a moment goes there. */
  tt.moments = function (app, run, lines) {
    const now = run.state.time;
    return tt.el(
      "ol",
      { class: "moments" },
      ...lines.map((line) =>
        tt.el(
          "li",
          { class: (line.time > now ? "later " : "") + (line.bad ? "bad" : "") },
          tt.el("button", {
            type: "button",
            class: "link time",
            text: tt.clockText(run.model.seconds(line.time), run.model.endSeconds),
            onclick: () => app.goTo(run, line.time),
          }),
          tt.el("span", { dir: "auto", text: line.text }),
          line.decision === undefined
            ? null
            : tt.button("Scores", {
                class: "small",
                onclick: () => app.select("decision", run, line.decision),
              }),
          line.node === undefined || line.node < 0
            ? null
            : tt.button("Node", {
                class: "small",
                onclick: () => app.select("node", run, line.node),
              }),
        ),
      ),
    );
  };

  /** What a pod went through. */
  tt.podView = function (app, run, pod) {
    const { model } = run;
    const facts = [
      ["requests", tt.requestText(model, pod)],
      ["owner", model.podOwner(pod) || "none"],
      ["priority", String(model.pods.priority[pod])],
      ["at the end", model.raw.outcomes[model.pods.outcome[pod]]],
    ];
    return tt.el(
      "div",
      {},
      tt.storyHead(app, "Pod", model.podName(pod), model.text(model.pods.namespace[pod])),
      tt.el(
        "dl",
        { class: "facts" },
        ...facts.flatMap(([name, value]) => [
          tt.el("dt", { text: name }),
          tt.el("dd", {}, tt.bdi(value)),
        ]),
      ),
      tt.moments(app, run, tt.podStory(model, pod)),
    );
  };

  /** A node: how full it was over time, what holds it now, what happened to it. */
  tt.nodeView = function (app, run, node) {
    const { model, state } = run;
    const resource = model.resources[app.resource];
    const where = [model.zone(node), model.rack(node), model.nodeModel(node)]
      .filter(Boolean)
      .join(" \u00b7 ");
    const pods = tt.podsOn(model, node, state.time);
    const amounts = model.requests[app.resource];
    pods.sort((a, b) => amounts[model.pods.request[b]] - amounts[model.pods.request[a]]);
    const spark = tt.el("canvas", {
      class: "node-spark",
      role: "img",
      "aria-label": tt.resourceLabel(resource) + " allocated on this node over time",
    });
    const events = tt.nodeStory(model, node);
    const view = tt.el(
      "div",
      {},
      tt.storyHead(app, "Node", model.nodeName(node), where),
      tt.el("p", {
        class: "node-state state-" + tt.stateText(state.flags[node]).split(",")[0],
        text: stateWords(state.flags[node]),
      }),
      tt.el(
        "dl",
        { class: "facts" },
        ...model.resources.flatMap((one, r) => {
          const all = model.allocatable[r][node];
          const used = model.frames
            ? Math.round(tt.shares(run, r)[node] * all)
            : state.allocated[r][node];
          const text = all > 0 ? tt.amount(one, used) + " of " + tt.amount(one, all) : "none";
          return [tt.el("dt", { text: tt.resourceLabel(one) }), tt.el("dd", { text })];
        }),
      ),
      spark,
      events.length ? tt.el("h4", { text: "What happened to it" }) : null,
      events.length ? tt.moments(app, run, events.slice(0, EVENTS_SHOWN)) : null,
      tt.el("h4", { text: podsWords(run, node, pods.length) }),
      tt.el(
        "ul",
        { class: "pods" },
        ...pods.slice(0, PODS_SHOWN).map((pod) =>
          tt.el(
            "li",
            {},
            tt.el("span", {
              class: "swatch",
              "aria-hidden": "true",
              style: "background:" + tt.ownerColor(run.owners.list[run.owners.ofPod[pod]].rank),
            }),
            tt.el(
              "button",
              { type: "button", class: "link", onclick: () => app.select("pod", run, pod) },
              tt.bdi(tt.cut(model.podName(pod), 60)),
            ),
            tt.el("span", { class: "detail", text: " " + tt.requestText(model, pod) }),
          ),
        ),
        pods.length > PODS_SHOWN
          ? tt.el("li", {
              class: "more",
              text: "and " + tt.count(pods.length - PODS_SHOWN) + " more",
            })
          : null,
      ),
    );
    requestAnimationFrame(() => tt.drawNodeSpark(spark, run, node, app.resource));
    return view;
  };

  /** How many pods the node holds, and how many of them are in this page. */
  function podsWords(run, node, here) {
    return run.model.frames
      ? "At most " + tt.plural(tt.podsOnNode(run, node), "pod") + " now, here " + tt.count(here)
      : tt.plural(here, "pod") + " now";
  }

  function stateWords(flags) {
    if (flags & tt.GONE) {
      return "Not there";
    }
    return (
      (flags & tt.NOT_READY ? "Not ready" : "Ready") +
      (flags & tt.CORDONED ? ", cordoned" : "") +
      (flags & tt.TAINTED ? ", tainted" : "")
    );
  }
})((globalThis.towtank ??= {}));
