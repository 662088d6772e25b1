package org.jukebox4j.core.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of a zip archive in which everything is stored uncompressed, with the places of their
 * bytes, so that these can be mapped.
 *
 * <p>Stricter than zip: the archive is the whole file, entries follow each other without gaps or
 * overlaps, and what stands before an entry agrees with the directory at the end. So no two readers
 * can see different contents.
 */
final class ZipDirectory {
  private static final int END_LENGTH = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LOCATOR_LENGTH = 20;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int WIDE_END_LENGTH = 56;
  private static final int WIDE_END_SIGNATURE = 0x06064b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int ENCRYPTED = 1;
  private static final int DESCRIPTOR_FOLLOWS = 1 << 3;
  private static final int LONGEST_DESCRIPTOR = 24;
  private static final int LONGEST_DIRECTORY = 1 << 26;
  private static final int WIDE_EXTRA = 1;
  private static final long NARROW_LIMIT = 0xffffffffL;

  private final FileBytes file;

  /** Where the directory lies and how many entries it has. */
  private record Place(long start, long length, long entries, long end) {}

  /**
   * An entry.
   *
   * @param name its path in the archive
   * @param header where its local header begins
   * @param start where its bytes begin
   * @param length how many they are
   * @param crc their CRC-32
   * @param gap how many bytes may follow them before the next entry
   */
  record Entry(String name, long header, long start, long length, long crc, int gap) {}

  private ZipDirectory(FileBytes file) {
    this.file = file;
  }

  /** Reads the directory; the entries are in its order. */
  static Map<String, Entry> read(FileBytes file) {
    ZipDirectory directory = new ZipDirectory(file);
    Place place = directory.place();
    Map<String, Entry> entries = directory.entries(place);
    directory.checkCoverage(entries, place.start());
    return entries;
  }

  private Place place() {
    long endAt = file.size() - END_LENGTH;
    if (endAt < 0) {
      throw cutOff();
    }
    ByteBuffer end = file.slice(endAt, END_LENGTH);
    if (end.getInt(0) != END_SIGNATURE || end.getShort(20) != 0) {
      throw cutOff();
    }
    long length = Integer.toUnsignedLong(end.getInt(12));
    long start = Integer.toUnsignedLong(end.getInt(16));
    long count = Short.toUnsignedLong(end.getShort(10));
    Place narrow = new Place(start, length, count, endAt);
    long locatorAt = endAt - LOCATOR_LENGTH;
    boolean wide =
        locatorAt >= 0 && file.slice(locatorAt, LOCATOR_LENGTH).getInt(0) == LOCATOR_SIGNATURE;
    Place place = wide ? widePlace(narrow, locatorAt) : narrow;
    if (place.length() > LONGEST_DIRECTORY
        || place.start() < 0
        || place.length() < 0
        || place.start() > place.end()
        || place.length() != place.end() - place.start()) {
      throw file.damaged("the archive's directory does not lie right before its end");
    }
    return place;
  }

  /** The 64-bit directory end must agree with the 32-bit one wherever that is not saturated. */
  private Place widePlace(Place narrow, long locatorAt) {
    long wideAt = file.slice(locatorAt, LOCATOR_LENGTH).getLong(8);
    if (wideAt != locatorAt - WIDE_END_LENGTH || wideAt < 0) {
      throw file.damaged("the archive's 64-bit directory end is not where it is said to be");
    }
    ByteBuffer end = file.slice(wideAt, WIDE_END_LENGTH);
    if (end.getInt(0) != WIDE_END_SIGNATURE || end.getLong(4) != WIDE_END_LENGTH - 12) {
      throw file.damaged("the archive's 64-bit directory end is damaged");
    }
    Place place = new Place(end.getLong(48), end.getLong(40), end.getLong(32), wideAt);
    if (differs(narrow.start(), place.start(), NARROW_LIMIT)
        || differs(narrow.length(), place.length(), NARROW_LIMIT)
        || differs(narrow.entries(), place.entries(), 0xffff)) {
      throw file.damaged("the archive has two directory ends that disagree");
    }
    return place;
  }

  private static boolean differs(long narrow, long wide, long saturated) {
    return narrow != saturated && narrow != wide;
  }

