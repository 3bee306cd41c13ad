package org.covalence.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.covalence.feature.EncodedContent;
import org.covalence.graph.FloatArray;
import org.covalence.graph.LongArray;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.post.Content;
import org.covalence.text.Terms;

/** An encoder of TF-IDF terms: a product with a table, which is no work. */
final class TermsSession implements EncoderSession {
  private final EncoderDescription description;
  private final Preparation.Terms preparation;
  private final Terms terms;
  private final OnnxGraph graph;

  TermsSession(
      EncoderDescription description,
      Preparation.Terms preparation,
      Terms terms,
      OnnxFile file,
      int threads) {
    this.description = description;
    this.preparation = preparation;
    this.terms = terms;
    this.graph = OnnxGraph.load(file, threads);
  }

  @Override
  public int width() {
    return description.width();
  }

  @Override
  public List<Future<EncodedContent>> encode(List<Content> contents, List<String> where) {
    List<Future<EncodedContent>> futures = new ArrayList<>();
    for (Content content : contents) {
      String text = ((Content.Text) content).value();
      futures.add(CompletableFuture.completedFuture(encode(text)));
    }
    return futures;
  }

  private EncodedContent encode(String text) {
    Terms.Weights post = terms.weights(preparation.text().words(text));
    int count = Math.max(1, post.ids().length);
    long[] ids = new long[count];
    float[] weights = new float[count];
    for (int i = 0; i < post.ids().length; i++) {
      ids[i] = post.ids()[i];
      weights[i] = (float) post.weights()[i];
    }
    String output = description.network().orElseThrow().output();
    FloatArray pooled =
        Objects.requireNonNull(
            graph
                .run(
                    Map.of(
                        Preparation.Terms.IDS, new LongArray(ids, 1, count),
                        Preparation.Terms.WEIGHTS, new FloatArray(weights, 1, count)),
                    Set.of(output))
                .get(output));
    return new EncodedContent(pooled.row(0));
  }

  @Override
  public void close() {
    graph.close();
  }
}
