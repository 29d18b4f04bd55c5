"use strict";
/** Figures of a run as its state is now, also where not all of its pods are in the page. */
(function (tt) {
  /** The number of the frame that stands at a time. */
  tt.frameAt = (model, time) => Math.max(0, tt.upperBound(model.frames.time, time) - 1);

  /** Pods on a node: those that hold it now or, in a frame, the most that did. */
  tt.podsOnNode = function (run, node) {
    const { model, state } = run;
    return model.frames
      ? (model.frames.pods[tt.frameAt(model, state.time)]?.[node] ?? 0)
      : state.nodePods[node];
  };

  /** Pending pods by reason at a time: {count, text}, the most frequent first. */
  tt.reasonsAt = function (model, time) {
    const pending = model.raw.pendingReasons;
    const at = pending ? tt.upperBound(pending.time, time) - 1 : -1;
    if (at < 0) {
      return [];
    }
    return pending.counts
      .map((column, i) => ({ count: column[at], text: model.text(pending.reasons[i]) }))
      .filter((reason) => reason.count > 0)
      .sort((a, b) => b.count - a.count);
  };

  /** Nodes in use, pods bound and pending, and a resource's share of what the nodes can give. */
  tt.totals = function (run) {
    const { model, state, overview } = run;
    if (!model.frames) {
      const share = (r) =>
        state.allocatableSum[r] > 0 ? state.allocatedSum[r] / state.allocatableSum[r] : 0;
      return { nodesUsed: state.nodesUsed, bound: state.bound, pending: state.pending, share };
    }
    const pods = model.frames.pods[tt.frameAt(model, state.time)] ?? [];
    const place = Math.round((state.time / model.endTime) * overview.samples);
    return {
      nodesUsed: pods.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
      bound: pods.reduce((sum, count) => sum + count, 0),
      pending: tt.reasonsAt(model, state.time).reduce((sum, reason) => sum + reason.count, 0),
      share: (r) => overview.shares[r][tt.clamp(place, 0, overview.samples)],
    };
  };
})((globalThis.towtank ??= {}));
