package org.jukebox4j.corpus.evaluation;

import java.util.ArrayList;
import java.util.List;
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
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.state.HierarchyCodes;

/** One run of an evaluation on one model. */
final class EvaluationRun {
  private final Jukebox jukebox;
  private final CorpusJudge judge;
  private final EvaluationSettings settings;
  private final AskedModel model;
  private final int lowestLevel;
  private final SongMeter meter;
  private final MeasuredSongs generated;
  private final MeasuredSongs reconstructed;
  private final MeasuredSongs real;
  private final Chances chances = new Chances();
  private final ChangeMeter changes;
  private final List<ReconstructionMeter> levels = new ArrayList<>();

  EvaluationRun(
      Jukebox jukebox, CorpusJudge judge, EvaluationSettings settings, SampleRequest template) {
    this.jukebox = jukebox;
    this.judge = judge;
    this.settings = settings;
    this.model = new AskedModel(jukebox, template);
    this.lowestLevel = template.lowestLevel().index();
    this.meter = new SongMeter(judge);
    this.generated = new MeasuredSongs(settings.songsPerCondition());
    this.reconstructed = new MeasuredSongs(settings.songsPerCondition());
    this.real = new MeasuredSongs(settings.songsPerCondition());
    this.changes = new ChangeMeter(judge, model);
    for (int index = 0; index <= jukebox.model().top().index(); index++) {
      levels.add(new ReconstructionMeter(jukebox, Level.of(index), meter));
    }
  }

  /**
   * What the model made for one song of the corpus.
   *
   * @param number which of those asked for
   * @param song what was asked for
   * @param changed the same with one thing changed, in some conditions
   */
  private record Made(int number, Song song, Optional<ChangeMeter.Changed> changed) {}

  /** Generates and measures songs, condition by condition. */
  Evaluation of(List<CorpusSong> asked, InOrder threads, EvaluationListener listener) {
    threads.<Made>forEach(
        asked.size(),
        number -> make(asked.get(number), number),
        made -> {
          CorpusSong wanted = asked.get(made.number());
          listener.onGenerated(wanted, made.song());
          SongMeasures measures = judge(wanted, made);
          listen(wanted);
          listener.onJudged(
              new JudgedSong(
                  made.number() + 1,
                  asked.size(),
                  wanted,
                  measures.artist().judged(),
                  measures.genre().judged(),
                  measures.vowelMatch(),
                  measures.alignment()),
              evaluation(made.number() + 1));
        });
    return evaluation(asked.size());
  }

  private Evaluation evaluation(int songs) {
    StyleDistances distances = new StyleDistances(judge.styles());
    return new Evaluation(
        jukebox.description().name(),
        songs,
        settings.learntSongs(),
        measurements(distances),
        levels.stream().map(ReconstructionMeter::measurement).toList(),
        generated.judgedAs(),
        changes.measurement(distances));
  }

  private Made make(CorpusSong asked, int number) {
    boolean first = number % settings.songsPerCondition() == 0;
    boolean changed = first && number / settings.songsPerCondition() < settings.changes();
    return new Made(
        number,
        model.song(asked, number),
        changed ? Optional.of(ChangeMeter.Changed.make(model, asked, number)) : Optional.empty());
  }

  private SongMeasures judge(CorpusSong asked, Made made) {
    Song song = made.song();
    Optional<Double> alignment = model.aligned(song).map(a -> a.correlation(asked));
    SongMeasures measures =
        meter.measure(Heard.of(song.waveform()), asked, model.sungText(asked, song), alignment);
    generated.add(measures);
    made.changed().ifPresent(changed -> changes.add(asked, song, changed));
    return measures;
  }

  /** Real audio, with the alignment that the model finds in its codes. */
  private void listen(CorpusSong asked) {
    float[] samples = asked.samples();
    HierarchyCodes codes = jukebox.encode(Waveform.mono(samples, CorpusSong.RATE));
    Optional<Double> alignment = model.alignedWith(asked, codes).map(a -> a.correlation(asked));
    Heard heard = Heard.of(samples);
    real.add(meter.measure(heard, asked, asked::syllableAt, alignment));
    chances.add(asked, samples, heard);
    Waveform audio = atModelRate(samples);
    Waveform voice = atModelRate(asked.voice());
    HierarchyCodes voiceCodes = jukebox.encode(voice);
    for (ReconstructionMeter level : levels) {
      Heard decoded = level.add(asked, audio, codes, voice, voiceCodes);
      if (level == levels.get(lowestLevel)) {
        reconstructed.add(meter.measure(decoded, asked, asked::syllableAt, Optional.empty()));
      }
    }
  }

  private Waveform atModelRate(float[] samples) {
    return Waveform.mono(
        Resampler.between(CorpusSong.RATE, jukebox.model().sampleRate()).resample(samples),
        jukebox.model().sampleRate());
  }

  private List<Measurement> measurements(StyleDistances distances) {
    return List.of(
        of(
            Measure.ARTIST_ACCURACY,
            songs -> songs.share(s -> s.artist().isRight()),
            Chances.artist()),
        of(Measure.GENRE_ACCURACY, songs -> songs.share(s -> s.genre().isRight()), Chances.genre()),
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
