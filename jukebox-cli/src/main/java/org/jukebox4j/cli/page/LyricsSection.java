package org.jukebox4j.cli.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jukebox4j.cli.chart.HeatPicture;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.lyrics.AlignmentPicture;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;
import org.jukebox4j.prior.lyrics.LyricsTokens;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.session.ResolvedRequest;

/**
 * The lyrics of one sample as the model read them, and where in them the music is.
 *
 * @param model the model
 * @param request what was asked for
 * @param song all samples
 * @param sample which one, from 0
 */
record LyricsSection(ModelDescription model, ResolvedRequest request, Song song, int sample) {
  /** The words; nothing if there are no lyrics. */
  Markup words() {
    LyricsTokens lyrics = tokens();
    if (lyrics.text().isBlank()) {
      return Markup.NONE;
    }
    Optional<AttentionSteps> attention = alignment().map(this::steps);
    List<TimedWord> words =
        attention
            .map(steps -> TimedWord.of(lyrics.text(), steps))
            .orElseGet(() -> TimedWord.split(lyrics.text()));
    return PageTemplate.named("lyrics.html")
        .fill(
            Map.of(
                "number", Markup.text(String.valueOf(sample + 1)),
                "text", Markup.text(lyrics.text()),
                "words", spans(lyrics.text(), words),
                "step",
                    Markup.text(attention.map(s -> Numbers.decimal(s.seconds(), 6)).orElse("0")),
                "glow", Markup.text(attention.map(Glow::of).orElse("")),
                "as-written", asWritten(lyrics.text())));
  }

  /** The picture of the alignment; nothing if the model has none. */
  Markup picture() {
    Optional<LyricsAlignment> alignment = alignment();
    if (alignment.isEmpty() || tokens().text().isBlank()) {
      return Markup.NONE;
    }
    int[][] whole = new AlignmentPicture(alignment.get(), tokens()).picture();
    double sampled = alignment.get().codes() * secondsPerCode();
    int width = (int) Math.round(whole[0].length * Math.min(1, seconds() / sampled));
    int[][] heard = new int[whole.length][];
    for (int y = 0; y < whole.length; y++) {
      heard[y] = Arrays.copyOf(whole[y], Math.max(1, width));
    }
    return PageTemplate.named("alignment.html")
        .fill(Map.of("picture", DataUri.png(new HeatPicture(heard).png())));
  }

  private Optional<LyricsAlignment> alignment() {
    return song.alignments().isEmpty()
        ? Optional.empty()
        : Optional.of(song.alignments().get(sample));
  }

  /** The characters that the model read; none if it reads no lyrics. */
  private LyricsTokens tokens() {
    LabelsConfig labels = top().labels();
    return labels == null
        ? LyricsTokens.NONE
        : new LyricsTokenizer(labels.vocabulary()).tokenize(request.labels().lyrics());
  }

  private AttentionSteps steps(LyricsAlignment alignment) {
    return AttentionSteps.of(alignment, secondsPerCode(), seconds());
  }

  private PriorConfig top() {
    return model.prior(model.top());
  }

  private double secondsPerCode() {
    return (double) top().codes().samplesPerCode() / top().codes().sampleRate();
  }

  private double seconds() {
    return song.waveforms().get(sample).seconds();
  }

  private static Markup spans(String text, List<TimedWord> words) {
    List<Markup> parts = new ArrayList<>();
    int end = 0;
    for (TimedWord word : words) {
      parts.add(Markup.text(text.substring(end, word.from())));
      String at =
          word.seconds().isPresent()
              ? " data-at=\"" + Numbers.decimal(word.seconds().getAsDouble(), 3) + "\""
              : "";
      parts.add(
          new Markup(
              "<span class=\"word\" data-from=\""
                  + word.from()
                  + "\""
                  + at
                  + ">"
                  + Markup.text(text.substring(word.from(), word.to())).html()
                  + "</span>"));
      end = word.to();
    }
    return Markup.join(parts);
  }

  /** The lyrics as they were given, where the model read something else. */
  private Markup asWritten(String read) {
    String written = request.labels().lyrics();
    return written.equals(read)
        ? Markup.NONE
        : new Markup(
            "<details><summary>As they were written</summary><p class=\"written\" dir=\"auto\">"
                + Markup.text(written).html()
                + "</p></details>");
  }
}
