package org.jukebox4j.sampling.token;

import java.util.List;

/** Filters a copy of the logits and leaves the choice to another sampler. */
public final class FilteredSampler implements TokenSampler {
  private final List<LogitsFilter> filters;
  private final TokenSampler chooser;
  private float[] filtered = new float[0];
  private float[] scratch = new float[0];

  /**
   * Makes a sampler.
   *
   * @param filters applied in this order
   * @param chooser chooses from what is left
   */
  public FilteredSampler(List<LogitsFilter> filters, TokenSampler chooser) {
    this.filters = List.copyOf(filters);
    this.chooser = chooser;
  }

  @Override
  public int choose(float[] logits, int from, int size, int item, long position) {
    if (filtered.length < size) {
      filtered = new float[size];
      scratch = new float[size];
    }
    System.arraycopy(logits, from, filtered, 0, size);
    for (LogitsFilter filter : filters) {
      filter.apply(filtered, size, scratch);
    }
    return chooser.choose(filtered, 0, size, item, position);
  }
}
