package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;
import io.towtank.model.Container;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.GaussianCopula;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of a template's pods vary, alone or together with their duration.
 *
 * @param cpu factor on the CPU that the template requests; null for none
 * @param memory factor on the memory that the template requests; null for none
 * @param steps what amounts are rounded up to multiples of, one step at least
 * @param correlation how factors and duration go together; null where they don't
 */
public record Variation(
    @Nullable Distribution cpu,
    @Nullable Distribution memory,
    ResourceList steps,
    @Nullable Correlation correlation) {
  /** Most of a resource that a pod requests: a thousand cores, 100 TiB. */
  private static final long CPU_MAX = 1_000_000;

  private static final long MEMORY_MAX = 100L << 40;

  private static final double ROUNDING = 1e-6;

  /** Refuses steps of nothing. */
  public Variation {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.amount(i) < 1) {
        throw new IllegalArgumentException("found a step of 0 for " + steps.name(i));
      }
    }
  }

  /**
   * Correlations of a Gaussian copula, each from −1 to 1.
   *
   * @param cpuMemory of the factors of CPU and memory
   * @param cpuDuration of the factor of CPU and the duration
   * @param memoryDuration of the factor of memory and the duration
   */
  public record Correlation(double cpuMemory, double cpuDuration, double memoryDuration) {
    /** Refuses correlations that contradict each other. */
    public Correlation {
      copula(cpuMemory, cpuDuration, memoryDuration);
    }

    GaussianCopula copula() {
      return copula(cpuMemory, cpuDuration, memoryDuration);
    }

    private static GaussianCopula copula(double ab, double ac, double bc) {
      return new GaussianCopula(new double[][] {{1, ab, ac}, {ab, 1, bc}, {ac, bc, 1}});
    }
  }

  /** Draws what one pod is like. */
  static final class Sampler {
    private final Variation variation;
    private final PodSpec spec;
    private final @Nullable Distribution duration;
    private final @Nullable GaussianCopula copula;
    private double durationSeconds;

    Sampler(Variation variation, PodSpec spec, @Nullable Distribution duration) {
      this.variation = variation;
      this.spec = spec;
      this.duration = duration;
      copula = variation.correlation == null ? null : variation.correlation.copula();
    }

    /** Whether the duration is drawn with the shape. */
    boolean drawsDuration() {
      Correlation correlation = variation.correlation;
      return correlation != null
          && duration != null
          && (correlation.cpuDuration != 0 || correlation.memoryDuration != 0);
    }

    /** Duration of the pod whose amounts were drawn last. */
    double durationSeconds() {
      return durationSeconds;
    }

    /** Millicores and bytes of the next pod; 0 and 0 would be a template that asks for none. */
    long[] draw(RandomStream shapes) {
      double cpuFactor;
      double memoryFactor;
      if (copula == null) {
        cpuFactor = variation.cpu == null ? 1 : variation.cpu.draw(shapes);
        memoryFactor = variation.memory == null ? 1 : variation.memory.draw(shapes);
      } else {
        double[] uniform = copula.draw(shapes);
        cpuFactor = variation.cpu == null ? 1 : variation.cpu.quantile(uniform[0]);
        memoryFactor = variation.memory == null ? 1 : variation.memory.quantile(uniform[1]);
        if (duration != null && drawsDuration()) {
          durationSeconds = duration.quantile(uniform[2]);
        }
      }
      ResourceList requests = spec.effectiveRequests();
      return new long[] {
        amount(requests, ResourceNames.CPU, variation.cpu, cpuFactor, CPU_MAX),
        amount(requests, ResourceNames.MEMORY, variation.memory, memoryFactor, MEMORY_MAX)
      };
    }

    private long amount(
        ResourceList requests, String resource, @Nullable Distribution law, double by, long max) {
      long base = requests.get(resource);
      if (law == null || base == 0 || by == 0) {
        return law == null ? base : 0;
      }
      long step = Math.max(1, variation.steps.get(resource));
      double steps = StrictMath.min((double) max, base * by) / step;
      // A factor that was rounded when it was written shall not cost a step.
      return step * Math.max(1, (long) StrictMath.ceil(steps * (1 - ROUNDING)));
    }

    /** The spec of a pod with these amounts. */
    PodSpec spec(long[] amounts) {
      ResourceList requests = spec.containers().get(0).requests();
      requests = set(requests, ResourceNames.CPU, amounts[0]);
      requests = set(requests, ResourceNames.MEMORY, amounts[1]);
      return spec.toBuilder().containers(List.of(Container.ofRequests(requests))).build();
    }

    private static ResourceList set(ResourceList requests, String resource, long amount) {
      return requests.contains(resource) ? requests.with(resource, amount) : requests;
    }
  }
}
