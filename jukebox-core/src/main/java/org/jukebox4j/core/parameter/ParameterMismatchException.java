package org.jukebox4j.core.parameter;

import java.util.List;

/** A checkpoint does not fit the model: all missing, unexpected and misshapen names at once. */
public final class ParameterMismatchException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 12;

  ParameterMismatchException(
      String owner, List<String> missing, List<String> unexpected, List<String> misshapen) {
    super(
        "the checkpoint does not fit "
            + owner
            + section("missing", missing)
            + section("unexpected", unexpected)
            + section("of another shape", misshapen)
            + ". Check that the preset or model.json belongs to these weights.");
  }

  private static String section(String what, List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    String rest = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
    return "; " + names.size() + " " + what + ": " + shown + rest;
  }
}
