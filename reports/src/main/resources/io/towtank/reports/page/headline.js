"use strict";
/** The answer first: figures with their meaning, or a table of them where runs are compared. */
(function (tt) {
  /** Cards of one run. */
  function cards(run) {
    return tt.el(
      "section",
      { "aria-label": "Main figures", class: "headline" },
      tt.el(
        "dl",
        { class: "cards" },
        ...(run.model.raw.headline ?? []).map((one) =>
          tt.el(
            "div",
            {
              class: "card tone-" + (/^(good|neutral|bad)$/.test(one.tone) ? one.tone : "neutral"),
            },
            tt.el("dt", { text: one.label }),
            tt.el("dd", {
              class: "number" + (one.value.length > 9 ? " words" : ""),
              dir: "auto",
              text: one.value,
            }),
            tt.el("dd", { dir: "auto", text: one.meaning }),
          ),
        ),
      ),
    );
  }

  /** One row for each run, one column for each figure; its meaning stands below it. */
  function table(runs) {
    const labels = [
      ...new Set(runs.flatMap((run) => (run.model.raw.headline ?? []).map((one) => one.label))),
    ];
    const cell = (run, label) => {
      const found = (run.model.raw.headline ?? []).find((one) => one.label === label);
      return tt.el(
        "td",
        { class: "tone-" + (found?.tone ?? "neutral") },
        tt.el("b", { dir: "auto", text: found?.value ?? "\u2013" }),
        tt.el("span", { class: "detail", dir: "auto", text: found?.meaning ?? "" }),
      );
    };
    return tt.el(
      "section",
      { class: "headline", "aria-label": "Main figures" },
      tt.el(
        "div",
        {
          class: "scroll-x",
          tabindex: "0",
          role: "region",
          "aria-label": "Main figures by policy",
        },
        tt.el(
          "table",
          { class: "headline-table" },
          tt.el(
            "thead",
            {},
            tt.el(
              "tr",
              {},
              tt.el("th", { scope: "col", text: "policy" }),
              ...labels.map((text) => tt.el("th", { scope: "col", text })),
            ),
          ),
          tt.el(
            "tbody",
            {},
            ...runs.map((run) =>
              tt.el("tr", {}, policyHead(run), ...labels.map((label) => cell(run, label))),
            ),
          ),
        ),
      ),
    );
  }

  function policyHead(run) {
    const swatch = tt.el("span", {
      class: "swatch",
      "aria-hidden": "true",
      style: "background:" + tt.colors.lines[run.model.index],
    });
    return tt.el(
      "th",
      { scope: "row" },
      tt.el("span", { class: "policy-head" }, swatch, tt.bdi(run.model.raw.policy)),
    );
  }

  tt.headline = (runs) => (runs.length > 1 ? table(runs) : cards(runs[0]));

  /** What was left out of the page, and where; null where all is here. */
  tt.omittedNote = function (runs) {
    const sentences = runs.flatMap((run) =>
      run.model.omitted.map(
        (sentence) => (runs.length > 1 ? run.model.raw.policy + ": " : "") + sentence,
      ),
    );
    return sentences.length
      ? tt.el(
          "aside",
          { class: "omitted", "aria-label": "What was left out" },
          tt.el("b", { text: "Left out: " }),
          sentences.join(" "),
        )
      : null;
  };
})((globalThis.towtank ??= {}));
