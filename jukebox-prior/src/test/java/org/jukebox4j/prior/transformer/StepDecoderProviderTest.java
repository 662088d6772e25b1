package org.jukebox4j.prior.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.prior.ScatteredWeights;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.attention.EncoderStates;
import org.junit.jupiter.api.Test;

final class StepDecoderProviderTest {
  /** A length that no other test uses, so that the provider keeps out of their way. */
  private static final int OWN_LENGTH = 23;

  /** A backend that is registered for the tests and takes sequences of one length only. */
  public static final class OwnLengthOnly implements StepDecoderProvider {
    @Override
    public Optional<StepDecoder> open(
        Transformer transformer, int items, @Nullable EncoderStates encoder) {
      return transformer.length() == OWN_LENGTH
          ? Optional.of(new Elsewhere(items))
          : Optional.empty();
    }
  }

  private record Elsewhere(int items) implements StepDecoder {
    @Override
    public int position() {
      return 0;
    }

    @Override
    public void step(float[] h, int rows) {
      h[0] = 42;
    }

    @Override
    public void project(Linear layer, float[] h, float[] y) {
      y[0] = 42;
    }

    @Override
    public void close() {}
  }

  private static boolean openedElsewhere(int length) {
    TransformerConfig config =
        TransformerConfig.of(8, 1, new AttentionConfig(1, 1, AttentionSchedule.DENSE, 1, 0));
    try (ParameterBinding binding = new ParameterBinding(new ScatteredWeights(1))) {
      Transformer transformer =
          binding.bind(
              "the transformer",
              scope -> Transformer.from(scope, config, SequenceLengths.of(length)),
              name -> true);
      Optional<StepDecoder> decoder = StepDecoderProvider.openFirst(transformer, 2, null);
      return decoder.filter(Elsewhere.class::isInstance).isPresent();
    }
  }

  @Test
  void registeredBackendThatAcceptsIsTaken() {
    assertThat(openedElsewhere(OWN_LENGTH)).isTrue();
  }

  @Test
  void processorIsTakenWhereNoBackendAccepts() {
    assertThat(openedElsewhere(OWN_LENGTH - 1)).isFalse();
  }
}
