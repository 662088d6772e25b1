package org.jukebox4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.audio.AudioFiles;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.sampling.AudioPrompt;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.SampleRequestBuilder;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.model.ModelDescription.Training;
import org.jukebox4j.sampling.model.ModelFolderWriter;
import org.jukebox4j.sampling.model.ModelSource;
import org.jukebox4j.sampling.state.HierarchyCodes;
import org.jukebox4j.sampling.state.SamplingStateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JukeboxTest {
  @TempDir private Path folder;

  private static SampleRequestBuilder request() {
    return SampleRequest.builder()
        .artist("strings")
        .genre("waltz")
        .lyrics("la la la, sing a song")
        .duration(Duration.ofMillis(1500))
        .seed(7);
  }

  private static Jukebox untrained() {
    return Jukebox.load(ModelSource.untrained(1));
  }

  @Test
  void theUntrainedModelMakesAWavFromLyrics() {
    try (Jukebox jukebox = untrained()) {
      Song song = jukebox.sample(request().build());
      List<Path> files = song.writeWav(folder.resolve("song.wav"));
      assertThat(files).containsExactly(folder.resolve("song.wav"));
      Waveform read = AudioFiles.read(files.get(0));
      assertThat(read.rate()).isEqualTo(new SampleRate(22_050));
      assertThat(read.samples()).isEqualTo(33_075);
      float loudest = 0;
      for (float sample : read.channels()[0]) {
        loudest = Math.max(loudest, Math.abs(sample));
      }
      assertThat(loudest).isGreaterThan(0.001f);
      for (Level level : Level.values()) {
        long distinct = Arrays.stream(song.codes().at(level).get(0)).distinct().count();
        assertThat(distinct).as("different codes at the %s", level).isGreaterThan(30);
      }
    }
  }

  @Test
  void theAlignmentCoversEveryCodeAndCharacter() {
    try (Jukebox jukebox = untrained()) {
      Song song = jukebox.sample(request().lowestLevel(Level.TOP).build());
      LyricsAlignment alignment = song.alignments().get(0);
      assertThat(alignment.codes()).isEqualTo(song.codes().length(Level.TOP));
      assertThat(alignment.characters()).isEqualTo("la la la, sing a song".length());
      float sum = 0;
      for (int character = 0; character < alignment.characters(); character++) {
        sum += alignment.weight(5, character);
      }
      assertThat(sum).isBetween(0.01f, 1.0001f); // the rest lies on padding
      Song instrumental = jukebox.sample(request().lyrics("").lowestLevel(Level.TOP).build());
      assertThat(instrumental.alignments()).isEmpty();
    }
  }

  @Test
  void aBatchOfThreeGivesTheCodesOfThreeSingleRuns() {
    try (Jukebox jukebox = untrained()) {
      HierarchyCodes three = jukebox.sample(request().samples(3).build()).codes();
      HierarchyCodes split =
          jukebox.sample(request().samples(3).settings(s -> s.withMaxBatch(2)).build()).codes();
      assertThat(split).isEqualTo(three);
      for (int sample = 0; sample < 3; sample++) {
        HierarchyCodes alone = jukebox.sample(request().firstSample(sample).build()).codes();
        assertThat(alone).isEqualTo(three.sample(sample));
      }
    }
  }

  @Test
  void aRunStoppedAnywhereResumesToTheSameCodesInAnotherProcess() throws IOException {
    Path file = folder.resolve("run.state");
    List<Path> states = new ArrayList<>();
    Song undisturbed;
    try (Jukebox jukebox = untrained()) {
      undisturbed =
          jukebox.sample(
              request().checkpoint(file).onProgress(progress -> keep(file, states)).build());
    }
    assertThat(states).hasSizeGreaterThan(8);
    for (int i = 0; i < states.size(); i += 3) {
      try (Jukebox another = untrained()) {
        Song resumed = another.resume(states.get(i));
        assertThat(resumed.codes()).isEqualTo(undisturbed.codes());
        assertThat(resumed.waveform().channels()).isEqualTo(undisturbed.waveform().channels());
      }
    }
  }

  private void keep(Path file, List<Path> states) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      states.add(Files.copy(file, folder.resolve("state-" + states.size())));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void aModelWrittenIntoAFolderSamplesTheSameCodes() {
    Path saved = folder.resolve("model");
    Song expected;
    try (Jukebox jukebox = untrained()) {
      expected = jukebox.sample(request().build());
      ModelFolderWriter.write(jukebox.model(), saved);
    }
    try (Jukebox jukebox = Jukebox.load(ModelSource.directory(saved))) {
      assertThat(jukebox.description().training()).isEqualTo(Training.UNTRAINED);
      Song song = jukebox.sample(request().build());
      assertThat(song.codes()).isEqualTo(expected.codes());
      assertThat(song.waveform().channels()).isEqualTo(expected.waveform().channels());
    }
  }

  @Test
  void aStateIsRefusedByAModelOfOtherWeights() {
    Path file = folder.resolve("run.state");
    try (Jukebox jukebox = untrained()) {
      jukebox.sample(request().lowestLevel(Level.TOP).checkpoint(file).build());
    }
    try (Jukebox other = Jukebox.load(ModelSource.untrained(2))) {
      assertThatThrownBy(() -> other.resume(file))
          .isInstanceOf(SamplingStateException.class)
          .hasMessageContaining("run.state: the sampling state is of the model untrained")
          .hasMessageContaining("resume it with the model that it was started with");
    }
  }

  @Test
  void aSongGoesOnFromARecordingAndFromItself() {
    try (Jukebox jukebox = untrained()) {
      float[] tone = new float[8_000];
      for (int i = 0; i < tone.length; i++) {
        tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / 8_000));
      }
      Waveform recording = new Waveform(new float[][] {tone, tone.clone()}, new SampleRate(8_000));
      HierarchyCodes encoded = jukebox.encode(recording);
      // One second is 22,050 samples: 86 whole top codes.
      assertThat(encoded.length(Level.TOP)).isEqualTo(86);
      assertThat(encoded.length(Level.BOTTOM)).isEqualTo(86 * 16);
      Song primed = jukebox.sample(request().prompt(new AudioPrompt(recording)).build());
      for (Level level : Level.values()) {
        assertThat(primed.codes().at(level).get(0)).startsWith(encoded.at(level).get(0));
      }
      SampleRequest more = request().duration(Duration.ofSeconds(2)).samples(2).build();
      Song longer = jukebox.continueFrom(primed, 0, more);
      assertThat(longer.codes().at(Level.TOP).get(1))
          .startsWith(primed.codes().at(Level.TOP).get(0))
          .hasSize(173);
      assertThat(longer.waveforms().get(1).samples()).isEqualTo(44_100);
      List<Waveform> decoded = jukebox.decode(encoded, Level.MIDDLE);
      assertThat(decoded.get(0).samples()).isEqualTo(86 * 256);
    }
  }

  @Test
  void theTopLevelIsUpsampledLaterToTheSameSong() {
    try (Jukebox jukebox = untrained()) {
      Song whole = jukebox.sample(request().samples(2).build());
      Song top = jukebox.sample(request().samples(2).lowestLevel(Level.TOP).build());
      assertThat(jukebox.upsample(top, 1, request().firstSample(1).build()).codes())
          .isEqualTo(whole.codes().sample(1));
    }
  }

  @Test
  void oneLineIsEnough() {
    assertThat(Jukebox.sample("la").waveform().seconds()).isEqualTo(20);
  }

  @Test
  void mistakesAreNamedInTheUsersWords() {
    try (Jukebox jukebox = untrained()) {
      assertThatThrownBy(() -> jukebox.sample(request().duration(Duration.ofMillis(500)).build()))
          .hasMessage(
              "duration must be between 1 s and 600 s for this prior, but was 0.5 s;"
                  + " to sample a part of a longer piece, set the total duration too");
      assertThatThrownBy(() -> jukebox.sample(request().genre("waltzz").build()))
          .hasMessageContaining("did you mean \"waltz\"?");
      assertThatThrownBy(() -> jukebox.sample(request().lyrics("\u0001\u0002").build()))
          .hasMessageContaining("lyrics must have letters or digits");
      Waveform short_ = Waveform.mono(new float[10], new SampleRate(22_050));
      assertThatThrownBy(() -> jukebox.encode(short_))
          .hasMessageContaining("recording must be at least 256 samples long");
    }
    assertThatThrownBy(() -> request().duration(Duration.ofSeconds(-1)))
        .hasMessage("duration must be greater than 0 s, but was -1.0 s");
    assertThatThrownBy(() -> request().samples(0))
        .hasMessage("samples must be at least 1, but was 0");
    assertThatThrownBy(() -> request().topK(3).topP(0.5).build())
        .hasMessage("top-k and top-p exclude each other, but were 3 and 0.5; set one of them to 0");
    assertThatThrownBy(() -> request().temperature(0).build())
        .hasMessageContaining("temperature must be a number greater than 0, but was 0.0");
    assertThatThrownBy(() -> request().guidance(-1).build())
        .hasMessage("guidance must be between 0 and 100.0, where 0 is none, but was -1.0");
    assertThatThrownBy(() -> request().hopFraction(Level.TOP, 1.5).build())
        .hasMessage("hop fraction must be greater than 0 and at most 1, but was 1.5");
  }
}
