package org.covalence.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.covalence.encoder.DenseNet;
import org.covalence.encoder.Encoder;
import org.covalence.encoder.FittedDenseNet;
import org.covalence.image.DecodeLimits;
import org.covalence.image.ImageDecoder;
import org.covalence.image.ImagePreparation;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.post.Content;
import org.covalence.spec.DenseNetSpec;
import org.covalence.spec.FineTuneSpec;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Parameters.Weight;

/**
 * The plan of a DenseNet that is trained with the rest, from scratch or from published weights.
 * Pictures are decoded once and kept small in memory.
 */
final class DenseNetPlan implements EncoderPlan {
  private final DenseNetSpec spec;
  private final String name;
  private final ImagePreparation preparation;
  private final int threads;
  private final Optional<Map<String, Weight>> weights;
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.standard());

  DenseNetPlan(DenseNetSpec spec, String name, int threads) {
    this.spec = spec;
    this.name = name;
    this.threads = threads;
    this.preparation = preparation(spec);
    // Before any picture is decoded: a file that is not there is told at once.
    this.weights = spec.weights().map(DenseNetWeights::readFeatures);
  }

  /** The short side is 8/7 of the size, as ImageNet's 256 for 224. */
  static ImagePreparation preparation(DenseNetSpec spec) {
    int side = spec.pixels();
    return new ImagePreparation(
        Math.round(side * 8 / 7f), side, ImagePreparation.Scaling.imageNet());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DenseNetSpec spec() {
    return spec;
  }

  @Override
  public void learn(TrainingPart training) {
    if (training.posts().stream().noneMatch(p -> p.post().content(modality()).isPresent())) {
      throw Pictures.nonePresent();
    }
  }

  @Override
  public Preparedness prepare(List<LabelledPost> posts, Progress progress) {
    byte[][] pictures = new byte[posts.size()][0];
    Map<Integer, CovalenceException> faults = new HashMap<>();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<byte[]>> futures = new ArrayList<>();
      for (LabelledPost post : posts) {
        futures.add(workers.submit(() -> picture(post, progress)));
      }
      for (int i = 0; i < pictures.length; i++) {
        try {
          pictures[i] = futures.get(i).get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof CovalenceException fault)) {
            throw new IllegalStateException("decoding a picture failed", e.getCause());
          }
          faults.put(i, fault);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while decoding pictures", e);
    } finally {
      workers.shutdownNow();
    }
    return new Preparedness(new Inputs.Pictures(pictures, preparation, spec.augment()), faults);
  }

  private byte[] picture(LabelledPost post, Progress progress) {
    try {
      Optional<Content> content = post.post().content(modality());
      if (content.isEmpty()) {
        return new byte[0];
      }
      String place = Pictures.place(post, content.get());
      return preparation.cropped(decoder.decode(decoder.read(content.get(), place), place));
    } finally {
      progress.step(1);
    }
  }

  @Override
  public boolean gainsFromThreads() {
    return true;
  }

  @Override
  public Encoder build(Parameters parameters) {
    return new FittedDenseNet(
        parameters, spec, weights, spec.weights().map(Path::toString).orElse(""));
  }

  @Override
  public EncoderDescription description(Encoder built, boolean withStates) {
    return new EncoderDescription(
        name,
        modality(),
        Specs.name(DenseNetSpec.class),
        Specs.write(spec, ""),
        false,
        Optional.of(
            new EncoderDescription.Network(name + ".onnx", DenseNet.INPUT, DenseNet.OUTPUT)),
        built.width(),
        Optional.empty(),
        new Preparation.Picture(preparation));
  }

  @Override
  public List<String> remarks() {
    String network = "image: DenseNet-" + spec.variant();
    if (spec.weights().isEmpty()) {
      return List.of(
          network
              + " is learnt from these pictures alone; a pretrained network (--image-encoder with"
              + " --image-weights, or an ONNX file) sees far more");
    }
    FineTuneSpec.From from = spec.tuning().trainFrom();
    return List.of(
        network
            + " of "
            + spec.weights().get().getFileName()
            + " is fine-tuned"
            + (from == FineTuneSpec.From.ALL ? "" : " from dense block " + from.block() + " on")
            + ", statistics of batch norms "
            + (spec.learnsStatistics() ? "learnt" : "frozen"));
  }
}
