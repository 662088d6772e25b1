package org.jukebox4j.training;

import java.util.Map;
import java.util.function.LongConsumer;
import org.jukebox4j.core.run.RunListener;
import org.jukebox4j.core.run.StepReport;

/** Passes everything on, and listens to the model after each evaluation. */
record ForwardingListener(RunListener listener, LongConsumer listening) implements RunListener {
  @Override
  public void onStart(long step, long steps) {
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
