package org.covalence.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.covalence.post.Modality;

/** How one modality is turned into vectors. Each member names the modality it reads. */
public sealed interface EncoderSpec
    permits WordEncoderSpec, FrozenTextSpec, DenseNetSpec, OnnxEncoderSpec, FacesSpec {
  /** The modality this encoder reads. */
  default Modality modality() {
    return modalityOf(getClass());
  }

  /** The modality that encoders of this type read. */
  static Modality modalityOf(Class<?> type) {
    return new Modality(Specs.named(type).modality());
  }

  /** Said of encoders beside: that there are none. */
  String NONE = "none";

  /** How many encoders of one type a modality can have. */
  int MOST_OF_A_TYPE = 3;

  /**
   * The names of encoders within a model: the modality where it has one encoder, else modality and
   * type, and a number from the second of a type on.
   */
  static List<String> namesOf(List<? extends EncoderSpec> encoders) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < encoders.size(); i++) {
      Modality modality = encoders.get(i).modality();
      boolean isAlone = encoders.stream().filter(o -> o.modality().equals(modality)).count() == 1;
      names.add(isAlone ? modality.name() : modality.name() + "-" + typeOf(encoders, i));
    }
    return names;
  }

  /** The type of one of several encoders, with a number from the second of a type on. */
  static String typeOf(List<? extends EncoderSpec> encoders, int index) {
    int number = numberOf(encoders, index);
    return Specs.name(encoders.get(index).getClass()) + (number == 1 ? "" : "-" + number);
  }

  /** What the settings of one of several encoders start with. */
  static String prefixOf(List<? extends EncoderSpec> encoders, int index) {
    return prefix(encoders.get(index).modality(), numberOf(encoders, index));
  }

  /** Which one of its type an encoder is, from 1 on. */
  private static int numberOf(List<? extends EncoderSpec> encoders, int index) {
    Class<?> type = encoders.get(index).getClass();
    return (int) encoders.subList(0, index + 1).stream().filter(o -> o.getClass() == type).count();
  }

  /** The key of encoders that stand beside whichever are named, so that a preset can add some. */
  static String besideKey(Modality modality) {
    return modality + "-encoder-beside";
  }

  /** What the settings of the {@code number}-th encoder of any type start with. */
  static String prefix(Modality modality, int number) {
    return number == 1 ? modality.name() : modality.name() + "-" + number;
  }

  /** Dropout on the pooled vector, before fusion brings it to the common width. */
  double pooledDropout();

  /** Whether its weights stay as they are, so that its features can be computed once and kept. */
  boolean frozen();

  /**
   * The encoder that {@code modality} gets where none is named: one that is learnt from the posts
   * alone.
   */
  static String defaultName(Modality modality) {
    return modality.equals(Modality.TEXT) ? "lstm" : "densenet-tiny";
  }

  /** What {@link #read} takes as the encoder of {@code modality}. */
  static List<String> names(Modality modality) {
    List<String> names = new ArrayList<>();
    for (Class<? extends Record> member : Declared.members(EncoderSpec.class)) {
      if (modalityOf(member).equals(modality)) {
        names.add(member == OnnxEncoderSpec.class ? "*.onnx" : Specs.name(member));
        if (member == DenseNetSpec.class) {
          DenseNetSpec.variants().forEach(v -> names.add("densenet" + (isNumber(v) ? v : "-" + v)));
        }
      }
    }
    return names;
  }

  private static boolean isNumber(String variant) {
    return Character.isDigit(variant.charAt(0));
  }

  /**
   * Reads the encoders of {@code modality} from {@code MODALITY-encoder}, which names one or more
   * with commas between, and the settings that start with {@code MODALITY-}; {@code MODALITY-2-} is
   * what those of the second encoder of a type start with. What {@code MODALITY-encoder-beside}
   * names comes after them, unless it is named already. An encoder is named by its family ({@code
   * lstm}, {@code densenet}, {@code onnx}), by a published network ({@code densenet121}), or by an
   * ONNX file.
   */
  static List<EncoderSpec> read(Modality modality, Settings settings) {
    String ownKey = modality.name() + "-encoder";
    String given = settings.take(ownKey).map(String::strip).orElse(defaultName(modality));
    List<EncoderSpec> encoders = new ArrayList<>();
    List<String> named = names(given);
    List<String> beside = beside(modality, named, settings);
    for (String name : Stream.concat(named.stream(), beside.stream()).toList()) {
      String key = beside.contains(name) ? besideKey(modality) : ownKey;
      String type = type(name);
      int number =
          1 + (int) encoders.stream().filter(e -> Specs.name(e.getClass()).equals(type)).count();
      if (number > MOST_OF_A_TYPE) {
        settings.fault(key, "there can be " + MOST_OF_A_TYPE + " encoders " + type + ", not more");
        break;
      }
      String prefix = prefix(modality, number);
      EncoderSpec encoder = read(modality, name, key, prefix, settings);
      if (encoders.contains(encoder)) {
        settings.fault(
            key,
            type
                + " is named twice, with the same settings; those of the second start with "
                + prefix(modality, Math.max(2, number))
                + "-");
      } else {
        encoders.add(encoder);
      }
    }
    return encoders;
  }

  private static List<String> beside(Modality modality, List<String> named, Settings settings) {
    String given = settings.take(besideKey(modality)).map(String::strip).orElse(NONE);
    return given.isEmpty() || given.equals(NONE)
        ? List.of()
        : names(given).stream().filter(name -> !named.contains(name)).toList();
  }

  /** What stands between commas; the comma in the path of a file is none of them. */
  private static List<String> names(String given) {
    List<String> names = new ArrayList<>();
    List<String> types = Declared.members(EncoderSpec.class).stream().map(Specs::name).toList();
    List<String> open = new ArrayList<>();
    for (String part : given.split(",", -1)) {
      String type = type(part.strip());
      if (type.equals("onnx")) {
        open.add(part);
        names.add(String.join(",", open).strip());
        open.clear();
      } else if (types.contains(type)) {
        names.addAll(open.stream().map(String::strip).toList());
        open.clear();
        names.add(part.strip());
      } else {
        open.add(part);
      }
    }
    names.addAll(open.stream().map(String::strip).toList());
    return names;
  }

  /** The type that a name, a published network or a file stands for. */
  private static String type(String named) {
    if (named.toLowerCase(Locale.ROOT).endsWith(".onnx")) {
      return "onnx";
    }
    return named.startsWith("densenet") ? "densenet" : named;
  }

  private static EncoderSpec read(
      Modality modality, String named, String key, String prefix, Settings settings) {
    String type = type(named);
    if (type.equals("onnx") && !named.equals("onnx")) {
      settings.put(prefix + "-file", named, "--" + key, settings.folder(key));
    } else if (type.equals("densenet") && !named.equals("densenet")) {
      settings.put(
          prefix + "-variant",
          named.substring("densenet".length()).replaceFirst("^-", ""),
          "--" + key);
    }
    EncoderSpec spec = readType(modality, type, key, prefix, settings);
    if (!(spec instanceof DenseNetSpec net)) {
      return spec;
    }
    if (!DenseNetSpec.variants().contains(net.variant())) {
      settings.fault(
          key,
          "there is no DenseNet "
              + net.variant()
              + "; choose one of "
              + String.join(", ", DenseNetSpec.variants()));
      return spec;
    }
    net.misfits().forEach((setting, problem) -> settings.fault(prefix + "-" + setting, problem));
    return spec;
  }

  private static EncoderSpec readType(
      Modality modality, String type, String key, String prefix, Settings settings) {
    List<Class<? extends Record>> own = new ArrayList<>();
    for (Class<? extends Record> member : Declared.members(EncoderSpec.class)) {
      if (modalityOf(member).equals(modality)) {
        own.add(member);
      } else if (Specs.name(member).equals(type)) {
        settings.fault(key, type + " reads " + modalityOf(member) + ", not " + modality);
        // What was set for it is no fault of its own.
        Declared.of(member, prefix).forEach(d -> settings.take(d.key()));
        return read(modality, new Settings()).get(0);
      }
    }
    return Specs.readMember(EncoderSpec.class, own, type, key, prefix, settings);
  }
}
