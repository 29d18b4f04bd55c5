"use strict";
/** What programs and tests ask of the page. */
(function (tt) {
  const FRAMES = 90;

  /** A generator of numbers from 0 to 1 that always gives the same ones. */
  function numbers(seed) {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    };
  }

  /** The state of a run at a time of its own units, computed by the engine that plays it. */
  tt.stateAt = function (runIndex, time) {
    const run = tt.app.runs[runIndex];
    run.probe ??= new tt.State(run.model, run.state.events);
    return tt.plainState(run.probe.seek(time));
  };

  /** Scrubs one frame after the other, half of them in order and half at random; answers how fast. */
  tt.measureScrub = function () {
    const { clock } = tt.app;
    const before = clock.time;
    const random = numbers(7);
    return new Promise((resolve) => {
      let frames = 0;
      let busy = 0;
      let slowest = 0;
      const start = performance.now();
      const frame = () => {
        const begin = performance.now();
        clock.set((frames < FRAMES / 2 ? frames / (FRAMES / 2) : random()) * clock.end);
        tt.app.drawNow();
        const took = performance.now() - begin;
        busy += took;
        slowest = Math.max(slowest, took);
        frames++;
        if (frames < FRAMES) {
          requestAnimationFrame(frame);
        } else {
          const millis = performance.now() - start;
          clock.set(before);
          resolve({
            fps: (frames * 1000) / millis,
            frames,
            millis,
            drawMillis: busy / frames,
            slowestMillis: slowest,
          });
        }
      };
      requestAnimationFrame(frame);
    });
  };
})((globalThis.towtank ??= {}));
