package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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

  @Test
  void aModelThatLearntNothingIsFarFromRealSongs() {
    EvaluationSettings settings =
        EvaluationSettings.of(TRAINING).withSongs(1, 2).withLearntSongs(36);
    Evaluation evaluation;
    try (Jukebox jukebox = untrained()) {
      SampleRequest request =
          SampleRequest.builder()
              .lowestLevel(Level.TOP)
              .settings(level -> level.withHopFraction(0.5))
              .build();
      evaluation =
          CorpusEvaluation.of(settings).sampling(request).run(jukebox, EvaluationListener.SILENT);
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
  }

  private static void assertWritten(Evaluation evaluation) {
    JsonObject json = JsonParser.parseString(evaluation.toJson()).getAsJsonObject();
    assertThat(json.get("songs").getAsInt()).isEqualTo(2);
    assertThat(json.getAsJsonArray("measurements")).hasSize(Measure.values().length);
    for (Measure measure : Measure.values()) {
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
  void songsOfTheTrainingCorpusAreNotAskedFor() {
    assertThatThrownBy(() -> new EvaluationSettings(TRAINING, 36, TRAINING, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must differ from that of the training corpus, but both were 7");
  }
}
