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

/** Makes a song longer. */
@Command(
    name = "continue",
    description =
        "Goes on from the codes of a song, at every level; --seconds counts from its start.",
    mixinStandardHelpOptions = true)
final class ContinueCommand implements Callable<Integer> {
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
      request.mode(new SamplingMode.Continuation(codes.read(jukebox)));
      return run.run(
          jukebox,
          (listener, token) ->
              jukebox.sample(request.onProgress(listener).cancellation(token).build()));
    }
  }
}
