package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TowtankTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void versionIsTheOneOfTheBuild() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString().strip()).matches("towtank \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @Test
  void withoutArgumentsItShowsHowToUseIt() {
    assertThat(execute()).isZero();
    assertThat(out.toString()).startsWith("Usage: towtank");
  }

  @Test
  void unknownOptionIsAUsageErrorOnStderr() {
    assertThat(execute("--speed")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("--speed");
  }

  private int execute(String... args) {
    return Towtank.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
