"use strict";
/** Squarified treemap: rectangles with areas in given proportions, as square as it goes. */
(function (tt) {
  /** The worst ratio of sides in a row of areas along a side. */
  function worst(largest, smallest, sum, side) {
    const square = side * side;
    return Math.max((square * largest) / (sum * sum), (sum * sum) / (square * smallest));
  }

  /**
   * Lays out areas, largest first, inside a rectangle. Source: Bruls, Huizing and van Wijk,
   * "Squarified Treemaps", 2000.
   *
   * @param {number[]} values positive, descending; they are scaled to fill the rectangle
   * @returns {Float64Array} x, y, width, height of each, one after the other
   */
  tt.squarify = function (values, x, y, width, height) {
    const out = new Float64Array(values.length * 4);
    let total = 0;
    for (const value of values) {
      total += value;
    }
    if (!(total > 0) || width <= 0 || height <= 0) {
      return out;
    }
    const scale = (width * height) / total;
    let from = 0;
    while (from < values.length) {
      const side = Math.min(width, height);
      let sum = values[from] * scale;
      const largest = sum;
      let to = from + 1;
      let ratio = worst(largest, largest, sum, side);
      while (to < values.length) {
        const area = values[to] * scale;
        const next = worst(largest, area, sum + area, side);
        if (next > ratio) {
          break;
        }
        sum += area;
        ratio = next;
        to++;
      }
      const thickness = side > 0 ? sum / side : 0;
      let along = 0;
      for (let i = from; i < to; i++) {
        const length = thickness > 0 ? (values[i] * scale) / thickness : 0;
        if (width >= height) {
          out.set([x, y + along, thickness, length], i * 4);
        } else {
          out.set([x + along, y, length, thickness], i * 4);
        }
        along += length;
      }
      if (width >= height) {
        x += thickness;
        width = Math.max(0, width - thickness);
      } else {
        y += thickness;
        height = Math.max(0, height - thickness);
      }
      from = to;
    }
    return out;
  };
})((globalThis.towtank ??= {}));
