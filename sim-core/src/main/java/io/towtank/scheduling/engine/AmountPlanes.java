package io.towtank.scheduling.engine;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.AmountScorePlugin;
import io.towtank.scheduling.framework.LinearBounds;
import io.towtank.scheduling.framework.NodeAmounts;
import io.towtank.scheduling.framework.PodInfo;
import java.util.Arrays;

/**
 * Bounds on the sum of several scores of one pod on nodes of one type, as linear functions: what
 * one score gains by a request another may lose, which bounds of each alone do not know. The least
 * of the functions counts.
 */
final class AmountPlanes implements LinearBounds {
  private static final int PLANES_MAX = 8;

  private final int resources;
  private final int width;

  /** Slopes by resource, then those of scoring's CPU and memory. */
  private final double[][] slopes;

  private final double[] constants = new double[PLANES_MAX];
  private int count;
  private final double[][] ownSlopes;
  private final double[] ownConstants = new double[PLANES_MAX];
  private int ownCount;

  /** One after the other for all functions: a column, what a unit counts, up to how many count. */
  private final int[] columns;

  private final double[] factors;
  private final long[] caps;
  private final int[] ends = new int[PLANES_MAX];
  private int terms;

  /** For rows with amounts of the resources numbered below. */
  AmountPlanes(int resources) {
    this.resources = resources;
    width = resources + AmountsView.SCORING_AMOUNTS;
    slopes = new double[PLANES_MAX][width];
    ownSlopes = new double[PLANES_MAX][width];
    columns = new int[PLANES_MAX * 2 * width];
    factors = new double[columns.length];
    caps = new long[columns.length];
  }

  /** Begins with a sum of no scores. */
  void clear() {
    count = 1;
    constants[0] = 0;
    Arrays.fill(slopes[0], 0);
  }

  /**
   * Adds a plugin's scores to the sum.
   *
   * @param node of the type
   * @return false if it has no linear bounds, or there are too many in all
   */
  boolean add(AmountScorePlugin plugin, PodInfo pod, NodeAmounts node, long weight) {
    ownCount = 0;
    plugin.linearBounds(pod, node, this);
    if (ownCount == 0 || ownCount * count > PLANES_MAX) {
      return false;
    }
    for (int own = ownCount - 1; own >= 0; own--) {
      for (int plane = 0; plane < count; plane++) {
        int sum = own * count + plane;
        constants[sum] = constants[plane] + ownConstants[own] * weight;
        for (int i = 0; i < width; i++) {
          slopes[sum][i] = slopes[plane][i] + ownSlopes[own][i] * weight;
        }
      }
    }
    count *= ownCount;
    return true;
  }

  @Override
  public void begin(double constant) {
    if (ownCount < PLANES_MAX) {
      ownConstants[ownCount] = constant;
      Arrays.fill(ownSlopes[ownCount], 0);
    }
    ownCount++;
  }

  @Override
  public void requested(int resource, double slope) {
    add(resource, resource, slope);
  }

  private void add(int resource, int column, double slope) {
    // Others are asked for too, in vain, and then nothing found holds.
    if (ownCount <= PLANES_MAX && resource < resources) {
      ownSlopes[ownCount - 1][column] += slope;
    }
  }

  @Override
  public void scoringRequested(int resource, double slope) {
    add(resource, resource <= ResourceIndex.MEMORY ? resources + resource : resource, slope);
  }

  /** Ends the sum, so that it can be asked for bounds. */
  void end(PodInfo pod, long[] allocatable) {
    terms = 0;
    for (int plane = 0; plane < count; plane++) {
      for (int resource = 0; resource < resources; resource++) {
        double slope = slopes[plane][resource];
        double scoring = resource <= ResourceIndex.MEMORY ? slopes[plane][resources + resource] : 0;
        if (slope != 0 || scoring != 0) {
          long request = pod.request(resource);
          long more = pod.scoringRequest(resource) - request;
          if (more >= 0) {
            // Scoring's share is the other one or above it.
            term(plane, resource, slope + scoring, request, allocatable[resource]);
            if (scoring > 0) {
              constants[plane] += scoring * more / allocatable[resource];
              term(resources + resource, scoring / allocatable[resource], Long.MAX_VALUE);
            }
          } else {
            term(plane, resource, slope, request, allocatable[resource]);
            constants[plane] += Math.max(0, scoring);
          }
        }
      }
      ends[plane] = terms;
    }
  }

  private void term(int plane, int column, double slope, long request, long allocatable) {
    if (request >= allocatable) {
      constants[plane] += slope;
    } else if (slope != 0) {
      constants[plane] += slope * request / allocatable;
      term(column, slope / allocatable, allocatable - request);
    }
  }

  private void term(int column, double factor, long cap) {
    columns[terms] = factor > 0 ? column + width : column;
    factors[terms] = factor;
    caps[terms++] = cap;
  }

  /**
   * A bound from above on the sum where amounts lie between some.
   *
   * @param least where in the array the least of each lies; the most of each follow
   */
  double max(long[] bounds, int least) {
    double max = Double.POSITIVE_INFINITY;
    int term = 0;
    for (int plane = 0; plane < count; plane++) {
      double value = constants[plane];
      for (; term < ends[plane]; term++) {
        value += factors[term] * Math.min(bounds[least + columns[term]], caps[term]);
      }
      max = Math.min(max, value);
    }
    return max;
  }
}
