package org.covalence.weights;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.covalence.store.CovalenceException;

/**
 * A pickle machine that can build dictionaries, lists, strings, numbers and tensors, and nothing
 * else.
 *
 * <p>A pickle is a program for a stack machine; its GLOBAL opcode names any Python function and
 * REDUCE calls it, which is how an innocent-looking weights file runs a shell. Here GLOBAL knows
 * the few names that PyTorch's {@code state_dict} needs, each an entry of an enum, and refuses
 * every other. Opcodes are those that protocol 2 writers emit (PyTorch writes protocol 2), Python
 * 2's strings, and the cheap ones of protocol 4. (Python, {@code pickletools}; PyTorch, {@code
 * torch/_weights_only_unpickler.py}, follows the same idea.)
 *
 * <p>Values come out as {@link Map} (insertion order), {@link List} (tuples too), {@link String},
 * {@link Long}, {@link BigInteger}, {@link Double}, {@link Boolean}, {@link StoredTensor}, {@link
 * StoredTensor.Storage}, {@link StorageType} and {@link Name}; None is {@link Name#NONE}.
 * Containers may hold themselves: never walk them without a bound, nor hash or print them.
 */
final class Unpickler {
  /** More tensors than the largest models published have, twenty times over. */
  private static final int MAX_OBJECTS = 1_000_000;

  private static final int MAX_DEPTH = 1_000;

  /** What a pickle may name beside the storage types. */
  enum Name {
    NONE(""),
    ORDERED_DICT("collections.OrderedDict"),
    TENSOR_OF_2017("torch._utils._rebuild_tensor"),
    TENSOR("torch._utils._rebuild_tensor_v2"),
    PARAMETER("torch._utils._rebuild_parameter");

    private final String python;

    Name(String python) {
      this.python = python;
    }
  }

  private final PickleInput in;
  private final String where;
  private final Map<String, StoredTensor.Storage> storages = new LinkedHashMap<>();
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, Object> memo = new HashMap<>();
  private int pushed;

  /**
   * @param where the file, for faults
   */
  Unpickler(PickleInput in, String where) {
    this.in = in;
    this.where = where;
  }

  /** Every storage the object refers to, by its key in the file. */
  Map<String, StoredTensor.Storage> storages() {
    return storages;
  }

  /**
   * Reads one object, up to and with its STOP.
   *
   * @throws CovalenceException if the pickle names what is no tensor
   */
  Object read() throws IOException {
    for (int opcode = in.unsignedByte(); opcode != '.'; opcode = in.unsignedByte()) {
      step(opcode);
    }
    Object result = pop();
    if (!stack.isEmpty() || !marks.isEmpty()) {
      throw new MalformedPickleException("its description of the tensors is not finished");
    }
    memo.clear();
    return result;
  }

