package org.jukebox4j.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TileGridTest {
  @Test
  void aTileBelongsToTheSongThatHoldsItsMiddle() {
    // Songs [0, 25) and [25, 60), tiles of 10: middles at 5, 15, 25, 35, 45, 55.
    TileGrid grid = new TileGrid(List.of(25L, 35L), 10, TileGrid.Starts.ANYWHERE);

    assertThat(grid.tiles()).isEqualTo(6);
    assertThat(grid.tile(0, 0, 0)).isEqualTo(new Tile(0, 0, 0, 0));
    assertThat(grid.tile(0, 1, 0)).isEqualTo(new Tile(0, 10, 0, 1));
    assertThat(grid.tile(0, 2, 0)).as("middle 25 is in song 1").isEqualTo(new Tile(1, 0, 0, 2));
    assertThat(grid.tile(0, 3, 0)).isEqualTo(new Tile(1, 5, 0, 3));
    assertThat(grid.tile(0, 5, 0)).isEqualTo(new Tile(1, 25, 0, 5));
  }

  @Test
  void aShiftedTileIsMovedToLieWithinItsSong() {
    TileGrid grid = new TileGrid(List.of(25L, 35L), 10, TileGrid.Starts.ANYWHERE);

    assertThat(grid.tile(0, 0, -0.5).start()).isZero();
    assertThat(grid.tile(0, 1, 0.4)).as("[14, 24)").isEqualTo(new Tile(0, 14, 0, 1));
    assertThat(grid.tile(0, 2, -0.3)).as("[17, 27), middle 22").isEqualTo(new Tile(0, 15, 0, 2));
    assertThat(grid.tile(0, 5, 0.5)).as("beyond the end").isEqualTo(new Tile(1, 25, 0, 5));
  }

  @Test
  void tilesBeginAtMultiplesOfTheAlignment() {
    TileGrid grid = new TileGrid(List.of(25L, 35L), 10, new TileGrid.Starts(4, 4));

    assertThat(grid.tile(0, 1, 0).start()).isEqualTo(8);
    assertThat(grid.tile(0, 5, 0).start()).isEqualTo(24);
  }

  @Test
  void onlyTheTileThatEndsWithTheSongMayBeginBetweenMultiplesOfTheStride() {
    TileGrid grid = new TileGrid(List.of(25L, 35L), 10, new TileGrid.Starts(6, 1));

    assertThat(grid.tile(0, 1, 0)).as("10 is after 6").isEqualTo(new Tile(0, 6, 0, 1));
    assertThat(grid.tile(0, 2, -0.3)).as("[15, 25) ends").isEqualTo(new Tile(0, 15, 0, 2));
    assertThat(grid.tile(0, 4, 0)).as("15 is after 12").isEqualTo(new Tile(1, 12, 0, 4));
    assertThat(grid.tile(0, 5, 0)).as("[25, 35) ends").isEqualTo(new Tile(1, 25, 0, 5));
  }

  @Test
  void aStrideOfPartsOfWhatTheLastTileKeepsToIsRefused() {
    assertThatThrownBy(() -> new TileGrid.Starts(6, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stride must be a multiple of last, and both at least 1, but were 6 and 4");
  }

  @Test
  void songsShorterThanATileAreRefused() {
    assertThatThrownBy(() -> new TileGrid(List.of(25L, 9L), 10, TileGrid.Starts.ANYWHERE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every song must be at least as long as a tile, 10, but song 1 has 9");
    assertThatThrownBy(() -> new TileGrid(List.of(), 10, TileGrid.Starts.ANYWHERE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one song");
  }
}
