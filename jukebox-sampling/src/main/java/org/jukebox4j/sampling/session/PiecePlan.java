package org.jukebox4j.sampling.session;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.sampling.level.LevelPlan;
import org.jukebox4j.sampling.model.LevelShape;
import org.jukebox4j.sampling.model.SamplingModel;
import org.jukebox4j.sampling.window.WindowSchedule;

/**
 * Everything about a run that is decided before it starts.
 *
 * @param request the request
 * @param given codes of each level that sampling starts from, for one sample
 * @param levels what to do at each level, from the top down
 */
record PiecePlan(ResolvedRequest request, Map<Level, Integer> given, List<LevelPlan> levels) {
  /**
   * Plans a run.
   *
   * @throws IllegalArgumentException if the model cannot serve the request
   */
  static PiecePlan of(
      SamplingModel model, ResolvedRequest request, Map<Level, Integer> givenCodes) {
    PieceLabelling labelling = new PieceLabelling(model, request);
    Map<Level, Integer> given = new EnumMap<>(Level.class);
    List<LevelPlan> plans = new ArrayList<>();
    if (request.levels().get(0).level() != model.top()) {
      throw new IllegalArgumentException(
          "levels must begin with the "
              + model.top().label()
              + " level, the highest of this model");
    }
    for (ResolvedRequest.LevelChoice choice : request.levels()) {
      Level level = choice.level();
      LevelSettings settings = choice.settings();
      LevelShape shape = model.shape(level);
      int known = givenCodes.getOrDefault(level, 0);
      given.put(level, known);
      int total = (int) (request.span().sampled() / shape.samplesPerCode());
      int hop = settings.hop(shape.contextLength(), shape.codesPerUpperCode());
      int fits = Math.max(1, model.largestBatch(level) / settings.decodersPerSample());
      int batch = settings.maxBatch() > 0 ? settings.maxBatch() : fits;
      plans.add(
          new LevelPlan(
              level,
              settings,
              WindowSchedule.until(total, shape.contextLength(), hop, known),
              labelling.of(level),
              batch,
              model.secondsPerCode(level)));
    }
    return new PiecePlan(request, given, plans);
  }
}
