package org.covalence.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.split.TestPart;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.Progress;
import org.junit.jupiter.api.Test;

final class DuplicatesTest {
  private static final List<Post> POSTS =
      List.of(
          picture(Post.ofText("1", "What a morning"), "one"),
          Post.ofText("2", " What a morning\n"),
          Post.ofText("3", "RT @a: what a morning!"),
          picture(Post.ofText("4", "so it goes"), "two"),
          picture(Post.ofText("5", "something else"), "one"),
          picture(Post.ofText("6", "@nobody"), "six"),
          Post.ofText("7", "@anybody"),
          Post.ofText("8", " "),
          Post.ofText("9", ""));

  @Test
  void among_findsEqualTextsAndFiles() {
    Duplicates duplicates = Duplicates.among(POSTS, Progress.SILENT);

    assertThat(duplicates.of(Likeness.EQUAL_TEXT)).containsExactly(List.of("1", "2"));
    assertThat(duplicates.of(Likeness.NORMALISED_TEXT)).containsExactly(List.of("1", "2", "3"));
    assertThat(duplicates.of(Likeness.EQUAL_PICTURE)).containsExactly(List.of("1", "5"));
    assertThat(duplicates.groups()).doesNotContainKey(Likeness.NEAR_PICTURE);
    assertThat(duplicates.of(Likeness.NEAR_PICTURE)).isEmpty();
  }

  @Test
  void among_nothing_isNothing() {
    Duplicates duplicates = Duplicates.among(List.of(), Progress.SILENT).withPictures(Map.of());

    assertThat(duplicates.groups().values()).allMatch(List::isEmpty);
    assertThat(duplicates.together().names()).isEmpty();
  }

  @Test
  void among_filesThatCannotBeRead_areCopiesOfNothing() {
    List<Post> posts =
        List.of(
            Post.ofText("1", "a").withImage(Path.of("no-such-file.jpg")),
            Post.ofText("2", "b").withImage(Path.of("no-such-file.jpg")),
            Post.ofText("3", "a").withImage(Path.of(".")),
            Post.ofText("4", "c").withImage(Path.of(".")));

    Duplicates duplicates = Duplicates.among(posts, Progress.SILENT);

    assertThat(duplicates.of(Likeness.EQUAL_PICTURE)).isEmpty();
    assertThat(duplicates.of(Likeness.EQUAL_TEXT)).containsExactly(List.of("1", "3"));
  }

  @Test
  void together_joinsWhatAnyLikenessJoins_whateverTheOrder() {
    Map<String, PictureHash> hashes = Map.of("4", new PictureHash(0), "5", new PictureHash(1));
    List<Post> shuffled = new ArrayList<>(POSTS);
    Collections.shuffle(shuffled, new Random(4));

    Map<String, String> names =
        Duplicates.among(POSTS, Progress.SILENT).withPictures(hashes).together().names();

    assertThat(names).containsOnlyKeys("1", "2", "3", "4", "5").containsValue("1");
    assertThat(Set.copyOf(names.values())).hasSize(1);
    assertThat(Duplicates.among(shuffled, Progress.SILENT).withPictures(hashes).together().names())
        .isEqualTo(names);
  }

  @Test
  void twins_areThoseWhoseLikeStandsInTraining() {
    Duplicates duplicates = Duplicates.among(POSTS, Progress.SILENT);
    Split split = split(List.of(3, 4, 6), List.of(2, 5), List.of(1, 7, 0));

    Twins test = Twins.of(split.test(), split.training(), duplicates);
    Twins validation = Twins.of(split.validation(), split.training(), duplicates);

    // Post 3 is not in training, and 4 and 5 share nothing.
    assertThat(test.ids()).containsExactlyInAnyOrder("1");
    assertThat(test.byLikeness())
        .containsEntry(Likeness.EQUAL_TEXT, Set.of())
        .containsEntry(Likeness.NORMALISED_TEXT, Set.of())
        .containsEntry(Likeness.EQUAL_PICTURE, Set.of("1"))
        .doesNotContainKey(Likeness.NEAR_PICTURE);
    assertThat(validation.ids()).isEmpty();
    assertThat(Twins.of(split.test(), split.validation(), duplicates).ids())
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void twinsOfTwoFolds_areThoseOfEither() {
    Duplicates duplicates = Duplicates.among(POSTS, Progress.SILENT);
    Split one = split(List.of(0, 2), List.of(), List.of(1));
    Split other = split(List.of(1), List.of(), List.of(0, 2));

    Twins first = Twins.of(one.test(), one.training(), duplicates);
    Twins second = Twins.of(other.test(), other.training(), duplicates);

    Set<String> both = new HashSet<>(first.ids());
    both.addAll(second.ids());
    assertThat(first.and(second).ids()).isEqualTo(both).hasSizeGreaterThan(first.ids().size());
    assertThat(first.and(second).byLikeness().keySet()).isEqualTo(first.byLikeness().keySet());
  }

  private static Split split(List<Integer> train, List<Integer> validation, List<Integer> test) {
    return new Split(
        new TrainingPart(labelled(train)),
        new ValidationPart(labelled(validation)),
        new TestPart(labelled(test)),
        "made",
        List.of());
  }

  private static List<LabelledPost> labelled(List<Integer> places) {
    return places.stream().map(i -> new LabelledPost(POSTS.get(i), Sentiment.NEUTRAL)).toList();
  }

  private static Post picture(Post post, String bytes) {
    return post.with(
        Modality.IMAGE, new Content.InMemory(bytes.getBytes(StandardCharsets.US_ASCII)));
  }
}
