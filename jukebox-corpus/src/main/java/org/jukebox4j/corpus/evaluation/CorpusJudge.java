package org.jukebox4j.corpus.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jukebox4j.corpus.CorpusGenerator;
import org.jukebox4j.corpus.CorpusListener;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.classifier.LinearDiscriminant;
import org.jukebox4j.corpus.feature.Heard;
import org.jukebox4j.corpus.feature.Rhythm;
import org.jukebox4j.corpus.feature.Timbre;
import org.jukebox4j.corpus.feature.VowelSpectrum;
import org.jukebox4j.corpus.lyrics.Vowel;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.score.SungSyllable;
import org.jukebox4j.corpus.sound.Ensemble;

/**
 * Tells which artist, genre and vowel a recording has, having learnt it from songs of the corpus
 * alone, as they are and worn. The same songs give the same judge, on any number of processors.
 *
 * <p>Immutable; may be shared between threads.
 */
public final class CorpusJudge {
  /** What {@link #vowels} says of a frame without a vowel. */
  public static final int NO_VOWEL = -1;

  private static final double SHRINKAGE = 0.1;
  private static final int VOWELS = Vowel.values().length;

  /** Worn copies of every song, so that what wears off counts less than what stays. */
  private static final int WORN_COPIES = 2;

  /** Of neighbouring frames, which are nearly the same, one in so many is learnt from. */
  private static final int FRAME_STRIDE = 6;

  /** How far within a vowel a frame must be to be learnt from, in seconds. */
  private static final double WITHIN = 0.04;

  private final LinearDiscriminant artists;
  private final LinearDiscriminant genres;
  private final LinearDiscriminant frames;
  private final LinearDiscriminant vowels;
  private final List<double[]> styles;

  private CorpusJudge(
      LinearDiscriminant artists,
      LinearDiscriminant genres,
      FrameClassifiers frames,
      List<double[]> styles) {
    this.artists = artists;
    this.genres = genres;
    this.frames = frames.presence();
    this.vowels = frames.vowels();
    this.styles = styles;
  }

  /**
   * Learns from the first songs of a corpus.
   *
   * @param generator makes them
   * @param songs how many, at least one round of all pairs of artist and genre
   * @param listener hears of every song
   * @return the judge
   */
  public static CorpusJudge train(CorpusGenerator generator, int songs, CorpusListener listener) {
    if (songs < CorpusGenerator.PAIRS) {
      throw new IllegalArgumentException(
          "songs to learn from must be at least one of each artist and genre, %d, but were %d"
              .formatted(CorpusGenerator.PAIRS, songs));
    }
    Lessons lessons = new Lessons();
    InOrder.onAllProcessors()
        .<Lessons>forEach(
            songs,
            number -> Lessons.of(generator.song(number)),
            learnt -> {
              lessons.add(learnt);
              listener.onSong(lessons.styles.size(), songs);
            });
    return new CorpusJudge(
        lessons.classifier(lessons.timbres, lessons.artists, Ensemble.values().length),
        lessons.classifier(lessons.rhythms, lessons.genres, Genre.values().length),
        FrameClassifiers.train(lessons.spectra, lessons.vowels),
        lessons.styles);
  }

  /** What was heard in songs, and what it was. */
  private static final class Lessons {
    private final List<double[]> timbres = new ArrayList<>();
    private final List<double[]> rhythms = new ArrayList<>();
    private final List<double[]> spectra = new ArrayList<>();
    private final List<Integer> artists = new ArrayList<>();
    private final List<Integer> genres = new ArrayList<>();
    private final List<Integer> vowels = new ArrayList<>();
    private final List<double[]> styles = new ArrayList<>();

    /** What one song teaches, as it is and worn. */
    static Lessons of(CorpusSong song) {
      Lessons lessons = new Lessons();
      float[] samples = song.samples();
      Heard heard = Heard.of(samples);
      lessons.styles.add(style(heard));
      lessons.add(song, heard);
      addFrames(song, heard, lessons.spectra, lessons.vowels);
      for (int copy = 0; copy < WORN_COPIES; copy++) {
        long number = song.number() * WORN_COPIES + copy;
        Heard worn = Heard.of(Wear.of(number).worn(samples, number));
        lessons.add(song, worn);
        if (copy == 0) {
          // As many worn frames as plain ones: with twice as many, vowels were told worse.
          addFrames(song, worn, lessons.spectra, lessons.vowels);
        }
      }
      return lessons;
    }

