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
import org.jukebox4j.sampling.SampleRequestBuilder;
import org.jukebox4j.sampling.model.ModelDescription.Training;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Artist, genre and lyrics. */
final class LabelOptions {
  private static final String UNKNOWN = "unknown";

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
    request.lyrics(lyrics()).artist(artist).genre(genre);
    LabelVocabulary known = jukebox.model().vocabulary(jukebox.model().top()).orElse(null);
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
