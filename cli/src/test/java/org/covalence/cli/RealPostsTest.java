package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code inspect} says of the real posts, against counts made by other programs. */
@Tag("data")
class RealPostsTest {
  private static JsonNode inspect(String folder) {
    return Call.covalence(
            "inspect", "--data", SharedFiles.require(folder), "--threads", "1", "--json")
        .succeeds()
        .json();
  }

  @Test
  void inspect_ofMvsaSingleAgreesWithWhatIsKnownOfIt() {
    JsonNode json = inspect("data/mvsa-single");

    assertThat(json.get("posts").asInt()).isEqualTo(4_419);
    assertThat(json.get("labelled").asInt()).isEqualTo(4_061);
    assertThat(json.get("dropped").asInt()).isEqualTo(358);
    assertThat(json.get("labels").toString())
        .isEqualTo("{\"negative\":1223,\"neutral\":423,\"positive\":2415}");
    assertThat(json.get("duplicates").get("texts").get("groups").asInt()).isEqualTo(139);
    assertThat(json.get("duplicates").get("images").get("posts").asInt()).isEqualTo(87);
    assertThat(json.get("findings").findValuesAsText("place"))
        .anyMatch(p -> p.contains("4719.jpg"));
  }

  @Test
  void inspect_ofMvsaMultipleAgreesWithWhatIsKnownOfIt() {
    JsonNode json = inspect("data/mvsa-multiple-text");

    assertThat(json.get("posts").asInt()).isEqualTo(19_600);
    assertThat(json.get("annotators").asInt()).isEqualTo(3);
    assertThat(json.get("labelled").asInt()).isEqualTo(17_027);
    assertThat(json.get("labels").toString())
        .isEqualTo("{\"negative\":1299,\"neutral\":4408,\"positive\":11320}");
    assertThat(json.get("readable").asInt()).isEqualTo(17_024);
  }
}
