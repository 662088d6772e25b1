package org.jukebox4j.corpus.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.evaluation.OneThingChanged.Measure;
import org.jukebox4j.corpus.evaluation.OneThingChanged.Row;
import org.jukebox4j.corpus.feature.Heard;
import org.jukebox4j.corpus.lyrics.Vowel;
import org.jukebox4j.corpus.sound.Ensemble;
import org.jukebox4j.sampling.Song;

/** Measures what changes in a song when one thing that is asked for does. */
final class ChangeMeter {
  private final CorpusJudge judge;
  private final SongMeter meter;
  private final AskedModel model;
  private final Version unchanged = new Version();
  private final Version otherLyrics = new Version();
  private final Version otherArtist = new Version();

  ChangeMeter(CorpusJudge judge, AskedModel model) {
    this.judge = judge;
    this.meter = new SongMeter(judge);
    this.model = model;
  }

  /**
   * Songs that differ from another one in one thing.
   *
   * @param otherLyrics with other lyrics
   * @param otherArtist with another artist
   */
  record Changed(Song otherLyrics, Song otherArtist) {
    /** Asks for them, from the seed of the unchanged song. */
    static Changed make(AskedModel model, CorpusSong asked, int number) {
      String artist = asked.artist().label();
      String lyrics = asked.score().lyrics();
      return new Changed(
          model.song(asked, number, artist, OtherLyrics.of(asked).text()),
          model.song(asked, number, ChangeMeter.otherArtist(asked).label(), lyrics));
    }
  }

  /** Each of the others in turn, from song to song. */
  static Ensemble otherArtist(CorpusSong asked) {
    Ensemble[] all = Ensemble.values();
    int further = 1 + (int) (asked.number() % (all.length - 1));
    return all[(asked.artist().ordinal() + further) % all.length];
  }

  void add(CorpusSong asked, Song song, Changed changed) {
    unchanged.add(asked, song);
    otherLyrics.add(asked, changed.otherLyrics());
    otherArtist.add(asked, changed.otherArtist());
  }

  /** What was found so far, if anything. */
  Optional<OneThingChanged> measurement(StyleDistances distances) {
    int count = unchanged.songs.size();
    return count == 0 ? Optional.empty() : Optional.of(new OneThingChanged(count, rows(distances)));
  }

  private List<Row> rows(StyleDistances distances) {
    return List.of(
        row(Measure.VOWEL_MATCH_WITH_LYRICS, v -> mean(v.each(Version.Judged::lyrics))),
        row(Measure.VOWEL_MATCH_WITH_OTHER_LYRICS, v -> mean(v.each(Version.Judged::otherLyrics))),
        row(Measure.JUDGED_AS_ARTIST, v -> v.share(j -> j.artist() == j.asked().artist())),
        row(
            Measure.JUDGED_AS_OTHER_ARTIST,
            v -> v.share(j -> j.artist() == otherArtist(j.asked()))),
        row(Measure.GENRE_ACCURACY, v -> v.share(Version.Judged::genre)),
        row(Measure.STYLE_DISTANCE, v -> distance(v, distances)));
  }

  private Row row(Measure measure, Function<Version, Optional<Estimate>> estimate) {
    return new Row(
        measure,
        estimate.apply(unchanged),
        estimate.apply(otherLyrics),
        estimate.apply(otherArtist));
  }

  private Optional<Estimate> distance(Version version, StyleDistances distances) {
    // What the distances of changed songs are held against: songs that have nothing in common.
    int apart = version == unchanged ? 1 : 0;
    int count = unchanged.songs.size();
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < (apart < count ? count : 0); i++) {
      double[] other = unchanged.songs.get((i + apart) % count).style();
      all.add(distances.between(version.songs.get(i).style(), other));
    }
    return mean(all);
  }

  private static Optional<Estimate> mean(List<Double> values) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(Estimate.ofMean(values.stream().mapToDouble(value -> value).toArray()));
  }

  /** Songs that all have the same thing changed, or none. */
  private final class Version {
    private final List<Judged> songs = new ArrayList<>();

    /** One of them: what it sings, who plays, whether the genre is right, and its style. */
    private record Judged(
        CorpusSong asked,
        Optional<Double> lyrics,
        Optional<Double> otherLyrics,
        Ensemble artist,
        boolean genre,
        double[] style) {}

    void add(CorpusSong asked, Song song) {
      Heard heard = Heard.of(song.waveform());
      SungText text = model.sungText(asked, song);
      List<Vowel> others = OtherLyrics.of(asked).vowels();
      songs.add(
          new Judged(
              asked,
              meter.vowelMatch(heard, SongMeter.vowels(asked), text),
              meter.vowelMatch(heard, others, text),
              judge.artist(heard),
              judge.genre(heard) == asked.genre(),
              CorpusJudge.style(heard)));
    }

    List<Double> each(Function<Judged, Optional<Double>> measure) {
      return songs.stream().flatMap(song -> measure.apply(song).stream()).toList();
    }

    Optional<Estimate> share(Predicate<Judged> right) {
      return Optional.of(
          Estimate.ofShare((int) songs.stream().filter(right).count(), songs.size()));
    }
  }
}
