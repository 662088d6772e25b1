package org.jukebox4j.core.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lyrics of a song, with the times at which places of them are sung where these are known.
 *
 * <p>Without times a prior spreads the characters evenly over the song (§4.2, the linear alignment
 * heuristic). With times it reads the characters that are really sung around each window.
 *
 * @param text the lyrics; empty for an instrumental piece
 * @param times when places of the text are sung, both characters and seconds growing; empty if
 *     unknown
 */
public record SongLyrics(String text, List<LyricsTime> times) {
  /** No lyrics. */
  public static final SongLyrics NONE = new SongLyrics("", List.of());

  /** Checks that the times grow. */
  public SongLyrics {
    times = List.copyOf(times);
    for (int i = 0; i < times.size(); i++) {
      LyricsTime time = times.get(i);
      if (time.character() > text.length()) {
        throw new IllegalArgumentException(
            "a time of the lyrics must be of one of their %d characters, but was of number %d"
                .formatted(text.length(), time.character()));
      }
      if (i > 0 && time.character() <= times.get(i - 1).character()) {
        throw new IllegalArgumentException("times of the lyrics must be in the order of the text");
      }
      if (i > 0 && time.seconds() < times.get(i - 1).seconds()) {
        throw new IllegalArgumentException(
            "times of the lyrics must not go back, but %s s comes before %s s"
                .formatted(times.get(i - 1).seconds(), time.seconds()));
      }
    }
  }

  /**
   * Makes lyrics without times.
   *
   * @param text the lyrics
   * @return the lyrics
   */
  public static SongLyrics untimed(String text) {
    return new SongLyrics(text, List.of());
  }

  /**
   * Finds the place of the text that is sung at a time. Between two known times the characters are
   * spread evenly; before the first and after the last they go on for as long as the song lasts.
   *
   * @param seconds time since the beginning of the song
   * @param songSeconds length of the song
   * @return an index into the text, with a fraction
   */
  public double characterAt(double seconds, double songSeconds) {
    List<LyricsTime> anchors = new ArrayList<>();
    if (times.isEmpty() || times.get(0).character() > 0) {
      double first = times.isEmpty() ? 0 : Math.min(0, times.get(0).seconds());
      anchors.add(new LyricsTime(0, first));
    }
    anchors.addAll(times);
    if (anchors.get(anchors.size() - 1).character() < text.length()) {
      double last = Math.max(songSeconds, anchors.get(anchors.size() - 1).seconds());
      anchors.add(new LyricsTime(text.length(), last));
    }
    LyricsTime before = anchors.get(0);
    for (LyricsTime after : anchors) {
      if (seconds < after.seconds()) {
        return between(before, after, seconds);
      }
      before = after;
    }
    return before.character();
  }

  /**
   * Characters of the lyrics.
   *
   * @param first the first of them
   * @param end the one after the last
   */
  public record Stretch(int first, int end) {}

  /**
   * Finds what is sung at a time as exactly as the times tell: the characters from the last known
   * place to the next one, a word or a line.
   *
   * @param seconds time since the beginning of the song
   * @return the characters; empty before the first known time
   */
  public Optional<Stretch> stretchAt(double seconds) {
    Optional<Stretch> found = Optional.empty();
    for (int i = 0; i < times.size() && times.get(i).seconds() <= seconds; i++) {
      int end = i + 1 < times.size() ? times.get(i + 1).character() : text.length();
      found = Optional.of(new Stretch(times.get(i).character(), end));
    }
    return found;
  }

  private static double between(LyricsTime before, LyricsTime after, double seconds) {
    double length = after.seconds() - before.seconds();
    double part = length > 0 ? Math.max(0, seconds - before.seconds()) / length : 0;
    return before.character() + part * (after.character() - before.character());
  }

  /**
   * Moves all times, for a song that begins later in its recording.
   *
   * @param seconds where in the recording the song begins
   * @return lyrics whose times count from there
   */
  SongLyrics startingAt(double seconds) {
    return new SongLyrics(
        text,
        times.stream().map(t -> new LyricsTime(t.character(), t.seconds() - seconds)).toList());
  }
}
