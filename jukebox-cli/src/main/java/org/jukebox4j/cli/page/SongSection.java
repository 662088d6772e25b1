package org.jukebox4j.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jukebox4j.cli.chart.SongSpectrogram;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.session.ResolvedRequest;

/**
 * One sample: player, spectrogram, lyrics, alignment.
 *
 * @param model the model
 * @param request what was asked for
 * @param song all samples
 * @param sample which one, from 0
 */
record SongSection(ModelDescription model, ResolvedRequest request, Song song, int sample) {
  private static final int[] LABELLED_HERTZ = {100, 300, 1_000, 3_000, 10_000};
  private static final double[] TICK_SECONDS = {0.5, 1, 2, 5, 10, 30, 60, 120};
  private static final int MOST_TICKS = 8;

  Markup markup() {
    Waveform waveform = song.waveforms().get(sample);
    SongSpectrogram spectrogram = new SongSpectrogram(waveform);
    LyricsSection lyrics = new LyricsSection(model, request, song, sample);
    return PageTemplate.named("song.html")
        .fill(
            Map.ofEntries(
                Map.entry("number", Markup.text(String.valueOf(sample + 1))),
                Map.entry("name", Markup.text(name())),
                Map.entry("named", Markup.text(song.samples() > 1 ? "" : "for-readers")),
                Map.entry("file", Markup.text(file())),
                Map.entry("seconds", Markup.text(Numbers.decimal(waveform.seconds(), 4))),
                Map.entry("duration", Markup.text(Numbers.seconds(waveform.seconds()))),
                Map.entry("audio", DataUri.wav(waveform)),
                Map.entry("spectrogram", DataUri.png(spectrogram.png())),
                Map.entry("scale", scale(spectrogram)),
                Map.entry("axis", axis(waveform.seconds())),
                Map.entry("lyrics", lyrics.words()),
                Map.entry("alignment", lyrics.picture())));
  }

  private String name() {
    return song.samples() > 1 ? "Sample " + (sample + 1) + " of " + song.samples() : "The song";
  }

  private String file() {
    return song.samples() > 1 ? "song-" + (sample + 1) + ".wav" : "song.wav";
  }

  private static Markup scale(SongSpectrogram spectrogram) {
    List<Markup> labels = new ArrayList<>();
    for (int hertz : LABELLED_HERTZ) {
      double depth = spectrogram.depth(hertz);
      if (depth > 0.06 && depth < 0.96) {
        String text = hertz < 1000 ? hertz + " Hz" : hertz / 1000 + " kHz";
        String at = Numbers.decimal(100 * depth, 2);
        labels.add(new Markup("<text x=\"8\" y=\"" + at + "%\">" + text + "</text>"));
      }
    }
    return Markup.join(labels);
  }

  private static Markup axis(double seconds) {
    double step = TICK_SECONDS[0];
    for (int i = 1; i < TICK_SECONDS.length && seconds / step > MOST_TICKS; i++) {
      step = TICK_SECONDS[i];
    }
    List<Markup> labels = new ArrayList<>();
    for (int tick = 0; tick * step <= seconds; tick++) {
      double part = tick * step / seconds;
      String anchor = tick == 0 ? "start" : part > 0.97 ? "end" : "middle";
      labels.add(
          new Markup(
              "<text x=\"%s%%\" y=\"14\" text-anchor=\"%s\">%s</text>"
                  .formatted(
                      Numbers.decimal(100 * part, 2), anchor, Numbers.seconds(tick * step))));
    }
    return Markup.join(labels);
  }
}
