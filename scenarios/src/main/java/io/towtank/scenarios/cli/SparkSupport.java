package io.towtank.scenarios.cli;

import io.towtank.scenarios.spark.SparkEngine;
import io.towtank.text.InputException;
import io.towtank.workloads.tow.TraceConversion;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Says what to do where Spark is not there. */
final class SparkSupport {
  private SparkSupport() {}

  static TraceConversion.Result convert(
      TraceConversion conversion, Path file, @Nullable String master, LongConsumer progress) {
    try {
      return SparkEngine.convert(conversion, file, master, progress);
    } catch (NoClassDefFoundError e) {
      if (isOfSpark(String.valueOf(e.getMessage()))) {
        throw new InputException(
            "--engine spark: Apache Spark is not on the class path; start it by bin/towtank, which"
                + " fetches Spark, or by spark-submit (docs/traces.md)",
            e);
      }
      throw e;
    } catch (IllegalAccessError | ExceptionInInitializerError e) {
      throw new InputException(
          "--engine spark: Apache Spark does not run in this Java (%s) as it was started; Java 17 or"
                  .formatted(System.getProperty("java.version"))
              + " 21 and bin/towtank or spark-submit are expected (docs/traces.md)",
          e);
    }
  }

  private static boolean isOfSpark(String type) {
    return type.startsWith("org/apache/spark/") || type.startsWith("scala/");
  }
}
