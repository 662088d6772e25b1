package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.corpus.CorpusSettings;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.evaluation.Measurement.Measure;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.sound.Ensemble;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.model.LabelNames;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelSource;
import org.junit.jupiter.api.Test;

final class CorpusEvaluationTest {
  private static final CorpusSettings TRAINING = new CorpusSettings(7, 20, 25);

  /** A model that knows the names of the corpus, but has learnt nothing. */
  private static Jukebox untrained() {
    ModelDescription example;
    try (Jukebox jukebox = Jukebox.load(ModelSource.untrained(0))) {
      example = jukebox.description();
    }
    LabelNames names =
        new LabelNames(
            LabelVocabularyVersion.V2,
            Arrays.stream(Ensemble.values()).map(Ensemble::label).toList(),
            Arrays.stream(Genre.values()).map(Genre::label).toList());
    return Jukebox.load(
        ModelSource.untrained(
            0,
            new ModelDescription(
                example.formatVersion(),
                example.name(),
                example.training(),
                example.codec(),
                example.priors(),
                Optional.of(names),
                example.defaults())));
  }

  private static SampleRequest quickly() {
    return SampleRequest.builder()
        .lowestLevel(Level.TOP)
        .settings(level -> level.withHopFraction(0.5))
        .build();
  }

  /** Keeps what it hears of songs. */
  private static final class Kept implements EvaluationListener {
    private final List<JudgedSong> judged = new ArrayList<>();
    private final List<Evaluation> soFar = new ArrayList<>();

    @Override
    public void onLearnt(int done, int total) {
      // Of no interest.
    }

    @Override
    public void onJudged(JudgedSong song, Evaluation evaluation) {
      judged.add(song);
      soFar.add(evaluation);
    }
  }

  @Test
  void aModelThatLearntNothingIsFarFromRealSongs() {
    EvaluationSettings settings =
        EvaluationSettings.of(TRAINING).withSongs(1, 2).withLearntSongs(36);
    Evaluation evaluation;
    Kept kept = new Kept();
    try (Jukebox jukebox = untrained()) {
      CorpusEvaluation asked = CorpusEvaluation.of(settings).sampling(quickly());
      CorpusJudge judge = asked.judge(EvaluationListener.SILENT);
      evaluation = run(jukebox, judge, settings, new InOrder(2), kept);
      // Songs that are made one after the other are the same.
      Evaluation again = run(jukebox, judge, settings, new InOrder(1), EvaluationListener.SILENT);
      assertThat(again.toJson()).isEqualTo(evaluation.toJson());
    }

    Measurement artist = evaluation.measurement(Measure.ARTIST_ACCURACY);
    assertThat(artist.real().orElseThrow().mean()).isEqualTo(1);
    assertThat(artist.generated().orElseThrow().mean()).isLessThanOrEqualTo(0.5);
    assertThat(artist.chance()).isEqualTo(1.0 / 6);
    Measurement vowels = evaluation.measurement(Measure.VOWEL_MATCH);
    assertThat(vowels.real().orElseThrow().mean()).isGreaterThan(0.85);
    Measurement novelty = evaluation.measurement(Measure.NOVELTY);
    assertThat(novelty.generated().orElseThrow().mean())
        .isGreaterThan(novelty.real().orElseThrow().mean());
    Measurement alignment = evaluation.measurement(Measure.ALIGNMENT_CORRELATION);
    assertThat(alignment.generated().orElseThrow().count()).isEqualTo(2);
    assertThat(Math.abs(alignment.real().orElseThrow().mean())).isLessThan(0.8);
    assertThat(evaluation.levels()).extracting(LevelMeasurement::level).hasSize(3);
    assertThat(evaluation.levels().get(0).convergence().mean()).isGreaterThan(-3);
    assertWritten(evaluation);
    assertChanged(evaluation.changed().orElseThrow());
    assertThat(kept.judged).extracting(JudgedSong::done).containsExactly(1, 2);
    assertThat(kept.judged).extracting(JudgedSong::total).containsExactly(2, 2);
    assertThat(kept.soFar).extracting(Evaluation::songs).containsExactly(1, 2);
    assertThat(kept.soFar.get(1).toJson()).isEqualTo(evaluation.toJson());
  }

  private static Evaluation run(
      Jukebox jukebox,
      CorpusJudge judge,
      EvaluationSettings settings,
      InOrder threads,
      EvaluationListener listener) {
    return new EvaluationRun(jukebox, judge, settings, quickly())
        .of(CorpusEvaluation.of(settings).asked(), threads, listener);
  }

