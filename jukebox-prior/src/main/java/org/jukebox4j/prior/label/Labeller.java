package org.jukebox4j.prior.label;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jukebox4j.prior.LabelRules;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.Timing;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;
import org.jukebox4j.prior.lyrics.LyricsTokens;
import org.jukebox4j.prior.lyrics.LyricsWindow;

/**
 * Turns labels in words into what a prior is told about each window.
 *
 * <p>Every level has its own labeller: windows differ in length, and the top prior may have another
 * vocabulary than the upsamplers. A labeller is immutable and may be shared between threads.
 *
 * <p>Source: Dhariwal et al. 2020, §4.1 and §4.2. The original takes what it does not know for
 * unknown; {@link #label} is strict, {@link #labelLeniently} is as the original.
 */
public final class Labeller {
  /**
   * What a labeller needs to know of the windows of its prior.
   *
   * @param contextLength codes in a window
   * @param samplesPerCode samples per code
   * @param lyricsTokens characters of lyrics in a window, even; 0 if none
   */
  public record WindowShape(int contextLength, int samplesPerCode, int lyricsTokens) {
    /** Checks the ranges. */
    public WindowShape {
      if (contextLength < 1 || samplesPerCode < 1) {
        throw new IllegalArgumentException(
            "contextLength and samplesPerCode must be at least 1, but were "
                + contextLength
                + " and "
                + samplesPerCode);
      }
      if (lyricsTokens < 0 || lyricsTokens % 2 != 0) {
        throw new IllegalArgumentException(
            "lyricsTokens must be an even number of characters, 0 for none, but was "
                + lyricsTokens);
      }
    }

    long samples() {
      return (long) contextLength * samplesPerCode;
    }
  }

  private final LabelRules rules;
  private final LabelVocabulary vocabulary;
  private final WindowShape window;
  private final LyricsTokenizer tokenizer;

  /**
   * Makes a labeller.
   *
   * @param rules what the labels of the prior must satisfy
   * @param vocabulary the names that the prior knows
   * @param window the windows of the prior
   */
  public Labeller(LabelRules rules, LabelVocabulary vocabulary, WindowShape window) {
    if (rules.vocabulary() != vocabulary.version()) {
      throw new IllegalArgumentException(
          "vocabulary must be "
              + rules.vocabulary()
              + ", as this prior was trained with, but was "
              + vocabulary.version());
    }
    this.rules = rules;
    this.vocabulary = vocabulary;
    this.window = window;
    this.tokenizer = new LyricsTokenizer(rules.vocabulary());
  }

