package org.jukebox4j.prior.label;

/**
 * What a user asks for in words. Source: Dhariwal et al. 2020, §4.1 and §4.2.
 *
 * @param artist the artist, or {@code "unknown"}
 * @param genre the genre, or {@code "unknown"}
 * @param lyrics the lyrics of the whole piece, or an empty string for an instrumental piece
 */
public record Labels(String artist, String genre, String lyrics) {
  /** Leaves artist and genre to the model, and has no lyrics. */
  public static final Labels UNKNOWN = new Labels("unknown", "unknown", "");
}
