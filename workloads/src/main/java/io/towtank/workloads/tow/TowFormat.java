package io.towtank.workloads.tow;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.text.InputException;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Towtank's own workload file, which {@link TraceConversion} writes.
 *
 * <p>Its accounts are those of the trace that it was made from, so that a run's result says the
 * same of both.
 */
public final class TowFormat implements TraceFormat {
  /** How names of workload files end. */
  public static final String ENDING = ".tow";

  /** Made by the service loader. */
  public TowFormat() {}

  @Override
  public String name() {
    return "tow";
  }

  @Override
  public String summary() {
    return "Towtank's workload file (Parquet): nodes, machine events and pods, sorted by time";
  }

  @Override
  public boolean claims(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  @Override
  public List<Node> readNodes(Path file, TraceOptions options, TraceAccounts accounts) {
    return readMachines(file, options, accounts).nodesAtStart();
  }

  @Override
  public MachineTrace readMachines(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return TowMachines.read(file, accounts);
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.ofSorted(() -> open(file, options.replay(), accounts), options, accounts);
  }

  /**
   * Where a workload file comes from.
   *
   * @throws InputException if it can't be opened or is none
   */
  public static Provenance provenance(Path file) {
    try (TowFile opened = TowFile.open(file)) {
      return opened.provenance();
    } catch (IOException e) {
      throw new InputException(file + ": can't be read", e);
    }
  }

  private static TowPods open(Path path, ReplayMode replay, TraceAccounts accounts) {
    TowFile file = TowFile.open(path);
    Provenance provenance = file.provenance();
    if (replay == ReplayMode.TIMED && provenance.replay() != replay) {
      InputException refusal =
          new InputException(
              path
                  + ": was converted for an arrival-only replay and has no times; convert its"
                  + " source with --replay timed");
      try {
        file.close();
      } catch (IOException e) {
        refusal.addSuppressed(e);
      }
      throw refusal;
    }
    accounts.addAll(provenance.accounts());
    // Those that are in the file are counted as they are read.
    accounts.pods(-provenance.pods());
    return new TowPods(file);
  }
}
