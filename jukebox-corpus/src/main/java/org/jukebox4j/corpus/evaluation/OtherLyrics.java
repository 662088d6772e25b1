package org.jukebox4j.corpus.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.lyrics.Consonant;
import org.jukebox4j.corpus.lyrics.Syllable;
import org.jukebox4j.corpus.lyrics.Vowel;
import org.jukebox4j.corpus.random.SongRandom;
import org.jukebox4j.corpus.random.SongRandom.Purpose;
import org.jukebox4j.corpus.score.SungSyllable;

/**
 * Lyrics with the lines and words of a song but another vowel in each syllable, so that whoever
 * sings the one does not sing the other.
 *
 * @param text as it is asked for
 * @param vowels of its syllables
 */
record OtherLyrics(String text, List<Vowel> vowels) {
  /** Draws other lyrics for a song, the same at every call. */
  static OtherLyrics of(CorpusSong song) {
    SongRandom random = new SongRandom(~song.number(), 0);
    StringBuilder text = new StringBuilder(song.score().lyrics());
    List<Vowel> vowels = new ArrayList<>();
    for (SungSyllable sung : song.score().sung()) {
      int index = vowels.size();
      Syllable other = new Syllable(consonant(random, index), vowel(random, index, sung));
      text.replace(sung.character(), sung.character() + Syllable.CHARACTERS, other.text());
      vowels.add(other.vowel());
    }
    return new OtherLyrics(text.toString(), List.copyOf(vowels));
  }

  private static Consonant consonant(SongRandom random, int index) {
    Consonant[] all = Consonant.values();
    return all[random.below(all.length, Purpose.SYLLABLES, 2L * index)];
  }

  private static Vowel vowel(SongRandom random, int index, SungSyllable sung) {
    Vowel[] all = Vowel.values();
    int further = 1 + random.below(all.length - 1, Purpose.SYLLABLES, 2L * index + 1);
    return all[(sung.syllable().vowel().ordinal() + further) % all.length];
  }
}