  private void step(int opcode) throws IOException {
    switch (opcode) {
      case 0x80 -> protocol(in.unsignedByte()); // PROTO
      case 0x95 -> in.int64(); // FRAME: only a hint for buffering
      case 'N' -> push(Name.NONE);
      case 0x88 -> push(true); // NEWTRUE
      case 0x89 -> push(false); // NEWFALSE
      case 'J' -> push((long) (int) in.unsigned(4)); // BININT
      case 'K' -> push(in.unsigned(1)); // BININT1
      case 'M' -> push(in.unsigned(2)); // BININT2
      case 0x8A -> push(narrowed(in.integer(in.unsigned(1)))); // LONG1
      case 0x8B -> push(narrowed(in.integer(in.unsigned(4)))); // LONG4
      case 'G' -> push(in.float64()); // BINFLOAT
      case 'X' -> push(in.string(in.unsigned(4))); // BINUNICODE
      case 0x8C -> push(in.string(in.unsigned(1))); // SHORT_BINUNICODE
      case 0x8D -> push(in.string(in.int64())); // BINUNICODE8
      case 'T' -> push(in.string(in.unsigned(4))); // BINSTRING: Python 2's str
      case 'U' -> push(in.string(in.unsigned(1))); // SHORT_BINSTRING
      case '}' -> push(new LinkedHashMap<>()); // EMPTY_DICT
      case ']' -> push(new ArrayList<>()); // EMPTY_LIST
      case ')' -> push(new ArrayList<>()); // EMPTY_TUPLE
      case '(' -> mark();
      case 't', 'l' -> push(popToMark()); // TUPLE, LIST
      case 'd' -> push(put(new LinkedHashMap<>(), popToMark())); // DICT
      case 0x85 -> push(popLast(1)); // TUPLE1
      case 0x86 -> push(popLast(2)); // TUPLE2
      case 0x87 -> push(popLast(3)); // TUPLE3
      case 'a' -> appendAll(popLast(1)); // APPEND
      case 'e' -> appendAll(popToMark()); // APPENDS
      case 's' -> setAll(popLast(2)); // SETITEM
      case 'u' -> setAll(popToMark()); // SETITEMS
      case 'q' -> remember(in.unsigned(1)); // BINPUT
      case 'r' -> remember(in.unsigned(4)); // LONG_BINPUT
      case 0x94 -> remember(memo.size()); // MEMOIZE
      case 'h' -> push(recall(in.unsigned(1))); // BINGET
      case 'j' -> push(recall(in.unsigned(4))); // LONG_BINGET
      case '0' -> pop(); // POP
      case '1' -> popToMark(); // POP_MARK
      case 'c' -> push(global(in.line(), in.line())); // GLOBAL
      case 0x93 -> stackGlobal();
      case 'R' -> reduce();
      case 'b' -> build();
      case 'Q' -> push(storage(pop())); // BINPERSID
      default ->
          throw new MalformedPickleException(
              String.format(
                  Locale.ROOT,
                  "it holds the pickle instruction 0x%02X, which no file of tensors needs",
                  opcode));
    }
  }

  private void protocol(int version) throws IOException {
    if (version < 2 || version > 5) {
      throw new MalformedPickleException("it is written in pickle protocol " + version);
    }
  }

  private void push(Object value) throws IOException {
    if (++pushed > MAX_OBJECTS) {
      throw new MalformedPickleException("it describes more than " + MAX_OBJECTS + " objects");
    }
    stack.add(value);
  }

  private Object pop() throws IOException {
    int floor = marks.isEmpty() ? 0 : marks.getLast();
    if (stack.size() <= floor) {
      throw misused();
    }
    return stack.remove(stack.size() - 1);
  }

  private List<Object> popLast(int count) throws IOException {
    Object[] values = new Object[count];
    for (int i = count - 1; i >= 0; i--) {
      values[i] = pop();
    }
    return new ArrayList<>(Arrays.asList(values));
  }

  private void mark() throws IOException {
    if (marks.size() == MAX_DEPTH) {
      throw new MalformedPickleException("its objects are nested deeper than " + MAX_DEPTH);
    }
    marks.addLast(stack.size());
  }

  private List<Object> popToMark() throws IOException {
    if (marks.isEmpty()) {
      throw misused();
    }
    List<Object> above = stack.subList(marks.removeLast(), stack.size());
    List<Object> values = new ArrayList<>(above);
    above.clear();
    return values;
  }

  private void remember(long place) throws IOException {
    if (memo.size() == MAX_OBJECTS) {
      throw new MalformedPickleException("it remembers more than " + MAX_OBJECTS + " objects");
    }
    Object top = pop();
    stack.add(top);
    memo.put(place, top);
  }

  private Object recall(long place) throws IOException {
    Object value = memo.get(place);
    if (value == null) {
      throw misused();
    }
    return value;
  }

  private void appendAll(List<Object> values) throws IOException {
    list(peek()).addAll(values);
  }

  private void setAll(List<Object> keysAndValues) throws IOException {
    put(map(peek()), keysAndValues);
  }

  private static Map<Object, Object> put(Map<Object, Object> map, List<Object> keysAndValues)
      throws IOException {
    if (keysAndValues.size() % 2 != 0) {
      throw misused();
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      Object key = keysAndValues.get(i);
      if (key instanceof List || key instanceof Map) {
        throw new MalformedPickleException("a dictionary has a container as key");
      }
      map.put(key, keysAndValues.get(i + 1));
    }
    return map;
  }

  private void stackGlobal() throws IOException {
    List<Object> names = popLast(2);
    push(global(string(names.get(0)), string(names.get(1))));
  }

