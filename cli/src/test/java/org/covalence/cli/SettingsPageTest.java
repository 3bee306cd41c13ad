package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
  @Test
  void thePageOfSettings_isWhatTheCommandsDeclare() throws IOException {
    String made = SettingsPage.of(Main.commands());
    Path received = Path.of("target", "received", "settings.md");
    Files.createDirectories(received.getParent());
    Files.writeString(received, made, StandardCharsets.UTF_8);
    Path page = Path.of("..", "docs", "settings.md");

    assertThat(Files.readString(page, StandardCharsets.UTF_8))
        .as("copy cli/" + received + " over docs/settings.md")
        .isEqualTo(made);
  }
}