    void add(Lessons others) {
      timbres.addAll(others.timbres);
      rhythms.addAll(others.rhythms);
      spectra.addAll(others.spectra);
      artists.addAll(others.artists);
      genres.addAll(others.genres);
      vowels.addAll(others.vowels);
      styles.addAll(others.styles);
    }

    private void add(CorpusSong song, Heard heard) {
      timbres.add(Timbre.of(heard));
      rhythms.add(Rhythm.of(heard).features());
      artists.add(song.artist().ordinal());
      genres.add(song.genre().ordinal());
    }

    LinearDiscriminant classifier(List<double[]> examples, List<Integer> labels, int classes) {
      int[] numbers = labels.stream().mapToInt(label -> label).toArray();
      return LinearDiscriminant.train(examples, numbers, classes, SHRINKAGE);
    }
  }

  /**
   * Classifiers of frames.
   *
   * @param presence tells the vowels and frames without one
   * @param vowels tells the vowels where there is one
   */
  private record FrameClassifiers(LinearDiscriminant presence, LinearDiscriminant vowels) {
    static FrameClassifiers train(List<double[]> spectra, List<Integer> vowels) {
      int[] all = vowels.stream().mapToInt(vowel -> vowel).toArray();
      int[] voiced = IntStream.range(0, all.length).filter(i -> all[i] < VOWELS).toArray();
      return new FrameClassifiers(
          LinearDiscriminant.train(spectra, all, VOWELS + 1, SHRINKAGE),
          LinearDiscriminant.train(
              IntStream.of(voiced).mapToObj(spectra::get).toList(),
              IntStream.of(voiced).map(i -> all[i]).toArray(),
              VOWELS,
              SHRINKAGE));
    }
  }

  private static void addFrames(
      CorpusSong song, Heard heard, List<double[]> spectra, List<Integer> vowels) {
    for (int frame = 0; frame < heard.frames(); frame += FRAME_STRIDE) {
      double seconds = Heard.seconds(frame);
      int index = song.syllableAt(seconds);
      boolean alone =
          index < 0 && song.syllableAt(seconds - 0.1) < 0 && song.syllableAt(seconds + 0.1) < 0;
      if (alone) {
        spectra.add(VowelSpectrum.of(heard, frame));
        vowels.add(VOWELS);
      } else if (index >= 0) {
        SungSyllable sung = song.score().sung().get(index);
        if (seconds > sung.vowelStart() + WITHIN && seconds < sung.end() - WITHIN) {
          spectra.add(VowelSpectrum.of(heard, frame));
          vowels.add(sung.syllable().vowel().ordinal());
        }
      }
    }
  }

  /**
   * Tells the artist.
   *
   * @param heard a recording
   * @return who most likely plays
   */
  public Ensemble artist(Heard heard) {
    return Ensemble.values()[artists.classOf(Timbre.of(heard))];
  }

  /**
   * Tells the genre.
   *
   * @param heard a recording
   * @return what it most likely is
   */
  public Genre genre(Heard heard) {
    return Genre.values()[genres.classOf(Rhythm.of(heard).features())];
  }

  /**
   * Tells the vowel of every frame.
   *
   * @param heard a recording
   * @return for each frame the ordinal of a {@link Vowel}, or {@link #NO_VOWEL}
   */
  public int[] vowels(Heard heard) {
    int[] found = new int[heard.frames()];
    for (int frame = 0; frame < found.length; frame++) {
      boolean voiced = frames.classOf(VowelSpectrum.of(heard, frame)) < VOWELS;
      found[frame] = voiced ? vowel(heard, frame).ordinal() : NO_VOWEL;
    }
    return found;
  }

  /**
   * Tells the vowel of a frame in which a voice is known to be.
   *
   * @param heard a recording
   * @param frame one of its frames
   * @return the likeliest vowel
   */
  public Vowel vowel(Heard heard, int frame) {
    return Vowel.values()[vowels.classOf(VowelSpectrum.of(heard, frame))];
  }

  /**
   * Returns what a recording is like, in numbers whose distances can be compared.
   *
   * @param heard a recording
   * @return timbre and rhythm
   */
  static double[] style(Heard heard) {
    return joined(Timbre.of(heard), Rhythm.of(heard).features());
  }

  /** The styles of the songs that were learnt from. */
  List<double[]> styles() {
    return styles;
  }

  private static double[] joined(double[] left, double[] right) {
    return DoubleStream.concat(DoubleStream.of(left), DoubleStream.of(right)).toArray();
  }
}
