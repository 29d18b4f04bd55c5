package io.towtank.workloads.planetlab;

import io.towtank.model.Pod;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.TarEntries;
import io.towtank.workloads.input.TextLines;
import io.towtank.workloads.input.TraceFile;
import io.towtank.workloads.input.TraceTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The machines of a folder of files, of an archive of them, or of one file. */
final class VmFiles implements ArrivalSource {
  private static final long STEP_NANOS = 300_000_000_000L;
  private static final int PERCENT_MAX = 100;

  private final List<Path> files;
  private final VmShape shape;
  private final TraceAccounts accounts;
  private int opened;
  private @Nullable TarEntries archive;
  private Path file;
  private int machines;
  private String position = "";

  private VmFiles(List<Path> files, VmShape shape, TraceAccounts accounts) {
    this.files = files;
    this.shape = shape;
    this.accounts = accounts;
    file = files.get(0);
  }

  static VmFiles open(Path path, VmShape shape, TraceAccounts accounts) {
    List<Path> files = TraceTables.in(path).files(file -> true);
    if (files.isEmpty()) {
      throw new InputException(path + ": there are no files in the folder");
    }
    return new VmFiles(files, shape, accounts);
  }

  @Override
  public @Nullable PodBatch next() {
    try {
      while (true) {
        if (archive != null) {
          String name = archive.next();
          if (name != null) {
            return machine(archive, name);
          }
          archive.close();
          archive = null;
        }
        if (opened == files.size()) {
          return null;
        }
        file = files.get(opened++);
        position = file.toString();
        if (!TraceFile.isTar(file)) {
          return machine();
        }
        archive = TraceFile.openTar(file);
      }
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }

  @Override
  public String position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    if (archive != null) {
      archive.close();
    }
  }

  private PodBatch machine() {
    Usage usage = new Usage();
    TextLines.read(file, usage::take);
    Path name = file.getFileName();
    return pod(usage, name == null ? "" : name.toString(), file.toString());
  }

  private PodBatch machine(TarEntries entries, String name) throws IOException {
    position = file + ": " + Shown.plain(name);
    Usage usage = new Usage();
    TextLines.read(entries.bytes(), position, usage::take);
    return pod(usage, TarEntries.fileName(name), position);
  }

  private PodBatch pod(Usage usage, String name, String place) {
    if (usage.samples == 0) {
      throw new InputException(place + ": there is nothing in the file; expected percentages");
    }
    // Names of hosts end alike; the number tells two of them apart that are the same in two files.
    Pod pod =
        Pod.builder(
                Names.of("vm-" + machines++ + "-", name),
                shape.spec((double) usage.sum / usage.samples, (double) usage.most))
            .durationNanos(usage.samples * STEP_NANOS)
            .build();
    return new PodBatch(0, pod, 1);
  }

  /** The percentages of one machine. */
  private final class Usage {
    private long samples;
    private long sum;
    private long most;

    private void take(String entry, TextLines.Position at) {
      long percent = -1;
      try {
        percent = Long.parseLong(entry);
      } catch (NumberFormatException e) {
        // Said below, as for a number out of range.
      }
      if (percent < 0 || percent > PERCENT_MAX) {
        throw new InputException(
            "%s: found %s, expected a whole number from 0 to %d"
                .formatted(at, Shown.quoted(entry), PERCENT_MAX));
      }
      accounts.use();
      samples++;
      sum += percent;
      most = Math.max(most, percent);
    }
  }
}
