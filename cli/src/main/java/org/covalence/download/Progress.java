package org.covalence.download;

/** What a download tells while it works. Calls come from one thread. */
public interface Progress {
  /** One sentence for people. */
  void tell(String sentence);

  /**
   * A task begins, or begins again from another place.
   *
   * @param doneBytes of {@code totalBytes}, from an earlier time
   */
  void begin(String task, long doneBytes, long totalBytes);

  /** So many more bytes are done. */
  void advance(long bytes);

  /** The task is over, whether it was finished or not. */
  void end();

  /** Tells nobody. */
  Progress SILENT =
      new Progress() {
        @Override
        public void tell(String sentence) {}

        @Override
        public void begin(String task, long doneBytes, long totalBytes) {}

        @Override
        public void advance(long bytes) {}

        @Override
        public void end() {}
      };
}
