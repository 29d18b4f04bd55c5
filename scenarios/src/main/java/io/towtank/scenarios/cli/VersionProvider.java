package io.towtank.scenarios.cli;

import io.towtank.scenarios.run.Version;
import picocli.CommandLine.IVersionProvider;

/** Says which version this is. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"towtank " + Version.get()};
  }
}
