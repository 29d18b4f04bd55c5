"use strict";
/** How full one node was over the whole run, as a small curve of steps. */
(function (tt) {
  const HEIGHT = 48;

  /** Steps of {time, value}: what was allocated of a resource from a time on. */
  function steps(model, node, resource) {
    if (model.frames) {
      const all = model.allocatable[resource][node];
      const column = model.frames.allocated[resource] ?? [];
      return column.map((frame, i) => ({
        time: model.frames.time[i],
        value: (frame[node] / 1000) * all,
      }));
    }
    const changes = [];
    const { start, list } = model.byNode;
    for (let i = start[node]; i < start[node + 1]; i++) {
      const amount = model.requests[resource][model.pods.request[list[i]]];
      changes.push({ time: model.pods.bound[list[i]], amount });
      if (model.pods.ended[list[i]] >= 0) {
        changes.push({ time: model.pods.ended[list[i]], amount: -amount });
      }
    }
    changes.sort((a, b) => a.time - b.time);
    let value = 0;
    return changes.map(({ time, amount }) => ({ time, value: (value += amount) }));
  }

  /** Draws the curve on a canvas that is on the page. */
  tt.drawNodeSpark = function (canvas, run, node, resource) {
    const width = canvas.clientWidth || 280;
    const { context } = tt.fitCanvas(canvas, width, HEIGHT);
    const { model, state } = run;
    const all = model.allocatable[resource][node];
    const x = (time) => (time / model.endTime) * width;
    const y = (value) => HEIGHT - 2 - (all > 0 ? Math.min(1, value / all) : 0) * (HEIGHT - 6);
    context.clearRect(0, 0, width, HEIGHT);
    context.fillStyle = tt.colors.track;
    context.fillRect(0, y(all), width, HEIGHT - y(all));
    context.beginPath();
    context.moveTo(0, HEIGHT);
    let before = 0;
    for (const { time, value } of steps(model, node, resource)) {
      context.lineTo(x(time), y(before));
      context.lineTo(x(time), y(value));
      before = value;
    }
    context.lineTo(width, y(before));
    context.lineTo(width, HEIGHT);
    context.fillStyle = tt.colors.accent;
    context.fill();
    context.fillStyle = tt.colors.ink;
    context.fillRect(x(state.time) - 0.75, 0, 1.5, HEIGHT);
  };
})((globalThis.towtank ??= {}));
