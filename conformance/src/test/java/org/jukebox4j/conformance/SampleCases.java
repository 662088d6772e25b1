package org.jukebox4j.conformance;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.Timing;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.lyrics.LyricsTokens;
import org.jukebox4j.prior.lyrics.LyricsWindow;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.sampling.level.HierarchySampler;
import org.jukebox4j.sampling.level.LevelPlan;
import org.jukebox4j.sampling.level.LevelVisitor;
import org.jukebox4j.sampling.level.SamplingSeams;
import org.jukebox4j.sampling.level.WindowLabels;
import org.jukebox4j.sampling.state.HierarchyCodes;
import org.jukebox4j.sampling.token.FilteredSampler;
import org.jukebox4j.sampling.token.TokenSampler;
import org.jukebox4j.sampling.window.Window;
import org.jukebox4j.sampling.window.WindowSchedule;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;

/** Sampling through all levels: {@code sample_*}. */
final class SampleCases implements GoldenCases {
  private static final List<String> MODES = List.of("ancestral", "continue", "upsample", "primed");

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (Path path : GoldenFolder.matching(goldenDir, "sample_*.safetensors")) {
      GoldenFile file = GoldenFile.read(path);
      for (String mode : MODES) {
        if (file.has("out." + mode + ".z0")) {
          cases.add(
              new GoldenCase(
                  file.name() + "/" + mode,
                  comparison -> new Run(goldenDir, file, comparison).compare(mode)));
        }
      }
    }
    return cases;
  }

  /** One file in one mode. */
  private static final class Run {
    private final GoldenFile file;
    private final Comparison comparison;
    private final Map<Level, PriorConfig> priors = new EnumMap<>(Level.class);
    private final VqVaeConfig codec;
    private final int samples;

    Run(Path goldenDir, GoldenFile file, Comparison comparison) throws IOException {
      this.file = file;
      this.comparison = comparison;
      this.codec = GoldenCodec.configOf(file, "param.vqvae.", DilationOrder.SHRINKING);
      this.samples = number("n_samples");
      String top = file.name().substring("sample_".length());
      for (Level level : Level.values()) {
        priors.put(level, GoldenPrior.configOf(goldenDir, top, level));
      }
    }

    private PriorConfig prior(Level level) {
      return Objects.requireNonNull(priors.get(level));
    }

    void compare(String mode) {
      Map<Level, List<int[]>> known = known(mode);
      List<LevelPlan> plans =
          List.of(
              plan(Level.TOP, mode, known),
              plan(Level.MIDDLE, mode, known),
              plan(Level.BOTTOM, mode, known));
      SamplingSeams seams =
          new SamplingSeams(
              level ->
                  TransformerPrior.load(
                      prior(level), file.parameters("param.prior" + level.index() + ".")),
              this::tokens,
              () -> false,
              codes -> {},
              progress -> {},
              LevelVisitor.NONE);
      HierarchyCodes codes =
          new HierarchySampler(seams, System::nanoTime).sample(plans, 0, samples, known);
      for (Level level : Level.values()) {
        String name = "out." + mode + ".z" + level.index();
        comparison.integers(name, file.integers(name), joined(codes.at(level)));
      }
      compareWindows(mode, plans);
      compareAudio(mode, codes);
    }

    private Map<Level, List<int[]>> known(String mode) {
      Map<Level, List<int[]>> known = new EnumMap<>(Level.class);
      for (Level level : Level.values()) {
        List<int[]> ancestral = GoldenPrior.rows(file, "out.ancestral.z" + level.index());
        if (mode.equals("continue")) {
          known.put(level, ancestral.stream().map(z -> Arrays.copyOf(z, z.length / 2)).toList());
        } else if (mode.equals("upsample") && level == Level.TOP) {
          int shift = Integer.parseInt(noted("ancestral top codes \\+ (\\d+)").group(1));
          known.put(level, ancestral.stream().map(z -> shifted(z, shift)).toList());
        } else if (mode.equals("primed")) {
          known.put(level, encodedPrompt(level));
        }
      }
      return known;
    }

    private int[] shifted(int[] codes, int shift) {
      return Arrays.stream(codes).map(code -> (code + shift) % codec.codebookSize()).toArray();
    }

    private List<int[]> encodedPrompt(Level level) {
      float[] all = file.floats("in.primed.x"); // [samples, time, 1]
      int length = file.shape("in.primed.x")[1];
      try (VqVae vqVae = VqVae.load(codec, file.parameters("param.vqvae."))) {
        return IntStream.range(0, samples)
            .mapToObj(item -> Arrays.copyOfRange(all, item * length, (item + 1) * length))
            .map(audio -> vqVae.encode(audio, level))
            .toList();
      }
    }

    private LevelPlan plan(Level level, String mode, Map<Level, List<int[]>> known) {
      PriorConfig prior = prior(level);
      int context = prior.codes().contextLength();
      int total = number("sample_length") / prior.codes().samplesPerCode();
      double hopFraction =
          file.json("hop_fraction").getAsJsonArray().get(level.index()).getAsDouble();
      double temperature =
          Double.parseDouble(
              noted("temps ([\\d.]+)/([\\d.]+)/([\\d.]+) for levels").group(1 + level.index()));
      int chunk =
          Integer.parseInt(noted("chunk sizes (\\d+),(\\d+),(\\d+)").group(1 + level.index()));
      LevelSettings settings = new LevelSettings(temperature, 0, 0, hopFraction, chunk, 0, 0);
      int given = known.containsKey(level) ? known.get(level).get(0).length : 0;
      int ratio = prior.upsampling() == null ? 0 : prior.upsampling().codesPerUpperCode();
      return new LevelPlan(
          level,
          settings,
          WindowSchedule.asOriginal(total, context, settings.hop(context, ratio), given),
          labels(level),
          mode.equals("ancestral") ? 2 : samples,
          1);
    }

    /** Each item has labels of its own; those of a window are cut from them. */
    private Optional<WindowLabels> labels(Level level) {
      String rows = "in.labels." + level.index() + ".y";
      if (!file.has(rows)) {
        return Optional.empty();
      }
      PriorConfig prior = prior(level);
      int lyricsTokens = prior.lyrics().tokens();
      List<LabelVector> stored = GoldenPrior.labels(file, rows, lyricsTokens);
      List<LyricsTokens> lyrics = new ArrayList<>();
      for (int item = 0; item < samples; item++) {
        int[] all =
            GoldenJson.ints(
                file.json("labels" + level.index() + "_full_tokens").getAsJsonArray().get(item));
        lyrics.add(new LyricsTokens("x".repeat(all.length), all));
      }
      int samplesPerCode = prior.codes().samplesPerCode();
      long length = (long) prior.codes().contextLength() * samplesPerCode;
      return Optional.of(
          (item, startCode) -> {
            LabelVector first = stored.get(item);
            long offset = first.offset() + (long) startCode * samplesPerCode;
            Timing timing = new Timing(first.totalLength(), offset, length);
            LyricsWindow window =
                LyricsWindow.of(
                    lyrics.get(item), lyricsTokens, timing, LyricsWindow.Arithmetic.FLOAT32);
            return new LabelVector(
                first.totalLength(),
                offset,
                length,
                first.artist(),
                first.genres(),
                window.tokens());
          });
    }

    private TokenSampler tokens(LevelPlan plan) {
      float[] noise = file.floats("in.gumbel." + plan.level().index());
      return new FilteredSampler(
          plan.settings().filters(), AutoregressiveCases.noisy(noise, samples));
    }

    private Matcher noted(String pattern) {
      Matcher matcher = Pattern.compile(pattern).matcher(file.metadata("note"));
      if (!matcher.find()) {
        throw new IllegalStateException("the note of " + file.name() + " does not say " + pattern);
      }
      return matcher;
    }

    /** The original also logs windows whose codes are all there; they are never opened here. */
    private void compareWindows(String mode, List<LevelPlan> plans) {
      List<JsonObject> golden =
          GoldenJson.objects(file.json(mode + "_windows")).stream()
              .filter(w -> w.get("conditioning").getAsInt() < w.get("sample_tokens").getAsInt())
              .toList();
      long[] expected = golden.stream().flatMapToLong(this::logged).toArray();
      long[] actual =
          plans.stream()
              .flatMapToLong(
                  plan -> plan.schedule().windows().stream().flatMapToLong(w -> logged(plan, w)))
              .toArray();
      comparison.integers(mode + " windows", expected, actual);
    }

    private LongStream logged(JsonObject window) {
      LongStream offsets =
          window.get("y_offset").isJsonNull()
              ? LongStream.empty()
              : Arrays.stream(GoldenJson.longs(window.get("y_offset")));
      return LongStream.concat(
          LongStream.of(
              window.get("level").getAsInt(),
              window.get("start").getAsInt(),
              window.get("end").getAsInt(),
              window.get("tokens_before").getAsInt(),
              window.get("conditioning").getAsInt(),
              window.get("sample_tokens").getAsInt()),
          offsets);
    }

    private LongStream logged(LevelPlan plan, Window window) {
      LongStream offsets =
          plan.labels().stream()
              .flatMapToLong(
                  labels ->
                      IntStream.range(0, samples)
                          .mapToLong(item -> labels.at(item, window.start()).offset()));
      return LongStream.concat(
          LongStream.of(
              plan.level().index(),
              window.start(),
              window.start() + plan.schedule().context(),
              window.firstSampled(),
              window.reused(),
              window.reused() + window.sampled()),
          offsets);
    }

    private void compareAudio(String mode, HierarchyCodes codes) {
      for (Level level : Level.values()) {
        String name = "out." + mode + ".audio_level" + level.index();
        if (file.has(name)) {
          try (VqVae vqVae = VqVae.load(codec, file.parameters("param.vqvae."))) {
            List<float[]> audio =
                codes.at(level).stream().map(item -> vqVae.decode(item, level)).toList();
            comparison.floats(name, file.floats(name), SimplePriorCases.joined(audio), 1e-4);
          }
        }
      }
    }

    private int number(String key) {
      return file.json(key).getAsInt();
    }

    private static long[] joined(List<int[]> items) {
      return items.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
    }
  }
}
