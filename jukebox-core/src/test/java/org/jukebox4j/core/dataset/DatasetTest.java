package org.jukebox4j.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jukebox4j.core.audio.SampleFormat;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.WavReader;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetTest {
  @TempDir private Path temporary;

  private final Recordings heard = new Recordings();
  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("songs"));
  }

  private Dataset open() {
    return Dataset.open(folder, temporary.resolve("cache"), Recordings.RATE, heard);
  }

  @Test
  void recordingsThatCannotBeUsedAreLeftOutAndNamed() throws IOException {
    Recordings.ramp(folder.resolve("good.wav"), 1, 3000, 1);
    Recordings.ramp(folder.resolve("silent.wav"), 2, 3000, 0.0005f);
    Files.writeString(folder.resolve("corrupt.wav"), "RIFF....WAVEnothing that makes sense");
    Files.writeString(folder.resolve("noise.mp3"), "not music at all");
    Files.createFile(folder.resolve("empty.wav"));
    Recordings.metadata(
        folder,
        "{\"file\": \"silent.wav\"}",
        "{\"file\": \"missing.wav\"}",
        "{\"file\": \"corrupt.wav\"}",
        "{\"file\": \"noise.mp3\"}",
        "{\"file\": \"empty.wav\"}",
        "{\"file\": \"good.wav\", \"start\": 5}",
        "{\"file\": \"good.wav\"}");

    Dataset dataset = open();

    assertThat(dataset.songs()).extracting(DatasetSong::name).containsExactly("good.wav");
    assertThat(heard.skipped)
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("silent.wav: it is silent").contains("0.001"),
            line -> assertThat(line).startsWith("missing.wav: ").contains("there is no such file"),
            line -> assertThat(line).startsWith("corrupt.wav: "),
            line -> assertThat(line).startsWith("noise.mp3: "),
            line -> assertThat(line).startsWith("empty.wav: ").contains("it is empty"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "good.wav from 5.0 s: it lasts 3.00 s, but the song begins at 5.00 s"));
    assertThat(heard.examined).isEqualTo(7);
  }

  @Test
  void aSongOfOneSecondIsLeftOutWhereMoreIsTrainedOnAtOnce() throws IOException {
    Recordings.ramp(folder.resolve("long.wav"), 1, 3000, 1);
    Recordings.ramp(folder.resolve("short.wav"), 1, 1000, 1);
    Dataset dataset = open();

    List<DatasetSong> kept = dataset.longEnough(dataset.songs(), 2048, heard);

    assertThat(kept).extracting(DatasetSong::name).containsExactly("long.wav");
    assertThat(heard.skipped)
        .containsExactly(
            "short.wav: it lasts 1.00 s, but must last at least the 2.05 s that are trained on at"
                + " once");
  }

  @Test
  void aFolderWithoutMetadataIsReadAsRecordingsWithoutLabels() throws IOException {
    Recordings.ramp(folder.resolve("b.wav"), 1, 100, 1);
    Recordings.ramp(folder.resolve("deep/a.WAV"), 1, 100, 1);
    Files.writeString(folder.resolve("notes.txt"), "no recording");

    Dataset dataset = open();

    assertThat(dataset.songs())
        .extracting(DatasetSong::name)
        .containsExactly("b.wav", "deep/a.WAV");
    assertThat(dataset.songs().get(0).metadata().artist()).isEqualTo("unknown");
    assertThat(dataset.artists()).isEmpty();
  }

  @Test
  void aMistakeInTheMetadataNamesItsLine() throws IOException {
    Recordings.ramp(folder.resolve("a.wav"), 1, 100, 1);
    Recordings.metadata(folder, "{\"file\": \"a.wav\"}", "", "{\"file\": \"a.wav\", \"genr\": 1}");
    assertThatThrownBy(this::open)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(
            "metadata.jsonl, line 3: field 'genr' is not known; known are artist");

    Recordings.metadata(folder, "{\"file\": \"../a.wav\"}");
    assertThatThrownBy(this::open)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 1: file must be a path inside the folder");

    Recordings.metadata(folder, "{\"file\": \"a.wav\"}", "{\"file\": \"./a.wav\"}");
    assertThatThrownBy(this::open)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 2: 'a.wav' was listed before");

    Recordings.metadata(folder, "[1, 2");
    assertThatThrownBy(this::open)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 1: a line must be JSON, but was [1, 2");
  }

  @Test
  void aFolderWithNothingToUseIsRefused() {
    assertThatThrownBy(this::open)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("not one of 0 recordings can be used");
    folder = temporary.resolve("nowhere");
    assertThatThrownBy(this::open)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("this is nothing; a data set is a folder of recordings");
  }

  @Test
  void theVocabularyIsWhatTheMetadataNames() throws IOException {
    for (String name : List.of("a.wav", "b.wav", "c.wav")) {
      Recordings.ramp(folder.resolve(name), 1, 100, 1);
    }
    Recordings.metadata(
        folder,
        "{\"file\": \"c.wav\", \"artist\": \"Strings\", \"genre\": \"waltz\"}",
        "{\"file\": \"a.wav\", \"artist\": \"Brass\", \"genre\": \"waltz\"}",
        "{\"file\": \"b.wav\"}");

    Dataset dataset = open();

    assertThat(dataset.artists()).containsExactly("Brass", "Strings");
    assertThat(dataset.genres()).containsExactly("waltz");
  }

  @Test
  void noRecordingIsOnBothSidesOfTheSplit() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      Recordings.ramp(folder.resolve(i + ".wav"), 1, 2000, 1);
      lines.append("{\"file\": \"%d.wav\", \"end\": 1}\n".formatted(i));
      lines.append("{\"file\": \"%d.wav\", \"start\": 1}\n".formatted(i));
    }
    Recordings.metadata(folder, lines.toString());
    Dataset dataset = open();

    DatasetSplit split = dataset.split(0.2, 7);

    Set<String> training = files(split.training());
    Set<String> validation = files(split.validation());
    assertThat(training).hasSize(8).doesNotContainAnyElementsOf(validation);
    assertThat(validation).hasSize(2);
    assertThat(split.validation()).hasSize(4);
    assertThat(dataset.split(0.2, 7)).isEqualTo(split);
    assertThat(dataset.split(0.01, 7).validation()).as("at least one recording").hasSize(2);
    assertThat(dataset.split(0, 7).validation()).isEmpty();
    assertThat(files(dataset.split(0.2, 8).validation())).isNotEqualTo(validation);
  }

  private static Set<String> files(List<DatasetSong> songs) {
    return songs.stream().map(song -> song.metadata().file()).collect(Collectors.toSet());
  }

  @Test
  void recordingsAtAnotherRateAreKeptAtTheRateOfTheModel() throws IOException {
    float[][] surround = new float[6][2000];
    for (float[] channel : surround) {
      Arrays.fill(channel, 0.5f);
    }
    WavWriter.write(
        folder.resolve("a.wav"), new Waveform(surround, new SampleRate(2000)), SampleFormat.PCM16);

    DatasetSong song = open().songs().get(0);

    assertThat(song.samples()).isEqualTo(1000);
    try (WavReader reader = WavReader.open(song.audio())) {
      assertThat(reader.format().rate()).isEqualTo(Recordings.RATE);
      assertThat(reader.format().channels()).isEqualTo(1);
    }
    float[] middle = WavReader.read(song.audio()).channels()[0];
    assertThat(middle[500]).isEqualTo(0.5f, offset(1e-3f));
  }

  @Test
  void whatWasFoundIsKeptUntilTheRecordingChanges() throws IOException {
    Path bad = folder.resolve("bad.wav");
    Recordings.ramp(folder.resolve("good.wav"), 1, 100, 1);
    Recordings.ramp(bad, 1, 100, 0);
    String first = open().fingerprint();
    Path findings = temporary.resolve("cache/songs-1000.json");
    String kept = Files.readString(findings);
    assertThat(kept).contains("bad.wav").contains("it is silent");

    heard.skipped.clear();
    assertThat(open().fingerprint()).isEqualTo(first);
    assertThat(heard.skipped).singleElement().asString().startsWith("bad.wav: it is silent");
    assertThat(Files.readString(findings)).isEqualTo(kept);

    Recordings.ramp(bad, 1, 200, 1);
    Dataset mended = open();
    assertThat(mended.songs()).hasSize(2);
    assertThat(mended.fingerprint()).isNotEqualTo(first);

    Files.writeString(findings, "{\"good.wav\": 3");
    assertThat(open().songs()).as("a damaged cache is made again").hasSize(2);
  }
}
