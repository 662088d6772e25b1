package org.jukebox4j.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.sampling.AudioPrompt;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.SampleRequestBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes music from nothing or from a recording. */
@Command(
    name = "sample",
    description =
        "Makes music from lyrics, an artist and a genre; with --prompt, from a recording.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LabelOptions labels;
  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--prompt",
      paramLabel = "FILE",
      description = "A recording to go on from: WAV of any rate and number of channels.")
  private @Nullable Path prompt;

  @Option(
      names = "--prompt-seconds",
      paramLabel = "N",
      converter = Seconds.class,
      description = "How much of the recording to use, from its start (default: all).")
  private @Nullable Duration promptLength;

  @Override
  public Integer call() throws Exception {
    if (promptLength != null && prompt == null) {
      throw new UserException("--prompt-seconds needs a recording: name one with --prompt");
    }
    Path out = sampling.out();
    Path state = sampling.state();
    SamplingRun run = new SamplingRun(spec, out, state, sampling.page);
    run.requireNothingUnfinished();
    sampling.page.prepare();
    SampleRequestBuilder request = SampleRequest.builder().checkpoint(state);
    sampling.addTo(request);
    if (prompt != null) {
      AudioPrompt whole = AudioPrompt.read(prompt);
      request.prompt(promptLength == null ? whole : whole.first(promptLength));
    }
    try (Jukebox jukebox = sampling.model.load()) {
      labels.addTo(request, jukebox, spec.commandLine().getErr());
      return run.run(
          jukebox,
          (listener, token) ->
              jukebox.sample(request.onProgress(listener).cancellation(token).build()));
    }
  }
}
