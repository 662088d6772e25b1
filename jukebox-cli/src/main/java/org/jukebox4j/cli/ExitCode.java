package org.jukebox4j.cli;

/** How a command ended, as the shell sees it. */
final class ExitCode {
  static final int DONE = 0;

  /** A mistake of this program or of the machine, not of the user. */
  static final int FAILED = 1;

  /** An option, a file or a model that cannot be used as it is; the message says what to change. */
  static final int BAD_INPUT = 2;

  /** Stopped by the user between two codes; the finished part is kept. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
