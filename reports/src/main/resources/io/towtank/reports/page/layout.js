"use strict";
/** Where each node stands in the field: by zone, then by rack, as large as there is room for. */
(function (tt) {
  const LABEL = 20;
  const ZONE_GAP = 16;
  const RACK_GAP = 0.55;
  const CELL_MAX = 110;

  /** The nodes of each zone by rack, both in the order of their names. */
  function groups(model) {
    const zones = new Map();
    for (let n = 0; n < model.nodes; n++) {
      const zone = model.zone(n);
      const rack = model.rack(n);
      if (!zones.has(zone)) {
        zones.set(zone, new Map());
      }
      const racks = zones.get(zone);
      if (!racks.has(rack)) {
        racks.set(rack, []);
      }
      racks.get(rack).push(n);
    }
    const byName = (a, b) => a[0].localeCompare(b[0], "en", { numeric: true });
    return [...zones]
      .sort(byName)
      .map(([name, racks]) => ({ name, racks: [...racks].sort(byName) }));
  }

  /** Rows of racks and size of a rack's block in cells, where a rack is so many nodes wide. */
  function shape(zone, columns, width, size) {
    const wide = columns * size;
    const perRow = Math.floor((width + RACK_GAP * size) / (wide + RACK_GAP * size));
    if (perRow < 1) {
      return null;
    }
    let height = 0;
    for (let i = 0; i < zone.racks.length; i += perRow) {
      const tallest = Math.max(
        ...zone.racks.slice(i, i + perRow).map((rack) => Math.ceil(rack[1].length / columns)),
      );
      height += tallest * size + (i > 0 ? RACK_GAP * size : 0);
    }
    return { perRow, height };
  }

  /** Widths of a rack, in nodes, that are worth a try. */
  function widths(zone, width, size) {
    const most = Math.max(...zone.racks.map((rack) => rack[1].length));
    if (zone.racks.length === 1) {
      return [Math.max(1, Math.min(most, Math.floor(width / size)))];
    }
    const tried = new Set();
    for (let rows = 1; rows <= Math.min(most, 60); rows++) {
      tried.add(Math.ceil(most / rows));
    }
    return [...tried];
  }

  /** The arrangement of least height at this size of cells. */
  function arrange(zone, width, size) {
    let best = null;
    for (const columns of widths(zone, width, size)) {
      const found = shape(zone, columns, width, size);
      if (found && (best === null || found.height < best.height)) {
        best = { ...found, columns };
      }
    }
    return best;
  }

  function fits(zones, across, width, height, size) {
    const zoneWidth = (width - ZONE_GAP * (across - 1)) / across;
    let sum = 0;
    for (let i = 0; i < zones.length; i += across) {
      let tallest = 0;
      for (const zone of zones.slice(i, i + across)) {
        const found = arrange(zone, zoneWidth, size);
        if (!found) {
          return Infinity;
        }
        tallest = Math.max(tallest, found.height);
      }
      sum += tallest + LABEL + (i > 0 ? ZONE_GAP : 0);
    }
    return sum <= height ? sum : Infinity;
  }

  /** The largest cells with so many zones beside each other. */
  function largest(zones, across, width, height) {
    let low = 1;
    let high = CELL_MAX;
    if (fits(zones, across, width, height, high) < Infinity) {
      return high;
    }
    for (let i = 0; i < 11; i++) {
      const middle = (low + high) / 2;
      if (fits(zones, across, width, height, middle) < Infinity) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The field's layout in a box: places of nodes (left upper corner), size of a cell, boxes of
   * zones and racks, and the height that is used.
   */
  tt.layout = function (model, width, height) {
    const zones = groups(model);
    let size = 0;
    let across = 1;
    for (let k = 1; k <= Math.min(zones.length, 8); k++) {
      const found = largest(zones, k, width, height);
      // Of arrangements with equal cells, the flattest.
      if (found > size - 0.01) {
        size = Math.max(size, found);
        across = k;
      }
    }
    if (size >= 4) {
      size = Math.floor(size * 2) / 2;
    }
    const out = {
      x: new Float32Array(model.nodes),
      y: new Float32Array(model.nodes),
      size,
      zones: [],
      racks: [],
      width,
      height: 0,
    };
    const zoneWidth = (width - ZONE_GAP * (across - 1)) / across;
    let top = 0;
    for (let i = 0; i < zones.length; i += across) {
      let tallest = 0;
      zones.slice(i, i + across).forEach((zone, k) => {
        const used = place(out, zone, k * (zoneWidth + ZONE_GAP), top, zoneWidth, size);
        tallest = Math.max(tallest, used);
      });
      top += tallest + ZONE_GAP;
    }
    out.height = top - ZONE_GAP;
    return out;
  };

  function place(out, zone, left, top, width, size) {
    const { columns, perRow, height } = arrange(zone, width, size) ?? {
      columns: 1,
      perRow: 1,
      height: 0,
    };
    const count = zone.racks.reduce((sum, rack) => sum + rack[1].length, 0);
    out.zones.push({
      name: zone.name,
      x: left,
      y: top,
      width,
      height: height + LABEL,
      nodes: count,
    });
    let y = top + LABEL;
    for (let i = 0; i < zone.racks.length; i += perRow) {
      let tallest = 0;
      zone.racks.slice(i, i + perRow).forEach(([name, nodes], k) => {
        const x = left + k * (columns + RACK_GAP) * size;
        const rows = Math.ceil(nodes.length / columns);
        tallest = Math.max(tallest, rows * size);
        out.racks.push({ name, x, y, width: columns * size, height: rows * size });
        nodes.forEach((node, j) => {
          out.x[node] = x + (j % columns) * size;
          out.y[node] = y + Math.floor(j / columns) * size;
        });
      });
      y += tallest + RACK_GAP * size;
    }
    return height + LABEL;
  }
})((globalThis.towtank ??= {}));
