package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the documents say about the code is true of the code. */
final class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir private Path folder;

  @Test
  void everyLinkToAFileLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        if (!Files.exists(document.resolveSibling(link.group(1)))) {
          broken.add(document + " -> " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyClassOfThePaperMapExists() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher type = TYPE.matcher(Files.readString(ROOT.resolve("docs/PAPER-MAP.md")));
    while (type.find()) {
      named.add(type.group(1));
    }
    assertThat(named).hasSizeGreaterThan(50);
    named.removeAll(types());
    assertThat(named).as("named in the paper map, but not in the sources").isEmpty();
  }

  @Test
  void everyCommandOfTheReadmeIsUnderstood() throws IOException {
    List<String> commands =
        Files.readAllLines(ROOT.resolve("README.md")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("./jukebox "))
            .toList();
    assertThat(commands).hasSizeGreaterThan(8);
    for (String command : commands) {
      CommandLine.ParseResult parsed = JukeboxCommand.commandLine().parseArgs(words(command));
      assertThat(parsed.hasSubcommand()).as(command).isTrue();
    }
  }

  @Test
  void theProgramInTheReadmeCompiles() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int start = readme.indexOf("```java\n") + "```java\n".length();
    String program = readme.substring(start, readme.indexOf("```", start));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();

    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
                null,
                List.of(new Program(program)))
            .call();

    assertThat(compiled).as(messages.toString()).isTrue();
  }

  private static final class Program extends SimpleJavaFileObject {
    private final String text;

    Program(String text) {
      super(URI.create("string:///Waltz.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.substring("./jukebox ".length()));
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words.toArray(String[]::new);
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files =
        Files.find(ROOT, 3, (file, kind) -> file.toString().endsWith(".md"))) {
      return files.filter(file -> !file.toString().contains("target")).toList();
    }
  }

  private static Set<String> types() throws IOException {
    Set<String> types = new TreeSet<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(Files::isDirectory).toList()) {
        Path sources = module.resolve("src");
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            files
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.endsWith(".java"))
                .forEach(name -> types.add(name.substring(0, name.length() - 5)));
          }
        }
      }
    }
    return types;
  }
}
