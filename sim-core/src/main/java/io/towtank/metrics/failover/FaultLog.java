package io.towtank.metrics.failover;

import io.towtank.kernel.Simulation;
import io.towtank.record.FaultEvent;
import io.towtank.record.RunRecorder;

/** Hands on the steps of faults, as many as are to be kept. */
final class FaultLog {
  private final Simulation simulation;
  private final FailoverOptions options;
  private final RunRecorder recorder;

  FaultLog(Simulation simulation, FailoverOptions options, RunRecorder recorder) {
    this.simulation = simulation;
    this.options = options;
    this.recorder = recorder;
  }

  void note(FaultAccount fault, FaultEvent.Kind kind, String object, String detail) {
    int number = fault.fault().number();
    if (number <= options.timelineFaultsMax() && fault.nextEvent() <= options.timelineEventsMax()) {
      recorder.faultEvent(new FaultEvent(number, simulation.now(), kind, object, detail));
    }
  }

  void note(Loss loss, FaultEvent.Kind kind, String object, String detail) {
    loss.hits().forEach(hit -> note(hit.fault(), kind, object, detail));
  }
}
