"use strict";
/** The box to find pods and nodes by a part of their names. */
(function (tt) {
  const FOUND_MAX = 12;

  /** Nodes, then pods, of a run whose names hold the text. */
  tt.find = function (model, text, most = FOUND_MAX) {
    const wanted = text.trim().toLowerCase();
    const found = [];
    if (!wanted) {
      return found;
    }
    for (let n = 0; n < model.nodes && found.length < most / 2; n++) {
      if (model.nodeName(n).toLowerCase().includes(wanted)) {
        found.push({ kind: "node", id: n, name: model.nodeName(n) });
      }
    }
    for (let p = 0; p < model.pods.length && found.length < most; p++) {
      if (model.podFullName(p).toLowerCase().includes(wanted)) {
        found.push({ kind: "pod", id: p, name: model.podFullName(p) });
      }
    }
    return found;
  };

  /** The box and its list of what was found. */
  tt.searchBox = function (app) {
    let found = [];
    let at = -1;
    const input = tt.el("input", {
      type: "search",
      id: "search",
      role: "combobox",
      "aria-label": "Find a pod or a node",
      "aria-expanded": "false",
      "aria-controls": "found",
      "aria-autocomplete": "list",
      placeholder: "Find a pod or a node  /",
      autocomplete: "off",
      spellcheck: "false",
    });
    const list = tt.el("ul", { id: "found", role: "listbox", "aria-label": "Found", hidden: true });
    const mark = () => {
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
      if (at >= 0) {
        input.setAttribute("aria-activedescendant", "found-" + at);
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    };
    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      at = -1;
      mark();
    };
    const choose = (i) => {
      const one = found[i];
      if (one) {
        close();
        app.select(one.kind, app.active, one.id, { show: true });
      }
    };
    const search = () => {
      found = tt.find(app.active.model, input.value);
      at = found.length ? 0 : -1;
      list.replaceChildren(
        ...found.map((one, i) =>
          tt.el(
            "li",
            {
              role: "option",
              id: "found-" + i,
              onpointerdown: (event) => event.preventDefault(),
              onclick: () => choose(i),
            },
            tt.el("span", { class: "kind", text: one.kind }),
            tt.bdi(tt.cut(one.name, 70)),
          ),
        ),
      );
      if (!found.length && input.value.trim()) {
        list.replaceChildren(
          tt.el("li", {
            role: "option",
            "aria-disabled": "true",
            class: "detail",
            text: "Nothing has that in its name.",
          }),
        );
      }
      list.hidden = !input.value.trim();
      input.setAttribute("aria-expanded", String(!list.hidden));
      mark();
    };
    input.addEventListener("input", search);
    input.addEventListener("focus", () => input.value && search());
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        at = found.length
          ? (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length
          : -1;
        mark();
        event.preventDefault();
      } else if (event.key === "Enter") {
        choose(Math.max(0, at));
      } else if (event.key === "Escape") {
        input.value = "";
        close();
        input.blur();
      }
    });
    return tt.el("div", { class: "search", role: "search" }, input, list);
  };
})((globalThis.towtank ??= {}));
