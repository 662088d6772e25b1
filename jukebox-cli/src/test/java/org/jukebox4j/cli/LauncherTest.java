package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./jukebox} in a folder of its own, with programs that only pretend. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class LauncherTest {
  private static final String JAVA_17 =
      "case $1 in -version) echo 'openjdk version \"17.0.15\" 2025-04-15' >&2;;"
          + " *) echo \"java $*\";; esac";

  @TempDir private Path folder;
  private Path home;
  private Path programs;

  @BeforeEach
  void copyTheLauncherToAFolderWithASpaceInItsName() throws IOException {
    home = Files.createDirectories(folder.resolve("my jukebox"));
    programs = Files.createDirectories(folder.resolve("bin"));
    Files.copy(Path.of("..", "jukebox"), home.resolve("jukebox"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Path sources = Files.createDirectories(home.resolve("jukebox-cli/src/main"));
    Files.writeString(sources.resolve("../../pom.xml"), "<project/>");
    for (String tool :
        List.of("cat", "dirname", "find", "head", "mkdir", "readlink", "sed", "sort", "touch")) {
      program(tool, "exec " + which(tool) + " \"$@\"");
    }
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    Result result = launch("--version");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.text()).startsWith("jukebox: Java was not found. Install a JDK 17 or newer");
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    program("java", "echo 'java version \"1.8.0_402\"' >&2");

    Result result = launch("--version");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.text()).contains("older than Java 17");
  }

  @Test
  void saysThatMavenIsMissingWhenThereIsSomethingToBuild() throws Exception {
    program("java", JAVA_17);

    Result result = launch("--version");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.text()).startsWith("jukebox: Maven was not found; it is needed once");
  }

  @Test
  void saysThatMavenIsTooOld() throws Exception {
    program("java", JAVA_17);
    program("javac", "exit 0");
    program("mvn", "echo 'Apache Maven 3.6.3 (cecedd34)'");

    Result result = launch("--version");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.text()).contains("Maven is version 3.6.3, but 3.8.7 or newer is needed");
  }

  @Test
  void saysThatThereIsNoCompiler() throws Exception {
    program("java", JAVA_17);
    program("mvn", "echo 'Apache Maven 3.9.9'");

    Result result = launch("--version");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.text()).contains("run-time without a compiler");
  }

  @Test
  void showsMavensMessagesWhenTheBuildFails() throws Exception {
    program("java", JAVA_17);
    program("javac", "exit 0");
    program(
        "mvn", "case $1 in -version) echo 'Apache Maven 3.9.9';; *) echo BROKEN; exit 1;; esac");

    Result result = launch("--version");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.text()).contains("first use; building", "BROKEN", "the build failed");
  }

  @Test
  void buildsOnceAndThenStartsJavaDirectly() throws Exception {
    program("java", JAVA_17);
    program("javac", "exit 0");
    program(
        "mvn",
        "case $1 in -version) echo 'Apache Maven 3.8.7';; *)"
            + " echo \"$PWD/pom.xml\" > jukebox-cli/target/class-path;"
            + " touch jukebox-cli/target/jukebox-cli.jar;; esac");

    Result first = launch("info", "a b.wav");
    Result second = launch("info", "a b.wav");

    assertThat(first.text()).contains("first use; building");
    assertThat(second.exitCode()).isZero();
    assertThat(second.text())
        .startsWith("java -XX:")
        .contains("org.jukebox4j.cli.Main info a b.wav")
        .doesNotContain("building", "--enable-native-access");
  }

  @Test
  void buildsAgainWhenALibraryIsGone() throws Exception {
    program("java", JAVA_17);
    program("javac", "exit 0");
    program("mvn", "case $1 in -version) echo 'Apache Maven 3.8.7';; *) exit 1;; esac");
    Path target = Files.createDirectories(home.resolve("jukebox-cli/target"));
    Files.writeString(target.resolve("jukebox-cli.jar"), "");
    Files.writeString(target.resolve("class-path"), "/no/such/library.jar");

    assertThat(launch("--version").text()).contains("building again");
  }

  private Result launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", home + "/jukebox"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", programs.toString());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("the launcher ended").isTrue();
    return new Result(process.exitValue(), text);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path which(String tool) {
    return List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool)).stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private record Result(int exitCode, String text) {}
}
