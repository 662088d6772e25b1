package org.jukebox4j.prior.dataset;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.vqvae.dataset.CodesCache;
import org.jukebox4j.vqvae.dataset.SongCodes;

/** The codes of the songs that were read last, as many as a bound allows. */
final class RecentCodes {
  private final CodesCache cache;
  private final long mostCodes;
  private final Map<String, SongCodes> recent = new LinkedHashMap<>(16, 0.75f, true);
  private long codes;

  RecentCodes(CodesCache cache, long mostCodes) {
    this.cache = cache;
    this.mostCodes = mostCodes;
  }

  synchronized SongCodes read(DatasetSong song) {
    SongCodes known = recent.get(song.name());
    if (known != null) {
      return known;
    }
    SongCodes read = cache.read(song);
    recent.put(song.name(), read);
    codes += read.count();
    var oldest = recent.entrySet().iterator();
    while (codes > mostCodes && recent.size() > 1) {
      codes -= oldest.next().getValue().count();
      oldest.remove();
    }
    return read;
  }
}
