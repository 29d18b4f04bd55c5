"use strict";
/** Which charts a run's data allows, and their lines; without any DOM. */
(function (tt) {
  const WAIT_BINS = 160;

  /** Columns of a run's series by key. */
  function column(run, key) {
    const columns = run.model.raw.series?.columns ?? [];
    const at = columns.findIndex((one) => one.key === key);
    return at < 0 ? null : run.model.raw.series.values[at];
  }

  function points(run, values, factor = 1) {
    const { time } = run.model.raw.series;
    return time
      .map((t, i) => ({ x: run.model.seconds(t), y: values[i] * factor }))
      .filter((point) => Number.isFinite(point.y));
  }

  function peak(lines) {
    return lines.reduce((most, line) => line.points.reduce((m, p) => Math.max(m, p.y), most), 0);
  }

  /** A line of one column; with several runs it is called after its policy. */
  function line(runs, run, key, label, color, more = {}) {
    const values = column(run, key);
    if (!values) {
      return null;
    }
    const several = runs.length > 1;
    return {
      label: several ? run.model.raw.policy + (more.several ? ", " + label : "") : label,
      color: several ? run.model.index : color,
      points: points(run, values),
      ...more,
    };
  }

  function chart(id, title, unit, lines, words, more = {}) {
    const kept = lines.filter((one) => one && one.points.length);
    return kept.length && (more.always || peak(kept) > 0)
      ? { id, title, unit, lines: kept, words, ...more }
      : null;
  }

  /** Keys of the resources' columns with a suffix, those with data alone. */
  function resourceKeys(runs, suffix) {
    const columns = runs[0].model.raw.series?.columns ?? [];
    return columns
      .filter((one) => one.key.endsWith(suffix))
      .map((one) => ({
        key: one.key,
        name:
          one.label.replace(/,? (allocated|stranded|fragmented|arrived|used)\b.*$/, "") ||
          one.key.slice(0, -suffix.length),
      }))
      .filter(({ key }) => runs.some((run) => (column(run, key) ?? []).some((v) => v > 0)));
  }

  function mean(values) {
    return values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  }

  function allocation(runs) {
    const keys = resourceKeys(runs, "_allocated_ratio");
    if (runs.length > 1) {
      return keys
        .sort((a, b) => mean(column(runs[0], b.key)) - mean(column(runs[0], a.key)))
        .slice(0, 2)
        .map(({ key, name }) =>
          chart(
            "allocated-" + key,
            "Allocation of " + name,
            "share",
            runs.map((run) => line(runs, run, key, name, 0)),
            "Share of what the nodes can give that is allocated to pods.",
            { limit: 1 },
          ),
        );
    }
    const lines = keys.map(({ key, name }, i) => line(runs, runs[0], key, name, i));
    return [
      chart(
        "allocation",
        "Allocation",
        "share",
        lines,
        "Share of each resource that is allocated to pods, against what the nodes can give (100 %).",
        { limit: 1, always: true },
      ),
    ];
  }

  function waste(runs) {
    const lines = runs.flatMap((run) =>
      ["_fragmented_ratio", "_stranded_ratio"].flatMap((suffix, s) =>
        resourceKeys(runs, suffix)
          .slice(0, runs.length > 1 ? 1 : 8)
          .map(({ key, name }, i) =>
            line(runs, run, key, name + (s ? ", stranded" : ", fragmented"), i, {
              dashed: s === 1,
              several: true,
            }),
          ),
      ),
    );
    return chart(
      "waste",
      "Free capacity that can't be used",
      "share",
      lines,
      "Fragmented: the mix of pods can't use it. Stranded: it stands on nodes where another resource is exhausted.",
    );
  }

  /** How long pods waited, by when they were bound: the median and the longest of each moment. */
  function waits(run) {
    const { pods, endTime } = run.model;
    const bins = Array.from({ length: WAIT_BINS }, () => []);
    for (let p = 0; p < pods.length; p++) {
      if (pods.bound[p] >= 0) {
        bins[tt.clamp(Math.floor((pods.bound[p] / endTime) * WAIT_BINS), 0, WAIT_BINS - 1)].push(
          pods.bound[p] - pods.created[p],
        );
      }
    }
    const at = (share) =>
      bins.flatMap((bin, i) => {
        if (!bin.length) {
          return [];
        }
        bin.sort((a, b) => a - b);
        return [
          {
            x: ((i + 0.5) / WAIT_BINS) * run.model.endSeconds,
            y: run.model.seconds(bin[Math.min(bin.length - 1, Math.floor(share * bin.length))]),
          },
        ];
      });
    return { median: at(0.5), longest: at(1) };
  }

  function waiting(runs) {
    const lines = runs.flatMap((run) => {
      const { median, longest } = waits(run);
      return runs.length > 1
        ? [{ label: run.model.raw.policy, color: run.model.index, points: longest }]
        : [
            { label: "longest", color: 1, points: longest, scatter: true },
            { label: "median", color: 0, points: median, scatter: true },
          ];
    });
    const sampled = runs.some((run) => run.model.frames)
      ? " Of the pods that are in this page."
      : "";
    return chart(
      "wait",
      "Wait to be bound",
      "seconds",
      lines,
      "How long pods had waited when they were bound" +
        (runs.length > 1 ? ", the longest of each moment." : ".") +
        sampled,
    );
  }

  function reasons(run, several) {
    const pending = run.model.raw.pendingReasons;
    if (!pending?.time.length) {
      return null;
    }
    const total = pending.counts.map((column) => column.reduce((a, b) => a + b, 0));
    const order = total.map((_, i) => i).sort((a, b) => total[b] - total[a]);
    const top = order.slice(0, 6);
    const rest = order.slice(6);
    const sum = (at, list) => list.reduce((value, i) => value + pending.counts[i][at], 0);
    const stack = (label, list, color) => ({
      label,
      color,
      stacked: true,
      points: pending.time.map((t, k) => ({ x: run.model.seconds(t), y: sum(k, list) })),
    });
    const lines = top.map((i, k) =>
      stack(run.model.text(pending.reasons[i]) || "not tried yet", [i], k),
    );
    if (rest.length) {
      lines.push(stack(tt.plural(rest.length, "other reason"), rest, 7));
    }
    return chart(
      "reasons-" + run.model.index,
      "Why pods wait" + (several ? ": " + run.model.raw.policy : ""),
      "pods",
      lines,
      "Pending pods by the reason of their last attempt, in kube-scheduler's words.",
      { stacked: true },
    );
  }

  const TAKEN =
    /^(pods_pending_count|nodes_in_use_count|nodes_lower_bound_count|pods_(running|arrived|finished)_count)$|_(allocated|stranded|fragmented|arrived|used)_ratio$/;

  /** Columns that no chart of ours has taken, one chart for each unit. */
  function others(runs) {
    const columns = (runs[0].model.raw.series?.columns ?? []).filter((one) => !TAKEN.test(one.key));
    const units = [...new Set(columns.map((one) => one.unit))];
    return units.map((unit, u) => {
      const lines = runs.flatMap((run) =>
        columns
          .filter((one) => one.unit === unit)
          .map((one, i) => line(runs, run, one.key, one.label, i, { several: true })),
      );
      return chart(
        "other-" + u,
        unit === "ratio" ? "Other shares" : "Other series (" + unit + ")",
        unit === "ratio" ? "share" : unit,
        lines.slice(0, 8),
        "",
      );
    });
  }

  /** All charts, in the order in which to show them. */
  tt.chartSpecs = function (runs) {
    const several = runs.length > 1;
    const all = (id, title, unit, keys, words) =>
      chart(
        id,
        title,
        unit,
        runs.flatMap((run) =>
          keys.map(([key, label, more], i) => line(runs, run, key, label, i, more)),
        ),
        words,
      );
    return [
      ...allocation(runs),
      all(
        "pending",
        "Pending pods",
        "pods",
        [["pods_pending_count", "pending"]],
        "Pods that wait for a node.",
      ),
      waiting(runs),
      all(
        "nodes",
        "Nodes in use",
        "nodes",
        several
          ? [["nodes_in_use_count", "in use"]]
          : [
              ["nodes_in_use_count", "in use"],
              ["nodes_lower_bound_count", "lower bound: no packing needs fewer", { dashed: true }],
            ],
        "Nodes with at least one pod.",
      ),
      ...runs.map((run) => reasons(run, several)),
      all(
        "pods",
        "Pods",
        "pods",
        several
          ? [["pods_running_count", "running"]]
          : [
              ["pods_arrived_count", "arrived"],
              ["pods_running_count", "running"],
              ["pods_finished_count", "finished"],
            ],
        several ? "Pods that run." : "Pods that have arrived, run, and have finished.",
      ),
      waste(runs),
      ...others(runs),
    ].filter(Boolean);
  };
})((globalThis.towtank ??= {}));
