package org.jukebox4j.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.audio.WavReader;
import org.jukebox4j.core.dataset.Dataset;
import org.jukebox4j.core.dataset.DatasetListener;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.corpus.score.SungSyllable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorpusTest {
  @TempDir private Path temporary;

  private final CorpusGenerator generator = new CorpusGenerator(CorpusSettings.of(11));

  @Test
  void aDataSetReadsItWithLabelsAndExactTimes() {
    Path folder = temporary.resolve("corpus");
    new Corpus(generator, 3).write(folder, (done, total) -> {});

    Dataset dataset =
        Dataset.open(folder, temporary.resolve("cache"), CorpusSong.RATE, DatasetListener.SILENT);

    assertThat(dataset.songs()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      CorpusSong song = generator.song(i);
      DatasetSong read = dataset.songs().get(i);
      assertThat(read.metadata().artist()).isEqualTo(song.artist().label());
      assertThat(read.metadata().genre()).isEqualTo(song.genre().label());
      assertThat(read.lyrics().text()).isEqualTo(song.score().lyrics());
      for (SungSyllable sung : song.score().sung()) {
        double character = read.lyrics().characterAt(sung.start() + 1e-6, song.score().seconds());
        assertThat((int) character).isEqualTo(sung.character());
      }
    }
  }

  @Test
  void aFileHoldsTheSameSamplesAsMemory() {
    Path folder = temporary.resolve("corpus");
    new Corpus(generator, 1).write(folder, (done, total) -> {});

    CorpusSong song = generator.song(0);
    float[] read = WavReader.read(folder.resolve(song.file())).channels()[0];
    assertThat(read).isEqualTo(song.samples());
  }

  @Test
  void whatIsThereIsKeptAndTheRestIsAdded() throws IOException {
    Path folder = temporary.resolve("corpus");
    new Corpus(generator, 1).write(folder, (done, total) -> {});
    Path first = folder.resolve(generator.song(0).file());
    FileTime written = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(first, written);
    List<Integer> heard = new ArrayList<>();

    new Corpus(generator, 2).write(folder, (done, total) -> heard.add(done));

    assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
    assertThat(folder.resolve(generator.song(1).file())).exists();
    assertThat(Files.readAllLines(folder.resolve("metadata.jsonl"))).hasSize(2);
    assertThat(Files.readAllLines(folder.resolve("truth.jsonl"))).hasSize(2);
    assertThat(heard).containsExactly(1, 2);
  }

  @Test
  void aSongThatWasCutOffIsWrittenAgain() throws IOException {
    Path folder = temporary.resolve("corpus");
    new Corpus(generator, 1).write(folder, (done, total) -> {});
    Path first = folder.resolve(generator.song(0).file());
    byte[] whole = Files.readAllBytes(first);
    Files.write(first, new byte[100]);

    new Corpus(generator, 1).write(folder, (done, total) -> {});

    assertThat(Files.readAllBytes(first)).isEqualTo(whole);
  }

  @Test
  void anotherCorpusIsNotOverwritten() {
    Path folder = temporary.resolve("corpus");
    new Corpus(generator, 1).write(folder, (done, total) -> {});
    Corpus other = new Corpus(new CorpusGenerator(CorpusSettings.of(12)), 1);

    assertThatThrownBy(() -> other.write(folder, (done, total) -> {}))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("another corpus is there")
        .hasMessageContaining("choose an empty folder");
  }

  @Test
  void aFolderWithSomethingElseIsRefused() throws IOException {
    Files.writeString(temporary.resolve("letter.txt"), "Dear all");

    assertThatThrownBy(() -> new Corpus(generator, 1).write(temporary, (done, total) -> {}))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("must be empty or hold a corpus");
  }

  @Test
  void voicesAloneAreTheSameSongsWithoutTheirEnsembles() {
    Path folder = temporary.resolve("voices");
    new Corpus(generator, 1).ofVoicesAlone().write(folder, (done, total) -> {});

    CorpusSong song = generator.song(0);
    float[] voice = song.voice();
    float[] read = WavReader.read(folder.resolve(song.file())).channels()[0];
    assertThat(read).hasSameSizeAs(voice);
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isCloseTo(voice[i], within(1f / (1 << 15)));
    }
    Dataset dataset =
        Dataset.open(folder, temporary.resolve("cache"), CorpusSong.RATE, DatasetListener.SILENT);
    assertThat(dataset.songs().get(0).metadata().artist()).isEqualTo("nobody");
    assertThat(dataset.songs().get(0).lyrics().text()).isEqualTo(song.score().lyrics());
  }

  @Test
  void voicesAloneDoNotGoToAFolderOfWholeSongs() {
    Path folder = temporary.resolve("corpus");
    new Corpus(generator, 1).write(folder, (done, total) -> {});

    assertThatThrownBy(
            () -> new Corpus(generator, 1).ofVoicesAlone().write(folder, (done, total) -> {}))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("another corpus is there");
  }
}
