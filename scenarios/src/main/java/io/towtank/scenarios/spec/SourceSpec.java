package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Registered;
import io.towtank.workloads.TraceFormat;
import java.nio.file.Path;
import java.util.SortedMap;

/** A file of nodes or pods. */
@Doc("A file in one of the trace formats.")
public record SourceSpec(
    @Doc("Name of the format: `openb`, `towtank-csv`, or that of a format of your own.")
        @Registered(TraceFormat.class)
        String format,
    @Doc(
            "Path of the file, or of the folder of a trace in several files, starting at the scenario file's directory. Files that end in .gz or"
                + " .zst are decompressed.")
        Path path,
    @Doc("Options of the format.") @Default("{}") SortedMap<String, String> options,
    @Doc(
            "What 1.0 of a normalised resource is, such as `cpu: 64` and `memory: 256Gi`; the"
                + " format's own guess where it is absent. Results name it.")
        @Default("{}")
        SortedMap<String, String> scale) {}
