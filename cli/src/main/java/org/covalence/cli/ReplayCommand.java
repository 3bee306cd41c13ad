package org.covalence.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.covalence.spec.Declared;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;

/** Makes a result again from what stands beside it, and tells whether it is the same. */
final class ReplayCommand implements Command {
  /** What a replay asks for. */
  record ReplaySpec(
      @Setting(
              about =
                  "folder that train, compare, ablate, evaluate, transfer or robustness wrote, to be made again")
          Path run) {}

  private static final String REMEDY =
      "name a folder that covalence train, compare, ablate, evaluate, transfer or robustness wrote";

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String about() {
    return "Run a result again from its own settings, and say whether every number is the same; ends with 3 where one is not.";
  }

  @Override
  public String example() {
    return "covalence replay runs/cv";
  }

  @Override
  public String positional() {
    return "run";
  }

  @Override
  public List<Declared> settings() {
    return Declared.of(ReplaySpec.class, "");
  }

  @Override
  public void run(Settings settings, Console console) {
    Path given = Specs.read(ReplaySpec.class, "", settings).run();
    settings.finish();
    Path run = AtomicFiles.standing(given);
    requireRun(run);
    Map<String, String> then = Provenance.read(run);
    Command command = command(then.getOrDefault(Provenance.RUN, ""), run);
    Settings again = new Settings();
    ConfigFile.read(run.resolve(RunFolder.CONFIG), again);
    // Where the run took all cores, these are as many as it took.
    String threads = then.getOrDefault("threads", "");
    if (!threads.isEmpty()) {
      again.put("threads", threads, Provenance.FILE);
    }
    List<String> elsewhere = elsewhere(then);
    console.say(
        "running "
            + command.name()
            + " again, as "
            + run
            + " tells"
            + (elsewhere.isEmpty() ? "" : "; " + String.join("; ", elsewhere)));

    Replay replay = replay(command, again, run, console);
    console.result(replay.document(run, command.name(), elsewhere), replay.text(elsewhere));
    if (!replay.isSame()) {
      throw CovalenceException.data(
          "the run came out differently: "
              + replay.differing().size()
              + " of "
              + replay.values()
              + " values are not the same",
          run.toString(),
          replay.hasOtherPosts()
              ? "bring back the posts as they were, or run it anew"
              : elsewhere.isEmpty()
                  ? "the same settings, posts and machine should give the same numbers: please report it"
                  : "run it where it was made, or take the last digits for what they are");
    }
  }

  private static void requireRun(Path run) {
    for (String file : List.of(RunFolder.METRICS, RunFolder.CONFIG)) {
      if (!Files.isRegularFile(run.resolve(file))) {
        throw CovalenceException.usage(
            Files.isDirectory(run) ? "there is no " + file + " in it" : "there is no such folder",
            run.toString(),
            REMEDY);
      }
    }
  }

  private static Command command(String name, Path run) {
    return List.of(
            new TrainCommand(),
            new CompareCommand(),
            new AblateCommand(),
            new EvaluateCommand(),
            new TransferCommand(),
            new RobustnessCommand())
        .stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                CovalenceException.data(
                    name.isEmpty()
                        ? "it does not tell which command made it"
                        : "it was made by a command that this version does not have: " + name,
                    run.toString(),
                    "run it by hand: covalence COMMAND --config "
                        + run.resolve(RunFolder.CONFIG)
                        + " --out OTHER"));
  }

  /** What is not as it was, but for the posts: of them, only the run itself will tell. */
  private static List<String> elsewhere(Map<String, String> then) {
    List<String> differing = new ArrayList<>();
    Provenance.machine(then.getOrDefault("threads", "unknown"))
        .forEach(
            (name, now) -> {
              String before = then.getOrDefault(name, "unknown");
              if (!before.equals(now)) {
                differing.add(name + " was " + before + " and is " + now);
              }
            });
    return differing;
  }

  private static Replay replay(Command command, Settings settings, Path run, Console console) {
    Path folder;
    try {
      folder = Files.createTempDirectory("covalence-replay");
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), e);
    }
    Console inner =
        new Console(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            console.messages(),
            console.isTerminal(),
            false,
            console.commandLine());
    try {
      Path out = folder.resolve("run");
      settings.put("out", out.toString(), "the replay");
      command.run(settings, inner);
      return Replay.of(run.resolve(RunFolder.METRICS), out.resolve(RunFolder.METRICS));
    } finally {
      try {
        AtomicFiles.deleteTree(folder);
      } catch (IOException e) {
        console.say("the temporary folder " + folder + " could not be deleted");
      }
    }
  }
}
