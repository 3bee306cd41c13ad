package org.covalence.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.covalence.image.ImagePreparation;
import org.covalence.store.CovalenceException;
import org.covalence.text.SentencePooling;
import org.covalence.text.SentencePreparation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreparationTest {
  private static Preparation.Sentence sentence(SentencePooling pooling) {
    return new Preparation.Sentence(
        new SentencePreparation(48, "query: ", pooling), "text-tokenizer.json");
  }

  @ParameterizedTest
  @EnumSource
  void thatOfASentenceEncoder_isReadAsItWasWritten(SentencePooling pooling) {
    Preparation written = sentence(pooling);

    assertThat(Preparation.read(written.toJson(), "model.json")).isEqualTo(written);
  }

  @Test
  void thatOfAModelFromBeforeThereWasAChoice_isReadByTheMean() {
    ObjectNode old = sentence(SentencePooling.FIRST).toJson();
    old.remove("pooling");

    assertThat(Preparation.read(old, "model.json")).isEqualTo(sentence(SentencePooling.MEAN));
  }

  @Test
  void anUnknownPooling_isRefused() {
    ObjectNode json = sentence(SentencePooling.MEAN).toJson().put("pooling", "largest");

    assertThatThrownBy(() -> Preparation.read(json, "model.json"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("there is no pooling largest")
        .hasMessageContaining("model.json");
  }

  @Test
  void thatOfFaces_isReadAsItWasWritten() {
    Preparation faces = new Preparation.Faces();

    assertThat(Preparation.read(faces.toJson(), "model.json")).isEqualTo(faces);
  }

  @Test
  void facesOfAnotherVersion_areRefused() {
    ObjectNode json = new Preparation.Faces().toJson().put("version", 99);

    assertThatThrownBy(() -> Preparation.read(json, "model.json"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("pictures were prepared in way 99 for this model");
  }

  @Test
  void picturesOfAnotherVersion_areRefused_andThoseFromBeforeItWasToldAreRead() {
    Preparation picture =
        new Preparation.Picture(
            new ImagePreparation(256, 224, ImagePreparation.Scaling.of(127.5, 127.5)));
    ObjectNode old = picture.toJson();
    old.remove("version");

    assertThat(Preparation.read(old, "model.json")).isEqualTo(picture);
    assertThatThrownBy(() -> Preparation.read(old.put("version", 99), "model.json"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("pictures were prepared in way 99 for this model");
  }
}
