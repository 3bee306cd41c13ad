package org.covalence.read;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The records of a file, one at a time, whatever its syntax. */
interface Rows extends AutoCloseable {
  String ID = "id";
  String TEXT = "text";
  String IMAGE = "image";
  String LABEL = "label";

  /** The label of one modality stands in {@code labels.text} and {@code labels.image}. */
  String LABELS = "labels";

  Set<String> FIELDS = Set.of(ID, TEXT, IMAGE, LABEL, LABELS + ".text", LABELS + ".image");

  /** The next record; nothing at the end of the file. */
  Optional<Row> next();

  /** Fields that mean nothing here, with the number of records that had them so far. */
  SortedMap<String, Long> unknownFields();

  @Override
  void close();

  /** A record that cannot be taken apart. */
  record Broken(long line, BadPost fault) implements Row {
    @Override
    public Optional<String> id() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> fields() throws BadPost {
      throw fault;
    }
  }
}
