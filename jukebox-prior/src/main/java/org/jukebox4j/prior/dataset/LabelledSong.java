package org.jukebox4j.prior.dataset;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.dataset.SongLyrics;
import org.jukebox4j.prior.label.PieceLabels;

/**
 * A song with its labels as numbers.
 *
 * @param song the song
 * @param labels its labels; null for a prior without labels
 * @param lyrics its lyrics in the characters that the prior reads, with their times if known
 */
record LabelledSong(DatasetSong song, @Nullable PieceLabels labels, SongLyrics lyrics) {}
