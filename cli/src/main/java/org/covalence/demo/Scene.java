package org.covalence.demo;

import java.util.List;
import org.covalence.label.Sentiment;

/** Something to draw. */
@FunctionalInterface
interface Scene {
  void paint(Brush brush);

  /** The scenes that show a mood. */
  static List<Scene> of(Sentiment mood) {
    return switch (mood) {
      case POSITIVE -> GladScenes.ALL;
      case NEUTRAL -> PlainScenes.ALL;
      case NEGATIVE -> SadScenes.ALL;
    };
  }
}
