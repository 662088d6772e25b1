package org.jukebox4j.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jukebox4j.Jukebox;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.SampleRequestBuilder;
import org.jukebox4j.sampling.SamplingMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the levels below the top of a song. */
@Command(
    name = "upsample",
    description =
        "Keeps the top codes of a song and makes the levels below them, again or for the first time.",
    mixinStandardHelpOptions = true)
final class UpsampleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CodesOption codes;
  @Mixin private LabelOptions labels;
  @Mixin private SamplingOptions sampling;

  @Override
  public Integer call() throws Exception {
    Path out = sampling.out();
    Path state = sampling.state(codes.file());
    SamplingRun run = new SamplingRun(spec, out, state, sampling.page);
    run.requireNothingUnfinished();
    sampling.page.prepare();
    SampleRequestBuilder request = SampleRequest.builder().checkpoint(state);
    sampling.addTo(request);
    try (Jukebox jukebox = sampling.model.load()) {
      labels.addTo(request, jukebox, spec.commandLine().getErr());
      request.mode(new SamplingMode.Upsampling(codes.read(jukebox)));
      return run.run(
          jukebox,
          (listener, token) ->
              jukebox.sample(request.onProgress(listener).cancellation(token).build()));
    }
  }
}
