package io.towtank.control.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The controllers of one process: they start and stop together, as leadership comes and goes. */
public final class ControllerManager {
  private final List<Controller> controllers = new ArrayList<>();
  private boolean isRunning;

  /** Adds a controller, which starts at once if the others run. */
  public void add(Controller controller) {
    controllers.add(controller);
    if (isRunning) {
      controller.start();
    }
  }

  /** Starts all, in the order in which they were added. */
  public void start() {
    isRunning = true;
    controllers.forEach(Controller::start);
  }

  /** Stops all at once. */
  public void stop() {
    isRunning = false;
    controllers.forEach(Controller::stop);
  }

  /** Whether the controllers run. */
  public boolean isRunning() {
    return isRunning;
  }

  /** All controllers. */
  public List<Controller> controllers() {
    return Collections.unmodifiableList(controllers);
  }

  /** How many looks at objects are set for a later time. */
  public int pendingTimers() {
    return controllers.stream().mapToInt(Controller::pendingTimers).sum();
  }
}
