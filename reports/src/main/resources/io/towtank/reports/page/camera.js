"use strict";
/** Zooming and moving over a field: wheel, pinch, drag, buttons and keys. */
(function (tt) {
  const DRAG_FROM = 4;

  /** What part of the field is seen. */
  tt.Camera = class {
    constructor() {
      this.scale = 1;
      this.dx = 0;
      this.dy = 0;
      this.width = 1;
      this.height = 1;
      this.scaleMax = 1;
    }

    x(worldX) {
      return worldX * this.scale + this.dx;
    }

    y(worldY) {
      return worldY * this.scale + this.dy;
    }

    /** Tells how large the view is and how large one node should get at most. */
    resize(width, height, cell) {
      this.width = width;
      this.height = height;
      this.scaleMax = Math.max(2, 260 / Math.max(1, cell));
      this.zoom(1, width / 2, height / 2);
    }

    /** Zooms by a factor around a point of the view. */
    zoom(factor, px, py) {
      const next = tt.clamp(this.scale * factor, 1, this.scaleMax);
      const real = next / this.scale;
      this.dx = px - (px - this.dx) * real;
      this.dy = py - (py - this.dy) * real;
      this.scale = next;
      this.move(0, 0);
    }

    move(dx, dy) {
      this.dx = tt.clamp(this.dx + dx, this.width * (1 - this.scale), 0);
      this.dy = tt.clamp(this.dy + dy, this.height * (1 - this.scale), 0);
    }

    /** Brings a place of the field into the middle of the view, near enough to see inside. */
    show(worldX, worldY, scale) {
      this.scale = tt.clamp(scale, 1, this.scaleMax);
      this.dx = this.width / 2 - worldX * this.scale;
      this.dy = this.height / 2 - worldY * this.scale;
      this.move(0, 0);
    }

    reset() {
      this.scale = 1;
      this.dx = 0;
      this.dy = 0;
    }
  };

  /**
   * Listens to a canvas. The camera is one for all fields of a comparison, so that they show the
   * same part.
   *
   * @param hooks {camera, changed(), click(x, y), hover(x, y, event), leave()}
   */
  tt.handleCamera = function (canvas, hooks) {
    const camera = hooks.camera;
    const pointers = new Map();
    let dragged = false;
    let spread = 0;
    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const distance = () => {
      const [a, b] = [...pointers.values()];
      return Math.hypot(a.x - b.x, a.y - b.y);
    };
    canvas.addEventListener(
      "wheel",
      (event) => {
        // A page that is scrolled past should not zoom: only with Ctrl (a pinch), or once it has the focus.
        const wanted = event.ctrlKey || event.metaKey || document.activeElement === canvas;
        const possible = event.deltaY < 0 ? camera.scale < camera.scaleMax : camera.scale > 1;
        if (wanted && possible) {
          event.preventDefault();
          const { x, y } = at(event);
          camera.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), x, y);
          hooks.changed();
        }
      },
      { passive: false },
    );
    canvas.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, at(event));
      canvas.setPointerCapture(event.pointerId);
      dragged = pointers.size > 1;
      spread = pointers.size === 2 ? distance() : 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      const now = at(event);
      const before = pointers.get(event.pointerId);
      if (!before) {
        hooks.hover(now.x, now.y, event);
        return;
      }
      if (pointers.size === 2) {
        pointers.set(event.pointerId, now);
        const [a, b] = [...pointers.values()];
        camera.zoom(distance() / (spread || 1), (a.x + b.x) / 2, (a.y + b.y) / 2);
        spread = distance();
        hooks.changed();
      } else if (dragged || Math.hypot(now.x - before.x, now.y - before.y) > DRAG_FROM) {
        dragged = true;
        pointers.set(event.pointerId, now);
        camera.move(now.x - before.x, now.y - before.y);
        hooks.changed();
      }
    });
    const up = (event) => {
      const was = pointers.delete(event.pointerId);
      if (was && !dragged && event.type === "pointerup") {
        const { x, y } = at(event);
        hooks.click(x, y);
      }
    };
    canvas.addEventListener("pointerup", up);
    canvas.addEventListener("pointercancel", up);
    canvas.addEventListener("pointerleave", hooks.leave);
  };
})((globalThis.towtank ??= {}));
