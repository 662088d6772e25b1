package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jukebox4j.sampling.batch.BatchSplit;
import org.jukebox4j.sampling.window.ChunkSplit;
import org.jukebox4j.sampling.window.Window;
import org.jukebox4j.sampling.window.WindowSchedule;

/** Windows, chunks and batches: {@code windows}. */
final class WindowCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenJson.cases(goldenDir, "windows.json", WindowCases::run);
  }

  private static void run(JsonElement root, Comparison comparison) {
    JsonObject groups = root.getAsJsonObject();
    for (JsonObject golden : GoldenJson.objects(groups.get("get_starts"))) {
      List<Integer> starts =
          WindowSchedule.starts(
              number(golden, "total_length"),
              number(golden, "n_ctx"),
              number(golden, "hop_length"));
      compare("starts", golden, "starts", starts, comparison);
    }
    for (JsonObject golden : GoldenJson.objects(groups.get("split_chunks"))) {
      List<Integer> sizes = ChunkSplit.sizes(number(golden, "length"), number(golden, "chunk"));
      compare("chunks", golden, "sizes", sizes, comparison);
    }
    for (JsonObject golden : GoldenJson.objects(groups.get("split_batch"))) {
      List<Integer> sizes =
          BatchSplit.of(number(golden, "n_samples"), number(golden, "split")).stream()
              .map(BatchSplit::size)
              .toList();
      compare("batches", golden, "sizes", sizes, comparison);
    }
    List<JsonObject> schedules = GoldenJson.objects(groups.get("sample_windows"));
    for (int i = 0; i < schedules.size(); i++) {
      schedule("schedule " + i, schedules.get(i), comparison);
    }
  }

  private static void schedule(String what, JsonObject golden, Comparison comparison) {
    int context = number(golden, "n_ctx");
    int length = number(golden, "total_length");
    int hop = number(golden, "hop_length");
    int given = number(golden, "tokens_before");
    if (!golden.get("error").isJsonNull()) {
      comparison.isTrue(what, refused(length, context, hop, given), "is not refused");
      return;
    }
    WindowSchedule schedule = WindowSchedule.asOriginal(length, context, hop, given);
    int after = number(golden, "tokens_after");
    comparison.isTrue(
        what, schedule.total() == after, "expected " + after + " but was " + schedule.total());
    long[] expected =
        GoldenJson.objects(golden.get("calls")).stream()
            .flatMapToLong(call -> call(call).asLongStream())
            .toArray();
    long[] actual =
        schedule.windows().stream()
            .flatMapToLong(window -> call(window, context, length < context).asLongStream())
            .toArray();
    comparison.integers(what, expected, actual);
  }

  /** Start, end of a full context, codes fed again, and codes in a window that is not full. */
  private static IntStream call(Window window, int context, boolean partial) {
    int filled = partial ? window.end() - window.start() : -1;
    return IntStream.of(window.start(), window.start() + context, window.reused(), filled);
  }

  private static IntStream call(JsonObject golden) {
    JsonElement filled = golden.get("sample_tokens");
    return IntStream.of(
        number(golden, "start"),
        number(golden, "end"),
        number(golden, "prime_tokens"),
        filled.isJsonNull() ? -1 : filled.getAsInt());
  }

  private static boolean refused(int length, int context, int hop, int given) {
    try {
      WindowSchedule.asOriginal(length, context, hop, given);
      return false;
    } catch (IllegalArgumentException expected) {
      return true;
    }
  }

  private static void compare(
      String what, JsonObject golden, String key, List<Integer> actual, Comparison comparison) {
    long[] values = actual.stream().mapToLong(Integer::longValue).toArray();
    comparison.integers(what, GoldenJson.longs(golden.get(key)), values);
  }

  private static int number(JsonObject golden, String key) {
    return golden.get(key).getAsInt();
  }
}
