package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimePipelineTest {
  private static final int WIDTH = 32;

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 1000, 5003})
  void piecesOfAnySizeGiveTheSameBitsAsTheWhole(int rows) {
    Random random = new Random(rows);
    float[] x = Convolutions.random(random, rows);
    try (TimePipeline pipeline = downAndUp(random)) {
      float[] whole = pipeline.forward(x, rows);
      for (int trial = 0; trial < 4; trial++) {
        float[] pieces = inPieces(pipeline, x, random);
        assertThat(pieces).hasSameSizeAs(whole);
        assertThat(Arrays.mismatch(pieces, whole)).as("first row that differs").isEqualTo(-1);
      }
    }
  }

  @Test
  void anOutputRowDoesNotChangeWhenTheInputGoesOn() {
    Random random = new Random(3);
    float[] x = Convolutions.random(random, 4096);
    try (TimePipeline pipeline = downAndUp(random)) {
      float[] half = pipeline.forward(x, 2048);
      float[] whole = pipeline.forward(x, 4096);
      // two dilations of 81 and 27 rows at half the rate, and a few taps
      int beyondReach = 2048 - 2 * (81 + 27 + 8);
      assertThat(Arrays.mismatch(half, 0, beyondReach, whole, 0, beyondReach)).isEqualTo(-1);
    }
  }

  @Test
  void theLengthComesBack() {
    try (TimePipeline pipeline = downAndUp(new Random(1))) {
      assertThat(pipeline.outputRows(1000)).isEqualTo(1000);
      assertThat(pipeline.outputRows(2)).isEqualTo(2);
      assertThat(pipeline.outputRows(0)).isZero();
    }
  }

  @Test
  void layersThatDoNotFitAreRefused() {
    Conv1d wide =
        Convolutions.layer(ConvolutionShape.keepingLength(1, 2, 1, 1), new float[2], new float[2]);
    Conv1d narrow =
        Convolutions.layer(ConvolutionShape.keepingLength(1, 1, 1, 1), new float[1], new float[1]);
    assertThatThrownBy(() -> new TimePipeline(List.of(wide, narrow)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layer 1 must take the 2 channels of the layer before it, but takes 1");
  }

  @Test
  void aFinishedStreamTakesNoMore() {
    try (TimePipeline pipeline = downAndUp(new Random(1));
        StreamMemory memory = new StreamMemory()) {
      TimeStream stream = pipeline.open(memory);
      RowSink nowhere = (rows, offset, count) -> {};
      stream.finish(new float[2], 0, 2, nowhere);
      assertThatThrownBy(() -> stream.push(new float[2], 0, 2, nowhere))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the stream is finished; open a new one");
    }
  }

  private static float[] inPieces(TimePipeline pipeline, float[] x, Random random) {
    List<float[]> parts = new ArrayList<>();
    RowSink sink =
        (rows, offset, count) -> parts.add(Arrays.copyOfRange(rows, offset, offset + count));
    try (StreamMemory memory = new StreamMemory()) {
      TimeStream stream = pipeline.open(memory);
      int done = 0;
      while (done < x.length) {
        int size = Math.min(x.length - done, random.nextInt(1500));
        stream.push(x, done, size, sink);
        done += size;
      }
      stream.finish(x, 0, 0, sink);
    }
    int length = parts.stream().mapToInt(part -> part.length).sum();
    float[] all = new float[length];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static TimePipeline downAndUp(Random random) {
    List<TimeLayer> layers = new ArrayList<>();
    layers.add(conv(ConvolutionShape.downsampling(1, WIDTH, 2), random));
    layers.add(conv(ConvolutionShape.keepingLength(WIDTH, WIDTH, 3, 81), random));
    layers.add(conv(ConvolutionShape.keepingLength(WIDTH, WIDTH, 3, 27), random));
    layers.add(
        new ConvTranspose1d(
            FloatTensor.of(Convolutions.random(random, WIDTH * WIDTH * 4), WIDTH, WIDTH, 4),
            Convolutions.random(random, WIDTH)));
    layers.add(conv(ConvolutionShape.keepingLength(WIDTH, 1, 3, 1), random));
    return new TimePipeline(layers);
  }

  private static Conv1d conv(ConvolutionShape shape, Random random) {
    return Convolutions.layer(
        shape,
        Convolutions.random(random, shape.inputs() * shape.outputs() * shape.kernel()),
        Convolutions.random(random, shape.outputs()));
  }
}
