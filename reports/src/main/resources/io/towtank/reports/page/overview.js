"use strict";
/** The whole run at a glance: allocation and pending pods over time, and where marks stand. */
(function (tt) {
  const SAMPLES = 480;

  /** Samples along a run's time: the shares allocated, and the most pods that wait, in each part. */
  tt.overview = function (model, events) {
    const state = new tt.State(model, events);
    const shares = model.resources.map(() => new Float32Array(SAMPLES + 1));
    const pending = new Float32Array(SAMPLES + 1);
    const notReady = new Float32Array(SAMPLES + 1);
    for (let i = 0; i <= SAMPLES; i++) {
      const until = (i / SAMPLES) * model.endTime;
      while (state.position < events.length && events.time[state.position] <= until) {
        state.apply(state.position++, 1);
        if (state.pending > pending[i] && sameTimeEnds(events, state.position)) {
          pending[i] = state.pending;
        }
      }
      pending[i] = Math.max(pending[i], state.pending);
      notReady[i] = state.nodesWith(tt.NOT_READY);
      for (let r = 0; r < shares.length; r++) {
        shares[r][i] =
          state.allocatableSum[r] > 0 ? state.allocatedSum[r] / state.allocatableSum[r] : 0;
      }
    }
    return {
      samples: SAMPLES,
      shares: truth(model, shares),
      pending: waiting(model, pending),
      notReady,
    };
  };

  /** Whether no further event happens at the same moment. */
  function sameTimeEnds(events, next) {
    return next >= events.length || events.time[next] !== events.time[next - 1];
  }

  /** Where pods were left out, the frames know what was allocated. */
  function truth(model, shares) {
    const frames = model.frames;
    if (!frames) {
      return shares;
    }
    return shares.map((column, r) => {
      const out = new Float32Array(column.length);
      let all = 0;
      for (let n = 0; n < model.nodes; n++) {
        all += model.allocatable[r][n];
      }
      for (let i = 0; i < out.length; i++) {
        const frame = tt.frameAt(model, (i / SAMPLES) * model.endTime);
        const nodes = frames.allocated[r]?.[frame] ?? [];
        let sum = 0;
        for (let n = 0; n < nodes.length; n++) {
          sum += (nodes[n] / 1000) * model.allocatable[r][n];
        }
        out[i] = all > 0 ? sum / all : 0;
      }
      return out;
    });
  }

  /** Where pods were left out, the reasons' counts know how many waited. */
  function waiting(model, pending) {
    const reasons = model.raw.pendingReasons;
    if (!model.frames || !reasons?.time.length) {
      return pending;
    }
    const counts = reasons.time.map((_, i) =>
      reasons.counts.reduce((sum, column) => sum + column[i], 0),
    );
    const out = new Float32Array(pending.length);
    let next = 0;
    let last = 0;
    for (let i = 0; i < out.length; i++) {
      const until = (i / SAMPLES) * model.endTime;
      out[i] = last;
      for (; next < counts.length && reasons.time[next] <= until; next++) {
        last = counts[next];
        out[i] = Math.max(out[i], last);
      }
    }
    return out;
  }

  /** First place at which an array is at its highest. */
  function highest(values) {
    let best = 0;
    for (let i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /**
   * A moment of a run that is worth a first look, in its own units: when most nodes were not ready
   * or, where all always were, when most was allocated.
   */
  tt.tellingMoment = function ({ model, overview }) {
    const sick = highest(overview.notReady);
    const sums = overview.shares.reduce(
      (sum, column) => sum.map((value, i) => value + column[i]),
      new Float32Array(SAMPLES + 1),
    );
    const place = overview.notReady[sick] > 0 ? sick : highest(sums);
    return Math.floor((place / SAMPLES) * model.endTime);
  };
})((globalThis.towtank ??= {}));
