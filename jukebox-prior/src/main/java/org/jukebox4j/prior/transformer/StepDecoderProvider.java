package org.jukebox4j.prior.transformer;

import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.prior.attention.EncoderStates;

/**
 * A backend that can decode, found by {@link ServiceLoader}. The processor is used where no
 * provider accepts.
 */
public interface StepDecoderProvider {
  /**
   * Opens a decoder.
   *
   * @param transformer the weights and sizes
   * @param items number of items in the batch
   * @param encoder states of the lyrics encoder; null where there is none
   * @return a decoder at position 0, or empty if this backend cannot decode this transformer
   */
  Optional<StepDecoder> open(Transformer transformer, int items, @Nullable EncoderStates encoder);

  /**
   * Opens a decoder of the first provider that accepts.
   *
   * @param transformer the weights and sizes
   * @param items number of items in the batch
   * @param encoder states of the lyrics encoder; null where there is none
   * @return a decoder at position 0, or empty where the processor is to decode
   */
  static Optional<StepDecoder> openFirst(
      Transformer transformer, int items, @Nullable EncoderStates encoder) {
    for (StepDecoderProvider provider : ServiceLoader.load(StepDecoderProvider.class)) {
      Optional<StepDecoder> decoder = provider.open(transformer, items, encoder);
      if (decoder.isPresent()) {
        return decoder;
      }
    }
    return Optional.empty();
  }
}
