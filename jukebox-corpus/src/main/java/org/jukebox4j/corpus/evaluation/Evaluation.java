package org.jukebox4j.corpus.evaluation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.Optional;
import org.jukebox4j.sampling.json.RecordJson;

/**
 * How a model obeys its conditions.
 *
 * @param model its name
 * @param songs how many songs were made and judged
 * @param learntSongs how many songs of the corpus the judges have learnt from
 * @param measurements one for each measure
 * @param levels one for each level of the codec, from the bottom up
 * @param judgedAs what the songs were taken for, by artist and by genre
 * @param changed what only other lyrics and only another artist change; empty if none were tried
 */
public record Evaluation(
    String model,
    int songs,
    int learntSongs,
    List<Measurement> measurements,
    List<LevelMeasurement> levels,
    List<JudgedAs> judgedAs,
    Optional<OneThingChanged> changed) {
  /** Copies the lists. */
  public Evaluation {
    measurements = List.copyOf(measurements);
    levels = List.copyOf(levels);
    judgedAs = List.copyOf(judgedAs);
  }

  /**
   * Returns a measure.
   *
   * @param measure which
   * @return what was measured
   */
  public Measurement measurement(Measurement.Measure measure) {
    return measurements.stream()
        .filter(measurement -> measurement.measure() == measure)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(measure + " was not measured"));
  }

  /**
   * Writes everything as JSON.
   *
   * @return for programs, and for people too
   */
  public String toJson() {
    Gson pretty = new GsonBuilder().setPrettyPrinting().serializeNulls().create();
    return pretty.toJson(RecordJson.write(this)) + "\n";
  }

  /**
   * Writes everything as tables.
   *
   * @return lines of text in the form of Markdown
   */
  public String table() {
    return new EvaluationTable(this).text();
  }
}
