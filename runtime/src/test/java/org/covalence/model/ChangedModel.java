package org.covalence.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.covalence.graph.GraphBuilder;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;

/** The folder of a model that somebody changes by hand, hashes and all. */
record ChangedModel(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void replace(String file, GraphBuilder graph) throws IOException {
    Files.write(folder.resolve(file), graph.model().toByteArray());
    String hash = ContentHash.ofFile(folder.resolve(file));
    change(json -> ((ObjectNode) json.get("files")).put(file, hash));
  }

  private Path description() {
    return folder.resolve("model.json");
  }

  void change(Consumer<ObjectNode> edit) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(description().toFile());
    edit.accept(json);
    JSON.writeValue(description().toFile(), json);
  }

  AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertThatThrownBy(() -> ModelFolder.read(folder))
        .isInstanceOfSatisfying(
            CovalenceException.class,
            e -> assertThat(e.fault()).isEqualTo(CovalenceException.Fault.DATA));
  }
}
