package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Start;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.jukebox4j.prior.transformer.TransformerConfig.ResidualScale;

/** What a {@code prior_*} file says about its model. */
final class AutoregressiveSettings {
  private final GoldenFile file;
  private final JsonObject cfg;

  AutoregressiveSettings(GoldenFile file) {
    this.file = file;
    this.cfg = file.json("cfg").getAsJsonObject();
  }

  int number(String key, int otherwise) {
    JsonElement value = cfg.get(key);
    return value == null || value.isJsonNull() ? otherwise : value.getAsInt();
  }

  boolean flag(String key) {
    JsonElement value = cfg.get(key);
    return value != null && value.getAsBoolean();
  }

  AutoregressiveConfig config() {
    TransformerConfig transformer =
        new TransformerConfig(
            number("width", 0),
            number("depth", 0),
            new AttentionConfig(
                number("heads", 1),
                file.json("m_attn").getAsDouble(),
                AttentionSchedule.of(number("attn_order", 0)),
                number("blocks", 1),
                number("spread", 0)),
            file.json("m_mlp").getAsDouble(),
            flag("res_scale") ? ResidualScale.BY_DEPTH : ResidualScale.FULL);
    Output output = flag("merged_decoder") ? Output.SEPARATE : Output.TIED;
    return new AutoregressiveConfig(
        number("bins", 0),
        new SequenceLengths(
            file.shape("in.x")[1], file.json("encoder_len").getAsInt(), number("prime_len", 0)),
        transformer,
        flag("y_cond") ? Start.LABELS : Start.TOKEN,
        flag("only_encode") ? Output.NONE : output);
  }
}
