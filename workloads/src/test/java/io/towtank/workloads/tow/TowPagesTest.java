package io.towtank.workloads.tow;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import io.towtank.workloads.codec.ArrivalText;
import io.towtank.workloads.codec.RandomPods;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a workload file's pages are encoded, the same pods are read from it. */
class TowPagesTest {
  @TempDir private Path folder;

  /** Ours of today, and others. */
  private enum Way {
    AS_TODAY,
    DURATIONS_WITHOUT_DICTIONARY,
    NO_DICTIONARY,
    FULL_DICTIONARIES,
    PAGES_OF_VERSION_1,
    PLAIN_PAGES_OF_VERSION_1,
    NOT_COMPRESSED
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void podsAreTheSame(Way way) throws IOException {
    List<PodArrival> pods = new ArrayList<>();
    RandomPods random = new RandomPods(7);
    for (int i = 0; i < 3000; i++) {
      pods.add(random.arrival("pod-" + i, 1_000_000));
    }
    pods.sort(Comparator.comparingLong(PodArrival::timeNanos));

    assertThat(texts(writtenAndRead(pods, way))).isEqualTo(texts(pods));
  }

  @Test
  void podsOfManyMoreShapesThanAreLookedUpDirectlyAreTheSame() throws IOException {
    List<PodArrival> pods = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 30_000; i++) {
      PodSpec spec =
          PodSpec.builder().requests(ResourceList.of(1 + random.nextInt(400), 1)).build();
      pods.add(
          new PodArrival(
              i,
              Pod.builder("pod-" + i, spec)
                  .labels(Labels.of("app", "app-" + random.nextInt(400)))
                  .durationNanos(1 + random.nextInt(30_000))
                  .build()));
    }

    assertThat(texts(writtenAndRead(pods, Way.AS_TODAY))).isEqualTo(texts(pods));
  }

  private List<PodArrival> writtenAndRead(List<PodArrival> pods, Way way) throws IOException {
    Path tow = folder.resolve("w.tow");
    Provenance provenance =
        new Provenance(
            new TreeMap<>(), ReplayMode.TIMED, new TraceAccounts(), pods.size(), pods.size());
    try (ParquetWriter<Object> writer =
        set(
                way,
                new Builder(new LocalOutputFile(tow), provenance)
                    .withConf(new PlainParquetConfiguration())
                    .withCodecFactory(new ZstdPages())
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withWriterVersion(WriterVersion.PARQUET_2_0)
                    .withPageWriteChecksumEnabled(true))
            .build()) {
      for (PodArrival pod : pods) {
        writer.write(pod);
      }
    }
    return Traces.pods("tow", tow, ReplayMode.TIMED, new TraceAccounts());
  }

  private static Builder set(Way way, Builder builder) {
    return switch (way) {
      case AS_TODAY -> builder;
      case DURATIONS_WITHOUT_DICTIONARY ->
          builder.withDictionaryEncoding(TowSchema.DURATION, false);
      case NO_DICTIONARY -> builder.withDictionaryEncoding(false);
      case FULL_DICTIONARIES -> builder.withDictionaryPageSize(1000).withPageRowCountLimit(100);
      case PAGES_OF_VERSION_1 -> builder.withWriterVersion(WriterVersion.PARQUET_1_0);
      case PLAIN_PAGES_OF_VERSION_1 ->
          builder.withWriterVersion(WriterVersion.PARQUET_1_0).withDictionaryEncoding(false);
      case NOT_COMPRESSED -> builder.withCompressionCodec(CompressionCodecName.UNCOMPRESSED);
    };
  }

  private static List<List<Object>> texts(List<PodArrival> arrivals) {
    return arrivals.stream().map(ArrivalText::of).toList();
  }

  private static final class Builder extends ParquetWriter.Builder<Object, Builder> {
    private final Provenance provenance;

    private Builder(OutputFile file, Provenance provenance) {
      super(file);
      this.provenance = provenance;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Object> getWriteSupport(ParquetConfiguration configuration) {
      return new TowRows(provenance::toMetadata);
    }

    @Override
    @Deprecated
    protected WriteSupport<Object> getWriteSupport(
        org.apache.hadoop.conf.Configuration configuration) {
      return new TowRows(provenance::toMetadata);
    }
  }
}
