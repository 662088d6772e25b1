package org.jukebox4j.cli;

import java.io.Console;

/** Tells whether somebody is looking. */
final class Terminal {
  private Terminal() {}

  static boolean isInteractive() {
    Console console = System.console();
    String kind = System.getenv("TERM");
    if (console == null || kind == null || kind.equals("dumb")) {
      return false;
    }
    try {
      // From Java 22 on there is a console without a terminal too, which says so itself.
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }
}
