"use strict";
/** The cluster's state at any time: events applied forwards, or undone backwards, exactly. */
(function (tt) {
  /** The state of one run; {@code seek} moves it. */
  tt.State = class {
    constructor(model, events) {
      this.model = model;
      this.events = events ?? tt.events(model);
      const n = model.nodes;
      /** Pods that hold each node. */
      this.nodePods = new Int32Array(n);
      /** What is allocated: one array over the nodes for each resource. */
      this.allocated = model.resources.map(() => new Float64Array(n));
      /** What is allocated of each resource on all nodes. */
      this.allocatedSum = new Float64Array(model.resources.length);
      /** What the nodes that are there can give of each resource. */
      this.allocatableSum = new Float64Array(model.resources.length);
      /** Bits of each node's state. */
      this.flags = this.events.first.slice();
      this.pending = 0;
      this.bound = 0;
      this.running = 0;
      this.created = 0;
      this.nodesUsed = 0;
      /** How many nodes have each combination of bits. */
      this.flagCounts = new Int32Array(16);
      this.position = 0;
      this.time = -1;
      for (let node = 0; node < n; node++) {
        this.flagCounts[this.flags[node]]++;
        if (!(this.flags[node] & tt.GONE)) {
          this.capacity(node, 1);
        }
      }
    }

    /** Moves to the state right after everything that happens at the time or before. */
    seek(time) {
      const { length, time: times } = this.events;
      while (this.position < length && times[this.position] <= time) {
        this.apply(this.position++, 1);
      }
      while (this.position > 0 && times[this.position - 1] > time) {
        this.apply(--this.position, -1);
      }
      this.time = time;
      return this;
    }

    apply(i, sign) {
      const subject = this.events.subject[i];
      switch (this.events.kind[i]) {
        case tt.CREATED:
          this.created += sign;
          this.pending += sign;
          break;
        case tt.BOUND:
          this.pending -= sign;
          this.bound += sign;
          this.hold(subject, sign);
          break;
        case tt.STARTED:
          this.running += sign;
          break;
        case tt.ENDED:
          this.end(subject, sign);
          break;
        default:
          this.change(this.events.changes[subject], sign);
      }
    }

    end(pod, sign) {
      const pods = this.model.pods;
      if (pods.bound[pod] < 0) {
        this.pending -= sign;
        return;
      }
      this.bound -= sign;
      if (pods.started[pod] >= 0) {
        this.running -= sign;
      }
      this.hold(pod, -sign);
    }

    hold(pod, sign) {
      const { pods, requests } = this.model;
      const node = pods.node[pod];
      if (node < 0) {
        return;
      }
      const before = this.nodePods[node];
      this.nodePods[node] = before + sign;
      this.nodesUsed += (before + sign > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
      const vector = pods.request[pod];
      for (let r = 0; r < requests.length; r++) {
        const amount = sign * requests[r][vector];
        this.allocated[r][node] += amount;
        this.allocatedSum[r] += amount;
      }
    }

    change(change, sign) {
      const next = sign > 0 ? change.after : change.before;
      const before = this.flags[change.node];
      if ((before & tt.GONE) !== (next & tt.GONE)) {
        this.capacity(change.node, next & tt.GONE ? -1 : 1);
      }
      this.flagCounts[before]--;
      this.flagCounts[next]++;
      this.flags[change.node] = next;
    }

    capacity(node, sign) {
      for (let r = 0; r < this.allocatableSum.length; r++) {
        this.allocatableSum[r] += sign * this.model.allocatable[r][node];
      }
    }

    /** How many nodes have any of the bits. */
    nodesWith(bits) {
      let count = 0;
      for (let flags = 0; flags < this.flagCounts.length; flags++) {
        if (flags & bits) {
          count += this.flagCounts[flags];
        }
      }
      return count;
    }
  };

  /** A node's state in words. */
  tt.stateText = function (flags) {
    if (flags & tt.GONE) {
      return "gone";
    }
    const words = [];
    if (flags & tt.NOT_READY) {
      words.push("not-ready");
    }
    if (flags & tt.CORDONED) {
      words.push("cordoned");
    }
    return words.length ? words.join(",") : "ready";
  };

  /** A copy of a state for programs: plain arrays and words. */
  tt.plainState = (state) => ({
    podsPerNode: Array.from(state.nodePods),
    allocated: state.allocated.map((column) => Array.from(column)),
    pending: state.pending,
    nodeStates: Array.from(state.flags, tt.stateText),
  });

  /** Pods that hold a node at a time, in the order of their creation. */
  tt.podsOn = function (model, node, time) {
    const { start, list } = model.byNode;
    const { bound, ended } = model.pods;
    const found = [];
    for (let i = start[node]; i < start[node + 1]; i++) {
      const pod = list[i];
      if (bound[pod] <= time && (ended[pod] < 0 || ended[pod] > time)) {
        found.push(pod);
      }
    }
    return found;
  };

  /** Pods that wait for a node at a time, the longest first; at most so many. */
  tt.pendingPods = function (model, time, most) {
    const { created, bound, ended } = model.pods;
    const found = [];
    const last = tt.upperBound(created, time);
    for (let p = 0; p < last && found.length < most; p++) {
      if ((bound[p] < 0 || bound[p] > time) && (bound[p] >= 0 || ended[p] < 0 || ended[p] > time)) {
        found.push(p);
      }
    }
    return found;
  };
})((globalThis.towtank ??= {}));
