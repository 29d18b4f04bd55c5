"use strict";
/** Turns the embedded data into columns that can be played: format 1, without any DOM. */
(function (tt) {
  /** Bytes of a base64 text. */
  function bytesOf(base64) {
    const text = base64.trim();
    if (typeof Uint8Array.fromBase64 === "function") {
      return Uint8Array.fromBase64(text);
    }
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) {
      bytes[i] = binary.charCodeAt(i);
    }
    return bytes;
  }

  /** The document inside a data element's text: base64 of a raw deflate of JSON. */
  tt.decode = async function (base64) {
    const stream = new Blob([bytesOf(base64)])
      .stream()
      .pipeThrough(new DecompressionStream("deflate-raw"));
    const document = await new Response(stream).json();
    if (document.format !== 1) {
      throw new Error("the data is of format " + document.format + ", this page reads format 1");
    }
    return document;
  };

  /** Running sums: times that were each written minus the one before. */
  function sums(deltas) {
    const out = new Float64Array(deltas.length);
    let sum = 0;
    for (let i = 0; i < deltas.length; i++) {
      sum += deltas[i];
      out[i] = sum;
    }
    return out;
  }

  /** base + offset, or -1 where the offset says never. */
  function offsets(base, offset) {
    const out = new Float64Array(offset.length);
    for (let i = 0; i < offset.length; i++) {
      out[i] = offset[i] < 0 ? -1 : base[i] + offset[i];
    }
    return out;
  }

  /** The columns of the pods, times absolute. */
  function podsOf(raw) {
    const created = sums(raw.created);
    const bound = offsets(created, raw.bound);
    return {
      length: created.length,
      created,
      bound,
      started: offsets(bound, raw.started),
      ended: offsets(created, raw.ended),
      node: Int32Array.from(raw.node),
      request: Int32Array.from(raw.request),
      name: raw.name,
      namespace: raw.namespace,
      owner: raw.owner,
      priority: raw.priority,
      attempts: raw.attempts,
      outcome: raw.outcome,
      reason: raw.reason,
    };
  }

  /** Pods that were ever bound to each node, as one array and where each node begins. */
  function podsByNode(pods, nodes) {
    const start = new Int32Array(nodes + 1);
    for (let i = 0; i < pods.length; i++) {
      if (pods.bound[i] >= 0 && pods.node[i] >= 0) {
        start[pods.node[i] + 1]++;
      }
    }
    for (let i = 0; i < nodes; i++) {
      start[i + 1] += start[i];
    }
    const next = start.slice(0, nodes);
    const list = new Int32Array(start[nodes]);
    for (let i = 0; i < pods.length; i++) {
      if (pods.bound[i] >= 0 && pods.node[i] >= 0) {
        list[next[pods.node[i]]++] = i;
      }
    }
    return { start, list };
  }

  const NONE = { time: [], kind: [], object: [], detail: [], node: [] };

  /** One run, ready to be played. */
  tt.model = function (raw, index) {
    const strings = raw.strings;
    const text = (i) => (typeof i === "number" ? (strings[i] ?? "") : String(i ?? ""));
    const pods = podsOf(raw.pods);
    const nodes = raw.nodes.name.length;
    const resources = raw.resources;
    const allocatable = resources.map((_, r) => Float64Array.from(raw.nodes.allocatable[r]));
    const requests = resources.map((_, r) =>
      Float64Array.from(raw.requests, (vector) => vector[r]),
    );
    const marks = raw.marks ?? NONE;
    const nodeEvents = raw.nodeEvents ?? NONE;
    const unitSeconds = raw.timeUnitNanos / 1e9;
    const byPod = new Map();
    (raw.decisions ?? []).forEach((decision, i) => {
      if (!byPod.has(decision.pod)) {
        byPod.set(decision.pod, []);
      }
      byPod.get(decision.pod).push(i);
    });
    return {
      raw,
      index,
      text,
      unitSeconds,
      endTime: Math.max(1, raw.endTime),
      endSeconds: Math.max(1, raw.endTime) * unitSeconds,
      seconds: (t) => t * unitSeconds,
      nodes,
      nodeName: (n) => text(raw.nodes.name[n]),
      zone: (n) => text(raw.nodes.zone[n]),
      rack: (n) => text(raw.nodes.rack[n]),
      nodeModel: (n) => text(raw.nodes.model[n]),
      resources,
      allocatable,
      total: allocatable.map((column) => column.reduce((a, b) => a + b, 0)),
      requests,
      pods,
      podName: (p) => text(pods.name[p]),
      podFullName: (p) =>
        (text(pods.namespace[p]) ? text(pods.namespace[p]) + "/" : "") + text(pods.name[p]),
      podOwner: (p) => text(pods.owner[p]),
      byNode: podsByNode(pods, nodes),
      marks: { ...marks, time: sums(marks.time), length: marks.time.length },
      nodeEvents: { ...nodeEvents, time: sums(nodeEvents.time), length: nodeEvents.time.length },
      decisions: raw.decisions ?? [],
      decisionsOfPod: (p) => (byPod.get(p) ?? []).map((i) => raw.decisions[i]),
      omitted: raw.omitted ?? [],
      frames: raw.frames ?? null,
    };
  };

  /** An amount of a resource as people read it, with its unit. */
  tt.amount = function (resource, value) {
    const unit = resource.shown ?? "";
    const text = tt.number(value / (resource.scale || 1), 4);
    return text + (unit ? " " + (text === "1" ? unit.replace(/s$/, "") : unit) : "");
  };

  /** What people call a resource. */
  tt.resourceLabel = (resource) => resource.label || resource.name;
})((globalThis.towtank ??= {}));
