package org.covalence.demo;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;

/**
 * A corpus drawn by the program, in the layout of MVSA-Multiple: {@code labelResultAll.txt} with
 * the labels of three annotators for words and picture of every post, and {@code data/ID.txt} and
 * {@code data/ID.jpg}. In a part of the posts only the words speak, in a part only the picture, in
 * a part both ({@link Kind}); a few contradict themselves, on a few the annotators do not agree,
 * and a few have lost a half. So either half alone is right for three posts in four at best, and
 * whoever weighs both wins.
 *
 * @param posts how many posts to draw; 900 are right for a demo of two minutes
 * @param seed the same seed gives the same texts and labels, and the same pictures on one version
 *     of Java
 */
public record DemoCorpus(int posts, long seed) {
  private static final String MARK = "about-this-folder.txt";

  /** The encoding of MVSA's texts. */
  private static final Charset ENCODING = Charset.forName("GB18030");

  private static final double QUARREL = 0.015;
  private static final double LOST_IMAGE = 0.03;
  private static final double LOST_TEXT = 0.02;

  public DemoCorpus {
    if (posts < 1 || posts > 100_000) {
      throw CovalenceException.usage(
          "expected 1 to 100000 posts, found " + posts, "the demo corpus", "choose fewer or more");
    }
  }

  /**
   * Writes the corpus; an earlier demo corpus in its place is replaced.
   *
   * @throws CovalenceException if something else stands there, or it cannot be written
   */
  public void write(Path folder) {
    requireOurs(folder);
    try {
      fill(folder);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }

  /**
   * Fresh posts without labels, to try a model on: of each kind that says something one, then one
   * with words alone and one with a picture alone.
   */
  public List<Post> examples() {
    List<Post> examples = new ArrayList<>();
    List<Kind> kinds =
        List.of(Kind.BOTH_GLAD, Kind.BOTH_SAD, Kind.GLAD_WORDS, Kind.SAD_PICTURE, Kind.PLAIN);
    for (Kind kind : kinds) {
      String id = "example-" + (examples.size() + 1);
      examples.add(withImage(withText(id, kind), kind));
    }
    examples.add(withText("example-" + (examples.size() + 1), Kind.SAD_WORDS));
    String last = "example-" + (examples.size() + 1);
    examples.add(withImage(new Post(last, Collections.emptySortedMap()), Kind.GLAD_PICTURE));
    return List.copyOf(examples);
  }

  private Post withText(String id, Kind kind) {
    return Post.ofText(id, new TweetGrammar(dice("text " + id)).tweet(kind.text()));
  }

  private Post withImage(Post post, Kind kind) {
    byte[] jpeg = Picture.draw(kind.image(), dice("image " + post.id()));
    return post.with(Modality.IMAGE, new Content.InMemory(jpeg));
  }

  /** The posts in the order of their ids, which have gaps as real ones do. */
  List<DemoPost> plan() {
    List<Kind> kinds = Kind.shares(posts);
    Collections.shuffle(kinds, new Random(new Seeds(seed).stream("demo order").nextLong()));
    Dice gaps = dice("ids");
    List<DemoPost> plan = new ArrayList<>();
    int id = 0;
    for (Kind kind : kinds) {
      id += gaps.chance(0.06) ? gaps.whole(2, 9) : 1;
      plan.add(post(Integer.toString(id), kind));
    }
    return plan;
  }

  private DemoPost post(String id, Kind kind) {
    Dice dice = dice("post " + id);
    Annotators annotators = new Annotators(dice);
    boolean quarrel = dice.chance(QUARREL);
    boolean aboutText = dice.chance(0.5);
    // Only a half that says nothing is lost, so that what is left still tells the label.
    boolean hasImage = kind.image() != Sentiment.NEUTRAL || !dice.chance(LOST_IMAGE);
    boolean hasText = !hasImage || kind.text() != Sentiment.NEUTRAL || !dice.chance(LOST_TEXT);
    String text = new TweetGrammar(dice("text " + id)).tweet(kind.text());
    return new DemoPost(
        id,
        kind,
        hasText ? Optional.of(text) : Optional.empty(),
        hasImage,
        quarrel && aboutText ? annotators.quarrel() : annotators.votes(kind.text()),
        quarrel && !aboutText ? annotators.quarrel() : annotators.votes(kind.image()));
  }

  private Dice dice(String stream) {
    return new Dice(new Seeds(seed).stream("demo " + stream));
  }

  /**
   * The mark comes first, so that a killed run can be replaced, and the labels last, so that half a
   * corpus cannot be taken for a whole one. Nothing is forced to the disk: that would take longer
   * than drawing everything anew.
   */
  private void fill(Path folder) throws IOException {
    Path labels = folder.resolve("labelResultAll.txt");
    Path data = folder.resolve("data");
    Files.deleteIfExists(labels);
    if (Files.exists(data)) {
      AtomicFiles.deleteTree(data);
    }
    Files.createDirectories(data);
    Files.writeString(
        folder.resolve(MARK),
        String.format(
            Locale.ROOT,
            "Drawn by Covalence: %d posts, seed %d. Nobody wrote these texts or took these pictures.%n",
            posts,
            seed),
        StandardCharsets.UTF_8);
    StringBuilder lines = new StringBuilder("ID");
    lines.append("\ttext,image".repeat(Annotators.COUNT)).append("\r\n");
    for (DemoPost post : plan()) {
      lines.append(post.labelLine()).append("\r\n");
      if (post.text().isPresent()) {
        // MVSA's texts end with a space, mostly.
        String line = post.text().get() + (dice("end " + post.id()).chance(0.7) ? " " : "");
        Files.write(data.resolve(post.id() + ".txt"), (line + "\r\n").getBytes(ENCODING));
      }
      if (post.hasImage()) {
        byte[] jpeg = Picture.draw(post.kind().image(), dice("image " + post.id()));
        Files.write(data.resolve(post.id() + ".jpg"), jpeg);
      }
    }
    Files.writeString(labels, lines, StandardCharsets.US_ASCII);
  }

  private static void requireOurs(Path folder) {
    if (!Files.exists(folder) || Files.exists(folder.resolve(MARK))) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isEmpty()) {
        return;
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
    throw CovalenceException.usage(
        "the folder holds something else than a demo corpus",
        folder.toString(),
        "choose a folder that is new or empty");
  }
}
