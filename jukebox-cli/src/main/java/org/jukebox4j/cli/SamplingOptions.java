package org.jukebox4j.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.SampleRequestBuilder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands that sample have in common. */
final class SamplingOptions {
  @Mixin ModelOption model;
  @Mixin PageOption page;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The WAV file to write, replaced if it exists (default: song.wav). Several samples are"
              + " numbered: song-1.wav, song-2.wav.")
  private Path out = Path.of("song.wav");

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Where the codes are kept after every window, for resume, continue and upsample"
              + " (default: the --out file with the extension .jukebox).")
  private @Nullable Path state;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = Seconds.class,
      description = "Length of the music, with its prompt (default: what the model suggests).")
  private @Nullable Duration duration;

  @Option(
      names = "--total-seconds",
      paramLabel = "N",
      converter = Seconds.class,
      description = "Length of the whole piece that the music is taken from (default: --seconds).")
  private @Nullable Duration total;

  @Option(
      names = "--offset-seconds",
      paramLabel = "N",
      converter = Seconds.class,
      description = "Where in the whole piece the music starts (default: 0).")
  private Duration offset = Duration.ZERO;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Same seed, same request, same model: same music (default: 0).")
  private long seed;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "How many different songs (default: 1).")
  private int samples = 1;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "Below 1 more predictable, above 1 wilder (default: what the model suggests).")
  private @Nullable Double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      description = "Draw among the N likeliest codes only.")
  private @Nullable Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Draw among the likeliest codes that together reach this probability only.")
  private @Nullable Double topP;

  @Option(
      names = "--guidance",
      paramLabel = "X",
      description =
          "Make artist, genre and lyrics count more: 0 not at all, 1 or 2 clearly; takes twice the"
              + " time (default: what the model suggests).")
  private @Nullable Double guidance;

  @Option(
      names = "--lowest-level",
      paramLabel = "LEVEL",
      description =
          "Stop at top, middle or bottom (default): the top is rough, but is there early; upsample"
              + " goes on from it.")
  private String lowest = "bottom";

  Path out() {
    return OutputFile.checked("--out", out);
  }

  Path state() {
    return OutputFile.checked(
        "--state", state == null ? OutputFile.beside(out, ".jukebox") : state);
  }

  /** Where the codes are kept, which is never the file that they are read from. */
  Path state(Path source) {
    Path file = state();
    if (file.toAbsolutePath().normalize().equals(source.toAbsolutePath().normalize())) {
      throw new UserException(
          "--state must not be " + source + ", which the command reads; choose another --out");
    }
    return file;
  }

  void addTo(SampleRequestBuilder request) {
    if (duration != null) {
      request.duration(duration);
    }
    if (total != null) {
      request.totalDuration(total);
    }
    if (temperature != null) {
      request.temperature(temperature);
    }
    if (topK != null) {
      request.topK(topK);
    }
    if (topP != null) {
      request.topP(topP);
    }
    if (guidance != null) {
      request.guidance(guidance);
    }
    request.offset(offset).seed(seed).samples(samples).lowestLevel(level("--lowest-level", lowest));
  }

  /** The level of that name. */
  static Level level(String option, String name) {
    for (Level level : Level.values()) {
      if (level.label().equals(name.toLowerCase(Locale.ROOT))) {
        return level;
      }
    }
    throw new UserException(option + " must be top, middle or bottom, but was '" + name + "'");
  }
}
