package io.towtank.scenarios.cli;

import io.towtank.scenarios.run.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs simulations side by side; what they yield does not depend on which ends first. */
final class ParallelRuns {
  private static final long PATIENCE_SECONDS = 60;

  private ParallelRuns() {}

  /** A run, which tells its progress so that it can be called off. */
  @FunctionalInterface
  interface Run<T> {
    T call(Progress progress) throws Exception;
  }

  /**
   * The results of all runs, in their order.
   *
   * @param threads how many run at once
   * @param done hears how many have ended, of how many
   * @throws Exception what the first run that failed threw; the others are called off
   */
  static <T> List<T> all(List<Run<T>> runs, int threads, Progress done) throws Exception {
    AtomicBoolean calledOff = new AtomicBoolean();
    Progress watch =
        (now, total) -> {
          if (calledOff.get()) {
            throw new CancellationException("another run has failed");
          }
        };
    ExecutorService executor =
        Executors.newFixedThreadPool(
            Math.min(threads, runs.size()),
            task -> {
              Thread thread = new Thread(task, "run");
              thread.setDaemon(true);
              return thread;
            });
    try {
      ExecutorCompletionService<T> completion = new ExecutorCompletionService<>(executor);
      List<Future<T>> futures = new ArrayList<>();
      for (Run<T> run : runs) {
        futures.add(completion.submit(() -> run.call(watch)));
      }
      done.update(0, runs.size());
      for (int ended = 1; ended <= runs.size(); ended++) {
        completion.take().get();
        done.update(ended, runs.size());
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    } finally {
      calledOff.set(true);
      executor.shutdownNow();
      executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
