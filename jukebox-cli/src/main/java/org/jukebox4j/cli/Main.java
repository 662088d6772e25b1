package org.jukebox4j.cli;

/** Starts the {@code jukebox} command. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its {@link ExitCode}.
   *
   * @param arguments as typed
   */
  public static void main(String[] arguments) {
    System.exit(JukeboxCommand.commandLine().execute(arguments));
  }
}
