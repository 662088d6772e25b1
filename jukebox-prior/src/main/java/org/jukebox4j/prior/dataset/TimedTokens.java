package org.jukebox4j.prior.dataset;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.dataset.LyricsTime;
import org.jukebox4j.core.dataset.SongLyrics;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;

/** Carries the times of lyrics over to the characters that a prior reads. */
final class TimedTokens {
  private TimedTokens() {}

  /** Lyrics whose text is what the tokenizer makes of it, with the times of the same places. */
  static SongLyrics of(SongLyrics lyrics, LyricsTokenizer tokenizer) {
    String clean = tokenizer.clean(lyrics.text());
    List<LyricsTime> times = new ArrayList<>();
    for (LyricsTime time : lyrics.times()) {
      int place = tokenizer.clean(lyrics.text().substring(0, time.character())).length();
      LyricsTime moved = new LyricsTime(Math.min(place, clean.length()), time.seconds());
      if (!times.isEmpty() && times.get(times.size() - 1).character() >= moved.character()) {
        times.remove(times.size() - 1); // nothing between the two can be written
      }
      times.add(moved);
    }
    return new SongLyrics(clean, times);
  }
}
