package org.jukebox4j.corpus.evaluation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.SampleRequestBuilder;
import org.jukebox4j.sampling.SamplingMode;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.state.HierarchyCodes;

/**
 * A model that is asked for songs with the labels and the length of songs of the corpus. May be
 * shared between threads.
 */
final class AskedModel {
  private final Jukebox jukebox;
  private final SampleRequest template;

  AskedModel(Jukebox jukebox, SampleRequest template) {
    this.jukebox = jukebox;
    this.template = template;
  }

  /** Asks for a song like this one; others with the same number start from the same seed. */
  Song song(CorpusSong asked, int number) {
    return song(asked, number, asked.artist().label(), asked.score().lyrics());
  }

  /** Asks for the same with another artist or other lyrics. */
  Song song(CorpusSong asked, int number, String artist, String lyrics) {
    return jukebox.sample(
        request(asked)
            .artist(artist)
            .lyrics(lyrics)
            .seed(template.seed() + number)
            .mode(new SamplingMode.Ancestral())
            .build());
  }

  /** Goes on from all codes of a song: nothing is drawn, but the lyrics are aligned. */
  Optional<AlignedLyrics> alignedWith(CorpusSong asked, HierarchyCodes codes) {
    Level top = jukebox.model().top();
    if (jukebox.description().prior(top).alignment() == null) {
      return Optional.empty();
    }
    HierarchyCodes ofTop = new HierarchyCodes(Map.of(top, codes.at(top)));
    long covered = (long) codes.length(top) * jukebox.model().shape(top).samplesPerCode();
    return aligned(
        jukebox.sample(
            request(asked)
                .mode(new SamplingMode.Continuation(ofTop))
                .lowestLevel(top)
                .duration(duration((double) covered / jukebox.model().sampleRate().hertz()))
                .build()));
  }

  /** The model's own alignment of the lyrics, if it has one. */
  Optional<AlignedLyrics> aligned(Song song) {
    if (song.alignments().isEmpty()) {
      return Optional.empty();
    }
    Level top = jukebox.model().top();
    double secondsPerCode =
        (double) jukebox.model().shape(top).samplesPerCode() / jukebox.model().sampleRate().hertz();
    return Optional.of(new AlignedLyrics(song.alignments().get(0), secondsPerCode));
  }

  /** Where a song is in its lyrics: where the model says, or where the song asked for is. */
  SungText sungText(CorpusSong asked, Song song) {
    Optional<AlignedLyrics> aligned = aligned(song);
    return aligned.isPresent() ? aligned.get() : asked::syllableAt;
  }

  private SampleRequestBuilder request(CorpusSong asked) {
    return template.toBuilder()
        .artist(asked.artist().label())
        .genre(asked.genre().label())
        .lyrics(asked.score().lyrics())
        .duration(duration(asked.score().seconds()))
        .samples(1)
        .firstSample(0);
  }

  /** Rounded up to the microsecond, so that no sample is lost. */
  private static Duration duration(double seconds) {
    return Duration.ofNanos(1000 * (long) Math.ceil(seconds * 1e6));
  }
}
