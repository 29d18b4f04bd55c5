"use strict";
/** One attempt of the scheduler: which nodes could take the pod, their scores, and the choice. */
(function (tt) {
  function cell(text, attributes = {}) {
    return tt.el("td", { class: "n", text, ...attributes });
  }

  /** raw → normalised × weight, as `towtank explain` writes it. */
  function scoreText(raw, normalised, weight) {
    return (
      (raw === normalised
        ? tt.number(raw, 6)
        : tt.number(raw, 6) + " \u2192 " + tt.number(normalised, 6)) +
      " \u00d7 " +
      weight
    );
  }

  /** A plugin's name, which may break before each of its words. */
  function pluginName(name) {
    const parts = name.split(/(?=[A-Z][a-z])/);
    return tt.el(
      "bdi",
      {},
      ...parts.flatMap((part, i) => (i ? [document.createElement("wbr"), part] : [part])),
    );
  }

  function scoreRow(run, decision, row, best) {
    const [node, total, raw, normalised] = row;
    const chosen = node === decision.node;
    const tied = total === best && decision.ties > 1;
    const words = chosen ? "chosen" : tied ? "equally good" : "";
    return tt.el(
      "tr",
      { class: chosen ? "chosen" : tied ? "tied" : null },
      tt.el(
        "th",
        { scope: "row" },
        tt.el("span", {
          class: "mark",
          text: chosen ? "\u25b6" : tied ? "=" : "",
          "aria-hidden": "true",
        }),
        tt.bdi(tt.cut(run.model.nodeName(node), 40)),
        words ? tt.el("span", { class: "tag", text: words }) : null,
      ),
      cell(tt.number(total, 8), { class: "n total" }),
      ...decision.plugins.map((plugin, i) => cell(scoreText(raw[i], normalised[i], plugin.weight))),
    );
  }

  function scoreTable(run, decision) {
    const best = Math.max(...decision.rows.map((row) => row[1]));
    return tt.el(
      "div",
      {
        class: "scroll-x",
        tabindex: "0",
        role: "region",
        "aria-label": "Scores by node and plugin",
      },
      tt.el(
        "table",
        { class: "scores" },
        tt.el("caption", {
          text: "A cell is the plugin's raw score, \u2192 the score after normalisation, \u00d7 the plugin's weight.",
        }),
        tt.el(
          "thead",
          {},
          tt.el(
            "tr",
            {},
            tt.el("th", { scope: "col", text: "node" }),
            tt.el("th", { scope: "col", class: "n", text: "total" }),
            ...decision.plugins.map((plugin) =>
              tt.el("th", { scope: "col", class: "n" }, pluginName(plugin.name)),
            ),
          ),
        ),
        tt.el("tbody", {}, ...decision.rows.map((row) => scoreRow(run, decision, row, best))),
      ),
    );
  }

  function rejectedTable(run, decision) {
    return tt.el(
      "table",
      { class: "rejected" },
      tt.el("caption", { text: "Nodes that could not take it" }),
      tt.el(
        "thead",
        {},
        tt.el(
          "tr",
          {},
          ...["nodes", "rejected by", "because"].map((text, i) =>
            tt.el("th", { scope: "col", class: i === 0 ? "n" : null, text }),
          ),
        ),
      ),
      tt.el(
        "tbody",
        {},
        ...decision.rejected.map(([count, plugin, reason]) =>
          tt.el(
            "tr",
            {},
            cell(tt.count(count)),
            tt.el("td", {}, pluginName(run.model.text(plugin))),
            tt.el("td", {}, tt.bdi(run.model.text(reason))),
          ),
        ),
      ),
    );
  }

  function preemptionText(run, preemption) {
    const victims = preemption.victims.map((victim) => run.model.text(victim));
    const shown =
      victims.slice(0, 5).join(", ") +
      (victims.length > 5 ? " and " + (victims.length - 5) + " more" : "");
    return (
      "Preemption: " +
      tt.plural(preemption.candidates, "candidate") +
      "; evicts " +
      shown +
      " from " +
      run.model.nodeName(preemption.node) +
      "."
    );
  }

  /** The whole of one decision. */
  tt.decisionView = function (app, run, index) {
    const { model } = run;
    const decision = model.decisions[index];
    const could =
      tt.count(decision.feasible) + " of " + tt.plural(decision.nodes, "node") + " could take it.";
    const steps = tt.el(
      "div",
      { class: "row" },
      tt.button("\u2039 Previous decision", {
        class: "small",
        disabled: index === 0,
        onclick: () => app.stepDecision(-1),
      }),
      tt.button("Next decision \u203a", {
        class: "small",
        disabled: index === model.decisions.length - 1,
        onclick: () => app.stepDecision(1),
      }),
      tt.el("span", {
        class: "detail",
        text: tt.count(index + 1) + " of " + tt.count(model.decisions.length),
      }),
    );
    return tt.el(
      "div",
      { class: "decision" },
      tt.el(
        "div",
        { class: "story-head" },
        tt.el("p", {
          class: "kind",
          text:
            "Decision at " +
            tt.clockText(model.seconds(decision.time), model.endSeconds) +
            " \u00b7 attempt " +
            decision.attempt,
        }),
        tt.el(
          "h3",
          {},
          tt.el(
            "button",
            { type: "button", class: "link", onclick: () => app.select("pod", run, decision.pod) },
            tt.bdi(tt.cut(model.podName(decision.pod), 80)),
          ),
        ),
        tt.button("Close", {
          class: "close",
          "aria-label": "Close the decision (Escape)",
          onclick: () => app.select(null),
        }),
      ),
      steps,
      tt.el("p", { dir: "auto", text: could + " " + choiceText(model, decision) }),
      decision.rows.length && decision.plugins.length ? scoreTable(run, decision) : null,
      decision.omittedRows > 0
        ? tt.el("p", {
            class: "detail",
            text: tt.plural(decision.omittedRows, "node") + " with lower totals are left out.",
          })
        : null,
      decision.rejected.length ? rejectedTable(run, decision) : null,
      decision.preemption
        ? tt.el("p", { dir: "auto", text: preemptionText(run, decision.preemption) })
        : null,
      run.model.raw.decisionNote
        ? tt.el("p", { class: "detail", text: run.model.raw.decisionNote })
        : null,
    );
  };

  function choiceText(model, decision) {
    if (decision.node < 0) {
      return model.text(decision.message);
    }
    const name = model.nodeName(decision.node);
    if (decision.feasible === 1) {
      return name + " was the only one, so it was not scored.";
    }
    return decision.ties > 1
      ? tt.count(decision.ties) + " have the highest total; " + name + " was taken."
      : name + " has the highest total.";
  }
})((globalThis.towtank ??= {}));
