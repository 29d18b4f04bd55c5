"use strict";
/** What is known of a pod or a node, told in words; without any DOM. */
(function (tt) {
  /** The marks that name an object, by what they call it. */
  function marksOf(model, names) {
    model.marksByObject ??= indexMarks(model);
    return [...new Set(names.flatMap((name) => model.marksByObject.get(name) ?? []))];
  }

  function indexMarks(model) {
    const index = new Map();
    for (let i = 0; i < model.marks.length; i++) {
      const name = model
        .text(model.marks.object[i])
        .replace(/^[A-Za-z]+[ ](?=\S)/, "")
        .toLowerCase();
      for (const key of new Set([name, name.slice(name.indexOf("/") + 1)])) {
        if (!index.has(key)) {
          index.set(key, []);
        }
        index.get(key).push(i);
      }
    }
    return index;
  }

  /** What a pod requests: "2 cores, 4 GiB". */
  tt.requestText = function (model, pod) {
    const vector = model.pods.request[pod];
    const parts = model.resources
      .map((resource, r) => [resource, model.requests[r][vector]])
      .filter(([resource, amount]) => amount > 0 && resource.name !== "pods")
      .map(
        ([resource, amount]) =>
          tt.amount(resource, amount) + (resource.shown ? "" : " " + tt.resourceLabel(resource)),
      );
    return parts.join(", ") || "nothing";
  };

  /** "zone a"; a name that says itself that it is a zone stands alone. */
  const named = (kind, name) =>
    (name && !name.toLowerCase().startsWith(kind) ? kind + " " : "") + name;

  function nodeText(model, node) {
    const where = [named("zone", model.zone(node)), named("rack", model.rack(node))].filter(
      Boolean,
    );
    return model.nodeName(node) + (where.length ? " (" + where.join(", ") + ")" : "");
  }

  /** What a decision came to. */
  tt.decisionText = function (model, decision) {
    const attempt = "Attempt " + decision.attempt + ": ";
    if (decision.node >= 0) {
      const of =
        decision.feasible + " of " + tt.plural(decision.nodes, "node") + " could take it; ";
      const tied =
        decision.ties > 1
          ? tt.count(decision.ties) + " were equally good, one of them was taken: "
          : "";
      return attempt + of + tied + model.nodeName(decision.node) + ".";
    }
    const preemption = decision.preemption;
    const evicts = preemption
      ? " Evicts " +
        tt.plural(preemption.victims.length, "pod") +
        " from " +
        model.nodeName(preemption.node) +
        " for it."
      : "";
    return attempt + (model.text(decision.message) || "no node could take it.") + evicts;
  };

  /** A pod's life: lines of {time, text, decision?}, in the order of time. */
  tt.podStory = function (model, pod) {
    const p = model.pods;
    const lines = [];
    const add = (time, text, more = {}) => lines.push({ time, text, ...more });
    const wait = (t) => tt.duration(model.seconds(t));
    add(
      p.created[pod],
      "Created" + (model.podOwner(pod) ? " by " + model.podOwner(pod) : "") + ".",
    );
    for (const decision of model.decisionsOfPod(pod)) {
      add(decision.time, tt.decisionText(model, decision), {
        decision: model.decisions.indexOf(decision),
      });
    }
    const reason = model.text(p.reason[pod]);
    if (p.bound[pod] >= 0) {
      const waited = p.bound[pod] - p.created[pod];
      const attempts = p.attempts[pod] > 1 ? ", at attempt " + p.attempts[pod] : "";
      add(
        p.bound[pod],
        "Bound to " +
          (p.node[pod] >= 0 ? nodeText(model, p.node[pod]) : "a node") +
          (waited > 0 ? " after waiting " + wait(waited) : " at once") +
          attempts +
          "." +
          (waited > 0 && reason ? " It waited because: " + reason + "." : ""),
        { node: p.node[pod] },
      );
    }
    if (p.started[pod] >= 0) {
      add(
        p.started[pod],
        "Started" +
          (p.started[pod] > p.bound[pod]
            ? " " + wait(p.started[pod] - p.bound[pod]) + " after it was bound"
            : "") +
          ".",
      );
    }
    for (const i of marksOf(model, [
      model.podFullName(pod).toLowerCase(),
      model.podName(pod).toLowerCase(),
    ])) {
      const time = model.marks.time[i];
      if (time >= p.created[pod] && (p.ended[pod] < 0 || time <= p.ended[pod])) {
        const detail = model.text(model.marks.detail[i]);
        add(
          time,
          capital(model.raw.markKinds[model.marks.kind[i]]) + (detail ? ": " + detail : "") + ".",
          { bad: true },
        );
      }
    }
    const outcome = model.raw.outcomes[p.outcome[pod]];
    if (p.ended[pod] >= 0) {
      const ran =
        p.started[pod] >= 0 ? " after running " + wait(p.ended[pod] - p.started[pod]) : "";
      add(
        p.ended[pod],
        capital(outcome) + ran + "." + (outcome === "failed" && reason ? " " + reason : ""),
        { bad: outcome === "failed" },
      );
    } else if (p.bound[pod] < 0) {
      const never =
        outcome === "never-fitting" ? "No node could hold it even if the node were empty. " : "";
      add(
        model.endTime,
        "Still waits at the end. " + never + (reason ? "Because: " + reason + "." : ""),
        { bad: true },
      );
    } else {
      add(model.endTime, "Still there at the end.");
    }
    return lines.map((line, i) => ({ ...line, i })).sort((a, b) => a.time - b.time || a.i - b.i);
  };

  function capital(text) {
    return text ? text[0].toUpperCase() + text.slice(1).replace(/-/g, " ") : "";
  }

  /** What happened to a node: lines of {time, text, bad}. */
  tt.nodeStory = function (model, node) {
    const lines = [];
    const kinds = model.raw.nodeEventKinds ?? [];
    for (let i = 0; i < model.nodeEvents.length; i++) {
      if (model.nodeEvents.node[i] === node) {
        const kind = kinds[model.nodeEvents.kind[i]];
        const detail = model.text(model.nodeEvents.detail[i]);
        lines.push({
          time: model.nodeEvents.time[i],
          text: capital(kind) + (detail ? ": " + detail : "") + ".",
          bad: /not-ready|left|cordoned/.test(kind) && kind !== "uncordoned",
        });
      }
    }
    return lines;
  };
})((globalThis.towtank ??= {}));
