package io.towtank.reports.series;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A share of a resource over the share of it that has been requested, in arrival-only runs: at each
 * whole per cent requested, the mean over the arrivals there.
 *
 * @param hundredths hundredths of a per cent by whole per cent requested; gaps where no arrival
 *     fell
 */
public record DemandCurve(SortedMap<Integer, Long> hundredths) {
  private static final double HUNDREDTHS_PER_PERCENT = 100;
  private static final double PERCENT = 100;

  /** Copies the values. */
  public DemandCurve {
    hundredths = Collections.unmodifiableSortedMap(new TreeMap<>(hundredths));
  }

  /** Whether there is a value at so many per cent requested. */
  public boolean hasValueAt(int percentRequested) {
    return hundredths.containsKey(percentRequested);
  }

  /**
   * The value at so many per cent requested, in per cent.
   *
   * @throws IllegalArgumentException if there is none
   */
  public double percentAt(int percentRequested) {
    Long value = hundredths.get(percentRequested);
    if (value == null) {
      throw new IllegalArgumentException("no value at " + percentRequested + " % requested");
    }
    return value / HUNDREDTHS_PER_PERCENT;
  }

  /** The curve for a chart: ratios over ratios. */
  public Curve toCurve() {
    Curve curve = new Curve(hundredths.size());
    hundredths.forEach((x, y) -> curve.add(x / PERCENT, y / (PERCENT * HUNDREDTHS_PER_PERCENT)));
    return curve;
  }
}
