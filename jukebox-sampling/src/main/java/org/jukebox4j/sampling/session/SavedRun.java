package org.jukebox4j.sampling.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.level.LevelPlan;
import org.jukebox4j.sampling.model.SamplingModel;
import org.jukebox4j.sampling.state.SamplingState;
import org.jukebox4j.sampling.state.SamplingStateException;

/** Checks a saved run against the model that is to go on with it. */
final class SavedRun {
  private SavedRun() {}

  /**
   * Plans the rest of a run exactly as the run was planned.
   *
   * @throws SamplingStateException if the state is damaged or of another model
   */
  static PiecePlan plan(SamplingModel model, SamplingState state) {
    if (!state.fingerprint().equals(model.fingerprint())) {
      throw new SamplingStateException(
          "the sampling state is of the model "
              + state.fingerprint()
              + ", but this is "
              + model.fingerprint()
              + "; resume it with the model that it was started with");
    }
    ResolvedRequest request = ResolvedRequest.fromJson(state.request());
    PiecePlan plan;
    try {
      plan = PiecePlan.of(model, request, state.given());
    } catch (IllegalArgumentException refused) {
      throw damaged(String.valueOf(refused.getMessage()), refused);
    }
    if (state.codes().samples() != request.numbers().count()) {
      throw damaged(
          "it holds codes of "
              + state.codes().samples()
              + " samples, but the request is for "
              + request.numbers().count(),
          null);
    }
    boolean complete = true;
    for (LevelPlan level : plan.levels()) {
      int length = state.codes().length(level.level());
      int given = level.schedule().given();
      requireFinishedWindow(level, length);
      if (!complete && length > given) {
        throw damaged(
            "the " + level.level().label() + " level goes on before the one above is complete",
            null);
      }
      complete = length >= level.schedule().total();
      requireCodes(model, level.level(), state.codes().at(level.level()));
    }
    return plan;
  }

  private static void requireFinishedWindow(LevelPlan plan, int length) {
    boolean atBoundary =
        length == plan.schedule().given()
            || plan.schedule().windows().stream().anyMatch(window -> window.end() == length);
    if (!atBoundary) {
      throw damaged(
          "the "
              + plan.level().label()
              + " level holds "
              + length
              + " codes, which is not the end of a window",
          null);
    }
  }

  private static void requireCodes(SamplingModel model, Level level, List<int[]> items) {
    int size = model.shape(level).codebookSize();
    for (int[] item : items) {
      for (int code : item) {
        if (code < 0 || code >= size) {
          throw damaged(
              "codes of the "
                  + level.label()
                  + " level must be from 0 to "
                  + (size - 1)
                  + ", but one is "
                  + code,
              null);
        }
      }
    }
  }

  private static SamplingStateException damaged(String why, @Nullable Throwable cause) {
    String message = "the sampling state is damaged: " + why;
    return cause == null
        ? new SamplingStateException(message)
        : new SamplingStateException(message, cause);
  }
}
