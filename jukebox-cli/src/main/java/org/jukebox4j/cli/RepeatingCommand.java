package org.jukebox4j.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.label.Labels;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.session.PieceSpan;
import org.jukebox4j.sampling.session.ResolvedRequest;
import org.jukebox4j.sampling.session.ResolvedRequest.LevelChoice;
import org.jukebox4j.sampling.state.SamplingState;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line that makes a song again. What the finished run says is written out, also where
 * it was a default; the rest, such as the model and a recording to go on from, as it was typed.
 *
 * @param spec the command that made the song
 * @param model the model
 * @param state the finished run
 */
record RepeatingCommand(CommandSpec spec, ModelDescription model, SamplingState state) {
  /** Commands that begin a run; the others only have its state. */
  private static final Set<String> BEGINNING = Set.of("sample", "continue", "upsample");

  /** Options that the state of the run answers. */
  private static final Set<String> ANSWERED =
      Set.of(
          "--artist",
          "--genre",
          "--lyrics",
          "--lyrics-file",
          "--seconds",
          "--total-seconds",
          "--offset-seconds",
          "--seed",
          "--samples",
          "--temperature",
          "--top-k",
          "--top-p",
          "--lowest-level");

  /** Options that say where something is written, or what to do after a failure. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("--out", "--state", "--page", "--stack-trace");

  private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9_./:=+,@%-]+");

  String text() {
    ResolvedRequest request = ResolvedRequest.of(state);
    boolean begins = BEGINNING.contains(spec.name());
    boolean fromNothing = state.given().values().stream().allMatch(given -> given == 0);
    Optional<List<String>> settings = settings(request);
    if (settings.isEmpty() || (!begins && !fromNothing)) {
      return String.join(" ", resumed());
    }
    List<String> words = new ArrayList<>(List.of("jukebox", begins ? spec.name() : "sample"));
    if (begins) {
      positionals().forEach(word -> words.add(quoted(word)));
    }
    words.addAll(typed(ANSWERED));
    words.addAll(labels(request.labels()));
    words.addAll(span(request.span()));
    words.addAll(option("--seed", String.valueOf(request.numbers().seed())));
    if (request.numbers().count() > 1) {
      words.addAll(option("--samples", String.valueOf(request.numbers().count())));
    }
    words.addAll(settings.get());
    if (request.lowest() != Level.BOTTOM) {
      words.addAll(option("--lowest-level", request.lowest().label()));
    }
    return String.join(" ", words);
  }

  /** Where no options make the song again, its state does. */
  private List<String> resumed() {
    List<String> words = new ArrayList<>(List.of("jukebox", "resume"));
    positionals().forEach(word -> words.add(quoted(word)));
    words.addAll(typed(ANSWERED));
    return words;
  }

  private ParseResult parsed() {
    return spec.commandLine().getParseResult();
  }

  private List<String> positionals() {
    return parsed().matchedPositionals().stream()
        .map(ArgSpec::originalStringValues)
        .flatMap(List::stream)
        .toList();
  }

  /** Options as they were typed, without some. */
  private List<String> typed(Set<String> without) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : parsed().matchedOptions()) {
      String name = option.longestName();
      if (!without.contains(name) && !WITHOUT_EFFECT.contains(name)) {
        option.originalStringValues().forEach(value -> words.addAll(option(name, value)));
      }
    }
    return words;
  }

  private static List<String> labels(Labels labels) {
    List<String> words = new ArrayList<>();
    if (!labels.lyrics().isEmpty()) {
      words.addAll(option("--lyrics", labels.lyrics()));
    }
    if (!labels.artist().equals(Labels.UNKNOWN.artist())) {
      words.addAll(option("--artist", labels.artist()));
    }
    if (!labels.genre().equals(Labels.UNKNOWN.genre())) {
      words.addAll(option("--genre", labels.genre()));
    }
    return words;
  }

  private List<String> span(PieceSpan span) {
    List<String> words = new ArrayList<>(option("--seconds", seconds(span.wanted())));
    if (span.total() != span.offset() + span.wanted()) {
      words.addAll(option("--total-seconds", seconds(span.total())));
    }
    if (span.offset() > 0) {
      words.addAll(option("--offset-seconds", seconds(span.offset())));
    }
    return words;
  }

  /** As many digits as it takes to come to the same sample again. */
  private String seconds(long samples) {
    return BigDecimal.valueOf(samples)
        .divide(BigDecimal.valueOf(model.codec().sampleRate().hertz()), 9, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** How the levels are sampled, or empty if no options say it. */
  private Optional<List<String>> settings(ResolvedRequest request) {
    boolean hopsAreSuggested =
        request.levels().stream()
            .allMatch(l -> l.settings().hopFraction() == suggested(l.level()).hopFraction());
    if (!hopsAreSuggested || request.numbers().first() > 0) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    boolean sayable =
        add(words, request, "--temperature", LevelSettings::temperature)
            && add(words, request, "--top-k", LevelSettings::topK)
            && add(words, request, "--top-p", LevelSettings::topP)
            && add(words, request, "--guidance", LevelSettings::guidance);
    return sayable ? Optional.of(words) : Optional.empty();
  }

  /** Adds an option if the levels differ from what the model suggests; false if it has to vary. */
  private boolean add(
      List<String> words,
      ResolvedRequest request,
      String name,
      Function<LevelSettings, Number> value) {
    Set<Number> values = new HashSet<>();
    boolean suggested = true;
    for (LevelChoice choice : request.levels()) {
      Number chosen = value.apply(choice.settings());
      values.add(chosen);
      suggested = suggested && chosen.equals(value.apply(suggested(choice.level())));
    }
    if (!suggested && values.size() == 1) {
      words.addAll(option(name, values.iterator().next().toString()));
    }
    return suggested || values.size() == 1;
  }

  private LevelSettings suggested(Level level) {
    return level == model.top() ? model.defaults().top() : model.defaults().upsampler();
  }

  /** A value that begins with a minus would be taken for an option. */
  private static List<String> option(String name, String value) {
    return value.startsWith("-")
        ? List.of(quoted(name + "=" + value))
        : List.of(name, quoted(value));
  }

  /** A word as a POSIX shell reads it. */
  static String quoted(String word) {
    return NEEDS_NO_QUOTES.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
