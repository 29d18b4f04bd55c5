package io.towtank.workloads.recording;

import io.towtank.model.ArrivalStream;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Traces of SimKube, version 2, as MessagePack or JSON. Source: acrlabs/simkube, "sk-store"; D.
 * Morrison, "SimKube", 2024.
 */
public final class SimKubeFormat implements TraceFormat {
  /** Made by the service loader. */
  public SimKubeFormat() {}

  @Override
  public String name() {
    return "simkube";
  }

  @Override
  public String summary() {
    return "SimKube traces: workload objects over time, as MessagePack or JSON";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(CensoredLifetimes.OPTION));
  }

  @Override
  public boolean claims(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".sktrace");
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.of(
        () ->
            new ArrivalList(
                file,
                new SimKubeTrace(file, CensoredLifetimes.of(options, accounts), accounts).read()),
        options,
        accounts);
  }
}
