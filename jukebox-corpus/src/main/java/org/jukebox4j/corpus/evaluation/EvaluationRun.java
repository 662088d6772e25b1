package org.jukebox4j.corpus.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.audio.Resampler;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.evaluation.Measurement.Measure;
import org.jukebox4j.corpus.feature.Heard;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.SampleRequestBuilder;
import org.jukebox4j.sampling.SamplingMode;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.state.HierarchyCodes;

/** One run of an evaluation on one model. */
final class EvaluationRun {
  private final SampleRequest template;
  private final Jukebox jukebox;
  private final CorpusJudge judge;
  private final SongMeter meter;
  private final MeasuredSongs generated;
  private final MeasuredSongs reconstructed;
  private final MeasuredSongs real;
  private final int learntSongs;
  private final Chances chances = new Chances();
  private final List<ReconstructionMeter> levels = new ArrayList<>();

  EvaluationRun(
      Jukebox jukebox, CorpusJudge judge, EvaluationSettings settings, SampleRequest template) {
    this.template = template;
    this.learntSongs = settings.learntSongs();
    this.generated = new MeasuredSongs(settings.songsPerCondition());
    this.reconstructed = new MeasuredSongs(settings.songsPerCondition());
    this.real = new MeasuredSongs(settings.songsPerCondition());
    this.jukebox = jukebox;
    this.judge = judge;
    this.meter = new SongMeter(judge);
    for (int index = 0; index <= jukebox.model().top().index(); index++) {
      levels.add(new ReconstructionMeter(jukebox, Level.of(index), meter));
    }
  }

  /** Generates and measures songs, condition by condition. */
  Evaluation of(List<CorpusSong> asked, EvaluationListener listener) {
    for (int i = 0; i < asked.size(); i++) {
      generate(asked.get(i), template.seed() + i, listener);
      listen(asked.get(i));
      listener.onEvaluated(i + 1, asked.size());
    }
    return new Evaluation(
        jukebox.description().name(),
        asked.size(),
        learntSongs,
        measurements(),
        levels.stream().map(ReconstructionMeter::measurement).toList());
  }

  private void generate(CorpusSong asked, long seed, EvaluationListener listener) {
    Song song =
        jukebox.sample(request(asked).seed(seed).mode(new SamplingMode.Ancestral()).build());
    listener.onGenerated(asked, song);
    Heard heard = Heard.of(song.waveform());
    Optional<AlignedLyrics> aligned = aligned(song);
    SungText text = aligned.isPresent() ? aligned.get() : asked::syllableAt;
    generated.add(meter.measure(heard, asked, text, aligned.map(a -> a.correlation(asked))));
  }

  /** Real audio, with the alignment that the model finds in its codes. */
  private void listen(CorpusSong asked) {
    float[] samples = asked.samples();
    HierarchyCodes codes = jukebox.encode(Waveform.mono(samples, CorpusSong.RATE));
    Optional<Double> alignment =
        jukebox.description().prior(jukebox.model().top()).alignment() == null
            ? Optional.empty()
            : aligned(sungAgain(asked, codes)).map(a -> a.correlation(asked));
    Heard heard = Heard.of(samples);
    real.add(meter.measure(heard, asked, asked::syllableAt, alignment));
    chances.add(asked, samples, heard);
    Waveform audio = atModelRate(samples);
    Waveform voice = atModelRate(asked.voice());
    HierarchyCodes voiceCodes = jukebox.encode(voice);
    for (ReconstructionMeter level : levels) {
      Heard decoded = level.add(asked, audio, codes, voice, voiceCodes);
      if (level == levels.get(template.lowestLevel().index())) {
        reconstructed.add(meter.measure(decoded, asked, asked::syllableAt, Optional.empty()));
      }
    }
  }

  /** Goes on from all codes of a song: nothing is drawn, but the lyrics are aligned. */
  private Song sungAgain(CorpusSong asked, HierarchyCodes codes) {
    Level top = jukebox.model().top();
    HierarchyCodes ofTop = new HierarchyCodes(Map.of(top, codes.at(top)));
    long covered = (long) codes.length(top) * jukebox.model().shape(top).samplesPerCode();
    return jukebox.sample(
        request(asked)
            .mode(new SamplingMode.Continuation(ofTop))
            .lowestLevel(top)
            .duration(duration((double) covered / jukebox.model().sampleRate().hertz()))
            .build());
  }

  private SampleRequestBuilder request(CorpusSong asked) {
    return template.toBuilder()
        .artist(asked.artist().label())
        .genre(asked.genre().label())
        .lyrics(asked.score().lyrics())
        .duration(duration(asked.score().seconds()))
        .samples(1)
        .firstSample(0);
  }

  /** Rounded up to the microsecond, so that no sample is lost. */
  private static Duration duration(double seconds) {
    return Duration.ofNanos(1000 * (long) Math.ceil(seconds * 1e6));
  }

  private Optional<AlignedLyrics> aligned(Song song) {
    if (song.alignments().isEmpty()) {
      return Optional.empty();
    }
    Level top = jukebox.model().top();
    double secondsPerCode =
        (double) jukebox.model().shape(top).samplesPerCode() / jukebox.model().sampleRate().hertz();
    return Optional.of(new AlignedLyrics(song.alignments().get(0), secondsPerCode));
  }

  private Waveform atModelRate(float[] samples) {
    return Waveform.mono(
        Resampler.between(CorpusSong.RATE, jukebox.model().sampleRate()).resample(samples),
        jukebox.model().sampleRate());
  }

  private List<Measurement> measurements() {
    StyleDistances distances = new StyleDistances(judge.styles());
    return List.of(
        of(Measure.ARTIST_ACCURACY, songs -> songs.share(SongMeasures::artist), Chances.artist()),
        of(Measure.GENRE_ACCURACY, songs -> songs.share(SongMeasures::genre), Chances.genre()),
        of(Measure.VOWEL_MATCH, MeasuredSongs::vowelMatch, Chances.vowel()),
        of(Measure.ALIGNMENT_CORRELATION, MeasuredSongs::alignment, 0),
        of(
            Measure.TEMPO_ERROR,
            songs -> songs.mean(SongMeasures::tempoError),
            chances.tempoError()),
        of(Measure.IN_KEY_ENERGY, songs -> songs.mean(SongMeasures::inKey), chances.inKeyEnergy()),
        of(Measure.ENDING_DETECTED, songs -> songs.share(SongMeasures::ends), chances.ending()),
        of(Measure.DIVERSITY, songs -> songs.diversity(distances), distances.unrelated()),
        of(Measure.NOVELTY, songs -> songs.novelty(distances), distances.unrelated()));
  }

  private Measurement of(
      Measure measure, Function<MeasuredSongs, Optional<Estimate>> estimate, double chance) {
    return new Measurement(
        measure,
        estimate.apply(generated),
        estimate.apply(reconstructed),
        estimate.apply(real),
        chance);
  }
}
