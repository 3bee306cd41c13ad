package org.covalence.runtime;

import java.util.List;
import java.util.concurrent.Future;
import org.covalence.feature.EncodedContent;
import org.covalence.post.Content;

/** One encoder of a loaded model, ready to run. */
interface EncoderSession extends AutoCloseable {
  /**
   * What is said of each content, in order, as it comes to be ready. A future whose picture cannot
   * be used fails with a {@link org.covalence.store.CovalenceException}.
   *
   * @param where one for each content; names it in faults
   */
  List<Future<EncodedContent>> encode(List<Content> contents, List<String> where);

  /** Width of each vector. */
  int width();

  @Override
  void close();
}
