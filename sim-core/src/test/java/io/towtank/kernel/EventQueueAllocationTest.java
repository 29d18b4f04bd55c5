package io.towtank.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventQueueAllocationTest {
  private static final int EVENTS = 1_000_000;

  /** So much may be the measuring's own or the runtime's; an object per event would be 16 MB. */
  private static final long TOLERATED_BYTES = 4_096;

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 100_000})
  void aSteadyNumberOfEventsAllocatesNothing(int pending) {
    ThreadMXBean thread = threadThatCounts();
    HoldModel model = new HoldModel(pending);
    for (int i = 0; i < EVENTS; i++) {
      model.holdInEventQueue();
    }

    long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < EVENTS; i++) {
      model.holdInEventQueue();
    }
    long after = thread.getThreadAllocatedBytes(Thread.currentThread().getId());

    assertThat(after - before).isLessThan(TOLERATED_BYTES);
  }

  private static ThreadMXBean threadThatCounts() {
    boolean counts =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported();
    assumeTrue(counts, "This Java runtime does not count the bytes that a thread allocates");
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    bean.setThreadAllocatedMemoryEnabled(true);
    return bean;
  }
}
