package io.towtank.scenarios.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Scheduling decisions per second over all nodes, of clusters as {@code towtank bench} measures
 * them. Pods are made ahead and not measured. The garbage collector is the one that {@code
 * bin/towtank} chooses.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBenchmark {
  /** Enough that the clock's own time does not count, few enough for the slowest cell. */
  private static final int DECISIONS = 16;

  private static final long SEED = 1;

  /** The pods, by the names of {@code towtank bench --workloads}. */
  @Param({"plain", "shapes", "spread", "anti-affinity"})
  public String workload = "plain";

  /** The number of nodes. */
  @Param({"1000", "10000", "50000"})
  public int nodes;

  /** The engine, by the names of {@code towtank bench --engines}. */
  @Param({"fast", "reference"})
  public String engine = "fast";

  private BenchCluster cluster = cluster("fast", "plain", 1);

  private static BenchCluster cluster(String engine, String workload, int nodes) {
    return new BenchCluster(BenchEngine.named(engine), BenchWorkload.named(workload), nodes, SEED);
  }

  /** Builds the cluster and fills it. */
  @Setup(Level.Trial)
  public void fill() {
    cluster = cluster(engine, workload, nodes);
  }

  /** Makes the pods of the next decisions. */
  @Setup(Level.Invocation)
  public void prepare() {
    cluster.prepare(DECISIONS);
  }

  /** As many departures and decisions. */
  @Benchmark
  @OperationsPerInvocation(DECISIONS)
  public void decision() {
    cluster.run(DECISIONS);
  }
}
