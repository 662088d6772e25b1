package org.jukebox4j.sampling.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
  enum Colour {
    RED,
    LIGHT_BLUE
  }

  record Inner(int size) {
    Inner {
      if (size < 1) {
        throw new IllegalArgumentException("size must be at least 1, but was " + size);
      }
    }
  }

  sealed interface Shape {
    record NoShape() implements Shape {}

    record LongBox(int side) implements Shape {}
  }

  record Drawing(Shape shape, @Nullable Inner frame) {}

  record Outer(
      long seed,
      double share,
      boolean on,
      String name,
      Colour colour,
      List<Inner> parts,
      Optional<Inner> extra) {}

  private static final Outer VALUE =
      new Outer(
          Long.MIN_VALUE,
          Double.POSITIVE_INFINITY,
          true,
          "a \"b\"\nc",
          Colour.LIGHT_BLUE,
          List.of(new Inner(1), new Inner(2)),
          Optional.empty());

  private static final String TEXT =
      "{\"seed\":-9223372036854775808,\"share\":\"infinity\",\"on\":true,"
          + "\"name\":\"a \\\"b\\\"\\nc\",\"colour\":\"light-blue\","
          + "\"parts\":[{\"size\":1},{\"size\":2}],\"extra\":null}";

  private static Outer read(String json) {
    return RecordJson.read(JsonParser.parseString(json), "model", Outer.class);
  }

  private static void assertRefused(String from, String to, String message) {
    assertThat(TEXT).contains(from);
    assertThatThrownBy(() -> read(TEXT.replace(from, to)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aRecordIsWrittenAndReadBack() {
    assertThat(read(RecordJson.write(VALUE).toString())).isEqualTo(VALUE);
    assertThat(read(TEXT)).isEqualTo(VALUE);
    Outer withExtra =
        new Outer(1, 0.1, false, "", Colour.RED, List.of(), Optional.of(new Inner(3)));
    assertThat(read(RecordJson.write(withExtra).toString())).isEqualTo(withExtra);
  }

  @Test
  void oneOfSeveralRecordsIsToldByItsType() {
    Drawing box = new Drawing(new Shape.LongBox(3), new Inner(1));
    String text = "{\"shape\":{\"type\":\"long-box\",\"side\":3},\"frame\":{\"size\":1}}";
    assertThat(RecordJson.write(box).toString()).isEqualTo(text);
    assertThat(readDrawing(text)).isEqualTo(box);
    Drawing none = new Drawing(new Shape.NoShape(), null);
    assertThat(readDrawing(RecordJson.write(none).toString())).isEqualTo(none);
    assertThatThrownBy(() -> readDrawing("{\"shape\":{\"side\":3}}"))
        .hasMessage("d.shape.type must be one of no-shape, long-box, but was null");
    assertThatThrownBy(() -> readDrawing("{\"frame\":null}"))
        .hasMessage("d.shape must be there, but is missing");
  }

  record Grown(int first, @ZeroIfAbsent double second) {}

  @Test
  void aNumberThatOlderFilesDoNotHaveIsZero() {
    assertThat(RecordJson.read(JsonParser.parseString("{\"first\":3}"), "g", Grown.class))
        .isEqualTo(new Grown(3, 0));
    assertThat(
            RecordJson.read(
                JsonParser.parseString("{\"first\":3,\"second\":1.5}"), "g", Grown.class))
        .isEqualTo(new Grown(3, 1.5));
  }

  record Measured(Optional<Integer> depth, Optional<Double> share) {}

  @Test
  void anOptionalNumberMayBeLeftOut() {
    Measured one = new Measured(Optional.of(4), Optional.empty());
    assertThat(RecordJson.write(one).toString()).isEqualTo("{\"depth\":4,\"share\":null}");
    assertThat(RecordJson.read(RecordJson.write(one), "m", Measured.class)).isEqualTo(one);
    assertThat(RecordJson.read(JsonParser.parseString("{\"share\":0.5}"), "m", Measured.class))
        .isEqualTo(new Measured(Optional.empty(), Optional.of(0.5)));
    assertThatThrownBy(
            () -> RecordJson.read(JsonParser.parseString("{\"depth\":2.5}"), "m", Measured.class))
        .hasMessage("m.depth must be a whole number, but was 2.5");
  }

  private static Drawing readDrawing(String json) {
    return RecordJson.read(JsonParser.parseString(json), "d", Drawing.class);
  }

  @Test
  void mistakesNameTheFieldByItsPath() {
    assertRefused("\"on\":true,", "", "model.on must be there, but is missing");
    assertRefused("true", "1", "model.on must be of type boolean, but was 1");
    assertRefused(
        "{\"size\":2}",
        "{\"size\":2.5}",
        "model.parts[1].size must be a whole number, but was 2.5");
    assertRefused(
        "{\"size\":2}",
        "{\"size\":3000000000}",
        "model.parts[1].size must be a whole number, but was 3000000000");
    assertRefused(
        "{\"size\":2}",
        "{\"size\":1e999999999}",
        "model.parts[1].size must be a whole number, but was 1e999999999");
    assertRefused(
        "{\"size\":2}", "{\"size\":0}", "model.parts[1]: size must be at least 1, but was 0");
    assertRefused("{\"size\":2}", "7", "model.parts[1] must be an object, but was 7");
    assertRefused(
        "light-blue", "green", "model.colour must be one of red, light-blue, but was \"green\"");
    assertRefused("\"infinity\"", "\"large\"", "model.share must be a number, but was \"large\"");
    assertRefused(
        "\"extra\":null",
        "\"exta\":null",
        "model.exta is not known; known are seed, share, on, name, colour, parts, extra");
  }
}
