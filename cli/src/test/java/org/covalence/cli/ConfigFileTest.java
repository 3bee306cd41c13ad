package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  @TempDir Path folder;

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("experiment.yaml"), yaml);
  }

  private static Path oneLabelledPost(Path file) throws IOException {
    return Files.writeString(file, "id,text,label\n1,hello,positive\n");
  }

  @Test
  void paths_areRelativeToTheFile() throws IOException {
    oneLabelledPost(folder.resolve("posts.csv"));

    Call call = Call.covalence("inspect", "--config", config("data: posts.csv\n"), "--json");

    assertThat(call.succeeds().json().get("posts").asInt()).isEqualTo(1);
  }

  @Test
  void flags_win() throws IOException {
    oneLabelledPost(folder.resolve("posts.csv"));
    Path config = config("data: posts.csv\nlayout: jsonl\n");

    Call.covalence("inspect", "--config", config).fails(3);
    Call.covalence("inspect", "--config", config, "--layout", "csv").succeeds();
  }

  @Test
  void keys_mayBeNestedAndListsAreWordsWithCommas() throws IOException {
    Path config = config("text:\n  width: 0\nmodalities: [text, sound]\n");

    Call.covalence("train", "--data", folder, "--out", folder.resolve("m"), "--config", config)
        .fails(2)
        .says("text-width (" + config + "): expected a number from 1 to 4096, found 0")
        .says("there is no modality sound");
  }

  @Test
  void key_thatDoesNotExistNamesTheNearest() throws IOException {
    Call.covalence("inspect", "--config", config("data: .\nlayuot: csv\n"))
        .fails(2)
        .says("layuot")
        .says("did you mean layout?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a\n- b\n", "just words", "a: [1", "a: 1\na: 2\n", "\t- :"})
  void file_thatHoldsNoSettingsIsTold(String yaml) throws IOException {
    Path config = config(yaml);

    Call.covalence("inspect", "--config", config).fails(2).says(config.toString());
  }

  @Test
  void file_thatIsEmptySetsNothing() throws IOException {
    Call.covalence("inspect", "--config", config("# nothing yet\n"))
        .fails(2)
        .says("data: is needed");
  }

  @Test
  void file_thatDoesNotExistIsTold() {
    Call.covalence("inspect", "--config", folder.resolve("none.yaml"))
        .fails(3)
        .says("there is no such file");
  }

  @Test
  void values_mayBeAnyYamlScalar() throws IOException {
    oneLabelledPost(folder.resolve("posts.csv"));

    Call.covalence(
            "inspect",
            "--config",
            config("data: \"posts.csv\"\nstrict: true\nthreads: 1\nencoding: null\n"))
        .succeeds();
  }
}
