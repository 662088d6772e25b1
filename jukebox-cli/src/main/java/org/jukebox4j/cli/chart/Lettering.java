package org.jukebox4j.cli.chart;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Letters of 5 by 7 pixels. Capitals are written small; what has no letter is left blank. */
final class Lettering {
  static final int HEIGHT = 7;
  static final int ADVANCE = 6;

  private static final int WIDTH = 5;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789.,:-+_/()%=";

  /** Eight letters side by side in each band, in the order of the alphabet. */
  private static final String[] BANDS = {
    """
    ..... #.... ..... ....# ..... ..##. ..... #....
    ..... #.... ..... ....# ..... .#..# ..... #....
    .###. ####. .###. .#### .###. .#... .#### ####.
    ....# #...# #.... #...# #...# ###.. #...# #...#
    .#### #...# #.... #...# ##### .#... .#### #...#
    #...# #...# #...# #...# #.... .#... ....# #...#
    .#### ####. .###. .#### .###. .#... .###. #...#
    """,
    """
    ..#.. ...#. #.... .##.. ..... ..... ..... .....
    ..... ..... #.... ..#.. ..... ..... ..... .....
    .##.. ..##. #..#. ..#.. ##.#. ####. .###. ####.
    ..#.. ...#. #.#.. ..#.. #.#.# #...# #...# #...#
    ..#.. ...#. ##... ..#.. #.#.# #...# #...# ####.
    ..#.. #..#. #.#.. ..#.. #.#.# #...# #...# #....
    .###. .##.. #..#. .###. #.#.# #...# .###. #....
    """,
    """
    ..... ..... ..... .#... ..... ..... ..... .....
    ..... ..... ..... .#... ..... ..... ..... .....
    .#### #.##. .#### ###.. #...# #...# #.#.# #...#
    #...# ##..# #.... .#... #...# #...# #.#.# .#.#.
    .#### #.... .###. .#... #...# #...# #.#.# ..#..
    ....# #.... ....# .#..# #...# .#.#. #.#.# .#.#.
    ....# #.... ####. ..##. .#### ..#.. .#.#. #...#
    """,
    """
    ..... ..... .###. ..#.. .###. .###. ...#. #####
    ..... ..... #...# .##.. #...# #...# ..##. #....
    #...# ##### #..## ..#.. ....# ....# .#.#. ####.
    #...# ...#. #.#.# ..#.. ..##. ..##. #..#. ....#
    .#### ..#.. ##..# ..#.. .#... ....# ##### ....#
    ....# .#... #...# ..#.. #.... #...# ...#. #...#
    .###. ##### .###. .###. ##### .###. ...#. .###.
    """,
    """
    .###. ##### .###. .###. ..... ..... ..... .....
    #.... ....# #...# #...# ..... ..... ..#.. .....
    #.... ...#. #...# #...# ..... ..... ..... .....
    ####. ..#.. .###. .#### ..... ..... ..... .###.
    #...# ..#.. #...# ....# ..... ..... ..#.. .....
    #...# ..#.. #...# ....# ..#.. ..#.. ..... .....
    .###. ..#.. .###. .###. ..#.. .#... ..... .....
    """,
    """
    ..... ..... ....# ...#. .#... ##..# .....
    ..#.. ..... ....# ..#.. ..#.. ##..# .....
    ..#.. ..... ...#. .#... ...#. ...#. #####
    ##### ..... ..#.. .#... ...#. ..#.. .....
    ..#.. ..... .#... .#... ...#. .#... #####
    ..#.. ..... #.... ..#.. ..#.. #..## .....
    ..... ##### #.... ...#. .#... #..## .....
    """
  };

  private static final Map<Character, boolean[][]> LETTERS = letters();

  private Lettering() {}

  private static Map<Character, boolean[][]> letters() {
    Map<Character, boolean[][]> letters = new HashMap<>();
    int next = 0;
    for (String band : BANDS) {
      String[] rows = band.split("\n");
      int count = (rows[0].length() + 1) / ADVANCE;
      for (int i = 0; i < count; i++) {
        boolean[][] letter = new boolean[HEIGHT][WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
          for (int x = 0; x < WIDTH; x++) {
            letter[y][x] = rows[y].charAt(i * ADVANCE + x) == '#';
          }
        }
        letters.put(ALPHABET.charAt(next++), letter);
      }
    }
    return Map.copyOf(letters);
  }

  static int width(String text) {
    return text.length() * ADVANCE;
  }

  /** Calls back for every dark pixel of a text. */
  static void draw(String text, Pixels pixels) {
    String small = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < small.length(); i++) {
      boolean[][] letter = LETTERS.get(small.charAt(i));
      for (int y = 0; letter != null && y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          if (letter[y][x]) {
            pixels.set(i * ADVANCE + x, y);
          }
        }
      }
    }
  }

  /** Takes dark pixels. */
  @FunctionalInterface
  interface Pixels {
    void set(int x, int y);
  }
}
