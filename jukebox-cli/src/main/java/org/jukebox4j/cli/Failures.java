package org.jukebox4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import org.jukebox4j.core.audio.AudioFileException;
import org.jukebox4j.core.checkpoint.CheckpointException;
import org.jukebox4j.core.dataset.DatasetException;
import org.jukebox4j.core.run.RunException;
import org.jukebox4j.core.training.TrainingDivergedException;
import org.jukebox4j.corpus.CorpusException;
import org.jukebox4j.sampling.model.ModelException;
import org.jukebox4j.sampling.state.SamplingStateException;
import org.jukebox4j.vqvae.dataset.CodesCacheException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports every failure in one line that begins with the name of the command. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final BooleanSupplier stackTrace;

  Failures(BooleanSupplier stackTrace) {
    this.stackTrace = stackTrace;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("jukebox: " + message(failure).replaceFirst("^Error: ", ""));
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (failure instanceof ParameterException mistake) {
      return handleParseException(mistake, new String[0]);
    }
    boolean mistakeOfTheUser = isAboutInput(failure);
    String message = message(failure);
    err.println(
        mistakeOfTheUser
            ? "jukebox: " + message
            : "jukebox: something went wrong inside: "
                + message
                + ". Run the same command with --stack-trace and report what it prints.");
    if (stackTrace.getAsBoolean()) {
      failure.printStackTrace(err);
    }
    err.flush();
    return mistakeOfTheUser ? ExitCode.BAD_INPUT : ExitCode.FAILED;
  }

  private static boolean isAboutInput(Throwable failure) {
    return failure instanceof UserException
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException
        || failure instanceof CheckpointException
        || failure instanceof AudioFileException
        || failure instanceof ModelException
        || failure instanceof DatasetException
        || failure instanceof CodesCacheException
        || failure instanceof RunException
        || failure instanceof TrainingDivergedException
        || failure instanceof CorpusException
        || failure instanceof SamplingStateException;
  }

  private static String message(Throwable failure) {
    if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
      return message(wrapped.getCause());
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (failure instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    if (failure instanceof FileAlreadyExistsException there) {
      return there.getFile() + " already exists";
    }
    if (failure instanceof FileSystemException other) {
      return other.getFile() + ": " + (other.getReason() == null ? "unusable" : other.getReason());
    }
    String text = failure.getMessage();
    return text == null || text.isBlank() ? failure.getClass().getSimpleName() : oneLine(text);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
