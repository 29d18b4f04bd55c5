package io.towtank.scenarios.spark;

import io.towtank.model.ArrivalStream;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.tow.TraceConversion;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Converts traces by Apache Spark. The file is the same, to the byte, as that of {@link
 * TraceConversion#writeTo(Path, LongConsumer)}.
 */
public final class SparkEngine {
  private static final String MASTER = "spark.master";
  private static final String LOCAL = "local";

  private SparkEngine() {}

  /**
   * How work is shared out; the file does not depend on it.
   *
   * @param partBytes about how much of a file a task reads
   * @param sortedBytes about how much a task sorts
   */
  record Shares(long partBytes, long sortedBytes) {
    static final Shares DEFAULT = new Shares(64L << 20, 16L << 20);
  }

  /**
   * Converts.
   *
   * @param master Spark's master; null for the one that {@code spark-submit} names, or else all
   *     cores of this machine
   * @param progress told now and then how many pods are written
   * @throws InputException as by {@link TraceConversion#writeTo(Path, LongConsumer)}, and if there
   *     is no such master
   */
  public static TraceConversion.Result convert(
      TraceConversion conversion, Path out, @Nullable String master, LongConsumer progress) {
    try (JavaSparkContext spark = open(master)) {
      return convert(conversion, out, spark, Shares.DEFAULT, progress);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Scala throws checked exceptions without saying so.
      throw new InputException(
          "--engine spark: Spark could not do it ("
              + Shown.sentence(String.valueOf(e.getMessage()))
              + ")",
          e);
    }
  }

  static TraceConversion.Result convert(
      TraceConversion conversion,
      Path out,
      JavaSparkContext spark,
      Shares shares,
      LongConsumer progress) {
    return conversion.writeTo(out, accounts -> pods(spark, conversion, shares, accounts), progress);
  }

  private static ArrivalStream pods(
      JavaSparkContext spark, TraceConversion conversion, Shares shares, TraceAccounts accounts) {
    return new PodSort(spark, Task.of(conversion, spark.isLocal()), shares)
        .open(conversion.format(), accounts);
  }

  /** Connects with a master. */
  static JavaSparkContext open(@Nullable String master) {
    SparkConf conf = new SparkConf();
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing(MASTER, LOCAL + "[*]")
        .setIfMissing("spark.app.name", "towtank trace convert")
        .setIfMissing("spark.ui.enabled", "false")
        .setIfMissing("spark.ui.showConsoleProgress", "false")
        .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    if (isThisProcess(conf.get(MASTER))) {
      // Nobody else is asked, so that a machine without a name in the network will do.
      conf.setIfMissing("spark.driver.host", "localhost");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    } else if (!conf.contains("spark.jars")) {
      conf.setJars(JavaSparkContext.jarOfClass(SparkEngine.class));
    }
    try {
      JavaSparkContext spark = new JavaSparkContext(conf);
      spark.setLogLevel("WARN");
      return spark;
    } catch (Exception e) {
      // Scala throws checked exceptions without saying so.
      throw unusable(conf.get(MASTER), e);
    }
  }

  private static boolean isThisProcess(String master) {
    return master.equals(LOCAL) || master.startsWith(LOCAL + "[");
  }

  private static InputException unusable(String master, Exception e) {
    return new InputException(
        "--master %s: Spark can't be started (%s)"
            .formatted(Shown.plain(master), Shown.sentence(String.valueOf(e.getMessage()))),
        e);
  }
}
