package org.jukebox4j.core.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads LRC, the common text format of timed lyrics: {@code [mm:ss.xx]} before each line, several
 * of them before a line that is sung several times, {@code <mm:ss.xx>} before single words in the
 * enhanced form, and tags such as {@code [ar:...]} or {@code [offset:...]} (milliseconds that are
 * taken away from every time).
 */
final class LrcLyrics {
  private static final Pattern LINE_TIME =
      Pattern.compile("\\[(\\d{1,3}):(\\d{1,2}(?:[.:]\\d{1,3})?)]");
  private static final Pattern WORD_TIME =
      Pattern.compile("<(\\d{1,3}):(\\d{1,2}(?:[.:]\\d{1,3})?)>");
  private static final Pattern TAG = Pattern.compile("\\[([a-zA-Z#]+):([^\\]]*)]\\s*");

  private record Line(double seconds, String marked) {}

  private LrcLyrics() {}

  /** Whether a text is LRC: its first line that is not a tag begins with a time. */
  static boolean isLrc(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !TAG.matcher(line).matches())
        .findFirst()
        .filter(line -> LINE_TIME.matcher(line).lookingAt())
        .isPresent();
  }

  /** Reads a text that {@link #isLrc}. Lines without a time belong to the line before. */
  static SongLyrics parse(String text) {
    double offset = 0;
    List<Line> lines = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher tag = TAG.matcher(line);
      if (tag.matches()) {
        offset = tag.group(1).toLowerCase(Locale.ROOT).equals("offset") ? offset(tag) : offset;
      } else if (!line.isEmpty()) {
        addLine(line, lines);
      }
    }
    lines.sort(Comparator.comparingDouble(Line::seconds));
    return join(lines, offset);
  }

  private static double offset(Matcher tag) {
    try {
      return Double.parseDouble(tag.group(2).strip()) / 1000;
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "the LRC tag offset must be a number of milliseconds, but was '" + tag.group(2) + "'",
          notANumber);
    }
  }

  private static void addLine(String line, List<Line> lines) {
    List<Double> times = new ArrayList<>();
    Matcher time = LINE_TIME.matcher(line);
    int end = 0;
    while (time.find() && time.start() == end) {
      times.add(seconds(time));
      end = time.end();
      while (end < line.length() && line.charAt(end) == ' ') {
        end++;
      }
      time.region(end, line.length());
    }
    String rest = line.substring(end);
    if (times.isEmpty() && !lines.isEmpty()) {
      Line before = lines.remove(lines.size() - 1);
      lines.add(new Line(before.seconds(), before.marked() + "\n" + rest));
    }
    times.forEach(seconds -> lines.add(new Line(seconds, rest)));
  }

  private static double seconds(Matcher time) {
    return 60 * Double.parseDouble(time.group(1))
        + Double.parseDouble(time.group(2).replace(':', '.'));
  }

  private static SongLyrics join(List<Line> lines, double offset) {
    StringBuilder text = new StringBuilder();
    List<LyricsTime> times = new ArrayList<>();
    for (Line line : lines) {
      addTime(times, text.length(), line.seconds() - offset);
      Matcher word = WORD_TIME.matcher(line.marked());
      int from = 0;
      while (word.find()) {
        text.append(line.marked(), from, word.start());
        addTime(times, text.length(), seconds(word) - offset);
        from = word.end();
        if (from < line.marked().length()
            && line.marked().charAt(from) == ' '
            && (text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1)))) {
          from++;
        }
      }
      text.append(line.marked(), from, line.marked().length()).append('\n');
    }
    return new SongLyrics(text.toString().stripTrailing(), within(times, text));
  }

  /** The end of the text was cut: a time of nothing is of no use. */
  private static List<LyricsTime> within(List<LyricsTime> times, StringBuilder text) {
    int length = text.toString().stripTrailing().length();
    return times.stream().filter(time -> time.character() < length).toList();
  }

  /** Of two times of the same place the later counts; a time that goes back is left out. */
  private static void addTime(List<LyricsTime> times, int character, double seconds) {
    if (!times.isEmpty() && times.get(times.size() - 1).character() == character) {
      times.remove(times.size() - 1);
    }
    if (times.isEmpty() || times.get(times.size() - 1).seconds() <= seconds) {
      times.add(new LyricsTime(character, seconds));
    }
  }
}
