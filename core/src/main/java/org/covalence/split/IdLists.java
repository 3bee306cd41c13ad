package org.covalence.split;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.covalence.store.ContentHash;

/**
 * Which ids are in which part, as far as somebody has said.
 *
 * @param name what a signature calls the three lists as a whole, such as {@code clmlf}; empty where
 *     each list is called by its own file
 * @param train where it is missing: every labelled post that no other list names
 * @param validation where it is missing: a stratified share of the training posts
 * @param test where it is missing: a stratified share of the training posts
 */
public record IdLists(
    Optional<String> name,
    Optional<IdList> train,
    Optional<IdList> validation,
    Optional<IdList> test) {
  private static final int HASH_DIGITS = 12;

  /** No list at all, which leaves everything to the seed. */
  public static final IdLists NONE =
      new IdLists(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Reads the files that there are. */
  public static IdLists read(IdFiles files) {
    return new IdLists(
        Optional.empty(),
        files.train().map(IdList::read),
        files.validation().map(IdList::read),
        files.test().map(IdList::read));
  }

  /** Those that there are, in the order in which parts are used. */
  List<IdList> all() {
    return Stream.of(train, validation, test).flatMap(Optional::stream).toList();
  }

  /** Whether the seed has nothing to decide, because both smaller parts are given. */
  public boolean isWhole() {
    return validation.isPresent() && test.isPresent();
  }

  /** The words of a signature for what was given: one name and one hash, or each file's. */
  List<String> signature() {
    if (name.isPresent()) {
      return List.of(name.get() + "@" + hash());
    }
    if (all().isEmpty()) {
      return List.of("stratified");
    }
    return List.of("train=" + train.map(IdList::signature).orElse("others"));
  }

  /** The beginning of a hash of the ids of each part, whatever their order. */
  private String hash() {
    ContentHash hash = new ContentHash();
    add(hash, "train", train);
    add(hash, "validation", validation);
    add(hash, "test", test);
    return hash.hex().substring(0, HASH_DIGITS);
  }

  private static void add(ContentHash hash, String part, Optional<IdList> list) {
    if (list.isPresent()) {
      hash.add(part).add(Integer.toString(list.get().ids().size()));
      new TreeSet<>(list.get().ids()).forEach(hash::add);
    }
  }
}
