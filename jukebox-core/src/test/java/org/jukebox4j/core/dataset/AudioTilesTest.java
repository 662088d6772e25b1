package org.jukebox4j.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jukebox4j.core.audio.AudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AudioTilesTest {
  @TempDir private Path folder;

  private List<DatasetSong> songs(int channels) throws IOException {
    Recordings.ramp(folder.resolve("songs/a.wav"), channels, 700, 1);
    Recordings.ramp(folder.resolve("songs/b.wav"), channels, 900, 1);
    return Dataset.open(
            folder.resolve("songs"),
            folder.resolve("cache"),
            Recordings.RATE,
            DatasetListener.SILENT)
        .songs();
  }

  @Test
  void fixedTilesComeInOrderAndMixBothChannelsAlike() throws IOException {
    AudioTiles tiles = new AudioTiles(songs(2), 100, TileOrder.FIXED, 1);

    assertThat(tiles.tiles()).isEqualTo(16);
    assertThat(tiles.read(0)).as("left + right = 0").containsOnly(0f);
    AudioTiles mono = new AudioTiles(songs(1), 100, TileOrder.FIXED, 1);
    assertThat(mono.read(1)[0]).isEqualTo(0.1f);
    assertThat(mono.read(7)[0]).as("the first of the second song").isZero();
    assertThat(mono.read(17)).as("the next epoch").containsExactly(mono.read(1));
  }

  @Test
  void everyTileOfAnEpochComesOnceInAnOrderOfTheSeed() throws IOException {
    TileGrid grid = new TileGrid(List.of(700L, 900L), 100, TileGrid.Starts.ANYWHERE);
    TileSequence sequence = new TileSequence(grid, TileOrder.RANDOM, 5);

    for (int epoch = 0; epoch < 3; epoch++) {
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < 16; i++) {
        seen.add(sequence.at(epoch * 16L + i).index());
      }
      assertThat(seen).hasSize(16);
    }
    List<Tile> first = tiles(sequence, 0);
    assertThat(tiles(sequence, 16)).extracting(Tile::index).isNotEqualTo(indices(first));
    assertThat(tiles(new TileSequence(grid, TileOrder.RANDOM, 5), 0)).isEqualTo(first);
    assertThat(tiles(new TileSequence(grid, TileOrder.RANDOM, 6), 0)).isNotEqualTo(first);
  }

  private static List<Integer> indices(List<Tile> tiles) {
    return tiles.stream().map(Tile::index).toList();
  }

  private static List<Tile> tiles(TileSequence sequence, long from) {
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      tiles.add(sequence.at(from + i));
    }
    return tiles;
  }

  @Test
  void anItemOfAStepDependsOnTheSeedAloneAndNotOnWhatWasReadBefore() throws IOException {
    List<DatasetSong> songs = songs(2);
    AudioTiles inOrder = new AudioTiles(songs, 100, TileOrder.RANDOM, 9);
    float[][] third = null;
    for (int step = 0; step <= 30; step++) {
      third = inOrder.batch(step, 3);
    }

    float[][] atOnce = new AudioTiles(songs, 100, TileOrder.RANDOM, 9).batch(30, 3);

    assertThat(atOnce).isDeepEqualTo(third);
    assertThat(new AudioTiles(songs, 100, TileOrder.RANDOM, 10).batch(30, 3))
        .as("another seed")
        .isNotEqualTo(atOnce);
  }

  @Test
  void stereoIsMixedWithAnotherWeightEveryTime() throws IOException {
    AudioTiles tiles = new AudioTiles(songs(2), 100, TileOrder.RANDOM, 3);

    Set<Long> weights = new HashSet<>();
    for (int i = 0; i < 16; i++) {
      float[] tile = tiles.read(i); // w * ramp - (1 - w) * ramp = (2 w - 1) ramp
      float slope = (tile[99] - tile[98]) * 1000;
      assertThat(Math.abs(slope)).isLessThanOrEqualTo(1.001f);
      weights.add(Math.round(slope * 1e3));
    }
    assertThat(weights).hasSizeGreaterThan(12);
  }

  @Test
  void aRecordingThatIsTakenAwayMeanwhileIsNamed() throws IOException {
    AudioTiles tiles = new AudioTiles(songs(1), 100, TileOrder.FIXED, 1);
    Recordings.ramp(folder.resolve("songs/a.wav"), 1, 50, 1);
    assertThatThrownBy(() -> tiles.read(0))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("a.wav")
        .hasMessageContaining("has become shorter since the data set was opened");

    java.nio.file.Files.delete(folder.resolve("songs/a.wav"));
    assertThatThrownBy(() -> tiles.read(0))
        .isInstanceOf(AudioFileException.class)
        .hasMessageContaining("a.wav")
        .hasMessageContaining("there is no such file");
  }
}
