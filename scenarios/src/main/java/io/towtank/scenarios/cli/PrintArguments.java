package io.towtank.scenarios.cli;

import io.towtank.reports.table.Document;
import io.towtank.reports.table.OutputFormat;
import io.towtank.text.NearestName;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How a command prints what it found. */
final class PrintArguments {
  private static final String JSON = "json";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Choice choice;

  /** One of two ways to say it. */
  static final class Choice {
    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        completionCandidates = Formats.class,
        converter = FormatName.class,
        description = "Print as ${COMPLETION-CANDIDATES}; text where it is left out.")
    private @Nullable String format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;
  }

  /** What can be asked for. */
  static final class Formats extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Formats() {
      super(Stream.of(OutputFormat.values()).map(OutputFormat::label).toList());
      add(JSON);
    }
  }

  /** Refuses a format that there is not. */
  static final class FormatName implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      List<String> legal = new Formats();
      if (!legal.contains(value)) {
        throw new TypeConversionException(
            "no format '" + value + "'" + NearestName.hint(value, legal));
      }
      return value;
    }
  }

  /** Whether a program reads what is printed. */
  boolean isJson() {
    return choice != null && (choice.json || JSON.equals(choice.format));
  }

  /** Whether people read what is printed, here and now. */
  boolean isText() {
    return !isJson() && textFormat() == OutputFormat.TEXT;
  }

  /** Prints the one or the other, as asked for. */
  void out(Supplier<String> asJson, Supplier<Document> document) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        isJson()
            ? asJson.get()
            : document.get().in(textFormat(), Terminal.width(), Terminal.isColoured()));
    out.flush();
  }

  private OutputFormat textFormat() {
    for (OutputFormat each : OutputFormat.values()) {
      if (choice != null && each.label().equals(choice.format)) {
        return each;
      }
    }
    return OutputFormat.TEXT;
  }
}
