package org.covalence.split;

import java.util.Map;

/**
 * Posts that belong together, such as copies of one tweet, and therefore into one part of a split.
 *
 * @param names the name of the group, by post id; a post that is not named is a group of its own
 */
public record Groups(Map<String, String> names) {
  /** Every post by itself. */
  public static final Groups NONE = new Groups(Map.of());

  public Groups {
    names = Map.copyOf(names);
  }

  /** The group of a post: that of its name, or one that no other post is in. */
  public String of(String id) {
    String name = names.get(id);
    return name == null ? "post " + id : "group " + name;
  }
}
