package org.jukebox4j.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.SamplingProgress;

/** One bar for each level. */
final class ProgressBars implements ProgressDisplay {
  private static final int REDRAW_MILLIS = 200;

  private @Nullable ProgressBar bar;
  private @Nullable Level level;

  @Override
  public void onProgress(SamplingProgress progress) {
    ProgressBar current = bar;
    if (current == null || progress.level() != level) {
      close();
      current = open(progress);
      bar = current;
      level = progress.level();
    }
    current.stepTo(progress.codesDone());
    current.setExtraMessage(
        " window "
            + progress.window()
            + "/"
            + progress.windows()
            + "  "
            + ProgressDisplay.speed(progress));
  }

  private static ProgressBar open(SamplingProgress progress) {
    return new ProgressBarBuilder()
        .setTaskName(String.format("%-6s", progress.level().label()))
        .setInitialMax(progress.codesTotal())
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .hideEta()
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
