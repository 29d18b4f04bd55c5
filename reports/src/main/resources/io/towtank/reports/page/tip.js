"use strict";
/** The small box of words beside the pointer. */
(function (tt) {
  let box = null;

  /** Shows lines beside a point of the window; the first is the title. */
  tt.showTip = function (x, y, lines) {
    if (!box) {
      box = tt.el("div", { class: "tip", "aria-hidden": "true" });
      document.body.append(box);
    }
    box.replaceChildren(
      ...lines.map((line, i) =>
        tt.el("div", { class: i === 0 ? "tip-title" : null, dir: "auto", text: tt.cut(line, 160) }),
      ),
    );
    box.hidden = false;
    const { width, height } = box.getBoundingClientRect();
    box.style.left = tt.clamp(x + 14, 4, innerWidth - width - 4) + "px";
    box.style.top = (y + height + 24 > innerHeight ? y - height - 12 : y + 16) + "px";
  };

  tt.hideTip = function () {
    if (box) {
      box.hidden = true;
    }
  };
})((globalThis.towtank ??= {}));
