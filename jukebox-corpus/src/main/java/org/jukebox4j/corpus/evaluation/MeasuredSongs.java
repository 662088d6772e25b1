package org.jukebox4j.corpus.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.sound.Ensemble;

/** What was measured on songs of one origin, in the order of their conditions. */
final class MeasuredSongs {
  private final List<SongMeasures> songs = new ArrayList<>();
  private final int songsPerCondition;

  MeasuredSongs(int songsPerCondition) {
    this.songsPerCondition = songsPerCondition;
  }

  void add(SongMeasures song) {
    songs.add(song);
  }

  Optional<Estimate> share(Predicate<SongMeasures> right) {
    return songs.isEmpty()
        ? Optional.empty()
        : Optional.of(Estimate.ofShare((int) songs.stream().filter(right).count(), songs.size()));
  }

  Optional<Estimate> mean(ToDoubleFunction<SongMeasures> measure) {
    return estimate(songs.stream().mapToDouble(measure).toArray());
  }

  /** What they were taken for, by artist and by genre. */
  List<JudgedAs> judgedAs() {
    return List.of(
        JudgedAs.of(
            "artist",
            List.of(Ensemble.values()),
            Ensemble::label,
            songs.stream().map(SongMeasures::artist).toList()),
        JudgedAs.of(
            "genre",
            List.of(Genre.values()),
            Genre::label,
            songs.stream().map(SongMeasures::genre).toList()));
  }

  Optional<Estimate> vowelMatch() {
    return estimate(
        songs.stream().flatMap(s -> s.vowelMatch().stream()).mapToDouble(v -> v).toArray());
  }

  Optional<Estimate> alignment() {
    return estimate(
        songs.stream().flatMap(s -> s.alignment().stream()).mapToDouble(v -> v).toArray());
  }

  Optional<Estimate> novelty(StyleDistances distances) {
    return mean(song -> distances.nearest(song.style()));
  }

  Optional<Estimate> diversity(StyleDistances distances) {
    List<Double> all = new ArrayList<>();
    for (int first = 0; first + songsPerCondition <= songs.size(); first += songsPerCondition) {
      List<double[]> condition =
          songs.subList(first, first + songsPerCondition).stream()
              .map(SongMeasures::style)
              .toList();
      all.addAll(distances.within(condition));
    }
    return estimate(all.stream().mapToDouble(value -> value).toArray());
  }

  private static Optional<Estimate> estimate(double[] values) {
    return values.length == 0 ? Optional.empty() : Optional.of(Estimate.ofMean(values));
  }
}