  /** The song of the one condition, and its two others. */
  private static void assertChanged(OneThingChanged changed) {
    assertThat(changed.conditions()).isEqualTo(1);
    assertThat(changed.measurements()).hasSize(OneThingChanged.Measure.values().length);
    OneThingChanged.Row style = changed.measurement(OneThingChanged.Measure.STYLE_DISTANCE);
    assertThat(style.unchanged()).isEmpty(); // there is no second one to hold it against
    // A model that has learnt nothing still hears its labels: other ones give another song.
    assertThat(style.otherLyrics().orElseThrow().mean()).isPositive();
    assertThat(style.otherArtist().orElseThrow().mean()).isPositive();
    OneThingChanged.Row artist = changed.measurement(OneThingChanged.Measure.JUDGED_AS_ARTIST);
    OneThingChanged.Row other = changed.measurement(OneThingChanged.Measure.JUDGED_AS_OTHER_ARTIST);
    assertThat(mean(artist.otherArtist()) + mean(other.otherArtist())).isLessThanOrEqualTo(1);
    OneThingChanged.Row words =
        changed.measurement(OneThingChanged.Measure.VOWEL_MATCH_WITH_LYRICS);
    OneThingChanged.Row otherWords =
        changed.measurement(OneThingChanged.Measure.VOWEL_MATCH_WITH_OTHER_LYRICS);
    // No syllable has both vowels.
    assertThat(mean(words.otherLyrics()) + mean(otherWords.otherLyrics())).isLessThanOrEqualTo(1);
  }

  private static double mean(Optional<Estimate> estimate) {
    return estimate.map(Estimate::mean).orElse(0.0);
  }

  private static void assertWritten(Evaluation evaluation) {
    JsonObject json = JsonParser.parseString(evaluation.toJson()).getAsJsonObject();
    assertThat(json.get("songs").getAsInt()).isEqualTo(2);
    assertThat(json.getAsJsonArray("measurements")).hasSize(Measure.values().length);
    for (Measure measure : Measure.values()) {
      assertThat(evaluation.table()).contains("| " + measure.words());
    }
    assertThat(evaluation.judgedAs())
        .extracting(JudgedAs::label)
        .containsExactly("artist", "genre");
    for (JudgedAs judged : evaluation.judgedAs()) {
      assertThat(judged.counts().stream().flatMap(List::stream).mapToInt(songs -> songs).sum())
          .isEqualTo(2);
      assertThat(evaluation.table()).contains("| " + judged.label() + " asked for, judged as");
    }
    JsonObject changed = json.getAsJsonObject("changed");
    assertThat(changed.getAsJsonArray("measurements"))
        .hasSize(OneThingChanged.Measure.values().length);
    for (OneThingChanged.Measure measure : OneThingChanged.Measure.values()) {
      assertThat(evaluation.table()).contains("| " + measure.words());
    }
  }

  @Test
  void conditionsDifferAndTheirSongsToo() {
    List<CorpusSong> asked =
        CorpusEvaluation.of(EvaluationSettings.of(TRAINING).withSongs(36, 2)).asked();

    Set<String> pairs = new HashSet<>();
    Set<String> lyrics = new HashSet<>();
    for (int i = 0; i < asked.size(); i += 2) {
      assertThat(asked.get(i).artist()).isEqualTo(asked.get(i + 1).artist());
      assertThat(asked.get(i).genre()).isEqualTo(asked.get(i + 1).genre());
      pairs.add(asked.get(i).artist() + " " + asked.get(i).genre());
      lyrics.add(asked.get(i).score().lyrics());
      lyrics.add(asked.get(i + 1).score().lyrics());
    }
    assertThat(pairs).hasSize(36);
    assertThat(lyrics).hasSize(72);
  }

  @Test
  void everyMeasureHasThirtySongsUnlessFewerAreAskedFor() {
    EvaluationSettings settings = EvaluationSettings.of(TRAINING);

    assertThat(settings.songs()).isGreaterThanOrEqualTo(30);
    assertThat(settings.songsPerCondition()).isGreaterThan(1);
    assertThat(settings.changes()).isEqualTo(6);
    assertThat(settings.withSongs(3, 1).changes()).isEqualTo(3);
  }

  @Test
  void theOtherArtistIsNeverTheSame() {
    CorpusEvaluation.of(EvaluationSettings.of(TRAINING).withSongs(36, 1))
        .asked()
        .forEach(song -> assertThat(ChangeMeter.otherArtist(song)).isNotEqualTo(song.artist()));
  }

  @Test
  void noMoreConditionsAreChangedThanThereAre() {
    EvaluationSettings settings = EvaluationSettings.of(TRAINING).withSongs(3, 1);

    assertThatThrownBy(() -> settings.withChanges(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("between 0 and the number of conditions, 3, but were 4");
  }

  @Test
  void songsOfTheTrainingCorpusAreNotAskedFor() {
    assertThatThrownBy(() -> new EvaluationSettings(TRAINING, 36, TRAINING, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must differ from that of the training corpus, but both were 7");
  }
}
