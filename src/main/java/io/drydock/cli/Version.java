package io.drydock.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version the build put into the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Optional.ofNullable(Drydock.class.getPackage().getImplementationVersion()).orElse("development");
    return new String[] {"drydock " + version + " (Java " + Runtime.version() + ")"};
  }
}
