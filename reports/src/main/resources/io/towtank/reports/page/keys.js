"use strict";
/** What the keys do, and the list that says so. */
(function (tt) {
  const KEYS = [
    ["Space", "play, pause"],
    ["\u2190 \u2192", "one step back, on"],
    ["Shift + \u2190 \u2192", "a twentieth of the run back, on"],
    ["Home End", "to the start, to the end"],
    ["[ ]", "slower, faster"],
    ["s", "what a step is: event, mark, decision"],
    ["r", "the next resource"],
    ["+ \u2212 0", "zoom in, zoom out, see all"],
    ["n p", "the next node, the one before"],
    ["/", "find a pod or a node"],
    ["t", "light, dark"],
    ["?", "this list"],
    ["Esc", "close"],
  ];

  /** The dialog that lists the keys. */
  tt.helpDialog = function () {
    const dialog = tt.el(
      "dialog",
      { class: "help", "aria-labelledby": "help-title" },
      tt.el("h2", { id: "help-title", text: "Keys" }),
      tt.el(
        "dl",
        {},
        ...KEYS.flatMap(([key, words]) => [
          tt.el("dt", {}, tt.el("kbd", { text: key })),
          tt.el("dd", { text: words }),
        ]),
      ),
      tt.el("p", {
        class: "hint",
        text: "With the mouse: click a node or a pod for its story; Ctrl and the wheel zoom, dragging moves; drag on the time line to scrub.",
      }),
      tt.el("form", { method: "dialog" }, tt.el("button", { text: "Close" })),
    );
    document.body.append(dialog);
    return dialog;
  };

  /** Whether a key belongs to what has the focus. */
  function isTaken(event) {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.("dialog[open]")) {
      return true;
    }
    if (target.matches?.("input[type=range]")) {
      return event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End";
    }
    if (target.matches?.("input, select, textarea")) {
      return true;
    }
    return event.key === " " && Boolean(target.closest?.("button, a, summary"));
  }

  function act(app, event) {
    const { clock } = app;
    switch (event.key) {
      case " ":
        clock.play(!clock.playing);
        break;
      case "ArrowLeft":
      case "ArrowRight": {
        const direction = event.key === "ArrowLeft" ? -1 : 1;
        if (event.shiftKey) {
          clock.set(clock.time + (direction * clock.end) / 20);
        } else {
          app.step(direction);
        }
        break;
      }
      case "Home":
      case "End":
        if (!event.target.closest?.(".playback")) {
          return false;
        }
        clock.set(event.key === "Home" ? 0 : clock.end);
        break;
      case "[":
        clock.setSpeed(clock.speed / 1.5);
        break;
      case "]":
        clock.setSpeed(clock.speed * 1.5);
        break;
      case "s":
        app.nextStepKind();
        break;
      case "r":
        app.setResource((app.resource + 1) % app.runs[0].model.resources.length);
        break;
      case "+":
      case "=":
        app.zoom(1.5);
        break;
      case "-":
        app.zoom(1 / 1.5);
        break;
      case "0":
        app.zoom(0);
        break;
      case "n":
      case "p":
        app.selectNextNode(event.key === "n" ? 1 : -1);
        break;
      case "/":
        document.getElementById("search").focus();
        break;
      case "t":
        tt.toggleTheme();
        break;
      case "?":
        app.help.showModal();
        break;
      case "Escape":
        app.select(null);
        break;
      default:
        return false;
    }
    return true;
  }

  /** Listens to the whole page. */
  tt.listenToKeys = function (app) {
    document.addEventListener("keydown", (event) => {
      if (!isTaken(event) && act(app, event)) {
        event.preventDefault();
      }
    });
  };
})((globalThis.towtank ??= {}));