  /**
   * Makes the labeller of a prior.
   *
   * @param prior a prior that was trained with labels
   * @param vocabulary the names that it knows
   * @return the labeller
   */
  public static Labeller of(Prior prior, LabelVocabulary vocabulary) {
    LabelRules rules =
        prior
            .labelRules()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "prior must be one that was trained with labels, but that of the "
                            + prior.level().label()
                            + " level was trained without"));
    return new Labeller(
        rules,
        vocabulary,
        new WindowShape(prior.contextLength(), prior.samplesPerCode(), prior.lyricsTokens()));
  }

  /**
   * Labels a piece and checks everything that a user can get wrong.
   *
   * @param labels artist, genre and lyrics
   * @param totalLength length of the whole piece, samples
   * @param offset where in the piece sampling starts, samples
   * @return the labels as numbers
   * @throws UnknownLabelException if the prior does not know the artist or the genre
   * @throws IllegalArgumentException if there are too many genre words, if nothing of the lyrics
   *     can be written in the characters of the prior, or if the piece is too short or too long
   */
  public PieceLabels label(Labels labels, long totalLength, long offset) {
    requireTiming(totalLength, offset);
    int artist = vocabulary.artists().id(labels.artist());
    int[] genres = vocabulary.genres().ids(labels.genre());
    LyricsTokens lyrics = tokenizer.tokenizeReadable(labels.lyrics());
    return new PieceLabels(
        artist, PieceLabels.slots(genres, rules.maxGenreWords()), lyrics, totalLength, offset);
  }

  /**
   * Labels a piece as the original does: unknown names become number 0, unknown characters are left
   * out, and lengths are not checked.
   *
   * @param labels artist, genre and lyrics
   * @param totalLength length of the whole piece, samples
   * @param offset where in the piece sampling starts, samples
   * @return the labels as numbers
   * @throws IllegalArgumentException if there are too many genre words
   */
  public PieceLabels labelLeniently(Labels labels, long totalLength, long offset) {
    int[] genres = vocabulary.genres().idsOrUnknown(labels.genre());
    return new PieceLabels(
        vocabulary.artists().idOrUnknown(labels.artist()),
        PieceLabels.slots(genres, rules.maxGenreWords()),
        tokenizer.tokenize(labels.lyrics()),
        totalLength,
        offset);
  }

  /**
   * Makes what the prior is told about one window.
   *
   * @param piece the labels of the piece
   * @param startCode first code of the window, counted from where sampling starts
   * @return timing, names and lyrics of the window
   */
  public LabelVector window(PieceLabels piece, long startCode) {
    return vector(piece, timing(piece, startCode), lyricsWindow(piece, startCode));
  }

  /**
   * Makes what the original stores with a sample: the first window, with lyrics placed in float64
   * arithmetic. It can differ from {@link #window} by one character.
   *
   * @param piece the labels of the piece
   * @return timing, names and lyrics of the first window
   */
  public LabelVector stored(PieceLabels piece) {
    Timing timing = timing(piece, 0);
    LyricsWindow lyrics =
        LyricsWindow.of(
            piece.lyrics(), window.lyricsTokens(), timing, LyricsWindow.Arithmetic.FLOAT64);
    return vector(piece, timing, lyrics);
  }

  /**
   * Returns the lyrics that a window sees, and which characters of the whole they are.
   *
   * @param piece the labels of the piece
   * @param startCode first code of the window, counted from where sampling starts
   * @return the lyrics of the window
   */
  public LyricsWindow lyricsWindow(PieceLabels piece, long startCode) {
    return LyricsWindow.of(
        piece.lyrics(),
        window.lyricsTokens(),
        timing(piece, startCode),
        LyricsWindow.Arithmetic.FLOAT32);
  }

  /**
   * Writes what a prior is told in words again.
   *
   * @param vector what it is told
   * @return artist and genre as the vocabulary writes them, {@code "unknown"} for a number without
   *     a name; and the lyrics of the window
   */
  public Labels describe(LabelVector vector) {
    return new Labels(
        vocabulary.artists().name(vector.artist()).orElse("unknown"),
        vocabulary.genres().name(vector.genres()).orElse("unknown"),
        tokenizer.text(vector.lyrics()));
  }

  /**
   * Checks the length of a piece.
   *
   * @param totalLength length of the whole piece, samples
   * @param offset where in the piece sampling starts, samples
   * @throws IllegalArgumentException saying in seconds what is allowed
   */
  public void requireTiming(long totalLength, long offset) {
    double shortest = rules.minDurationSeconds() * rules.sampleRate();
    float longest = (float) (rules.maxDurationSeconds() * rules.sampleRate());
    // positions are float32 in the prior, so a length just below the longest is the longest
    if (totalLength <= 0 || totalLength < shortest || (float) totalLength >= longest) {
      throw new IllegalArgumentException(
          "duration must be "
              + allowedDurations()
              + " for this prior, but was "
              + seconds((double) totalLength / rules.sampleRate()));
    }
    if (offset < 0 || offset >= totalLength) {
      throw new IllegalArgumentException(
          "offset must be at least 0 s and less than the duration of "
              + seconds((double) totalLength / rules.sampleRate())
              + ", but was "
              + seconds((double) offset / rules.sampleRate()));
    }
  }

  private String allowedDurations() {
    return Double.isInfinite(rules.maxDurationSeconds())
        ? "at least " + seconds(rules.minDurationSeconds())
        : "between "
            + seconds(rules.minDurationSeconds())
            + " and "
            + seconds(rules.maxDurationSeconds());
  }

  private Timing timing(PieceLabels piece, long startCode) {
    long start = Math.addExact(piece.offset(), startCode * window.samplesPerCode());
    return new Timing(piece.totalLength(), start, window.samples());
  }

  private static LabelVector vector(PieceLabels piece, Timing timing, LyricsWindow lyrics) {
    return new LabelVector(
        timing.totalLength(),
        timing.offset(),
        timing.length(),
        piece.artist(),
        piece.genres(),
        lyrics.tokens());
  }

  private static String seconds(double seconds) {
    return BigDecimal.valueOf(seconds)
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + " s";
  }
}
