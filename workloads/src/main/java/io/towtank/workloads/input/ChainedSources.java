package io.towtank.workloads.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several sources one after the other, each opened when the one before has ended. */
public final class ChainedSources implements ArrivalSource {
  private final List<Supplier<ArrivalSource>> sources;
  private int opened;
  private @Nullable ArrivalSource current;

  /** A chain of these, the first of which is opened at once. */
  private ChainedSources(List<Supplier<ArrivalSource>> sources) {
    this.sources = List.copyOf(sources);
    open();
  }

  /** A chain with a source for each part, opened in their order. */
  public static <P> ChainedSources over(List<P> parts, Function<P, ArrivalSource> open) {
    return new ChainedSources(
        parts.stream().<Supplier<ArrivalSource>>map(part -> () -> open.apply(part)).toList());
  }

  @Override
  public @Nullable PodBatch next() {
    while (current != null) {
      PodBatch arrival = current.next();
      if (arrival != null) {
        return arrival;
      }
      close(current);
      open();
    }
    return null;
  }

  @Override
  public long nextTime() {
    while (current != null) {
      long time = current.nextTime();
      if (time != END) {
        return time;
      }
      close(current);
      open();
    }
    return END;
  }

  @Override
  public String position() {
    return current == null ? "" : current.position();
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }

  private void open() {
    current = opened < sources.size() ? sources.get(opened++).get() : null;
  }

  private static void close(ArrivalSource source) {
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
