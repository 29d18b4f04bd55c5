package io.towtank.plugins.kubernetes.preemption;

import static io.towtank.plugins.kubernetes.preemption.PreemptionWorld.node;
import static io.towtank.plugins.kubernetes.preemption.PreemptionWorld.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin.Result;
import io.towtank.scheduling.framework.Preemption.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With CPU alone it is easily said which nodes are candidates, and that no victim is spared. */
class RandomPreemptionTest {
  private static final long NODE_CPU = 1000;
  private static final int PRIORITY = 3;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void candidatesAreTheNodesWhereItHelpsAndEveryVictimIsNeeded(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "cluster");
    PreemptionWorld world = new PreemptionWorld();
    long wanted = 100L * (2 + random.nextInt(8));
    Map<String, Long> used = new TreeMap<>();
    List<String> helpful = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      String name = "node-" + n;
      long total = 0;
      long kept = 0;
      List<Pod.Builder> pods = new ArrayList<>();
      while (total + wanted <= NODE_CPU || random.nextInt(3) > 0) {
        long cpu = Math.min(50L * (1 + random.nextInt(6)), NODE_CPU - total);
        int priority = random.nextInt(5);
        total += cpu;
        kept += priority < PRIORITY ? 0 : cpu;
        pods.add(pod(name + "-" + pods.size(), cpu, priority));
      }
      world.with(node(name, NODE_CPU), pods.toArray(Pod.Builder[]::new));
      used.put(name, total);
      if (kept + wanted <= NODE_CPU) {
        helpful.add(name);
      }
    }

    Result result = world.preempt(pod("wants", wanted, PRIORITY));

    if (helpful.isEmpty()) {
      assertThat(result.preemption()).isNull();
      return;
    }
    List<Candidate> candidates = PreemptionWorld.preemption(result).candidates();
    assertThat(candidates.stream().map(Candidate::nodeName)).containsExactlyElementsOf(helpful);
    for (Candidate candidate : candidates) {
      long left = used.getOrDefault(candidate.nodeName(), 0L);
      for (PodInfo victim : candidate.victims()) {
        left -= victim.request(ResourceIndex.CPU);
        assertThat(victim.pod().priority()).isLessThan(PRIORITY);
      }
      assertThat(left + wanted).isLessThanOrEqualTo(NODE_CPU);
      for (PodInfo victim : candidate.victims()) {
        assertThat(left + victim.request(ResourceIndex.CPU) + wanted)
            .as("with %s back on its node", victim)
            .isGreaterThan(NODE_CPU);
      }
    }
  }
}
