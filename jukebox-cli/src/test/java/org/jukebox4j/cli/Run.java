package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** What one run of the command inside this process gave. */
record Run(int exitCode, String out, String err) {
  /** The same with the model that has learnt nothing, which is fast. */
  static Run untrained(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--model", "untrained"));
    return of(all.toArray());
  }

  static Run of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = JukeboxCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exitCode = command.execute(words);
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** The lines on standard error without empty ones. */
  List<String> complaints() {
    return err.lines().filter(line -> !line.isBlank()).toList();
  }
}
