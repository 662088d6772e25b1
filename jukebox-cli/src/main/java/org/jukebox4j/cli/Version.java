package org.jukebox4j.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar, as {@code --version} shows it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {program() + " (Java " + Runtime.version().feature() + ")"};
  }

  /** Name and version of the program. */
  static String program() {
    return "jukebox " + number();
  }

  private static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
