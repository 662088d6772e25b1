package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jukebox4j.corpus.Corpus;
import org.jukebox4j.corpus.CorpusGenerator;
import org.jukebox4j.corpus.CorpusListener;
import org.jukebox4j.corpus.CorpusSettings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a corpus of synthetic songs to train on. */
@Command(
    name = "make-corpus",
    description = {
      "Makes songs to train on: six genres, six artists, sung lyrics with exact times.",
      "The same seed makes the same songs. A folder that was begun is gone on with."
    },
    mixinStandardHelpOptions = true)
final class MakeCorpusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where to put them: an empty or new folder.")
  private Path folder;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Amount amount;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Any number; another one makes other songs (default: 0).")
  private long seed;

  @Option(
      names = "--shortest",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "Least length of a song, at least 20 (default: 20).")
  private Duration shortest = Duration.ofSeconds(20);

  @Option(
      names = "--longest",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "Greatest length of a song, at most 120 (default: 40).")
  private Duration longest = Duration.ofSeconds(40);

  @Option(
      names = "--voice-alone",
      description =
          "The voice without the ensemble, by the artist \"nobody\": for a prior that is to learn"
              + " first how words sound.")
  private boolean voiceAlone;

  /** How much. */
  private static final class Amount {
    @Option(names = "--hours", paramLabel = "HOURS", description = "How much music to make.")
    private double hours;

    @Option(names = "--songs", paramLabel = "N", description = "How many songs to make.")
    private int songs;
  }

  @Override
  public Integer call() {
    CorpusGenerator generator =
        new CorpusGenerator(new CorpusSettings(seed, seconds(shortest), seconds(longest)));
    int songs = amount.songs != 0 ? amount.songs : generator.songs(amount.hours);
    Corpus whole = new Corpus(generator, songs);
    Corpus corpus = voiceAlone ? whole.ofVoicesAlone() : whole;
    corpus.write(folder, progress(spec.commandLine().getErr()));
    double hours = corpus.songs().mapToDouble(song -> song.score().seconds()).sum() / 3600;
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%s: %d songs, %.2f hours%n", folder, songs, hours);
    out.flush();
    return ExitCode.DONE;
  }

  /** A line every ten seconds. */
  private static CorpusListener progress(PrintWriter err) {
    InstantSource clock = InstantSource.system();
    PauseBetweenLines pause = new PauseBetweenLines(clock);
    return (done, total) -> {
      if (pause.isOver()) {
        err.printf("%d of %d songs%n", done, total);
        err.flush();
      }
    };
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
