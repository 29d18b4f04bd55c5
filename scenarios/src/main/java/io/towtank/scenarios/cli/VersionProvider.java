package io.towtank.scenarios.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads the version that the build wrote beside this class. */
final class VersionProvider implements IVersionProvider {

  private static final String RESOURCE = "version.properties";

  /** The version of this build, such as {@code 0.1.0}. */
  static String version() {
    try (InputStream in =
        Objects.requireNonNull(VersionProvider.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      Properties properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return Objects.requireNonNull(properties.getProperty("version"), "version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"towtank " + version()};
  }
}
