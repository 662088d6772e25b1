package org.jukebox4j.prior.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.audio.SampleFormat;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.dataset.Dataset;
import org.jukebox4j.core.dataset.DatasetListener;
import org.jukebox4j.core.dataset.TileOrder;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.core.residual.ResidualScale;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.prior.CodesConfig;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;
import org.jukebox4j.prior.label.LabelVocabulary;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.dataset.CodecFingerprint;
import org.jukebox4j.vqvae.dataset.CodesCache;
import org.jukebox4j.vqvae.dataset.DatasetEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PriorTilesTest {
  private static final SampleRate RATE = new SampleRate(1000);
  private static final LyricsTokenizer TOKENIZER = new LyricsTokenizer(LabelVocabularyVersion.V3);

  /** 4, 8 and 32 samples per code. */
  private static final VqVaeConfig CODEC =
      VqVaeConfig.builder()
          .sampleRate(RATE)
          .levels(new int[] {2, 1, 1}, new int[] {2, 2, 4}, new int[] {2, 1, 1})
          .codebook(32, 8)
          .residual(6, 3, 1)
          .dilations(3, 0, DilationOrder.SHRINKING)
          .build();

  @TempDir private Path temporary;

  private Path folder = Path.of("");
  private final List<String> skipped = new ArrayList<>();
  private final DatasetListener listener =
      new DatasetListener() {
        @Override
        public void onSkipped(String song, String reason) {
          skipped.add(song + ": " + reason);
        }

        @Override
        public void onExamined(int done, int total) {}
      };

  @BeforeEach
  void makeSongs() throws IOException {
    folder = Files.createDirectory(temporary.resolve("songs"));
    song("a.wav", 4000);
    song("b.wav", 3001);
    song("short.wav", 500);
    Files.writeString(
        folder.resolve("metadata.jsonl"),
        """
        {"file": "a.wav", "artist": "Strings", "genre": "waltz", "lyrics": "abcdefghijklmnopqrst"}
        {"file": "b.wav", "artist": "Brass", "genre": "march", "lyrics": "[00:00]é1234 67890\\n[00:02]ABCDE"}
        {"file": "short.wav", "artist": "Nobody"}
        """);
  }

  private void song(String name, int samples) throws IOException {
    float[] mono = new float[samples];
    for (int i = 0; i < samples; i++) {
      mono[i] = (float) (Math.sin(0.1 * i) * Math.sin(0.013 * i + samples));
    }
    WavWriter.write(folder.resolve(name), Waveform.mono(mono, RATE), SampleFormat.FLOAT32);
  }

  private static PriorConfig config(
      Level level, int context, LyricsArchitecture lyrics, @Nullable LabelsConfig labels) {
    boolean top = level == Level.TOP;
    int ratio = level == Level.BOTTOM ? 2 : 4;
    ResidualStackConfig residual =
        new ResidualStackConfig(
            8, 1, 1, new DilationSchedule(3, 4, DilationOrder.GROWING), ResidualScale.ONE);
    return new PriorConfig(
        new CodesConfig(level, context, CODEC.samplesPerCode(level), 32, RATE.hertz()),
        TransformerConfig.of(
            16, 1, AttentionConfig.of(1, AttentionSchedule.ROW_COLUMN_PREVIOUS, 2)),
        Output.TIED,
        lyrics,
        labels,
        top ? null : new UpperLevelConditionerConfig(32, 16, 1, ratio, residual),
        null);
  }

  private static PriorConfig lyricsConfig() {
    TransformerConfig encoder =
        TransformerConfig.of(
            16, 1, AttentionConfig.of(1, AttentionSchedule.ROW_COLUMN_PREVIOUS, 2));
    return config(
        Level.TOP,
        32,
        new LyricsArchitecture.SeparateEncoder(6, TOKENIZER.vocabularySize(), encoder, 0.4),
        new LabelsConfig(
            4, 3, 1, LabelVocabularyVersion.V3, new LabelsConfig.TimingRange(8, 0.1, 60)));
  }

  private LabelledSongs labelled(PriorConfig config) {
    Dataset dataset = Dataset.open(folder, temporary.resolve("cache"), RATE, listener);
    CodesCache cache =
        new CodesCache(
            temporary.resolve("codes"), CodecFingerprint.of(CODEC, new RandomParameters(1)), CODEC);
    try (VqVae codec = VqVae.load(CODEC, new RandomParameters(1))) {
      new DatasetEncoder(codec, cache).encode(dataset.songs(), DatasetEncoder.Listener.SILENT);
    }
    Optional<LabelVocabulary> vocabulary =
        Optional.of(
            LabelVocabulary.of(
                LabelVocabularyVersion.V3, List.of("Brass", "Strings"), List.of("waltz")));
    return LabelledSongs.of(config, vocabulary, cache, dataset.songs(), listener);
  }

  @Test
  void songsShorterThanAWindowAreLeftOutAndNamed() {
    LabelledSongs songs = labelled(lyricsConfig());

    assertThat(songs.size()).isEqualTo(2);
    assertThat(skipped)
        .containsExactly(
            "short.wav: it lasts 0.50 s, but must last at least the 1.02 s of a window of the top"
                + " prior");
  }

  @Test
  void songsWhoseLengthThePriorCannotBeToldAreLeftOut() {
    LabelsConfig labels =
        new LabelsConfig(
            4, 3, 1, LabelVocabularyVersion.V3, new LabelsConfig.TimingRange(8, 0.1, 3.5));
    LabelledSongs songs = labelled(config(Level.TOP, 8, new LyricsArchitecture.None(), labels));

    assertThat(songs.size()).isEqualTo(2);
    assertThat(skipped)
        .containsExactly(
            "a.wav: duration must be between 0.1 s and 3.5 s for this prior, but was 4 s");
  }

  @Test
  void namesBecomeNumbersAndTimingIsInSamples() {
    PriorTiles tiles =
        new PriorTiles(labelled(lyricsConfig()), WindowSettings.ORIGINAL, TileOrder.FIXED, 1);

    WindowBatch batch = tiles.batch(0, 4);

    assertThat(tiles.tiles()).as("(125 + 93) / 32").isEqualTo(6);
    LabelVector second = batch.conditioning().labels().get(1);
    assertThat(second.artist()).as("Strings").isEqualTo(2);
    assertThat(second.genres()).as("waltz").containsExactly(1);
    assertThat(second.totalLength()).isEqualTo(4000);
    assertThat(second.offset()).isEqualTo(32 * 32);
    assertThat(second.sampleLength()).isEqualTo(1024);
    // Middle 1536 of 4000: character 7 of 20.
    assertThat(TOKENIZER.text(second.lyrics())).isEqualTo("efghij");
    LabelVector ofOther = tiles.batch(4, 1).conditioning().labels().get(0);
    assertThat(ofOther.artist()).as("Brass").isEqualTo(1);
    assertThat(ofOther.genres()).as("march is not known").containsExactly(0);
  }

  @Test
  void lyricsWithTimesAreThoseSungAtTheMiddleOfTheWindow() {
    LabelledSongs songs = labelled(lyricsConfig());

    // "e1234 67890" and a newline are sung from 0 s to 2 s, "ABCDE" from 2 s to 3.001 s.
    assertThat(lyrics(songs, 0)).as("character 3 at 0.512 s").isEqualTo("e1234 ");
    assertThat(lyrics(songs, 40)).as("character 10 at 1.792 s").isEqualTo("7890\nA");
    assertThat(lyrics(songs, 60)).as("character 14 at 2.432 s").isEqualTo("\nABCDE");
  }

  @Test
  void lyricsPlacedAsInSamplingFollowTheHeuristicThoughTimesAreKnown() {
    LabelledSongs songs = labelled(lyricsConfig()).placing(LyricsPlacement.LINEAR);

    // 17 characters in 3.001 s: the middle of the window at 0.512 s is number 2, at 1.792 s 10.
    assertThat(lyrics(songs, 0)).isEqualTo("e1234 ");
    assertThat(lyrics(songs, 40)).isEqualTo("7890\nA");
  }

  @Test
  void sungCharactersAreTheColumnsOfTheWindowBetweenTwoTimes() {
    LabelledSongs songs = labelled(lyricsConfig());

    // Window "7890\nA" from 1.28 s on: its first five columns belong to the line until 2 s.
    SungCharacters sung = songs.sung(1, 40);

    // 32 samples a code: the middle of code 22 is at 2.0 s.
    assertThat(sung.first()[21]).isZero();
    assertThat(sung.end()[21]).isEqualTo(5);
    assertThat(sung.first()[22]).as("the window does not see the end of the word").isEqualTo(6);
    assertThat(sung.end()[22]).isEqualTo(6);
  }

  @Test
  void aWordIsAttendedToWhereTheEncoderHasReadIt() {
    LabelledSongs songs = labelled(lyricsConfig());

    // Window "\nABCDE" from 1.92 s on, the word from 2 s on.
    SungCharacters sung = songs.sung(1, 60);

    assertThat(sung.first()[0]).isZero();
    assertThat(sung.end()[0]).as("the line feed ends the first line").isEqualTo(1);
    assertThat(sung.first()[10]).isEqualTo(5);
    assertThat(sung.end()[10]).isEqualTo(6);
  }

  @Test
  void withoutTimesNothingIsKnownOfWhatIsSung() {
    LabelledSongs songs = labelled(lyricsConfig());

    assertThat(songs.sung(0, 0)).isEqualTo(SungCharacters.unknown(32));
  }

  private static String lyrics(LabelledSongs songs, long startCode) {
    return TOKENIZER.text(songs.labels(1, startCode).orElseThrow().lyrics());
  }

  @Test
  void anUpsamplerSeesTheCodesAboveItsWindow() {
    PriorConfig config = config(Level.MIDDLE, 64, new LyricsArchitecture.None(), null);
    LabelledSongs songs = labelled(config);
    PriorTiles tiles = new PriorTiles(songs, WindowSettings.ORIGINAL, TileOrder.RANDOM, 3);

    WindowBatch batch = tiles.batch(2, 3);

    assertThat(batch.conditioning().labels()).isEmpty();
    for (int item = 0; item < 3; item++) {
      int[] window = batch.codes().get(item);
      int[] above = batch.conditioning().upperCodes().get(item);
      assertThat(window).hasSize(64);
      assertThat(above).hasSize(16);
      boolean found = false;
      for (int song = 0; song < 2 && !found; song++) {
        var codes = songs.cache().read(songs.song(song).song());
        int[] middle = codes.level(Level.MIDDLE);
        for (int start = 0; start + 64 <= middle.length && !found; start += 4) {
          found =
              Arrays.equals(Arrays.copyOfRange(middle, start, start + 64), window)
                  && Arrays.equals(
                      Arrays.copyOfRange(codes.level(Level.TOP), start / 4, start / 4 + 16), above);
        }
      }
      assertThat(found).as("the window and the codes above it are of one place").isTrue();
    }
  }

  @Test
  void windowsWithAStrideBeginWhereSamplingOpensThem() {
    LabelledSongs songs = labelled(lyricsConfig());
    PriorTiles tiles = new PriorTiles(songs, WindowSettings.every(16), TileOrder.RANDOM, 3);
    Set<Long> starts = new HashSet<>();

    for (int step = 0; step < 100; step++) {
      for (LabelVector labels : tiles.batch(step, 2).conditioning().labels()) {
        if (labels.totalLength() == 4000) {
          starts.add(labels.offset() / 32);
        }
      }
    }

    // 125 codes, windows of 32: every 16 codes, and the one that ends with the song.
    assertThat(starts).containsExactlyInAnyOrder(0L, 16L, 32L, 48L, 64L, 80L, 93L);
  }

  @Test
  void codesAreMisheardButPredictedAsTheyAre() {
    LabelledSongs songs = labelled(config(Level.TOP, 32, new LyricsArchitecture.None(), null));
    PriorTiles plain = new PriorTiles(songs, WindowSettings.ORIGINAL, TileOrder.RANDOM, 3);
    PriorTiles misheard =
        new PriorTiles(songs, new WindowSettings(1, 0, 0.9, null), TileOrder.RANDOM, 3);

    WindowBatch expected = plain.batch(1, 8);
    WindowBatch batch = misheard.batch(1, 8);

    assertThat(expected.heard()).isEqualTo(expected.codes());
    for (int item = 0; item < 8; item++) {
      assertThat(batch.codes().get(item)).isEqualTo(expected.codes().get(item));
    }
    assertThat(batch.heard().toArray(new int[0][]))
        .isDeepEqualTo(misheard.batch(1, 8).heard().toArray(new int[0][]));
    assertThat(batch.heard().get(0)).isNotEqualTo(batch.codes().get(0));
  }

  @Test
  void codesOfTheLevelAboveAreMisheardByThemselves() {
    LabelledSongs songs = labelled(config(Level.MIDDLE, 64, new LyricsArchitecture.None(), null));
    PriorTiles plain = new PriorTiles(songs, WindowSettings.ORIGINAL, TileOrder.RANDOM, 3);
    PriorTiles misheard =
        new PriorTiles(songs, new WindowSettings(1, 0, 0, 0.9), TileOrder.RANDOM, 3);

    WindowBatch expected = plain.batch(1, 8);
    WindowBatch batch = misheard.batch(1, 8);

    assertThat(batch.heard().toArray(new int[0][]))
        .isDeepEqualTo(expected.heard().toArray(new int[0][]));
    List<int[]> above = batch.conditioning().upperCodes();
    assertThat(above.get(0)).hasSize(16).isNotEqualTo(expected.conditioning().upperCodes().get(0));
    assertThat(above.toArray(new int[0][]))
        .isDeepEqualTo(misheard.batch(1, 8).conditioning().upperCodes().toArray(new int[0][]));
  }

  @Test
  void theTopLevelHasNoCodesAboveToMishear() {
    LabelledSongs songs = labelled(config(Level.TOP, 8, new LyricsArchitecture.None(), null));

    assertThatThrownBy(
            () -> new PriorTiles(songs, new WindowSettings(1, 0, 0, 0.3), TileOrder.RANDOM, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "upperCodeDropout must be 0 at the top level, which has no level above, but was 0.3");
  }

  @Test
  void aStrideThatCutsCodesOfTheLevelAboveIsRefused() {
    LabelledSongs songs = labelled(config(Level.MIDDLE, 64, new LyricsArchitecture.None(), null));

    assertThatThrownBy(() -> new PriorTiles(songs, WindowSettings.every(6), TileOrder.RANDOM, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "stride must be a multiple of the 4 codes for one of the level above, but was 6 codes");
  }

  @Test
  void aBatchDependsOnTheSeedAndTheStepAlone() {
    LabelledSongs songs = labelled(config(Level.TOP, 8, new LyricsArchitecture.None(), null));
    PriorTiles tiles = new PriorTiles(songs, WindowSettings.ORIGINAL, TileOrder.RANDOM, 7);
    Set<List<Integer>> different = new HashSet<>();
    for (int step = 0; step < 6; step++) {
      for (int[] codes : tiles.batch(step, 2).codes()) {
        different.add(Arrays.stream(codes).boxed().toList());
      }
    }

    PriorTiles again = new PriorTiles(songs, WindowSettings.ORIGINAL, TileOrder.RANDOM, 7);
    assertThat(again.batch(5, 2).codes().toArray(new int[0][]))
        .isDeepEqualTo(tiles.batch(5, 2).codes().toArray(new int[0][]));
    assertThat(different).hasSizeGreaterThan(8);
  }

  @Test
  void withoutOneSongThereIsNothingToLearnFrom() {
    LabelledSongs songs = labelled(config(Level.TOP, 500, new LyricsArchitecture.None(), null));

    assertThat(songs.size()).isZero();
    assertThatThrownBy(() -> new PriorTiles(songs, WindowSettings.ORIGINAL, TileOrder.FIXED, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there must be at least one song of the length of a tile, 500");
  }
}
