package org.covalence.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.covalence.duplicate.PictureHash;
import org.covalence.image.DecodeLimits;
import org.covalence.image.ImageDecoder;
import org.covalence.inspect.Inspection;
import org.covalence.inspect.PictureLook;
import org.covalence.label.LabelRule;
import org.covalence.post.Content;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.read.CorpusReader;
import org.covalence.read.ReadOptions;
import org.covalence.spec.Declared;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledCorpus;
import org.covalence.store.CovalenceException;

/** Tells what is in some data, before anything is trained on it. */
final class InspectCommand implements Command {
  /** What an inspection asks for. */
  record InspectSpec(
      @Setting(about = "folder or file with the posts: an MVSA folder, JSON Lines or CSV")
          Path data,
      @Setting(about = "processor threads (default: all cores)", min = 1, max = 1024)
          Optional<Integer> threads) {}

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String about() {
    return "Tell what is in a folder of posts: counts, labels, what each label rule makes of them, how far annotators agree, duplicates, and everything odd.";
  }

  @Override
  public String example() {
    return "covalence inspect --data MVSA_Single";
  }

  @Override
  public List<Declared> settings() {
    List<Declared> settings = new ArrayList<>(Declared.of(InspectSpec.class, ""));
    settings.addAll(Declared.of(LabelSpec.class, ""));
    return settings;
  }

  @Override
  public void run(Settings settings, Console console) {
    InspectSpec spec = Specs.read(InspectSpec.class, "", settings);
    LabelSpec labels = Specs.read(LabelSpec.class, "", settings);
    settings.finish();
    ReadOptions options = Posts.options(labels);
    LabelRule rule = Posts.rule(labels.labelRule(), options);
    LabelledCorpus labelled = LabelledCorpus.of(CorpusReader.read(spec.data(), options), rule);
    int threads = spec.threads().orElse(Runtime.getRuntime().availableProcessors());
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.standard());
    Inspection inspection;
    try (Console.Bar bar = console.bar("inspect", Inspection.work(labelled), "steps")) {
      inspection =
          Inspection.of(labelled, post -> look(decoder, post, labels.strict()), threads, bar);
    }
    AnnotatorAgreement agreement = AnnotatorAgreement.of(inspection);
    ObjectNode document = inspection.toJson();
    agreement.addTo(document);
    console.result(document, InspectionText.of(inspection, agreement));
  }

  /** What is to be seen of the picture of a post. */
  private static PictureLook look(ImageDecoder decoder, Post post, boolean strict) {
    Optional<Content> content = post.content(Modality.IMAGE);
    if (content.isEmpty()) {
      return PictureLook.of(List.of());
    }
    String place =
        content.get() instanceof Content.Stored stored
            ? stored.file() + " (post " + post.id() + ")"
            : "post " + post.id();
    try {
      ImageDecoder.Inspected inspected = decoder.look(decoder.read(content.get(), place), place);
      return new PictureLook(inspected.facts().oddities(place), PictureHash.of(inspected.pixels()));
    } catch (CovalenceException e) {
      if (strict) {
        throw e;
      }
      return PictureLook.of(
          List.of(Finding.skipped("unusable-image", e.where(), e.what(), e.remedy())));
    }
  }
}
