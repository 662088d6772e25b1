package org.jukebox4j.prior.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelVocabularyTest {
  private static final LabelVocabularyVersion V2 = LabelVocabularyVersion.V2;
  private static final LabelVocabularyVersion V3 = LabelVocabularyVersion.V3;

  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("ids.txt"), List.of(lines));
  }

  @Test
  void spellingsOfTheSameNameHaveTheSameNumberInV2() {
    ArtistVocabulary artists = ArtistVocabulary.of(V2, List.of("The Brass & Reed Trio"));
    assertThat(artists.id("the_brass_reed_trio")).isEqualTo(1);
    assertThat(artists.id("  THE brass -- reed trio! ")).isEqualTo(1);
    assertThat(artists.name(1)).contains("the_brass_reed_trio");
  }

  @Test
  void punctuationMattersInV3() {
    ArtistVocabulary artists = ArtistVocabulary.of(V3, List.of("Brass & Reed"));
    assertThat(artists.idOrUnknown("brass & REED")).isEqualTo(1);
    assertThat(artists.idOrUnknown("brass reed")).isZero();
  }

  @Test
  void whatCannotBeSeenDoesNotMatterToAUser() throws IOException {
    GenreVocabulary genres = GenreVocabulary.read(V3, file("slow  waltz\u200e;7", "unknown;0"));
    assertThat(genres.ids("Slow Waltz")).containsExactly(7);
    assertThat(genres.idsOrUnknown("Slow Waltz")).containsExactly(0);
  }

  @Test
  void aV2NameInAnotherSpellingIsFoundByAUserButNotByTheOriginalsRule() throws IOException {
    ArtistVocabulary artists = ArtistVocabulary.read(V2, file("unknown;0", "caf_;3"));
    assertThat(artists.id("Café")).isEqualTo(3);
    assertThat(artists.idOrUnknown("Café")).isZero();
  }

  @Test
  void anUnknownArtistIsAnErrorThatNamesNearMatches() {
    ArtistVocabulary artists =
        ArtistVocabulary.of(V3, List.of("Northern Strings", "Southern Strings", "Drum Circle"));
    assertThatThrownBy(() -> artists.id("Nothern Strings"))
        .isInstanceOf(UnknownLabelException.class)
        .hasMessage(
            "artist must be one of the 4 that this model knows, but was \"Nothern Strings\"; did you"
                + " mean \"northern strings\", \"southern strings\"? Use \"unknown\" to leave the"
                + " choice to the model.")
        .asInstanceOf(type(UnknownLabelException.class))
        .satisfies(
            unknown -> {
              assertThat(unknown.label()).isEqualTo("Nothern Strings");
              assertThat(unknown.suggestions())
                  .containsExactly("northern strings", "southern strings");
            });
  }

  @Test
  void aNameWithoutLettersIsNotTheUnknownArtist() throws IOException {
    ArtistVocabulary artists = ArtistVocabulary.read(V2, file("unknown;0", ";0"));
    assertThat(artists.idOrUnknown("乐队")).isZero();
    assertThatThrownBy(() -> artists.id("乐队"))
        .isInstanceOf(UnknownLabelException.class)
        .hasMessageContaining("no name comes close. Use");
    assertThatThrownBy(() -> artists.id(" "))
        .hasMessage("artist must not be empty; use \"unknown\" to leave the choice to the model");
    assertThat(artists.id("Unknown")).isZero();
  }

  @Test
  void aV2GenreIsABagOfWords() {
    GenreVocabulary genres = GenreVocabulary.of(V2, List.of("slow", "waltz"));
    assertThat(genres.ids("Waltz, slow")).containsExactly(2, 1);
    assertThat(genres.name(2, 1, -1, -1)).contains("waltz_slow");
    assertThatThrownBy(() -> genres.ids("slow walz"))
        .isInstanceOf(UnknownLabelException.class)
        .hasMessageStartingWith(
            "each word of genre must be one of the 3 that this model knows, but was \"walz\"; did you"
                + " mean \"waltz\"?");
    assertThat(genres.idsOrUnknown("slow walz")).containsExactly(1, 0);
  }

  @Test
  void severalNamesOfANumberAreJoined() throws IOException {
    ArtistVocabulary artists =
        ArtistVocabulary.read(V2, file("unknown;0", "various;0", ";0", "choir;5"));
    assertThat(artists.name(0)).contains("_unknown_various");
    assertThat(artists.idCount()).isEqualTo(2);
    assertThat(artists.largestId()).isEqualTo(5);
  }

  @Test
  void theLaterOfTwoLinesWithTheSameNameCounts() throws IOException {
    ArtistVocabulary artists = ArtistVocabulary.read(V3, file("choir;1", "Choir;2", "a;b;3"));
    assertThat(artists.idOrUnknown("choir")).isEqualTo(2);
    assertThat(artists.name(1)).isEmpty();
    assertThat(artists.idOrUnknown("a;b")).isEqualTo(3);
  }

  @Test
  void aBadLineIsNamed() throws IOException {
    Path bad = file("choir;1", "band");
    assertThatThrownBy(() -> ArtistVocabulary.read(V3, bad))
        .isInstanceOf(LabelFileException.class)
        .hasMessage(
            bad
                + ", line 2: expected name;number with a number from 0 to 10000000, but was"
                + " \"band\"");
    Path huge = file("band;99999999999999999999");
    assertThatThrownBy(() -> GenreVocabulary.read(V3, huge)).hasMessageContaining("line 1");
    Path empty = file();
    assertThatThrownBy(() -> GenreVocabulary.read(V3, empty)).hasMessageContaining("has none");
  }

  @Test
  void aMissingOrBinaryFileIsNamed() throws IOException {
    Path missing = folder.resolve("none.txt");
    assertThatThrownBy(() -> ArtistVocabulary.read(V3, missing))
        .isInstanceOf(LabelFileException.class)
        .hasMessageContaining("none.txt: no such file");
    Path binary = Files.write(folder.resolve("ids.bin"), new byte[] {(byte) 0xff, 0, 12});
    assertThatThrownBy(() -> ArtistVocabulary.read(V3, binary))
        .isInstanceOf(LabelFileException.class)
        .hasMessageContaining("expected UTF-8 text");
  }

  @Test
  void bothFilesMakeAVocabulary() throws IOException {
    Path ids = file("unknown;0", "choir;1");
    LabelVocabulary vocabulary = LabelVocabulary.read(V2, ids, ids);
    assertThat(vocabulary.artists().names()).containsExactly("unknown", "choir");
    assertThat(vocabulary.genres().ids("choir")).containsExactly(1);
  }
}
