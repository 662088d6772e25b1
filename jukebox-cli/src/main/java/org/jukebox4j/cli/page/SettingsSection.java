package org.jukebox4j.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jukebox4j.prior.CodesConfig;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.label.Labels;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.session.PieceSpan;
import org.jukebox4j.sampling.session.ResolvedRequest;
import org.jukebox4j.sampling.session.ResolvedRequest.LevelChoice;
import org.jukebox4j.sampling.state.SamplingState;

/**
 * Everything that the codes of a song depend on.
 *
 * @param model the model
 * @param state the finished run
 * @param song what it gave
 */
record SettingsSection(ModelDescription model, SamplingState state, Song song) {
  /** A row of two columns. */
  private record Setting(String name, Markup value) {
    Setting(String name, String value) {
      this(name, Markup.text(value));
    }
  }

  Markup markup() {
    ResolvedRequest request = ResolvedRequest.of(state);
    return PageTemplate.named("settings.html")
        .fill(
            Map.of(
                "song", list(ofSong(request)),
                "model", list(ofModel()),
                "levels", heads(request.levels()),
                "rows", rows(request.levels())));
  }

  private static Markup heads(List<LevelChoice> levels) {
    return Markup.join(
        levels.stream()
            .map(l -> new Markup("<th scope=\"col\">" + l.level().label() + "</th>"))
            .toList());
  }

  private static Markup list(List<Setting> settings) {
    return Markup.join(
        settings.stream()
            .flatMap(s -> Stream.of(Markup.text(s.name).in("dt"), s.value.in("dd")))
            .toList());
  }

  private List<Setting> ofSong(ResolvedRequest request) {
    Labels labels = request.labels();
    PieceSpan span = request.span();
    List<Setting> settings = new ArrayList<>();
    settings.add(new Setting("Artist", Markup.isolated(labels.artist())));
    settings.add(new Setting("Genre", Markup.isolated(labels.genre())));
    settings.add(
        new Setting(
            "Lyrics",
            labels.lyrics().isBlank() ? "none" : labels.lyrics().length() + " characters"));
    settings.add(new Setting("Duration", seconds(span.wanted())));
    settings.add(new Setting("Whole piece", seconds(span.total())));
    settings.add(new Setting("Starts at", seconds(span.offset())));
    settings.add(new Setting("Sampled", seconds(span.sampled())));
    settings.add(new Setting("Started from", start()));
    settings.add(new Setting("Seed", String.valueOf(request.numbers().seed())));
    settings.add(new Setting("Samples", samples(request)));
    settings.add(new Setting("Decoded from", "the " + song.decodedLevel().label() + " level"));
    return settings;
  }

  private static String samples(ResolvedRequest request) {
    int first = request.numbers().first();
    return request.numbers().count() + (first == 0 ? "" : ", from number " + first);
  }

  private String start() {
    String given =
        state.given().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + entry.getKey().label() + " codes")
            .collect(Collectors.joining(", "));
    return given.isEmpty() ? "nothing" : given;
  }

  private List<Setting> ofModel() {
    return List.of(
        new Setting("Name", Markup.isolated(model.name())),
        new Setting(
            "Weights",
            model.training() == ModelDescription.Training.TRAINED ? "trained" : "random"),
        new Setting("Sample rate", model.codec().sampleRate().toString()),
        new Setting("Codebook", model.codec().codebookSize() + " codes for each level"),
        new Setting("Fingerprint", Markup.text(state.fingerprint()).in("code")));
  }

  private Markup rows(List<LevelChoice> levels) {
    return Markup.join(
        List.of(
            row("Codes", levels, l -> String.valueOf(song.codes().length(l.level()))),
            row("Codes per second", levels, l -> Numbers.decimal(rate() / samplesPerCode(l), 1)),
            row("Temperature", levels, l -> Numbers.decimal(l.settings().temperature(), 4)),
            row("Top-k", levels, l -> allIfZero(l.settings().topK())),
            row("Top-p", levels, l -> allIfZero(l.settings().topP())),
            row("Guidance", levels, l -> Numbers.decimal(l.settings().guidance(), 4)),
            row("Window", levels, l -> codes(l, codes(l).contextLength())),
            row("Window hop", levels, l -> codes(l, hop(l))),
            row("Hop fraction", levels, l -> Numbers.decimal(l.settings().hopFraction(), 4)),
            row("Prompt chunk", levels, l -> l.settings().promptChunk() + " codes"),
            row("Largest batch", levels, l -> batch(l.settings().maxBatch()))));
  }

  private static Markup row(
      String name, List<LevelChoice> levels, Function<LevelChoice, String> cell) {
    String cells =
        levels.stream()
            .map(level -> Markup.text(cell.apply(level)).in("td").html())
            .collect(Collectors.joining());
    return new Markup("<th scope=\"row\">" + name + "</th>" + cells).in("tr");
  }

  private static String allIfZero(double kept) {
    return kept == 0 ? "all" : Numbers.decimal(kept, 4);
  }

  private static String batch(int largest) {
    return largest == 0 ? "what fits" : String.valueOf(largest);
  }

  private CodesConfig codes(LevelChoice choice) {
    return model.prior(choice.level()).codes();
  }

  private double samplesPerCode(LevelChoice choice) {
    return codes(choice).samplesPerCode();
  }

  private int hop(LevelChoice choice) {
    PriorConfig prior = model.prior(choice.level());
    int perUpper = prior.upsampling() == null ? 0 : prior.upsampling().codesPerUpperCode();
    return choice.settings().hop(prior.codes().contextLength(), perUpper);
  }

  private String codes(LevelChoice choice, int count) {
    return count + " codes, " + Numbers.seconds(count * samplesPerCode(choice) / rate());
  }

  private String seconds(long samples) {
    return Numbers.seconds((double) samples / rate());
  }

  private int rate() {
    return model.codec().sampleRate().hertz();
  }
}
