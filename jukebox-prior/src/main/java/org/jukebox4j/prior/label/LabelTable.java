package org.jukebox4j.prior.label;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.prior.LabelVocabularyVersion;

/** Names and their numbers, both ways. Number 0 is the unknown name. */
final class LabelTable {
  private static final int SUGGESTIONS = 3;
  private static final int LARGEST_ID = 10_000_000;

  private final LabelVocabularyVersion version;
  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final Map<String, Integer> visibleIds = new LinkedHashMap<>();
  private final TreeMap<Integer, TreeSet<String>> names = new TreeMap<>();

  private LabelTable(LabelVocabularyVersion version, Map<String, Integer> entries) {
    this.version = version;
    // a few names of the V2 file are not in its own spelling, and the original never finds them
    entries.forEach(
        (name, id) -> ids.put(version == LabelVocabularyVersion.V3 ? normalise(name) : name, id));
    ids.forEach((name, id) -> names.computeIfAbsent(id, none -> new TreeSet<>()).add(name));
    ids.forEach((name, id) -> visibleIds.putIfAbsent(LabelSpelling.visible(normalise(name)), id));
  }

  /** Numbers names in their order, from 1; 0 is the unknown name. */
  static LabelTable of(LabelVocabularyVersion version, List<String> names) {
    Map<String, Integer> entries = new LinkedHashMap<>();
    entries.put("unknown", 0);
    for (String name : names) {
      if (LabelSpelling.normalise(version, name).isBlank()) {
        throw new IllegalArgumentException(
            "names must have something to read in every name, but one was \"" + name + "\"");
      }
      entries.putIfAbsent(LabelSpelling.normalise(version, name), entries.size());
    }
    return new LabelTable(version, entries);
  }

  /** Reads {@code name;id} lines. Of two lines with the same name the later one counts. */
  static LabelTable read(LabelVocabularyVersion version, Path file) {
    Map<String, Integer> entries = new LinkedHashMap<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      int separator = line.lastIndexOf(';');
      if (line.isBlank()) {
        continue;
      }
      if (separator < 0) {
        throw malformed(file, number, line);
      }
      entries.put(line.substring(0, separator), id(file, number, line, separator));
    }
    if (entries.isEmpty()) {
      throw new LabelFileException(
          file + ": expected lines of the form name;number, but the file has none");
    }
    return new LabelTable(version, entries);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException missing) {
      throw new LabelFileException(
          file + ": no such file; artist and genre numbers come beside the weights", missing);
    } catch (MalformedInputException notText) {
      throw new LabelFileException(
          file + ": expected UTF-8 text of the form name;number a line, but it is not", notText);
    } catch (IOException failed) {
      throw new LabelFileException(file + ": cannot be read: " + failed.getMessage(), failed);
    }
  }

  private static int id(Path file, int number, String line, int separator) {
    String digits = line.substring(separator + 1).strip();
    int id = digits.matches("[0-9]{1,8}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    if (id > LARGEST_ID) {
      throw malformed(file, number, line);
    }
    return id;
  }

  private static LabelFileException malformed(Path file, int number, String line) {
    String shown = line.length() > 60 ? line.substring(0, 60) + "..." : line;
    return new LabelFileException(
        file
            + ", line "
            + number
            + ": expected name;number with a number from 0 to "
            + LARGEST_ID
            + ", but was \""
            + shown
            + "\"");
  }

  /** Finds exactly what the vocabulary has; 0 if it has no such name, as the original. */
  int idOrUnknown(String name) {
    return ids.getOrDefault(LabelSpelling.normalise(version, name), 0);
  }

  /** Finds a name, if need be one that only looks the same. */
  OptionalInt find(String name) {
    String normalised = LabelSpelling.normalise(version, name);
    @Nullable Integer id = ids.get(normalised);
    if (id == null) {
      id = visibleIds.get(LabelSpelling.visible(normalised));
    }
    if (id == null && normalised.equals("unknown")) {
      id = 0;
    }
    // the V2 vocabulary has a name without letters, which everything in other scripts would hit
    if (LabelSpelling.visible(normalised).isEmpty()) {
      id = null;
    }
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** All names of a number, joined as the original does; empty if it has none. */
  Optional<String> name(int id) {
    return Optional.ofNullable(names.get(id)).map(all -> String.join("_", all));
  }

  List<String> suggestions(String name) {
    return NearMatches.of(
        LabelSpelling.visible(LabelSpelling.normalise(version, name)),
        visibleIds.keySet(),
        SUGGESTIONS);
  }

  List<String> names() {
    return List.copyOf(ids.keySet());
  }

  int nameCount() {
    return ids.size();
  }

  int idCount() {
    return names.size();
  }

  int largestId() {
    return names.lastKey();
  }

  String normalise(String name) {
    return LabelSpelling.normalise(version, name);
  }
}