  private Map<String, Entry> entries(Place place) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    ByteBuffer directory = file.slice(place.start(), (int) place.length());
    int at = 0;
    while (at < directory.limit()) {
      if (directory.limit() - at < ENTRY_LENGTH || directory.getInt(at) != ENTRY_SIGNATURE) {
        throw file.damaged("entry " + entries.size() + " of the archive's directory is damaged");
      }
      int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
      int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
      int commentLength = Short.toUnsignedInt(directory.getShort(at + 32));
      int length = ENTRY_LENGTH + nameLength + extraLength + commentLength;
      if (length > directory.limit() - at) {
        throw file.damaged("entry " + entries.size() + " of the archive's directory is cut off");
      }
      Entry entry = entry(directory.slice(at, length), nameLength, extraLength, place.start());
      if (entries.put(entry.name(), entry) != null) {
        throw file.damaged("the archive has two entries '" + entry.name() + "'");
      }
      at += length;
    }
    if (entries.size() != place.entries()) {
      throw file.damaged(
          "the archive has " + entries.size() + " entries, but should have " + place.entries());
    }
    return entries;
  }

  private Entry entry(ByteBuffer slice, int nameLength, int extraLength, long dataEnd) {
    ByteBuffer record = slice.order(ByteOrder.LITTLE_ENDIAN);
    byte[] encoded = new byte[nameLength];
    record.get(ENTRY_LENGTH, encoded);
    String name = PickleMachine.printable(new String(encoded, StandardCharsets.UTF_8));
    int flags = record.getShort(8);
    if ((flags & ENCRYPTED) != 0 || record.getShort(10) != 0) {
      throw new CheckpointException(
          file.path(),
          "entry '"
              + name
              + "' of the archive must be stored as it is, but is compressed or encrypted",
          "Save the checkpoint again with torch.save, or unpack and store it without compression");
    }
    Wide wide = new Wide(file, record, ENTRY_LENGTH + nameLength, extraLength);
    long length = wide.value(24);
    long packed = wide.value(20);
    long header = wide.value(42);
    if (packed != length || length < 0) {
      throw file.damaged("entry '" + name + "' of the archive has two lengths");
    }
    long start = localData(name, encoded, header, dataEnd);
    if (length > dataEnd - start) {
      throw file.damaged("entry '" + name + "' reaches into the archive's directory");
    }
    long crc = Integer.toUnsignedLong(record.getInt(16));
    int gap = (flags & DESCRIPTOR_FOLLOWS) != 0 ? LONGEST_DESCRIPTOR : 0;
    return new Entry(name, header, start, length, crc, gap);
  }

  /** Checks the local header, which repeats the name, and returns where the entry's bytes begin. */
  private long localData(String name, byte[] encoded, long header, long dataEnd) {
    if (header < 0 || header > dataEnd - LOCAL_LENGTH - encoded.length) {
      throw file.damaged("entry '" + name + "' lies outside the archive");
    }
    ByteBuffer local = file.slice(header, LOCAL_LENGTH + encoded.length);
    byte[] repeated = new byte[encoded.length];
    local.get(LOCAL_LENGTH, repeated);
    if (local.getInt(0) != LOCAL_SIGNATURE
        || Short.toUnsignedInt(local.getShort(26)) != encoded.length
        || local.getShort(8) != 0
        || !Arrays.equals(repeated, encoded)) {
      throw file.damaged("entry '" + name + "' disagrees with the archive's directory");
    }
    long start = header + LOCAL_LENGTH + encoded.length + Short.toUnsignedInt(local.getShort(28));
    if (start > dataEnd) {
      throw file.damaged("entry '" + name + "' lies outside the archive");
    }
    return start;
  }

  private void checkCoverage(Map<String, Entry> entries, long dataEnd) {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparingLong(Entry::header));
    long covered = 0;
    int gap = 0;
    for (Entry entry : sorted) {
      if (entry.header() < covered || entry.header() > covered + gap) {
        throw file.damaged("entry '" + entry.name() + "' does not follow the entry before it");
      }
      covered = entry.start() + entry.length();
      gap = entry.gap();
    }
    if (dataEnd < covered || dataEnd > covered + gap) {
      throw file.damaged("the archive has bytes between its last entry and its directory");
    }
  }

  private CheckpointException cutOff() {
    return file.damaged(
        "the archive's end is missing, the file is cut off or has something appended");
  }

  /** Numbers of an entry that are in its 64-bit extra field where 32 bits do not suffice. */
  private static final class Wide {
    private final ByteBuffer record;
    private final FileBytes file;
    private int at;
    private int end;

    Wide(FileBytes file, ByteBuffer record, int from, int length) {
      this.file = file;
      this.record = record;
      int next = from;
      while (next + 4 <= from + length) {
        int size = Short.toUnsignedInt(record.getShort(next + 2));
        if (next + 4 + size > from + length) {
          throw file.damaged("an extra field of the archive's directory is cut off");
        }
        if (record.getShort(next) == WIDE_EXTRA) {
          at = next + 4;
          end = at + size;
        }
        next += 4 + size;
      }
    }

    /** Call in the order of the extra field: length, packed length, header. */
    long value(int position) {
      long narrow = Integer.toUnsignedLong(record.getInt(position));
      if (narrow != NARROW_LIMIT) {
        return narrow;
      }
      if (end - at < Long.BYTES) {
        throw file.damaged("an entry of the archive's directory lacks its 64-bit lengths");
      }
      long value = record.getLong(at);
      at += Long.BYTES;
      return value;
    }
  }
}
