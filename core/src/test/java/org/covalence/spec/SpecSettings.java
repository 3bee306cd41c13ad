package org.covalence.spec;

/** SpecSettings from settings, as tests write and read them. */
final class SpecSettings {
  private SpecSettings() {}

  static Settings settingsOf(ExperimentSpec spec) {
    Settings settings = new Settings();
    spec.settings().forEach((key, value) -> settings.put(key, value, "config.yaml"));
    return settings;
  }

  static Settings minimal() {
    return new Settings().put("data", "posts", "--data");
  }

  static ExperimentSpec read(Settings settings) {
    ExperimentSpec spec = ExperimentSpec.read(settings);
    settings.finish();
    return spec;
  }
}
