package org.jukebox4j.cli;

import java.io.PrintWriter;

/** Prints what the machine offers. */
final class MachineReport {
  private final Machine machine;

  MachineReport(Machine machine) {
    this.machine = machine;
  }

  void print(PrintWriter out) {
    row(out, "Java", machine.java());
    row(out, "System", machine.system());
    row(out, "Processor", machine.processor());
    row(
        out,
        "Features",
        machine.features().isEmpty()
            ? "not told by this system"
            : String.join(" ", machine.features()));
    row(out, "Threads", Integer.toString(machine.threads()));
    row(
        out,
        "Memory",
        Sizes.bytes(machine.memory()) + ", of which " + Sizes.bytes(machine.free()) + " free");
    row(
        out,
        "Java heap",
        Sizes.bytes(machine.heap()) + " at most; float32 weights are kept outside it");
  }

  static void row(PrintWriter out, String name, String value) {
    out.printf("%-11s %s%n", name, value);
  }
}
