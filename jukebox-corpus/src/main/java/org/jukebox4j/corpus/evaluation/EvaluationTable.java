package org.jukebox4j.corpus.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An evaluation as tables for people, in the form of Markdown with even columns. */
final class EvaluationTable {
  private final Evaluation evaluation;

  EvaluationTable(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  String text() {
    String head =
        "%s: %d songs of the model against as many unseen songs; judges learnt from %d songs; 95 %% intervals%n%n"
            .formatted(evaluation.model(), evaluation.songs(), evaluation.learntSongs());
    String levels = evaluation.levels().isEmpty() ? "" : "\n" + table(levels());
    StringBuilder judgedAs = new StringBuilder();
    evaluation.judgedAs().forEach(judged -> judgedAs.append('\n').append(table(judgedAs(judged))));
    String changed = evaluation.changed().map(c -> changedHead(c) + table(changed(c))).orElse("");
    return head.replace("\r", "") + table(measures()) + levels + judgedAs + changed;
  }

  private List<List<String>> measures() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("measure", "generated", "through the codec", "real", "chance"));
    for (Measurement measurement : evaluation.measurements()) {
      boolean share = measurement.measure().isShare();
      rows.add(
          List.of(
              measurement.measure().words(),
              cell(measurement.generated(), share),
              cell(measurement.reconstructed(), share),
              cell(measurement.real(), share),
              number(measurement.chance(), share)));
    }
    return rows;
  }

  private List<List<String>> levels() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "level",
            "convergence, dB",
            "voice alone, dB",
            "log-mel, dB",
            "vowel match",
            "codes used"));
    for (LevelMeasurement level : evaluation.levels()) {
      rows.add(
          List.of(
              level.level(),
              cell(Optional.of(level.convergence()), false),
              cell(Optional.of(level.voiceConvergence()), false),
              cell(Optional.of(level.logMelDistance()), false),
              cell(Optional.of(level.vowelMatch()), true),
              number(level.codesUsed(), true)));
    }
    return rows;
  }

  private static List<List<String>> judgedAs(JudgedAs judged) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(judged.label() + " asked for, judged as"));
    head.addAll(judged.names());
    rows.add(head);
    for (int asked = 0; asked < judged.names().size(); asked++) {
      List<String> row = new ArrayList<>(List.of(judged.names().get(asked)));
      judged.counts().get(asked).forEach(songs -> row.add(songs.toString()));
      rows.add(row);
    }
    return rows;
  }

  private static String changedHead(OneThingChanged changed) {
    return "\nonly one thing changed in %d songs, from the same seed; unchanged songs have their distance from unrelated ones\n\n"
        .formatted(changed.conditions());
  }

  private static List<List<String>> changed(OneThingChanged changed) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("measure", "unchanged", "other lyrics", "other artist"));
    for (OneThingChanged.Row row : changed.measurements()) {
      boolean share = row.measure().isShare();
      rows.add(
          List.of(
              row.measure().words(),
              cell(row.unchanged(), share),
              cell(row.otherLyrics(), share),
              cell(row.otherArtist(), share)));
    }
    return rows;
  }

  private static String cell(Optional<Estimate> estimate, boolean share) {
    return estimate
        .map(
            e ->
                number(e.mean(), share)
                    + " ("
                    + number(e.low(), share)
                    + " to "
                    + number(e.high(), share)
                    + ")")
        .orElse("-");
  }

  private static String number(double value, boolean share) {
    return share
        ? String.format(Locale.ROOT, "%.1f %%", 100 * value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < rows.size(); n++) {
      line(rows.get(n), widths, text);
      if (n == 0) {
        for (int width : widths) {
          text.append('|').append("-".repeat(width + 2));
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }

  private static void line(List<String> cells, int[] widths, StringBuilder text) {
    for (int i = 0; i < widths.length; i++) {
      text.append("| ").append(cells.get(i));
      text.append(" ".repeat(widths[i] - cells.get(i).length() + 1));
    }
    text.append("|\n");
  }
}
