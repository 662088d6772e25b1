package org.jukebox4j.training;

import java.util.Map;
import java.util.function.LongConsumer;
import org.jukebox4j.core.run.RunListener;
import org.jukebox4j.core.run.StepReport;

/**
 * Passes everything on, keeps the settings once the run is known to go on, and listens to the model
 * after each evaluation. A run that is refused leaves the settings as they are.
 */
record ForwardingListener(RunListener listener, Runnable keepSettings, LongConsumer listening)
    implements RunListener {
  @Override
  public void onStart(long step, long steps) {
    keepSettings.run();
    listener.onStart(step, steps);
  }

  @Override
  public void onStep(StepReport report) {
    listener.onStep(report);
  }

  @Override
  public void onEvaluation(long step, Map<String, Double> metrics) {
    listener.onEvaluation(step, metrics);
    listening.accept(step);
  }

  @Override
  public void onCheckpoint(long step) {
    listener.onCheckpoint(step);
  }
}
