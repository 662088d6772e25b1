package org.jukebox4j.corpus.score;

import java.util.List;

/**
 * A composed song, before it is played.
 *
 * @param setting genre, key and tempo
 * @param sections its form, in order and without gaps
 * @param beats when beats come, in seconds of the song
 * @param notes what the ensemble plays
 * @param drums strokes on drums
 * @param sung what is sung, in order
 * @param lyrics the text: syllables are words, phrases are lines
 * @param seconds length of the song
 */
public record Score(
    Setting setting,
    List<Section> sections,
    List<Double> beats,
    List<Note> notes,
    List<DrumHit> drums,
    List<SungSyllable> sung,
    String lyrics,
    double seconds) {
  /**
   * What is chosen before composing.
   *
   * @param genre the genre
   * @param key the scale
   * @param tempo when beats come
   */
  public record Setting(Genre genre, Key key, Tempo tempo) {}

  /** Copies the lists. */
  public Score {
    sections = List.copyOf(sections);
    beats = List.copyOf(beats);
    notes = List.copyOf(notes);
    drums = List.copyOf(drums);
    sung = List.copyOf(sung);
  }
}
