package org.jukebox4j.cli.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jukebox4j.prior.label.Labels;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.session.ResolvedRequest;
import org.jukebox4j.sampling.state.SamplingState;

/**
 * A song as one HTML file that needs nothing else: a player, the spectrogram, lyrics that light up
 * where the attention of the model is (Source: Dhariwal et al. 2020, §4.2), the alignment, every
 * setting and the command that makes it again. Several samples get a section each.
 *
 * @param model the model that made the song
 * @param state the finished run
 * @param song what it gave
 * @param command the command line that makes it again
 * @param program name and version of the program
 */
public record SongPage(
    ModelDescription model, SamplingState state, Song song, String command, String program) {
  /** Name of the file in its folder. */
  public static final String FILE = "index.html";

  /**
   * Writes the page.
   *
   * @param folder an existing folder; {@value #FILE} in it is replaced, by a file that is complete
   *     or not at all
   * @return the file
   * @throws IOException if it cannot be written
   */
  public Path write(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    Path temporary = folder.resolve("." + FILE + ".part");
    Files.writeString(temporary, html());
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return file;
  }

  String html() {
    ResolvedRequest request = ResolvedRequest.of(state);
    String style = PageTemplate.resource("page.css");
    String script = PageTemplate.resource("page.js");
    List<Markup> sections = new ArrayList<>();
    for (int sample = 0; sample < song.samples(); sample++) {
      sections.add(new SongSection(model, request, song, sample).markup());
    }
    return PageTemplate.named("page.html")
        .fill(
            Map.ofEntries(
                Map.entry("title", Markup.text(title(request.labels()))),
                Map.entry("heading", heading(request.labels())),
                Map.entry("summary", Markup.text(summary(request))),
                Map.entry("notice", notice()),
                Map.entry("style", new Markup(style)),
                Map.entry("style-hash", hash(style)),
                Map.entry("script", new Markup(script)),
                Map.entry("script-hash", hash(script)),
                Map.entry("songs", Markup.join(sections)),
                Map.entry("settings", new SettingsSection(model, state, song).markup()),
                Map.entry("command", Markup.text(command)),
                Map.entry("program", Markup.text(program))))
        .html();
  }

  private static boolean isKnown(String label) {
    return !label.isBlank() && !label.equals(Labels.UNKNOWN.artist());
  }

  private static String title(Labels labels) {
    if (isKnown(labels.genre())) {
      return labels.genre() + (isKnown(labels.artist()) ? " by " + labels.artist() : "");
    }
    return "A song" + (isKnown(labels.artist()) ? " by " + labels.artist() : "");
  }

  private static Markup heading(Labels labels) {
    String genre = isKnown(labels.genre()) ? Markup.isolated(labels.genre()).html() : "A song";
    String artist = Markup.isolated(labels.artist()).html();
    return new Markup(genre + (isKnown(labels.artist()) ? " by " + artist : ""));
  }

  private String summary(ResolvedRequest request) {
    return Numbers.seconds(song.waveform().seconds())
        + (song.samples() > 1 ? ", " + song.samples() + " samples" : "")
        + " · seed "
        + request.numbers().seed()
        + " · model "
        + model.name();
  }

  private Markup notice() {
    return model.training() == ModelDescription.Training.UNTRAINED
        ? new Markup(
            "<p class=\"notice\">The model has random weights and has learnt nothing: this is"
                + " noise.</p>")
        : Markup.NONE;
  }

  /** Lets the browser run this text and no other. */
  private static Markup hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Markup("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
