package org.jukebox4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.prior.label.LabelVocabulary;
import org.jukebox4j.prior.label.UnknownLabelException;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;
import org.jukebox4j.sampling.SampleRequestBuilder;
import org.jukebox4j.sampling.model.ModelDescription.Training;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Artist, genre and lyrics. */
final class LabelOptions {
  private static final String UNKNOWN = "unknown";

  /** Characters of transliterated lyrics that are shown. */
  private static final int SHOWN = 200;

  @Option(
      names = "--artist",
      paramLabel = "NAME",
      description = "An artist that the model knows (default: unknown).")
  private String artist = UNKNOWN;

  @Option(
      names = "--genre",
      paramLabel = "NAME",
      description = "A genre that the model knows (default: unknown).")
  private String genre = UNKNOWN;

  @ArgGroup private @Nullable Words words;

  /** Lyrics, given in one way or the other. */
  static final class Words {
    @Option(
        names = "--lyrics",
        paramLabel = "TEXT",
        description = "The lyrics of the whole piece; other scripts are written in Latin letters.")
    private @Nullable String text;

    @Option(
        names = "--lyrics-file",
        paramLabel = "FILE",
        description = "A UTF-8 text file with the lyrics.")
    private @Nullable Path file;
  }

  void addTo(SampleRequestBuilder request, Jukebox jukebox, PrintWriter err) throws IOException {
    String lyrics = lyrics();
    request.lyrics(lyrics).artist(artist).genre(genre);
    LabelVocabulary known = jukebox.model().vocabulary(jukebox.model().top()).orElse(null);
    if (known != null) {
      sayHowLyricsAreRead(lyrics, new LyricsTokenizer(known.version()), err);
    }
    if (jukebox.description().training() == Training.TRAINED || known == null) {
      return; // The library refuses unknown names and suggests others.
    }
    // To a model that has learnt nothing no name means anything, so any may be tried out.
    try {
      known.artists().id(artist);
    } catch (UnknownLabelException unknown) {
      note(err, "artist", artist, known.artists().names());
      request.artist(UNKNOWN);
    }
    try {
      known.genres().ids(genre);
    } catch (UnknownLabelException unknown) {
      note(err, "genre", genre, known.genres().names());
      request.genre(UNKNOWN);
    }
  }

  private static void sayHowLyricsAreRead(
      String lyrics, LyricsTokenizer tokenizer, PrintWriter err) {
    String read = tokenizer.clean(lyrics);
    if (!read.equals(lyrics) && !read.isBlank()) {
      String shown = read.length() <= SHOWN ? read : read.substring(0, SHOWN) + "...";
      err.println("The lyrics are read as: " + shown.strip().replaceAll("\\s*\\R\\s*", " / "));
      err.flush();
    }
  }

  private static void note(PrintWriter err, String kind, String name, List<String> known) {
    err.printf(
        "The model knows no %s \"%s\" and takes it as unknown; it knows %s.%n",
        kind, name, String.join(", ", known));
    err.flush();
  }

  private String lyrics() throws IOException {
    if (words == null) {
      return "";
    }
    if (words.text != null) {
      return words.text;
    }
    Path file = words.file;
    if (file == null) {
      return "";
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException binary) {
      throw new UserException("--lyrics-file " + file + " is not a UTF-8 text file");
    }
  }
}
