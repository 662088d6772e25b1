package org.jukebox4j.sampling.session;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.SampleRequestException;
import org.jukebox4j.sampling.SamplingMode;
import org.jukebox4j.sampling.model.LevelShape;
import org.jukebox4j.sampling.model.SamplingModel;

/**
 * Decides with a model what a request leaves open, in samples instead of seconds.
 *
 * <p>A piece shorter than one context of a level below the top is sampled a whole context long and
 * cut afterwards; the original refuses it. At the top a short piece is one partial window.
 */
final class RequestResolver {
  private final SamplingModel model;

  RequestResolver(SamplingModel model) {
    this.model = model;
  }

  /**
   * Resolves a request.
   *
   * @param request what to sample
   * @param known samples of audio that the codes to start from cover, at the top level; 0 if none
   * @return everything decided
   * @throws SampleRequestException if the model cannot serve the request
   */
  ResolvedRequest resolve(SampleRequest request, long known) {
    requireLevels(request);
    long wanted = wanted(request, known);
    long sampled = sampled(wanted, request.lowestLevel());
    if (request.mode() instanceof SamplingMode.Upsampling) {
      requireCovered(known, sampled, request.lowestLevel());
    }
    long offset = samples(request.offset());
    long total = request.totalDuration().map(this::samples).orElse(offset + wanted);
    if (offset + wanted > total) {
      throw new SampleRequestException(
          "offset and duration together must be at most the total duration of "
              + seconds(total)
              + ", but were "
              + seconds(offset + wanted)
              + "; make the total duration longer");
    }
    return new ResolvedRequest(
        request.labels(),
        new PieceSpan(wanted, sampled, total, offset),
        new ResolvedRequest.SampleNumbers(request.seed(), request.firstSample(), request.samples()),
        levels(request.lowestLevel()).stream().map(level -> choice(request, level)).toList());
  }

  private ResolvedRequest.LevelChoice choice(SampleRequest request, Level level) {
    LevelSettings suggested =
        level == model.top() ? model.defaults().top() : model.defaults().upsampler();
    return new ResolvedRequest.LevelChoice(level, request.settings(level, suggested));
  }

  /** Levels from the top down to the lowest. */
  List<Level> levels(Level lowest) {
    List<Level> levels = new ArrayList<>();
    for (int index = model.top().index(); index >= lowest.index(); index--) {
      levels.add(Level.of(index));
    }
    return levels;
  }

  private void requireLevels(SampleRequest request) {
    if (request.lowestLevel().index() > model.top().index()) {
      throw new SampleRequestException(
          "lowest level must be at most the "
              + model.top().label()
              + " level, which is the highest of this model, but was "
              + request.lowestLevel().label());
    }
  }

  private long wanted(SampleRequest request, long known) {
    long suggested = samples(model.defaults().duration());
    boolean upsampling = request.mode() instanceof SamplingMode.Upsampling;
    long open = upsampling ? known : known + suggested;
    long wanted = request.duration().map(this::samples).orElse(open);
    if (wanted < 1) {
      throw new SampleRequestException(
          "duration must be at least one sample of 1/" + model.sampleRate().hertz() + " s");
    }
    if (sampled(wanted, request.lowestLevel()) > (long) Integer.MAX_VALUE) {
      throw new SampleRequestException(
          "duration must be at most "
              + seconds(Integer.MAX_VALUE)
              + ", but was "
              + seconds(wanted));
    }
    requireLongerThanStart(request.mode(), known, wanted);
    return wanted;
  }

  private void requireLongerThanStart(SamplingMode mode, long known, long wanted) {
    if (mode instanceof SamplingMode.Primed && known >= wanted) {
      throw new SampleRequestException(
          "duration must be longer than the prompt of "
              + seconds(known)
              + ", but was "
              + seconds(wanted)
              + "; it is the length of the music with its prompt");
    }
    if (mode instanceof SamplingMode.Continuation && known > wanted) {
      throw new SampleRequestException(
          "duration must be at least the "
              + seconds(known)
              + " of the codes that it goes on from, but was "
              + seconds(wanted));
    }
  }

  private void requireCovered(long known, long sampled, Level lowest) {
    if (known >= sampled) {
      return;
    }
    throw new SampleRequestException(
        "codes of the "
            + model.top().label()
            + " level must cover what is to be upsampled, "
            + seconds(sampled)
            + " (at least "
            + seconds(shortest(lowest))
            + " for this model), but cover "
            + seconds(known)
            + "; continue them first or make the duration shorter");
  }

  /** Whole codes of the top level, and at least one context of every level below it. */
  private long sampled(long wanted, Level lowest) {
    long unit = model.shape(model.top()).samplesPerCode();
    long least = Math.max(wanted, shortest(lowest));
    return (least + unit - 1) / unit * unit;
  }

  private long shortest(Level lowest) {
    return levels(lowest).stream()
        .filter(level -> level != model.top())
        .map(model::shape)
        .mapToLong(LevelShape::contextSamples)
        .max()
        .orElse(0);
  }

  private long samples(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .add(BigDecimal.valueOf(duration.getNano(), 9))
        .multiply(BigDecimal.valueOf(model.sampleRate().hertz()))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  String seconds(long samples) {
    return SecondsText.of((double) samples / model.sampleRate().hertz());
  }
}
