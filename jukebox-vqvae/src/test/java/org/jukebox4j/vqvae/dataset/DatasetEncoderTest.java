package org.jukebox4j.vqvae.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jukebox4j.core.audio.SampleFormat;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.dataset.Dataset;
import org.jukebox4j.core.dataset.DatasetListener;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetEncoderTest {
  private static final SampleRate RATE = new SampleRate(1000);
  private static final VqVaeConfig CONFIG =
      VqVaeConfig.builder()
          .sampleRate(RATE)
          .levels(new int[] {2, 1, 1}, new int[] {2, 2, 4}, new int[] {2, 1, 1})
          .codebook(32, 8)
          .residual(6, 3, 1)
          .dilations(3, 0, DilationOrder.SHRINKING)
          .build();

  @TempDir private Path temporary;

  private Path songs = Path.of("");
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void makeSongs() throws IOException {
    songs = Files.createDirectory(temporary.resolve("songs"));
    write("a.wav", 1000, 0.1);
    write("b.wav", 70, 0.2);
  }

  private float[][] write(String name, int samples, double pitch) throws IOException {
    float[][] stereo = new float[2][samples];
    for (int i = 0; i < samples; i++) {
      stereo[0][i] = (float) Math.sin(pitch * i);
      stereo[1][i] = (float) (0.5 * Math.cos(2 * pitch * i));
    }
    WavWriter.write(songs.resolve(name), new Waveform(stereo, RATE), SampleFormat.FLOAT32);
    return stereo;
  }

  private List<DatasetSong> open() {
    return Dataset.open(songs, temporary.resolve("cache"), RATE, DatasetListener.SILENT).songs();
  }

  private CodesCache cache(ParameterSource weights) {
    return new CodesCache(temporary.resolve("codes"), CodecFingerprint.of(CONFIG, weights), CONFIG);
  }

  private CodesCache encode(ParameterSource weights) {
    CodesCache cache = cache(weights);
    heard.clear();
    try (VqVae codec = VqVae.load(CONFIG, weights)) {
      new DatasetEncoder(codec, cache)
          .encode(
              open(),
              (song, before, done, total) ->
                  heard.add(song.name() + " " + before + " " + done + "/" + total));
    }
    return cache;
  }

  @Test
  void theCodesOfASongAreThoseOfItsEvenMixAndEndTogether() throws IOException {
    float[][] stereo = write("a.wav", 1000, 0.1);
    CodesCache cache = encode(new RandomParameters(1));
    float[] mono = new float[992]; // whole codes of the top level, 32 samples each
    for (int i = 0; i < mono.length; i++) {
      mono[i] = (stereo[0][i] + stereo[1][i]) * 0.5f;
    }

    SongCodes codes = cache.read(open().get(0));

    assertThat(codes.levels()).extracting(level -> level.length).containsExactly(248, 124, 31);
    assertThat(codes.count()).isEqualTo(403);
    try (VqVae codec = VqVae.load(CONFIG, new RandomParameters(1))) {
      for (Level level : Level.values()) {
        assertThat(codes.level(level)).isEqualTo(codec.encode(mono, level));
      }
    }
    assertThat(Arrays.stream(codes.level(Level.BOTTOM)).distinct().count()).isGreaterThan(3);
  }

  @Test
  void aPartOfARecordingIsEncodedAsIfItWereTheWhole() throws IOException {
    Files.writeString(
        songs.resolve("metadata.jsonl"),
        "{\"file\": \"a.wav\", \"start\": 0.1, \"end\": 0.2}\n{\"file\": \"a.wav\"}\n");
    CodesCache cache = encode(new RandomParameters(1));
    DatasetSong part = open().get(1);

    assertThat(part.name()).isEqualTo("a.wav from 0.1 s to 0.2 s");
    assertThat(cache.read(part).levels()).extracting(c -> c.length).containsExactly(24, 12, 3);
  }

  @Test
  void whatIsFreshIsNotEncodedAgain() throws IOException {
    encode(new RandomParameters(1));
    assertThat(heard).containsExactly("a.wav MISSING 1/2", "b.wav MISSING 2/2");

    encode(new RandomParameters(1));
    assertThat(heard).containsExactly("a.wav FRESH 1/2", "b.wav FRESH 2/2");

    write("b.wav", 80, 0.2);
    encode(new RandomParameters(1));
    assertThat(heard).containsExactly("a.wav FRESH 1/2", "b.wav STALE 2/2");
  }

  @Test
  void codesOfAnotherCodecAreStale() {
    encode(new RandomParameters(1));
    CodesCache other = cache(new RandomParameters(2));
    DatasetSong song = open().get(0);

    assertThat(other.state(song)).isEqualTo(CodesCache.State.STALE);
    assertThatThrownBy(() -> other.read(song))
        .isInstanceOf(CodesCacheException.class)
        .hasMessageContaining(
            "the codes of 'a.wav' were made by another codec; encode the data set");

    encode(new RandomParameters(2));
    assertThat(heard).containsExactly("a.wav STALE 1/2", "b.wav STALE 2/2");
    assertThat(other.read(song).count()).isEqualTo(403);
  }

  @Test
  void damagedAndMissingCodesAreNamed() throws IOException {
    CodesCache cache = encode(new RandomParameters(1));
    DatasetSong song = open().get(0);
    List<Path> files;
    try (var listed = Files.list(temporary.resolve("codes"))) {
      files = listed.sorted().toList();
    }
    assertThat(files).hasSize(2);
    Files.write(files.get(0), Arrays.copyOf(Files.readAllBytes(files.get(0)), 900));

    assertThat(cache.state(song)).isEqualTo(CodesCache.State.STALE);
    assertThatThrownBy(() -> cache.read(song))
        .isInstanceOf(CodesCacheException.class)
        .hasMessageContaining("the codes of 'a.wav' are damaged");

    Files.delete(files.get(0));
    assertThatThrownBy(() -> cache.read(song))
        .isInstanceOf(CodesCacheException.class)
        .hasMessageContaining("the codes of 'a.wav' are not there");
  }

  @Test
  void theFingerprintIsOfWhatMakesCodesAndOfNothingElse() {
    String fingerprint = CodecFingerprint.of(CONFIG, new RandomParameters(1)).value();

    assertThat(fingerprint).matches("[0-9a-f]{32}");
    assertThat(fingerprint("decoders.")).as("another decoder").isEqualTo(fingerprint);
    assertThat(fingerprint("encoders.0")).as("another encoder").isNotEqualTo(fingerprint);
    assertThat(fingerprint("bottleneck.")).as("another codebook").isNotEqualTo(fingerprint);
  }

  private static String fingerprint(String changedPrefix) {
    RandomParameters one = new RandomParameters(1);
    RandomParameters other = new RandomParameters(2);
    ParameterSource mixed =
        new ParameterSource() {
          @Override
          public Optional<FloatTensor> find(String name, int... shape) {
            return (name.startsWith(changedPrefix) ? other : one).find(name, shape);
          }

          @Override
          public Set<String> names() {
            return Set.of();
          }
        };
    return CodecFingerprint.of(CONFIG, mixed).value();
  }
}
