package io.towtank.workloads.recording;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Recordings of KWOK: what {@code kwokctl snapshot record} writes. Source: kubernetes-sigs/kwok,
 * API "action.kwok.x-k8s.io/v1alpha1", kind ResourcePatch.
 */
public final class KwokFormat implements TraceFormat {
  /** Made by the service loader. */
  public KwokFormat() {}

  @Override
  public String name() {
    return "kwok";
  }

  @Override
  public String summary() {
    return "KWOK recordings: objects, and what happened to them";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(CensoredLifetimes.OPTION));
  }

  @Override
  public List<Node> readNodes(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return KwokRecording.nodes(file, accounts);
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.of(
        () ->
            new ArrivalList(
                file,
                new KwokRecording(file, CensoredLifetimes.of(options, accounts), accounts).read()),
        options,
        accounts);
  }
}
