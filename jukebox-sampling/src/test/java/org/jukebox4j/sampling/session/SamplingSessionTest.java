package org.jukebox4j.sampling.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.AudioPrompt;
import org.jukebox4j.sampling.CancellationToken;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.SampleRequestBuilder;
import org.jukebox4j.sampling.SamplingCancelledException;
import org.jukebox4j.sampling.SamplingMode;
import org.jukebox4j.sampling.SamplingProgress;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.fake.FakeModel;
import org.jukebox4j.sampling.state.HierarchyCodes;
import org.jukebox4j.sampling.state.SamplingState;
import org.jukebox4j.sampling.state.SamplingStateException;
import org.jukebox4j.sampling.state.SamplingStateFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingSessionTest {
  @TempDir private Path folder;

  private final FakeModel model = new FakeModel();
  private final SamplingSession session = new SamplingSession(model);

  private static SampleRequestBuilder request() {
    return SampleRequest.builder()
        .artist("strings")
        .genre("waltz")
        .lyrics("la la la, sing a song of the sea")
        .duration(Duration.ofMillis(2500))
        .seed(42);
  }

  private static SamplingSession.RunOptions quietly() {
    return new SamplingSession.RunOptions(p -> {}, new CancellationToken(), Optional.empty(), 1);
  }

  private static int[] first(int[] codes, int count) {
    return Arrays.copyOf(codes, count);
  }

  @Test
  void aSongHasCodesOfEveryLevelAndAudioAsLongAsAskedFor() {
    Song song = session.sample(request().samples(2).build());
    // 2,500 samples round up to 40 top codes.
    assertThat(song.codes().length(Level.TOP)).isEqualTo(40);
    assertThat(song.codes().length(Level.MIDDLE)).isEqualTo(160);
    assertThat(song.codes().length(Level.BOTTOM)).isEqualTo(640);
    assertThat(song.samples()).isEqualTo(2);
    assertThat(song.waveform().samples()).isEqualTo(2500);
    assertThat(song.waveform().rate()).isEqualTo(new SampleRate(1000));
    int[] bottom = song.codes().at(Level.BOTTOM).get(0);
    assertThat(song.waveform().channels()[0][4 * 99]).isEqualTo(bottom[99] / 16f);
    assertThat(model.loaded).containsExactly(Level.TOP, Level.MIDDLE, Level.BOTTOM);
  }

  @Test
  void theSameSeedGivesTheSameSongAndAnotherSeedAnother() {
    HierarchyCodes codes = session.sample(request().build()).codes();
    assertThat(session.sample(request().build()).codes()).isEqualTo(codes);
    assertThat(session.sample(request().seed(43).build()).codes()).isNotEqualTo(codes);
  }

  @Test
  void threeSamplesAtOnceAreThreeSingleOnes() {
    HierarchyCodes three = session.sample(request().samples(3).build()).codes();
    for (int sample = 0; sample < 3; sample++) {
      HierarchyCodes alone = session.sample(request().firstSample(sample).build()).codes();
      assertThat(alone).isEqualTo(three.sample(sample));
    }
    assertThat(three.sample(0)).isNotEqualTo(three.sample(1));
  }

  @Test
  void subBatchesAndPromptChunksDoNotChangeTheCodes() {
    HierarchyCodes expected = session.sample(request().samples(5).build()).codes();
    for (int batch = 1; batch <= 4; batch++) {
      int size = batch;
      SampleRequest split =
          request().samples(5).settings(settings -> settings.withMaxBatch(size)).build();
      assertThat(session.sample(split).codes()).isEqualTo(expected);
    }
    model.largestBatch = 2;
    assertThat(session.sample(request().samples(5).build()).codes()).isEqualTo(expected);
  }

  @Test
  void aRunStoppedAfterEveryWindowResumesToTheSameCodes() throws IOException {
    Path file = folder.resolve("state.safetensors");
    List<Path> states = new ArrayList<>();
    SampleRequestBuilder kept =
        request()
            .samples(2)
            .checkpoint(file)
            .onProgress(
                progress -> {
                  if (Files.exists(file)) {
                    states.add(copy(file, states.size()));
                  }
                });
    Song undisturbed = session.sample(kept.build());
    assertThat(states).hasSizeGreaterThan(50);
    long distinct = states.stream().map(SamplingStateFile::read).distinct().count();
    // 7 windows at the top, 9 in the middle, 39 at the bottom.
    assertThat(distinct).isEqualTo(7 + 9 + 39);
    for (Path state : states) {
      Song resumed = session.resume(SamplingStateFile.read(state), quietly());
      assertThat(resumed.codes()).isEqualTo(undisturbed.codes());
      assertThat(resumed.waveform().samples()).isEqualTo(2500);
      assertThat(resumed.seed()).isEqualTo(42);
    }
  }

  private Path copy(Path file, int number) {
    try {
      return Files.copy(file, folder.resolve("state-" + number));
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @Test
  void aCancelledRunKeepsItsFinishedWindowsAndGoesOn() {
    Song undisturbed = session.sample(request().build());
    CancellationToken token = new CancellationToken();
    List<SamplingProgress> seen = new ArrayList<>();
    SampleRequest cancelled =
        request()
            .cancellation(token)
            .onProgress(
                progress -> {
                  seen.add(progress);
                  if (progress.level() == Level.MIDDLE && progress.window() == 3) {
                    token.cancel();
                  }
                })
            .build();
    SamplingCancelledException thrown =
        catchThrowableOfType(SamplingCancelledException.class, () -> session.sample(cancelled));
    assertThat(thrown.state().codes().length(Level.TOP)).isEqualTo(40);
    assertThat(thrown.state().codes().length(Level.MIDDLE)).isEqualTo(48);
    assertThat(session.resume(thrown.state(), quietly()).codes()).isEqualTo(undisturbed.codes());
  }

  @Test
  void aRunCancelledBeforeItsFirstWindowCanBeResumedToo() {
    CancellationToken token = new CancellationToken();
    token.cancel();
    SamplingCancelledException thrown =
        catchThrowableOfType(
            SamplingCancelledException.class,
            () -> session.sample(request().cancellation(token).build()));
    assertThat(thrown.state().codes().length(Level.TOP)).isZero();
    assertThat(session.resume(thrown.state(), quietly()).codes())
        .isEqualTo(session.sample(request().build()).codes());
  }

  @Test
  void anInterruptedThreadStopsToo() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> session.sample(request().build()))
        .isInstanceOf(SamplingCancelledException.class)
        .hasMessageContaining("resume its state to go on");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aPromptIsMixedResampledCutAndKeptAtEveryLevel() {
    int frames = 2 * 1000; // stereo at 2,000 Hz: one second, 15 whole top codes
    float[][] channels = new float[2][frames];
    for (int i = 0; i < frames; i++) {
      channels[0][i] = 0.5f;
      channels[1][i] = 0.25f;
    }
    AudioPrompt prompt = new AudioPrompt(new Waveform(channels, new SampleRate(2000)));
    Song song = session.sample(request().prompt(prompt).build());
    int[] top = song.codes().at(Level.TOP).get(0);
    // The mean, 0.375, is code 6; the filter rings near the borders.
    assertThat(Arrays.stream(first(top, 15)).filter(code -> code == 6).count()).isGreaterThan(12);
    assertThat(song.codes().length(Level.TOP)).isEqualTo(40);
    assertThat(song.waveform().samples()).isEqualTo(2500);
    Song other = session.sample(request().seed(7).prompt(prompt).build());
    assertThat(first(other.codes().at(Level.BOTTOM).get(0), 240))
        .isEqualTo(first(song.codes().at(Level.BOTTOM).get(0), 240));
    assertThat(other.codes()).isNotEqualTo(song.codes());
  }

  @Test
  void aSongGoesOnFromItsOwnBeginning() {
    Song beginning = session.sample(request().build());
    Song longer =
        session.sample(
            request()
                .duration(Duration.ofSeconds(4))
                .mode(new SamplingMode.Continuation(beginning.codes()))
                .samples(3)
                .build());
    for (int sample = 0; sample < 3; sample++) {
      for (Level level : Level.values()) {
        int[] before = beginning.codes().at(level).get(0);
        assertThat(first(longer.codes().at(level).get(sample), before.length)).isEqualTo(before);
      }
    }
    assertThat(longer.codes().length(Level.TOP)).isEqualTo(63);
    assertThat(longer.codes().sample(0)).isNotEqualTo(longer.codes().sample(1));
  }

  @Test
  void anOpenDurationGoesOnForWhatTheModelSuggests() {
    assertThat(session.sample(SampleRequest.builder().build()).waveform().samples())
        .isEqualTo(2000);
    Song top = session.sample(request().lowestLevel(Level.TOP).build());
    SampleRequest more =
        SampleRequest.builder().mode(new SamplingMode.Continuation(top.codes())).build();
    assertThat(session.sample(more).waveform().samples()).isEqualTo(40 * 64 + 2000);
  }

  @Test
  void theTopLevelAloneCanBeSampledAndUpsampledLater() {
    Song whole = session.sample(request().build());
    model.loaded.clear();
    Song top = session.sample(request().lowestLevel(Level.TOP).build());
    assertThat(model.loaded).containsExactly(Level.TOP);
    assertThat(top.decodedLevel()).isEqualTo(Level.TOP);
    assertThat(top.waveform().samples()).isEqualTo(2500);
    Song upsampled =
        session.sample(request().mode(new SamplingMode.Upsampling(top.codes())).build());
    assertThat(upsampled.codes()).isEqualTo(whole.codes());
  }

  @Test
  void aPieceShorterThanAnUpsamplersContextIsSampledWholeAndCut() {
    Song song =
        session.sample(
            request()
                .duration(Duration.ofMillis(100))
                .totalDuration(Duration.ofSeconds(3))
                .build());
    assertThat(song.codes().length(Level.TOP)).isEqualTo(8); // one middle context of 0.512 s
    assertThat(song.waveform().samples()).isEqualTo(100);
  }

  @Test
  void everyLevelDecodesOnTheThreadsOfTheRequest() {
    session.sample(request().threads(3).build());
    assertThat(model.threads).containsExactly(3, 3, 3);
    assertThat(request().threads(3).build().toBuilder().build().threads()).isEqualTo(3);
    assertRefused(() -> request().threads(0), "threads must be at least 1, but were 0");
  }

  @Test
  void labelsChangeWhatIsSampled() {
    HierarchyCodes codes = session.sample(request().build()).codes();
    assertThat(session.sample(request().genre("march").build()).codes()).isNotEqualTo(codes);
    assertThat(session.sample(request().lyrics("other words").build()).codes()).isNotEqualTo(codes);
  }

  @Test
  void requestsThatTheModelCannotServeAreRefusedBeforeAnyWork() {
    assertRefused(
        request().duration(Duration.ofMillis(500)),
        "duration must be between 1 s and 60 s for this prior, but was 0.5 s;"
            + " to sample a part of a longer piece, set the total duration too");
    assertRefused(
        request().duration(Duration.ofSeconds(70)),
        "duration must be between 1 s and 60 s for this prior, but was 70 s;"
            + " to sample a part of a longer piece, set the total duration too");
    assertRefused(
        request().offset(Duration.ofSeconds(3)).totalDuration(Duration.ofSeconds(5)),
        "offset and duration together must be at most the total duration of 5 s, but were 5.5 s;"
            + " make the total duration longer");
    assertRefused(
        request()
            .duration(Duration.ofSeconds(1))
            .offset(Duration.ofMillis(58_900))
            .totalDuration(Duration.ofMillis(59_900)),
        "offset must be at most 58.46 s for this prior and duration, but was 58.9 s");
    assertRefused(request().artist("strungs"), "did you mean \"strings\"");
    assertThat(model.loaded).isEmpty();
  }

  @Test
  void promptsThatDoNotFitAreRefused() {
    SampleRate rate = model.sampleRate();
    assertRefused(
        request().prompt(new AudioPrompt(Waveform.mono(new float[63], rate))),
        "prompt must be at least one code of the top level long, 0.064 s, but was 0.063 s");
    assertRefused(
        request().prompt(new AudioPrompt(Waveform.mono(new float[3000], rate))),
        "duration must be longer than the prompt of 2.94 s, but was 2.5 s;"
            + " it is the length of the music with its prompt");
    HierarchyCodes few = new HierarchyCodes(Map.of(Level.TOP, List.of(new int[7])));
    assertRefused(
        request().mode(new SamplingMode.Upsampling(few)).duration(Duration.ofMillis(448)),
        "codes of the top level must cover what is to be upsampled, 0.51 s"
            + " (at least 0.51 s for this model), but cover 0.45 s;"
            + " continue them first or make the duration shorter");
    HierarchyCodes foreign = new HierarchyCodes(Map.of(Level.TOP, List.of(new int[] {16})));
    assertRefused(
        request().mode(new SamplingMode.Continuation(foreign)),
        "codes of the top level must be from 0 to 15, but one was 16;"
            + " they are of another model");
    HierarchyCodes two = new HierarchyCodes(Map.of(Level.TOP, List.of(new int[9], new int[9])));
    assertRefused(
        request().mode(new SamplingMode.Continuation(two)).samples(3),
        "samples must be 2, as many as there are codes to start from, but was 3;"
            + " choose one of them to make several samples from it");
  }

  private void assertRefused(SampleRequestBuilder request, String message) {
    assertRefused(() -> session.sample(request.build()), message);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aStateOfAnotherModelIsRefused() {
    SamplingState state = stateOf(request());
    model.fingerprint = "fake-2";
    assertThatThrownBy(() -> session.resume(state, quietly()))
        .isInstanceOf(SamplingStateException.class)
        .hasMessage(
            "the sampling state is of the model fake-1, but this is fake-2;"
                + " resume it with the model that it was started with");
  }

  private SamplingState stateOf(SampleRequestBuilder request) {
    Path file = folder.resolve("finished");
    session.sample(request.checkpoint(file).build());
    return SamplingStateFile.read(file);
  }

  @Test
  void aLyingStateIsRefused() {
    SamplingState state = stateOf(request());
    int[] top = state.codes().at(Level.TOP).get(0);
    assertDamaged(
        state,
        Map.of(Level.TOP, List.of(first(top, 38))),
        "the top level holds 38 codes, which is not the end of a window");
    assertDamaged(
        state,
        Map.of(
            Level.TOP, List.of(first(top, 24)),
            Level.MIDDLE, state.codes().at(Level.MIDDLE)),
        "the middle level goes on before the one above is complete");
    assertDamaged(
        state,
        Map.of(Level.TOP, List.of(top, top)),
        "it holds codes of 2 samples, but the request is for 1");
    int[] foreign = top.clone();
    foreign[3] = -1;
    assertDamaged(
        state,
        Map.of(Level.TOP, List.of(foreign)),
        "codes of the top level must be from 0 to 15, but one is -1");
    SamplingState garbled =
        new SamplingState(
            state.request().replace("\"artist\":\"strings\"", "\"artist\":7"),
            state.fingerprint(),
            state.given(),
            state.codes());
    assertThatThrownBy(() -> session.resume(garbled, quietly()))
        .isInstanceOf(SamplingStateException.class)
        .hasMessageContaining("request.labels.artist must be of type String, but was 7");
  }

  private void assertDamaged(SamplingState state, Map<Level, List<int[]>> codes, String message) {
    SamplingState lying =
        new SamplingState(
            state.request(), state.fingerprint(), Map.of(Level.TOP, 0), new HierarchyCodes(codes));
    assertThatThrownBy(() -> session.resume(lying, quietly()))
        .isInstanceOf(SamplingStateException.class)
        .hasMessage("the sampling state is damaged: " + message);
  }
}
