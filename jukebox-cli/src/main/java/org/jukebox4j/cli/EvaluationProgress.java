package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.evaluation.Evaluation;
import org.jukebox4j.corpus.evaluation.EvaluationListener;
import org.jukebox4j.corpus.evaluation.JudgedSong;
import org.jukebox4j.sampling.Song;

/** Says what became of each song, and before that from time to time how far the judges are. */
final class EvaluationProgress implements EvaluationListener {
  private final PrintWriter err;
  private final @Nullable EvaluationReport report;
  private final PauseBetweenLines pause = new PauseBetweenLines(InstantSource.system());

  EvaluationProgress(PrintWriter err, @Nullable EvaluationReport report) {
    this.err = err;
    this.report = report;
  }

  @Override
  public void onLearnt(int done, int total) {
    if (pause.isOver() || done == total) {
      say("the judges have heard " + done + " of " + total + " songs");
    }
  }

  @Override
  public void onGenerated(CorpusSong asked, Song song) {
    if (report != null) {
      report.add(asked, song);
    }
  }

  @Override
  public void onJudged(JudgedSong judged, Evaluation soFar) {
    if (report != null) {
      report.write(soFar);
    }
    say(
        String.format(
            Locale.ROOT,
            "song %d of %d: %s by %s: genre %s, artist %s, vowel match %s, alignment %s",
            judged.done(),
            judged.total(),
            judged.asked().genre().label(),
            judged.asked().artist().label(),
            verdict(judged.asked().genre().label(), judged.genre().label()),
            verdict(judged.asked().artist().label(), judged.artist().label()),
            judged.vowelMatch().map(share -> Math.round(100 * share) + " %").orElse("-"),
            judged.alignment().map(r -> String.format(Locale.ROOT, "%.2f", r)).orElse("-")));
  }

  private static String verdict(String asked, String heard) {
    return heard.equals(asked) ? "right" : "wrong (" + heard + ")";
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }
}
