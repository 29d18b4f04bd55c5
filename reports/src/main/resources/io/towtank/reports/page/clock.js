"use strict";
/** The playback's clock: where it is, whether it runs, how fast, and what a step is. */
(function (tt) {
  const RUN_SECONDS = 45;
  const FASTEST_SECONDS = 20;
  const SLOWEST = 0.1;

  /** One clock for all runs, in units of the first one. */
  tt.Clock = class {
    constructor(runs) {
      this.runs = runs;
      this.unit = runs[0].model.unitSeconds;
      this.end = Math.max(...runs.map((run) => run.model.endSeconds)) / this.unit;
      this.endSeconds = this.end * this.unit;
      this.time = 0;
      this.playing = false;
      /** Whether nobody has chosen a time yet: then the page shows a telling one, and plays from 0. */
      this.untouched = true;
      this.fastest = Math.max(SLOWEST * 10, this.endSeconds / FASTEST_SECONDS);
      this.speed = this.endSeconds / RUN_SECONDS;
      this.stepBy = "event";
    }

    /** Simulated seconds at the clock's place. */
    get seconds() {
      return this.time * this.unit;
    }

    /** The clock's place in a run's own units; whole, as its events are. */
    local(run) {
      return Math.floor(this.time * (this.unit / run.model.unitSeconds) + 1e-6);
    }

    set(time) {
      this.untouched = false;
      this.time = tt.clamp(time, 0, this.end);
      tt.emit("time");
    }

    play(on) {
      if (on && (this.untouched || this.time >= this.end)) {
        this.time = 0;
      }
      this.playing = on;
      tt.emit("playing");
      if (on) {
        let last = performance.now();
        const coarse = matchMedia("(prefers-reduced-motion: reduce)").matches;
        const frame = (now) => {
          if (!this.playing) {
            return;
          }
          if (!coarse || now - last > 500) {
            this.set(this.time + (this.speed * (now - last)) / 1000 / this.unit);
            last = now;
          }
          if (this.time >= this.end) {
            this.play(false);
          } else {
            requestAnimationFrame(frame);
          }
        };
        requestAnimationFrame(frame);
      }
    }

    setSpeed(speed) {
      this.speed = tt.clamp(speed, SLOWEST, this.fastest);
      tt.emit("speed");
    }

    /** The speed as a place from 0 to 1 on a slider. */
    get speedShare() {
      return Math.log(this.speed / SLOWEST) / Math.log(this.fastest / SLOWEST);
    }

    set speedShare(share) {
      this.setSpeed(SLOWEST * Math.pow(this.fastest / SLOWEST, share));
    }

    /** Times of what is stepped by, of one run, ascending, in its own units. */
    times(run) {
      switch (this.stepBy) {
        case "decision":
          return run.model.decisions.length
            ? (run.decisionTimes ??= Float64Array.from(run.model.decisions, (d) => d.time).sort())
            : [];
        case "mark":
          return run.model.marks.time;
        default:
          return run.state.events.time;
      }
    }

    /** Goes to the next time, or the one before, at which something of the kind happens. */
    step(direction) {
      this.play(false);
      let best = direction > 0 ? this.end : 0;
      for (const run of this.runs) {
        const times = this.times(run);
        const factor = run.model.unitSeconds / this.unit;
        const now = this.local(run);
        let i = tt.upperBound(times, now);
        if (direction > 0) {
          best = i < times.length ? Math.min(best, times[i] * factor) : best;
        } else {
          i = tt.upperBound(times, now - 1) - 1;
          best = i >= 0 ? Math.max(best, times[i] * factor) : best;
        }
      }
      this.set(best);
    }
  };
})((globalThis.towtank ??= {}));
