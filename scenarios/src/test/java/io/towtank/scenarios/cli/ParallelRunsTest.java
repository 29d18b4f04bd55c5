package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.scenarios.run.Progress;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ParallelRunsTest {
  @Test
  void resultsStandInTheOrderOfTheRunsWhicheverEndsFirst() throws Exception {
    CountDownLatch secondEnded = new CountDownLatch(1);
    List<ParallelRuns.Run<String>> runs =
        List.of(
            progress -> {
              secondEnded.await();
              return "first";
            },
            progress -> {
              secondEnded.countDown();
              return "second";
            });
    List<String> heard = new ArrayList<>();

    assertThat(ParallelRuns.all(runs, 2, (done, total) -> heard.add(done + "/" + total)))
        .containsExactly("first", "second");
    assertThat(heard).containsExactly("0/2", "1/2", "2/2");
  }

  @Test
  void oneFailureCallsTheOthersOff() {
    CountDownLatch calledOff = new CountDownLatch(1);
    List<ParallelRuns.Run<String>> runs =
        List.of(
            progress -> {
              try {
                while (true) {
                  progress.update(1, -1);
                }
              } catch (CancellationException e) {
                calledOff.countDown();
                throw e;
              }
            },
            progress -> {
              throw new InputException("no such file");
            });

    assertThatThrownBy(() -> ParallelRuns.all(runs, 2, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessage("no such file");
    assertThat(calledOff.getCount()).isZero();
  }
}
