package org.jukebox4j.corpus;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Locale;
import org.jukebox4j.corpus.score.Score;
import org.jukebox4j.corpus.score.Section;
import org.jukebox4j.corpus.score.SungSyllable;

/** What is written about a song: a line that training reads, and a line with everything else. */
final class SongLines {
  /** The artist of a song whose voice is alone. */
  static final String NOBODY = "nobody";

  private static final double MICRO = 1e6;

  private SongLines() {}

  /** The line of {@code metadata.jsonl}. */
  static String metadata(CorpusSong song, boolean voiceAlone) {
    JsonObject line = labels(song, voiceAlone);
    line.addProperty("lyrics", song.score().lyrics());
    JsonArray words = new JsonArray();
    song.score().sung().forEach(sung -> words.add(seconds(sung.start())));
    line.add("word_starts", words);
    return line.toString();
  }

  /** The line of {@code truth.jsonl}. */
  static String truth(CorpusSong song, boolean voiceAlone) {
    Score score = song.score();
    Score.Setting setting = score.setting();
    JsonObject line = labels(song, voiceAlone);
    line.addProperty("lyrics", score.lyrics());
    line.add("seconds", seconds(score.seconds()));
    line.add("beats_per_minute", seconds(setting.tempo().beatsPerMinute()));
    line.addProperty("beats_per_bar", setting.genre().metre().beatsPerBar());
    line.addProperty("tonic", setting.key().tonic());
    line.addProperty("mode", setting.key().mode().name().toLowerCase(Locale.ROOT));
    JsonArray beats = new JsonArray();
    score.beats().forEach(beat -> beats.add(seconds(beat)));
    line.add("beats", beats);
    JsonArray sections = new JsonArray();
    score.sections().forEach(section -> sections.add(section(section)));
    line.add("sections", sections);
    JsonArray characters = new JsonArray();
    for (double start : song.characterStarts()) {
      characters.add(seconds(start));
    }
    line.add("character_starts", characters);
    JsonArray syllables = new JsonArray();
    score.sung().forEach(sung -> syllables.add(syllable(sung)));
    line.add("syllables", syllables);
    return line.toString();
  }

  private static JsonObject labels(CorpusSong song, boolean voiceAlone) {
    JsonObject line = new JsonObject();
    line.addProperty("file", song.file());
    line.addProperty("artist", voiceAlone ? NOBODY : song.artist().label());
    line.addProperty("genre", song.genre().label());
    return line;
  }

  private static JsonObject section(Section section) {
    JsonObject object = new JsonObject();
    object.addProperty("kind", section.kind().name().toLowerCase(Locale.ROOT));
    object.add("start", seconds(section.start()));
    object.add("end", seconds(section.end()));
    return object;
  }

  private static JsonObject syllable(SungSyllable sung) {
    JsonObject object = new JsonObject();
    object.addProperty("text", sung.syllable().text());
    object.addProperty("character", sung.character());
    object.add("start", seconds(sung.start()));
    object.add("vowel_start", seconds(sung.vowelStart()));
    object.add("end", seconds(sung.end()));
    object.addProperty("pitch", sung.pitch());
    return object;
  }

  /** A number to the millionth, which is finer than a sample. */
  private static JsonPrimitive seconds(double value) {
    return new JsonPrimitive(Math.rint(value * MICRO) / MICRO);
  }
}
