"use strict";
/** Who owns pods, largest first, each with a colour. */
(function (tt) {
  const HUES = 7;
  const MIX = 0.42;

  /** A size that pods without an owner are counted to: their GPUs or, where there are none, their CPU. */
  function sizeOf(model) {
    const find = (pattern) => model.resources.findIndex((resource) => pattern.test(resource.name));
    const gpu = find(/gpu/i);
    const cpu = find(/^cpu$/);
    const read = (r, vector) => model.requests[r][vector] / (model.resources[r].scale || 1);
    return model.raw.requests.map((_, vector) => {
      if (gpu >= 0) {
        const n = read(gpu, vector);
        return n === 0 ? "no GPU" : n < 1 ? "part of a GPU" : tt.plural(Math.ceil(n), "GPU");
      }
      const cores =
        cpu >= 0 ? Math.pow(2, Math.ceil(Math.log2(Math.max(0.125, read(cpu, vector))))) : 0;
      return cores > 0
        ? "up to " + (cores === 1 ? "1 core" : tt.number(cores) + " cores")
        : "all pods";
    });
  }

  /** What a pod held over the whole run: its share of all there is of each resource, times how long. */
  function useOf(model, pod) {
    const { bound, ended, request } = model.pods;
    if (bound[pod] < 0) {
      return 0;
    }
    const held = (ended[pod] < 0 ? model.endTime : ended[pod]) - bound[pod];
    return (
      model.requests.reduce(
        (sum, amounts, r) =>
          sum + (model.total[r] > 0 ? amounts[request[pod]] / model.total[r] : 0),
        0,
      ) * held
    );
  }

  /** The owners of a run, or sizes of pods without one, the largest users first in rank, and each pod's owner as an index. */
  tt.owners = function (model) {
    const seen = new Map();
    const list = [];
    const ofPod = new Int32Array(model.pods.length);
    const { owner, namespace, request } = model.pods;
    const sizes = sizeOf(model);
    for (let p = 0; p < ofPod.length; p++) {
      const key = owner[p] || namespace[p] + " " + sizes[request[p]];
      let index = seen.get(key);
      if (index === undefined) {
        index = list.length;
        seen.set(key, index);
        list.push({
          name: model.podOwner(p) || sizes[request[p]],
          namespace: model.text(namespace[p]),
          use: 0,
          rank: 0,
        });
      }
      list[index].use += useOf(model, p);
      ofPod[p] = index;
    }
    [...list]
      .sort((a, b) => b.use - a.use || (a.name < b.name ? -1 : 1))
      .forEach((item, rank) => (item.rank = rank));
    return { list, ofPod };
  };

  /** Gives an owner the rank that it has in the first run, so that it has one colour in all. */
  tt.alignOwners = function (runs) {
    const ranks = new Map(
      runs[0].owners.list.map((owner) => [owner.namespace + "/" + owner.name, owner.rank]),
    );
    for (const run of runs.slice(1)) {
      for (const owner of run.owners.list) {
        const key = owner.namespace + "/" + owner.name;
        owner.rank = ranks.get(key) ?? ranks.size;
        ranks.set(key, owner.rank);
      }
    }
  };

  function mix(color, other, share) {
    const parts = [1, 3, 5].map((i) =>
      Math.round(
        parseInt(color.slice(i, i + 2), 16) * (1 - share) +
          parseInt(other.slice(i, i + 2), 16) * share,
      ),
    );
    return "#" + parts.map((part) => part.toString(16).padStart(2, "0")).join("");
  }

  /** An owner's colour: the largest have the plain ones; then they come again, pale and then dark. */
  tt.ownerColor = function (rank) {
    const table = (tt.colors.owners ??= [null, "#ffffff", "#10151b"].flatMap((other) =>
      tt.colors.lines.slice(0, HUES).map((color) => (other ? mix(color, other, MIX) : color)),
    ));
    return table[rank % table.length];
  };

  /** Black or white, whichever reads better on a colour written #rrggbb. */
  tt.inkOn = function (color) {
    const [r, g, b] = [1, 3, 5]
      .map((i) => parseInt(color.slice(i, i + 2), 16) / 255)
      .map((v) => (v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4)));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#10151b" : "#ffffff";
  };
})((globalThis.towtank ??= {}));
