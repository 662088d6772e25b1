package org.jukebox4j.core.run;

import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.checkpoint.SafetensorsWriter;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.training.GradientAccumulation;
import org.jukebox4j.core.training.Optimiser;
import org.jukebox4j.core.training.TrainingStep;
import org.jukebox4j.core.training.WeightAverage;

/**
 * Trains a model in the folder of a run, and goes on where an earlier process ended.
 *
 * <p>A checkpoint is written every so many steps, when the run is asked to stop, at its end, and
 * also when it fails (a recording that was taken away, a loss that is not finite too many times in
 * a row), so that nothing that was learnt is lost. Metrics of every step are appended to {@code
 * metrics.jsonl} at once; those of evaluations have the prefix {@code validation_}.
 *
 * @param <B> what a batch is
 */
public final class Trainer<B> {
  private static final String VALIDATION = "validation_";

  private final TrainableModel<B> model;
  private final BatchSource<B> batches;
  private final Validation<B> validation;
  private final TrainerSettings settings;
  private final RunListener listener;

  /**
   * Prepares a run.
   *
   * @param model what is trained; stays the caller's
   * @param batches what it learns from
   * @param validation what it is evaluated with
   * @param settings how it is trained
   * @param listener hears how it goes on
   */
  public Trainer(
      TrainableModel<B> model,
      BatchSource<B> batches,
      Validation<B> validation,
      TrainerSettings settings,
      RunListener listener) {
    this.model = model;
    this.batches = batches;
    this.validation = validation;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Trains until all steps are made.
   *
   * @param folder where the run is kept; if it holds a checkpoint, the run goes on from that
   * @param setup what must be the same when a run goes on, in words: model, data set and seed
   * @param stop asked between two steps whether to save and return early
   * @return whether the run is complete
   * @throws RunException if the folder cannot be used
   * @throws org.jukebox4j.core.training.TrainingDivergedException if too many steps in a row had to
   *     be left out
   */
  public RunEnd run(RunFolder folder, String setup, BooleanSupplier stop) {
    try (RunFolder.FolderLock lock = folder.lock();
        Optimiser optimiser = new Optimiser(model.parameters(), settings.optimiser())) {
      if (Files.exists(folder.checkpoint())) {
        RunCheckpoint.restore(folder.checkpoint(), setup, model, optimiser);
      }
      try (MetricsLog log = MetricsLog.open(folder.metrics(), optimiser.nextStep())) {
        return new Session(folder, setup, optimiser, log).run(stop);
      }
    }
  }

  /** One process of a run. */
  private final class Session {
    private final RunFolder folder;
    private final String setup;
    private final Optimiser optimiser;
    private final MetricsLog log;
    private final long begun = System.nanoTime();
    private final long firstStep;
    private long saved;

    Session(RunFolder folder, String setup, Optimiser optimiser, MetricsLog log) {
      this.folder = folder;
      this.setup = setup;
      this.optimiser = optimiser;
      this.log = log;
      this.firstStep = optimiser.nextStep();
      this.saved = Files.exists(folder.checkpoint()) ? firstStep : -1;
    }

    RunEnd run(BooleanSupplier stop) {
      listener.onStart(firstStep, settings.steps());
      RunEnd end = steps(stop);
      save();
      publish();
      return end;
    }

    private RunEnd steps(BooleanSupplier stop) {
      boolean several = settings.batchesPerStep() > 1;
      try (GradientAccumulation sum =
          several ? new GradientAccumulation(model.parameters()) : null) {
        while (optimiser.nextStep() < settings.steps() && !optimiser.isOver()) {
          if (stop.getAsBoolean()) {
            return RunEnd.STOPPED;
          }
          step(sum);
        }
        return RunEnd.COMPLETE;
      } catch (RuntimeException | Error failure) {
        saveBeforeFailing(failure);
        throw failure;
      }
    }

    private void saveBeforeFailing(Throwable failure) {
      try {
        save();
      } catch (RuntimeException second) {
        failure.addSuppressed(second);
      }
    }

    private void step(@Nullable GradientAccumulation sum) {
      long begin = System.nanoTime();
      long number = optimiser.nextStep();
      Map<String, Double> metrics = new LinkedHashMap<>();
      TrainingStep step = sum == null ? single(number, metrics) : summed(sum, number, metrics);
      if (step.made()) {
        metrics.putAll(model.stepMade(number));
      } else {
        model.stepLeftOut(number);
      }
      long end = System.nanoTime();
      Duration time = Duration.ofNanos(end - begin);
      log.append(number + 1, line(step, metrics, time));
      double rate = (number + 1 - firstStep) / Math.max(1e-9, (end - begun) / 1e9);
      listener.onStep(new StepReport(step, metrics, settings.steps(), time, rate));
      long done = number + 1;
      if (done % settings.evaluateEvery() == 0 || done == settings.steps()) {
        evaluate(done);
      }
      if (done % settings.checkpointEvery() == 0) {
        save();
        publish();
      }
    }

    private TrainingStep single(long number, Map<String, Double> metrics) {
      BatchGradients batch = model.gradients(batches.batch(number));
      metrics.putAll(batch.metrics());
      return optimiser.step(batch.loss(), batch.gradients());
    }

    private TrainingStep summed(
        GradientAccumulation sum, long number, Map<String, Double> metrics) {
      int parts = settings.batchesPerStep();
      double loss = 0;
      for (int part = 0; part < parts; part++) {
        BatchGradients batch = model.gradients(batches.batch(number * parts + part));
        sum.add(batch.gradients());
        loss += batch.loss();
        batch.metrics().forEach((name, value) -> metrics.merge(name, value / parts, Double::sum));
      }
      return optimiser.step(loss / parts, sum.takeMean());
    }

    private Map<String, Double> line(
        TrainingStep step, Map<String, Double> metrics, Duration time) {
      Map<String, Double> line = new LinkedHashMap<>();
      line.put("loss", step.loss());
      line.putAll(metrics);
      line.put("gradient_norm", step.gradientNorm());
      line.put("learning_rate", step.learningRate());
      line.put("skipped_steps", (double) optimiser.skippedSteps());
      line.put("seconds", time.toNanos() / 1e9);
      return line;
    }

    private void evaluate(long done) {
      try (WeightAverage.Swap averages = optimiser.swapInAverages()) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        validation.evaluate(model).forEach((name, value) -> metrics.put(VALIDATION + name, value));
        if (!metrics.isEmpty()) {
          log.append(done, metrics);
        }
        listener.onEvaluation(done, metrics);
      }
    }

    private void save() {
      long done = optimiser.nextStep();
      if (saved != done) {
        log.force();
        RunCheckpoint.write(folder.checkpoint(), setup, model, optimiser);
        saved = done;
        listener.onCheckpoint(done);
      }
    }

    private void publish() {
      try (WeightAverage.Swap averages = optimiser.swapInAverages()) {
        SafetensorsWriter writer = new SafetensorsWriter();
        writer.metadata("jukebox4j.steps", Long.toString(optimiser.nextStep()));
        Map<String, FloatTensor> weights = model.weights();
        weights.forEach(writer::add);
        writer.write(folder.weights());
      }
    }
  }
}
