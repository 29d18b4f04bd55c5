"use strict";
/** Draws the cluster as a field of nodes: how full each is, which ones are not well, and its pods. */
(function (tt) {
  const PODS_FROM = 34;
  const NAMES_FROM = 76;

  /** Share of a node that is allocated now; NaN where it has none of the resource. */
  function share(run, resource, node) {
    const all = run.model.allocatable[resource][node];
    return all > 0 ? run.state.allocated[resource][node] / all : NaN;
  }

  /** Shares of all nodes, taken from the frames where pods were left out. */
  tt.shares = function (run, resource) {
    const { model, state } = run;
    const out = (run.shares ??= new Float32Array(model.nodes));
    const frames = model.frames;
    if (frames) {
      const column = frames.allocated[resource]?.[tt.frameAt(model, state.time)];
      for (let n = 0; n < model.nodes; n++) {
        out[n] = model.allocatable[resource][n] > 0 && column ? column[n] / 1000 : NaN;
      }
    } else {
      for (let n = 0; n < model.nodes; n++) {
        out[n] = share(run, resource, n);
      }
    }
    return out;
  };

  /** Text in a box, cut so that it fits; at most one measuring of each length. */
  function fitText(context, text, x, y, width) {
    if (width < 14) {
      return;
    }
    const most = Math.floor(width / (context.measureText("0").width || 6));
    context.fillText(tt.plain(tt.cut(text, Math.max(1, most))), x, y, width);
  }

  /** Pods of a node as cells inside its filled part, areas by what they request. */
  tt.podCells = function (run, node, resource, x, y, size) {
    const { model, state } = run;
    const all = model.allocatable[resource][node];
    if (!(all > 0)) {
      return { pods: [], rects: new Float64Array(0) };
    }
    const amounts = model.requests[resource];
    const pods = tt
      .podsOn(model, node, state.time)
      .filter((pod) => amounts[model.pods.request[pod]] > 0);
    pods.sort((a, b) => amounts[model.pods.request[b]] - amounts[model.pods.request[a]] || a - b);
    const values = pods.map((pod) => amounts[model.pods.request[pod]]);
    const height = Math.min(1, values.reduce((a, b) => a + b, 0) / all) * size;
    return { pods, rects: tt.squarify(values, x, y + size - height, size, height) };
  };

  function drawPods(run, context, node, x, y, size, resource) {
    const { pods, rects } = tt.podCells(run, node, resource, x, y, size);
    const gap = size > 90 ? 1 : 0.5;
    const chosen = run.app.selection;
    pods.forEach((pod, i) => {
      const [px, py, pw, ph] = rects.subarray(i * 4, i * 4 + 4);
      const color = tt.ownerColor(run.owners.list[run.owners.ofPod[pod]].rank);
      context.fillStyle = color;
      context.fillRect(px, py, Math.max(0.5, pw - gap), Math.max(0.5, ph - gap));
      if (pw > 80 && ph > 14) {
        context.fillStyle = tt.inkOn(color);
        fitText(context, run.model.podName(pod), px + 4, py + 11, pw - 8);
      }
      if (chosen?.kind === "pod" && chosen.run === run && chosen.id === pod) {
        context.strokeStyle = tt.colors.ink;
        context.lineWidth = 2.5;
        context.strokeRect(px + 1, py + 1, Math.max(1, pw - gap - 2), Math.max(1, ph - gap - 2));
      }
    });
  }

  /** What is wrong with a node, as a shape: a cross, a bar, or an outline without a body. */
  function drawState(context, flags, x, y, size) {
    const c = tt.colors;
    const inset = size > 12 ? size * 0.22 : size * 0.12;
    if (flags & tt.NOT_READY) {
      for (const [style, extra] of size > 9
        ? [
            [c.card, 2],
            [c.bad, 0],
          ]
        : [[c.bad, 0]]) {
        context.strokeStyle = style;
        context.lineWidth = Math.max(1, Math.min(3.5, size * 0.13)) + extra;
        context.beginPath();
        context.moveTo(x + inset, y + inset);
        context.lineTo(x + size - inset, y + size - inset);
        context.moveTo(x + size - inset, y + inset);
        context.lineTo(x + inset, y + size - inset);
        context.stroke();
      }
    } else if (flags & tt.CORDONED) {
      for (const [style, extra] of size > 9
        ? [
            [c.card, 2],
            [c.ink, 0],
          ]
        : [[c.ink, 0]]) {
        context.strokeStyle = style;
        context.lineWidth = Math.max(1, Math.min(3.5, size * 0.13)) + extra;
        context.beginPath();
        context.moveTo(x + inset, y + size / 2);
        context.lineTo(x + size - inset, y + size / 2);
        context.stroke();
      }
    }
  }

  /** Bodies of the nodes that are in sight, those of one colour in one stroke of the brush. */
  function drawBodies(context, seen, shares, flags, size) {
    const c = tt.colors;
    const levels = Array.from({ length: 17 }, () => []);
    context.fillStyle = c.track;
    context.beginPath();
    for (const item of seen) {
      const value = shares[item.node];
      if (flags[item.node] & tt.GONE) {
        continue;
      }
      context.rect(item.x, item.y, size, size);
      if (value > 0 && !item.pods) {
        levels[tt.clamp(Math.round(value * 16), 1, 16)].push(item);
      }
    }
    context.fill();
    levels.forEach((items, level) => {
      if (items.length) {
        context.fillStyle = c.shares[level];
        context.beginPath();
        for (const { node, x, y } of items) {
          const height = size < 9 ? size : Math.max(1, Math.min(1, shares[node]) * size);
          context.rect(x, y + size - height, size, height);
        }
        context.fill();
      }
    });
  }

  function drawOutlines(run, context, seen, shares, size) {
    const c = tt.colors;
    const flags = run.state.flags;
    for (const { node, x, y } of seen) {
      if (flags[node] & tt.GONE) {
        context.strokeStyle = c.muted;
        context.lineWidth = 1;
        context.setLineDash([2, 2]);
        context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
        context.setLineDash([]);
      } else if (flags[node] & (tt.NOT_READY | tt.CORDONED)) {
        if (flags[node] & tt.NOT_READY && size < 12) {
          context.globalAlpha = 0.3;
          context.fillStyle = c.bad;
          context.fillRect(x, y, size, size);
          context.globalAlpha = 1;
        } else if (flags[node] & tt.NOT_READY) {
          context.globalAlpha = 0.55;
          context.fillStyle = c.card;
          context.fillRect(x, y, size, size);
          context.globalAlpha = 1;
          context.strokeStyle = c.bad;
          context.lineWidth = size > 12 ? 1.5 : 1;
          context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
        }
        drawState(context, flags[node], x, y, size);
      } else if (Number.isNaN(shares[node]) && size >= 6) {
        context.fillStyle = c.muted;
        context.fillRect(x + size * 0.38, y + size * 0.48, size * 0.24, Math.max(1, size * 0.06));
      }
    }
  }

  function drawNames(run, context, seen, size) {
    context.font = "11px " + tt.colors.font;
    for (const { node, x, y } of seen) {
      const text = run.model.nodeName(node);
      context.fillStyle = tt.colors.card;
      context.globalAlpha = 0.86;
      context.fillRect(x, y, size, 15);
      context.globalAlpha = 1;
      context.fillStyle = tt.colors.ink;
      fitText(context, text, x + 4, y + 11, size - 8);
    }
  }

  function drawLabels(run, context) {
    const { layout, camera } = run;
    context.textBaseline = "alphabetic";
    context.font = "600 12px " + tt.colors.font;
    context.fillStyle = tt.colors.muted;
    for (const zone of layout.zones) {
      const text =
        (zone.name ? (/^zone/i.test(zone.name) ? "" : "Zone ") + zone.name : "All nodes") +
        " \u00b7 " +
        tt.count(zone.nodes);
      fitText(
        context,
        text,
        camera.x(zone.x),
        camera.y(zone.y) + 13 * Math.min(2, camera.scale),
        zone.width * camera.scale,
      );
    }
    if (
      camera.scale >= 1.5 &&
      camera.scale * layout.size >= 22 &&
      layout.racks.length > layout.zones.length
    ) {
      context.font = "10px " + tt.colors.font;
      for (const rack of layout.racks) {
        if (rack.name && rack.width * camera.scale > 40) {
          fitText(
            context,
            rack.name,
            camera.x(rack.x),
            camera.y(rack.y) - 2,
            rack.width * camera.scale,
          );
        }
      }
    }
  }

  /** Draws one run's field as its state is now. */
  tt.drawField = function (run) {
    const { context, width, height } = tt.fitCanvas(run.canvas, run.width, run.height);
    const { layout, camera, app } = run;
    context.clearRect(0, 0, width, height);
    const cell = layout.size * camera.scale;
    const size = Math.max(0.8, cell - (cell > 24 ? 3 : cell > 6 ? 1 : 0.4));
    const withPods = cell >= PODS_FROM && !run.model.frames;
    if (withPods !== run.withPods) {
      run.withPods = withPods;
      run.canvas.closest(".main-part")?.classList.toggle("with-pods", withPods);
    }
    const shares = tt.shares(run, app.resource);
    const seen = [];
    for (let node = 0; node < run.model.nodes; node++) {
      const x = camera.x(layout.x[node]);
      const y = camera.y(layout.y[node]);
      if (x < width && y < height && x + cell > 0 && y + cell > 0) {
        seen.push({ node, x, y, pods: withPods });
      }
    }
    drawLabels(run, context);
    drawBodies(context, seen, shares, run.state.flags, size);
    if (withPods) {
      context.font = "10px " + tt.colors.font;
      for (const { node, x, y } of seen) {
        drawPods(run, context, node, x, y, size, app.resource);
      }
    }
    drawOutlines(run, context, seen, shares, size);
    if (cell >= NAMES_FROM) {
      drawNames(run, context, seen, size);
    }
    drawSelection(run, context, size);
  };

  function drawSelection(run, context, size) {
    const chosen = run.app.selection;
    if (!chosen || chosen.run !== run) {
      return;
    }
    const node = tt.nodeOf(run, chosen);
    if (node < 0) {
      return;
    }
    const x = run.camera.x(run.layout.x[node]);
    const y = run.camera.y(run.layout.y[node]);
    context.strokeStyle = tt.colors.ink;
    context.lineWidth = 2;
    context.strokeRect(x - 1.5, y - 1.5, size + 3, size + 3);
  }

  /** The node that is selected, or that a selected pod or decision is about; -1 if none. */
  tt.nodeOf = function (run, chosen) {
    if (chosen.kind === "node") {
      return chosen.id;
    }
    return chosen.kind === "pod"
      ? run.model.pods.node[chosen.id]
      : chosen.kind === "decision"
        ? run.model.decisions[chosen.id].node
        : -1;
  };

  /** The node, and the pod of it, below a point of the canvas; null where there is none. */
  tt.hit = function (run, px, py) {
    const { layout, camera } = run;
    const cell = layout.size * camera.scale;
    for (let node = 0; node < run.model.nodes; node++) {
      const x = camera.x(layout.x[node]);
      const y = camera.y(layout.y[node]);
      if (px >= x && px < x + cell && py >= y && py < y + cell) {
        return {
          node,
          pod: cell >= PODS_FROM && !run.model.frames ? podAt(run, node, x, y, cell, px, py) : -1,
        };
      }
    }
    return null;
  };

  function podAt(run, node, x, y, cell, px, py) {
    const { pods, rects } = tt.podCells(
      run,
      node,
      run.app.resource,
      x,
      y,
      cell - (cell > 24 ? 3 : 1),
    );
    for (let i = 0; i < pods.length; i++) {
      const [rx, ry, rw, rh] = rects.subarray(i * 4, i * 4 + 4);
      if (px >= rx && px < rx + rw && py >= ry && py < ry + rh) {
        return pods[i];
      }
    }
    return -1;
  }
})((globalThis.towtank ??= {}));
