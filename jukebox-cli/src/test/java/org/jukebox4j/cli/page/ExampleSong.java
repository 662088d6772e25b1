package org.jukebox4j.cli.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.label.Labels;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.prior.lyrics.LyricsAlignment.WindowAttention;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.json.RecordJson;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelSource;
import org.jukebox4j.sampling.session.PieceSpan;
import org.jukebox4j.sampling.session.ResolvedRequest;
import org.jukebox4j.sampling.session.ResolvedRequest.LevelChoice;
import org.jukebox4j.sampling.session.ResolvedRequest.SampleNumbers;
import org.jukebox4j.sampling.state.HierarchyCodes;
import org.jukebox4j.sampling.state.SamplingState;

/**
 * A song whose alignment is known: a tone of as many seconds as there are characters in the lyrics,
 * which it sings one a second.
 */
record ExampleSong(Labels labels, int samples) {
  private static final ModelDescription MODEL = ModelSource.untrained(0).describe();
  private static final int RATE = 22_050;

  static ExampleSong of(String lyrics) {
    return new ExampleSong(new Labels("strings", "waltz", lyrics), 1);
  }

  SongPage page() {
    String read = new LyricsTokenizer(LabelVocabularyVersion.V2).clean(labels.lyrics());
    int seconds = Math.max(1, read.length());
    int codes = (seconds * RATE + 255) / 256;
    Map<Level, List<int[]>> items = new EnumMap<>(Level.class);
    for (Level level : Level.values()) {
      int length = codes << 2 * (2 - level.index());
      items.put(level, Collections.nCopies(samples, new int[length]));
    }
    HierarchyCodes all = new HierarchyCodes(items);
    List<LyricsAlignment> alignments =
        read.isBlank()
            ? List.of()
            : Collections.nCopies(samples, oneCharacterASecond(codes, read.length()));
    Waveform tone = tone(seconds);
    Song song = new Song(all, Collections.nCopies(samples, tone), alignments, Level.BOTTOM, 7);
    String request = RecordJson.write(request(seconds, codes)).toString();
    SamplingState state = new SamplingState(request, "example 1234", Map.of(), all);
    return new SongPage(MODEL, state, song, "jukebox sample --seed 7", "jukebox 1");
  }

  private ResolvedRequest request(int seconds, int codes) {
    PieceSpan span = new PieceSpan((long) seconds * RATE, codes * 256L, 60L * RATE, 5L * RATE);
    List<LevelChoice> levels = new ArrayList<>();
    levels.add(new LevelChoice(Level.TOP, LevelSettings.TOP.withTemperature(0.91).withTopK(17)));
    levels.add(new LevelChoice(Level.MIDDLE, LevelSettings.UPSAMPLER.withTopP(0.83)));
    levels.add(new LevelChoice(Level.BOTTOM, LevelSettings.UPSAMPLER.withMaxBatch(3)));
    return new ResolvedRequest(labels, span, new SampleNumbers(7, 0, samples), levels);
  }

  private static LyricsAlignment oneCharacterASecond(int codes, int characters) {
    float[] weights = new float[codes * characters];
    for (int code = 0; code < codes; code++) {
      weights[code * characters + Math.min(characters - 1, code * 256 / RATE)] = 1;
    }
    int[] indices = IntStream.range(0, characters).toArray();
    return LyricsAlignment.of(codes, characters, List.of(new WindowAttention(0, indices, weights)));
  }

  private static Waveform tone(int seconds) {
    float[] samples = new float[seconds * RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    return Waveform.mono(samples, new SampleRate(RATE));
  }
}
