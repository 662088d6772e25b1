package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what the machine offers and what each model would need. */
@Command(
    name = "doctor",
    description = "Shows Java, processor, memory, ND4J and GPU, and what each model would need.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--no-backend",
      description = "Do not start ND4J; its first start unpacks about 400 MB to ~/.javacpp.")
  private boolean noBackend;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    new MachineReport(Machine.current()).print(out);
    new BackendReport().print(out, !noBackend);
    new ModelReport().print(out);
    out.flush();
    return ExitCode.DONE;
  }
}
