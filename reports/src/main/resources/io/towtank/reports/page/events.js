"use strict";
/** Everything that changes the cluster's state, in the order of time, as typed arrays. */
(function (tt) {
  tt.CREATED = 0;
  tt.BOUND = 1;
  tt.STARTED = 2;
  tt.ENDED = 3;
  tt.NODE = 4;

  /** Bits of a node's state. */
  tt.GONE = 1;
  tt.NOT_READY = 2;
  tt.CORDONED = 4;
  tt.TAINTED = 8;

  const ALL = tt.GONE | tt.NOT_READY | tt.CORDONED | tt.TAINTED;

  /** What each kind of event clears and sets; a node that comes or goes starts anew. */
  const EFFECTS = {
    joined: { clear: ALL, set: 0 },
    left: { clear: ALL, set: tt.GONE },
    ready: { clear: tt.NOT_READY, set: 0 },
    "not-ready": { clear: 0, set: tt.NOT_READY },
    cordoned: { clear: 0, set: tt.CORDONED },
    uncordoned: { clear: tt.CORDONED, set: 0 },
    tainted: { clear: 0, set: tt.TAINTED, taints: 1 },
    untainted: { clear: tt.TAINTED, set: 0, taints: -1 },
  };

  /** Positions in ascending order of time; equal times keep their order. Times lie in [0, end]. */
  function order(time, count, end) {
    const buckets = Math.max(1, Math.min(1 << 18, count));
    const factor = buckets / (end + 1);
    const start = new Uint32Array(buckets + 1);
    const bucket = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      bucket[i] = Math.min(buckets - 1, Math.max(0, Math.floor(time[i] * factor)));
      start[bucket[i] + 1]++;
    }
    for (let b = 0; b < buckets; b++) {
      start[b + 1] += start[b];
    }
    const next = start.slice(0, buckets);
    const sorted = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      sorted[next[bucket[i]]++] = i;
    }
    for (let b = 0; b < buckets; b++) {
      if (start[b + 1] - start[b] > 1) {
        sortWithin(sorted, start[b], start[b + 1], time);
      }
    }
    return sorted;
  }

  function sortWithin(sorted, from, to, time) {
    if (to - from > 48) {
      sorted.subarray(from, to).sort((a, b) => time[a] - time[b] || a - b);
      return;
    }
    for (let i = from + 1; i < to; i++) {
      const item = sorted[i];
      let j = i - 1;
      while (j >= from && time[sorted[j]] > time[item]) {
        sorted[j + 1] = sorted[j];
        j--;
      }
      sorted[j + 1] = item;
    }
  }

  /**
   * A node's changes of state as (time, node, before, after), from the events and, for nodes that
   * have no event of joining or leaving, from the columns of the nodes.
   */
  function nodeChanges(model) {
    const raw = model.raw;
    const kinds = raw.nodeEventKinds ?? [];
    const events = model.nodeEvents;
    const told = new Uint8Array(model.nodes);
    const first = new Uint8Array(model.nodes);
    const changes = [];
    for (let i = 0; i < events.length; i++) {
      const kind = kinds[events.kind[i]];
      if (kind === "joined" || kind === "left") {
        if (!told[events.node[i]] && kind === "joined") {
          first[events.node[i]] = tt.GONE;
        }
        told[events.node[i]] = 1;
      }
    }
    for (let i = 0; i < events.length; i++) {
      const effect = EFFECTS[kinds[events.kind[i]]];
      if (events.node[i] >= 0 && effect) {
        changes.push({ time: events.time[i], node: events.node[i], effect });
      }
    }
    for (let n = 0; n < model.nodes; n++) {
      if (told[n]) {
        continue;
      }
      if (raw.nodes.joined[n] > 0) {
        first[n] = tt.GONE;
        changes.push({ time: raw.nodes.joined[n], node: n, effect: EFFECTS.joined });
      }
      if (raw.nodes.left[n] >= 0) {
        changes.push({ time: raw.nodes.left[n], node: n, effect: EFFECTS.left });
      }
    }
    changes.sort((a, b) => a.time - b.time);
    const flags = first.slice();
    const taints = new Int32Array(model.nodes);
    for (const { node, effect, ...change } of changes.splice(0)) {
      const before = flags[node];
      taints[node] = effect.clear === ALL ? 0 : Math.max(0, taints[node] + (effect.taints ?? 0));
      flags[node] = (before & ~effect.clear) | effect.set | (taints[node] > 0 ? tt.TAINTED : 0);
      changes.push({ ...change, node, before, after: flags[node] });
    }
    return { first, changes };
  }

  /** All events of a run: {length, time, kind, subject}, and how nodes begin and change. */
  tt.events = function (model) {
    const pods = model.pods;
    const { first, changes } = nodeChanges(model);
    const most = pods.length * 4 + changes.length;
    const time = new Float64Array(most);
    const kind = new Uint8Array(most);
    const subject = new Int32Array(most);
    let count = 0;
    const add = (t, k, s) => {
      time[count] = Math.max(0, t);
      kind[count] = k;
      subject[count++] = s;
    };
    for (let p = 0; p < pods.length; p++) {
      add(pods.created[p], tt.CREATED, p);
      if (pods.bound[p] >= 0) {
        add(pods.bound[p], tt.BOUND, p);
        if (pods.started[p] >= 0) {
          add(pods.started[p], tt.STARTED, p);
        }
      }
      if (pods.ended[p] >= 0) {
        add(pods.ended[p], tt.ENDED, p);
      }
    }
    changes.forEach((change, i) => add(change.time, tt.NODE, i));
    let last = model.endTime;
    for (let i = 0; i < count; i++) {
      last = Math.max(last, time[i]);
    }
    const sorted = order(time, count, last);
    const out = {
      length: count,
      time: new Float64Array(count),
      kind: new Uint8Array(count),
      subject: new Int32Array(count),
      first,
      changes,
    };
    for (let i = 0; i < count; i++) {
      out.time[i] = time[sorted[i]];
      out.kind[i] = kind[sorted[i]];
      out.subject[i] = subject[sorted[i]];
    }
    return out;
  };
})((globalThis.towtank ??= {}));
