package org.jukebox4j.corpus.score;

/**
 * How time is divided.
 *
 * @param beatsPerBar beats of a bar
 * @param stepsPerBeat steps of a beat, on which notes can begin
 * @param barsPerPhrase bars of a sung phrase
 */
public record Metre(int beatsPerBar, int stepsPerBeat, int barsPerPhrase) {
  /**
   * Returns the length of a bar.
   *
   * @return in steps
   */
  public int stepsPerBar() {
    return beatsPerBar * stepsPerBeat;
  }

  /**
   * Returns the length of a phrase.
   *
   * @return in steps
   */
  public int stepsPerPhrase() {
    return stepsPerBar() * barsPerPhrase;
  }
}
