package org.covalence.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.covalence.post.Modality;

/** How one modality is turned into vectors. Each member names the modality it reads. */
public sealed interface EncoderSpec
    permits WordEncoderSpec, FrozenTextSpec, DenseNetSpec, OnnxEncoderSpec {
  /** The modality this encoder reads. */
  default Modality modality() {
    return modalityOf(getClass());
  }

  /** The modality that encoders of this type read. */
  static Modality modalityOf(Class<?> type) {
    return new Modality(Specs.named(type).modality());
  }

  /**
   * The names of encoders within a model: the modality where it has one encoder, else modality and
   * type.
   */
  static List<String> namesOf(List<? extends EncoderSpec> encoders) {
    return encoders.stream()
        .map(
            e ->
                encoders.stream().filter(o -> o.modality().equals(e.modality())).count() == 1
                    ? e.modality().name()
                    : e.modality().name() + "-" + Specs.name(e.getClass()))
        .toList();
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
   * with commas between, and the settings that start with {@code MODALITY-}. An encoder is named by
   * its family ({@code lstm}, {@code densenet}, {@code onnx}), by a published network ({@code
   * densenet121}), or by an ONNX file.
   */
  static List<EncoderSpec> read(Modality modality, Settings settings) {
    String key = modality.name() + "-encoder";
    String given = settings.take(key).map(String::strip).orElse(defaultName(modality));
    List<EncoderSpec> encoders = new ArrayList<>();
    for (String named : names(given)) {
      EncoderSpec encoder = read(modality, named, key, settings);
      if (encoders.stream().anyMatch(e -> e.getClass() == encoder.getClass())) {
        settings.fault(key, Specs.name(encoder.getClass()) + " is named twice");
      } else {
        encoders.add(encoder);
      }
    }
    return encoders;
  }

  /** What stands between commas; the comma in the path of a file is none of them. */
  private static List<String> names(String given) {
    List<String> parts = Arrays.stream(given.split(",", -1)).map(String::strip).toList();
    List<String> types = Declared.members(EncoderSpec.class).stream().map(Specs::name).toList();
    boolean isOnePath =
        given.endsWith(".onnx")
            && parts.stream().noneMatch(p -> types.contains(p) || p.startsWith("densenet"));
    return isOnePath ? List.of(given) : parts;
  }

  private static EncoderSpec read(Modality modality, String named, String key, Settings settings) {
    String type = named;
    if (named.toLowerCase(Locale.ROOT).endsWith(".onnx")) {
      type = "onnx";
      settings.put(modality.name() + "-file", named, "--" + key, settings.folder(key));
    } else if (named.startsWith("densenet") && !named.equals("densenet")) {
      type = "densenet";
      settings.put(
          modality.name() + "-variant",
          named.substring("densenet".length()).replaceFirst("^-", ""),
          "--" + key);
    }
    EncoderSpec spec = readType(modality, type, key, settings);
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
    net.misfits()
        .forEach((setting, problem) -> settings.fault(modality.name() + "-" + setting, problem));
    return spec;
  }

  private static EncoderSpec readType(
      Modality modality, String type, String key, Settings settings) {
    List<Class<? extends Record>> own = new ArrayList<>();
    for (Class<? extends Record> member : Declared.members(EncoderSpec.class)) {
      if (modalityOf(member).equals(modality)) {
        own.add(member);
      } else if (Specs.name(member).equals(type)) {
        settings.fault(key, type + " reads " + modalityOf(member) + ", not " + modality);
        // What was set for it is no fault of its own.
        Declared.of(member, modality.name()).forEach(d -> settings.take(d.key()));
        return read(modality, new Settings()).get(0);
      }
    }
    return Specs.readMember(EncoderSpec.class, own, type, key, modality.name(), settings);
  }
}