  private Object global(String module, String name) {
    if (module.equals("torch")) {
      Optional<StorageType> type = StorageType.named(name);
      if (type.isPresent()) {
        return type.get();
      }
    }
    String full = module + "." + name;
    for (Name known : Name.values()) {
      if (known != Name.NONE && known.python.equals(full)) {
        return known;
      }
    }
    throw CovalenceException.data(
        "refused: the file names "
            + Printable.text(full)
            + ", which is no tensor and could run code",
        where,
        "get the weights as safetensors, or, where you trust the file, load it in Python and save"
            + " the tensors alone: torch.save(model.state_dict(), ...)");
  }

  private void reduce() throws IOException {
    List<Object> arguments = list(pop());
    Object callable = pop();
    if (callable == Name.ORDERED_DICT && arguments.isEmpty()) {
      push(new LinkedHashMap<>());
    } else if ((callable == Name.TENSOR || callable == Name.TENSOR_OF_2017)
        && arguments.size() >= 4) {
      push(tensor(arguments));
    } else if (callable == Name.PARAMETER
        && !arguments.isEmpty()
        && arguments.get(0) instanceof StoredTensor data) {
      push(data);
    } else {
      throw misused();
    }
  }

  /** An OrderedDict's attributes: PyTorch keeps the versions of its modules there. */
  private void build() throws IOException {
    map(pop());
    map(peek());
  }

  private static StoredTensor tensor(List<Object> arguments) throws IOException {
    if (!(arguments.get(0) instanceof StoredTensor.Storage storage)) {
      throw misused();
    }
    try {
      return new StoredTensor(
          storage,
          number(arguments.get(1)),
          numbers(list(arguments.get(2))),
          numbers(list(arguments.get(3))));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedPickleException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The persistent id of a storage: {@code ("storage", type, key, device, count)}, and in files of
   * before PyTorch 1.6 a sixth field, {@code None} or {@code (key of the view, start, count)}.
   */
  private StoredTensor.Storage storage(Object id) throws IOException {
    List<Object> fields = list(id);
    if (fields.size() < 5
        || !fields.get(0).equals("storage")
        || !(fields.get(1) instanceof StorageType type)) {
      throw misused();
    }
    String key = string(fields.get(2));
    long count = number(fields.get(4));
    long start = 0;
    long end = count;
    if (fields.size() > 5 && fields.get(5) != Name.NONE) {
      List<Object> view = list(fields.get(5));
      if (view.size() != 3) {
        throw misused();
      }
      start = number(view.get(1));
      end = start + number(view.get(2));
    }
    try {
      StoredTensor.Storage storage = new StoredTensor.Storage(key, type, count, start, end);
      StoredTensor.Storage first = storages.putIfAbsent(key, storage);
      if (first != null && (first.type() != type || first.count() != count)) {
        throw new MalformedPickleException(
            "its storage " + Printable.text(key) + " is described in two ways");
      }
      return storage;
    } catch (IllegalArgumentException e) {
      throw new MalformedPickleException(String.valueOf(e.getMessage()));
    }
  }

  private Object peek() throws IOException {
    Object top = pop();
    stack.add(top);
    return top;
  }

  private static Object narrowed(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static long number(Object value) throws IOException {
    if (value instanceof Long number) {
      return number;
    }
    throw misused();
  }

  private static long[] numbers(List<Object> values) throws IOException {
    long[] numbers = new long[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(values.get(i));
    }
    return numbers;
  }

  private static String string(Object value) throws IOException {
    if (value instanceof String string) {
      return string;
    }
    throw misused();
  }

  @SuppressWarnings("unchecked") // every list on the stack was made here, as a list of objects
  private static List<Object> list(Object value) throws IOException {
    if (value instanceof List<?> list) {
      return (List<Object>) list;
    }
    throw misused();
  }

  @SuppressWarnings("unchecked") // every map on the stack was made here, as a map of objects
  private static Map<Object, Object> map(Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      return (Map<Object, Object>) map;
    }
    throw misused();
  }

  private static MalformedPickleException misused() {
    return new MalformedPickleException("its description of the tensors contradicts itself");
  }
}
