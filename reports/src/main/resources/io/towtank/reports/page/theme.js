"use strict";
/** Light and dark, and the colours that drawings take from the style sheet. */
(function (tt) {
  const root = () => document.documentElement;

  /** Colours of the style sheet as they are now; lines and owners are told apart by anyone. */
  tt.colors = {};

  const LIGHT = [
    "#eef1e4",
    "#d9ecc0",
    "#a6d9b9",
    "#6bc1c0",
    "#3a9fc0",
    "#2a78b0",
    "#284f95",
    "#1d2c6b",
  ];
  const DARK = [
    "#223040",
    "#24456a",
    "#275d93",
    "#2c78b4",
    "#3b93c2",
    "#58aec4",
    "#7fc8c4",
    "#a8dfc6",
  ];
  const LINES_LIGHT = [
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
    "#7a6ad8",
    "#5b6675",
  ];
  const LINES_DARK = [
    "#56b4e9",
    "#f08a3c",
    "#2bc79a",
    "#dd9bc2",
    "#f0b83c",
    "#9ad2f5",
    "#a99df0",
    "#a3aebc",
  ];

  function hex(text) {
    return [1, 3, 5].map((i) => parseInt(text.slice(i, i + 2), 16));
  }

  /** Seventeen steps from nothing to all, of a list of fixed points. */
  function ramp(points) {
    const steps = [];
    for (let i = 0; i <= 16; i++) {
      const at = (i / 16) * (points.length - 1);
      const low = Math.min(points.length - 2, Math.floor(at));
      const a = hex(points[low]);
      const b = hex(points[low + 1]);
      steps.push("rgb(" + a.map((v, k) => Math.round(v + (b[k] - v) * (at - low))).join(",") + ")");
    }
    return steps;
  }

  /** Whether the page is dark now. */
  tt.isDark = function () {
    const chosen = root().dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };

  /** Reads the colours again; drawings that listen for "theme" draw themselves anew. */
  tt.readColors = function (dark = tt.isDark()) {
    const style = getComputedStyle(root());
    const value = (name) => style.getPropertyValue("--" + name).trim();
    tt.colors = {
      dark,
      page: value("page"),
      card: value("card"),
      ink: value("ink"),
      muted: value("muted"),
      line: value("line"),
      accent: value("accent"),
      bad: value("bad"),
      track: value("track"),
      lines: dark ? LINES_DARK : LINES_LIGHT,
      shares: ramp(dark ? DARK : LIGHT),
      font: getComputedStyle(document.body).fontFamily,
    };
    tt.emit("theme");
  };

  /** Colour of a share from 0 to 1. */
  tt.shareColor = (share) => tt.colors.shares[tt.clamp(Math.round(share * 16), 0, 16)];

  /** Turns to the other of light and dark, and remembers it where the browser lets it. */
  tt.toggleTheme = function () {
    root().dataset.theme = tt.isDark() ? "light" : "dark";
    try {
      localStorage.setItem("towtank-theme", root().dataset.theme);
    } catch {
      // A page from disk may not store anything.
    }
    tt.readColors();
  };

  /** Takes up what was chosen before, and follows the system and the printer. */
  tt.startTheme = function () {
    try {
      const chosen = localStorage.getItem("towtank-theme");
      if (chosen === "dark" || chosen === "light") {
        root().dataset.theme = chosen;
      }
    } catch {
      // As above.
    }
    tt.readColors();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => tt.readColors());
    let before;
    addEventListener("beforeprint", () => {
      before = root().dataset.theme;
      root().dataset.theme = "light";
      tt.readColors(false);
      tt.emit("print");
    });
    addEventListener("afterprint", () => {
      if (before) {
        root().dataset.theme = before;
      } else {
        delete root().dataset.theme;
      }
      tt.readColors();
    });
  };

  const listeners = new Map();

  /** Calls back whenever something of this name happens. */
  tt.on = function (name, callback) {
    if (!listeners.has(name)) {
      listeners.set(name, []);
    }
    listeners.get(name).push(callback);
  };

  /** Says that something happened. */
  tt.emit = (name, ...values) =>
    (listeners.get(name) ?? []).forEach((callback) => callback(...values));
})((globalThis.towtank ??= {}));
