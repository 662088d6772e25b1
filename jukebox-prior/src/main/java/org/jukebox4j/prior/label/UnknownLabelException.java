package org.jukebox4j.prior.label;

import java.util.List;
import java.util.stream.Collectors;

/** An artist or genre that the model does not know. The message names what comes closest. */
public final class UnknownLabelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String label;
  private final transient List<String> suggestions;

  UnknownLabelException(String kind, String label, int known, List<String> suggestions) {
    super(message(kind, label, known, suggestions));
    this.label = label;
    this.suggestions = List.copyOf(suggestions);
  }

  private static String message(String kind, String label, int known, List<String> suggestions) {
    String nearest =
        suggestions.isEmpty()
            ? "no name comes close."
            : "did you mean "
                + suggestions.stream()
                    .map(name -> "\"" + name + "\"")
                    .collect(Collectors.joining(", "))
                + "?";
    return kind
        + " must be one of the "
        + known
        + " that this model knows, but was \""
        + label
        + "\"; "
        + nearest
        + " Use \"unknown\" to leave the choice to the model.";
  }

  /**
   * Returns what was not found.
   *
   * @return the name as the user wrote it
   */
  public String label() {
    return label;
  }

  /**
   * Returns the names that come closest.
   *
   * @return at most three, the closest first
   */
  public List<String> suggestions() {
    return suggestions == null ? List.of() : suggestions;
  }
}
