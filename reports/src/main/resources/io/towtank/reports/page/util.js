"use strict";
/** Small things that every part needs: numbers, durations and elements. */
(function (tt) {
  const MINUS = "\u2212";

  /** The value, or the nearest end of the range. */
  tt.clamp = (value, low, high) => Math.max(low, Math.min(high, value));

  /** First position in an ascending array whose value is greater than x. */
  tt.upperBound = function (array, x) {
    let low = 0;
    let high = array.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (array[middle] <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };

  /** Text cut to a number of characters, an ellipsis at the end where something was cut. */
  tt.cut = function (text, length) {
    return text.length <= length ? text : text.slice(0, Math.max(1, length - 1)) + "\u2026";
  };

  /** Text without what would break a line or turn its direction, for drawing on a canvas. */
  tt.plain = (text) =>
    text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, " ");

  /** A count with thousands separated. */
  tt.count = (n) => Math.round(n).toLocaleString("en");

  /** A number with at most so many digits that mean something. */
  tt.number = function (value, digits = 3) {
    if (!Number.isFinite(value)) {
      return "\u2013";
    }
    const size = Math.abs(value);
    const text = size.toLocaleString(
      "en",
      size >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: digits },
    );
    return (value < 0 ? MINUS : "") + text;
  };

  tt.percent = (ratio) =>
    Number.isFinite(ratio)
      ? (ratio * 100).toFixed(ratio < 0.0995 && ratio > 0 ? 1 : 0) + " %"
      : "\u2013";

  /** "1 node", "2 nodes". */
  tt.plural = (n, word) => tt.count(n) + " " + word + (n === 1 ? "" : "s");

  /** A length of time in words, from seconds: "350 ms", "12 s", "3 min 5 s", "2 h", "3 d 4 h". */
  tt.duration = function (seconds) {
    if (seconds < 0) {
      return MINUS + tt.duration(-seconds);
    }
    if (seconds === 0) {
      return "0 s";
    }
    if (seconds < 1) {
      return seconds < 1e-3
        ? tt.number(seconds * 1e6) + " \u00b5s"
        : tt.number(seconds * 1e3) + " ms";
    }
    if (seconds < 60) {
      return tt.number(seconds) + " s";
    }
    const whole = Math.round(seconds);
    const parts = [
      [Math.floor(whole / 86400), "d"],
      [Math.floor(whole / 3600) % 24, "h"],
      [Math.floor(whole / 60) % 60, "min"],
      [whole % 60, "s"],
    ];
    const first = parts.findIndex((part) => part[0] > 0);
    return parts
      .slice(first, first + 2)
      .filter((part) => part[0] > 0)
      .map((part) => part[0] + " " + part[1])
      .join(" ");
  };

  /** A moment as a clock shows it; with decimals where the whole run is short. */
  tt.clockText = function (seconds, endSeconds) {
    if (endSeconds < 120) {
      return seconds.toFixed(endSeconds < 2 ? 4 : 2) + " s";
    }
    const whole = Math.floor(seconds + 1e-9);
    const two = (n) => String(n).padStart(2, "0");
    const hours =
      two(Math.floor(whole / 3600) % 24) +
      ":" +
      two(Math.floor(whole / 60) % 60) +
      ":" +
      two(whole % 60);
    return endSeconds >= 86400 ? Math.floor(whole / 86400) + " d " + hours : hours;
  };

  /** Round steps for an axis of time: seconds between ticks, at most so many ticks. */
  tt.timeStep = function (seconds, ticksMax) {
    const steps = [
      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400,
      172800, 432000, 864000,
    ];
    const wanted = seconds / Math.max(1, ticksMax);
    if (wanted < 1) {
      const power = Math.pow(10, Math.floor(Math.log10(wanted)));
      return [1, 2, 5, 10].map((f) => f * power).find((step) => step >= wanted * 0.999) || 1;
    }
    return steps.find((step) => step >= wanted) || Math.ceil(wanted / 864000) * 864000;
  };

  /**
   * An element. Attributes starting with "on" are listeners, "text" is its text, the others are
   * set as they are; children are elements or texts.
   */
  tt.el = function (name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) {
        continue;
      }
      if (key === "text") {
        element.textContent = value;
      } else if (key.startsWith("on")) {
        element.addEventListener(key.slice(2), value);
      } else {
        element.setAttribute(key, value === true ? "" : value);
      }
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  /** A name or other foreign text, isolated from the direction of what stands around it. */
  tt.bdi = (text, attributes = {}) =>
    tt.el("bdi", { dir: "auto", text, title: text.length > 40 ? text : null, ...attributes });

  /** A button. */
  tt.button = (text, attributes = {}) => tt.el("button", { type: "button", text, ...attributes });

  /** Sizes a canvas to its box in device pixels; answers {context, width, height} in CSS pixels. */
  tt.fitCanvas = function (canvas, width, height) {
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
    const w = Math.max(1, Math.round(width * ratio));
    const h = Math.max(1, Math.round(height * ratio));
    if (canvas.width !== w || canvas.height !== h) {
      canvas.width = w;
      canvas.height = h;
    }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return { context, width, height, ratio };
  };
})((globalThis.towtank ??= {}));
