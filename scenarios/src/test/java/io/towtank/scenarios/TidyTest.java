package io.towtank.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps the repository tidy: what a compiler does not see and a reviewer soon overlooks. */
class TidyTest {

  private static final long FILE_BYTES_MAX = 1L << 20;

  private static final Set<String> TOP_LEVEL =
      Set.of(
          ".ci",
          ".editorconfig",
          ".gitattributes",
          ".github",
          ".gitignore",
          ".mvn",
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          "LICENSE",
          "NOTICE",
          "README.md",
          "bin",
          "docs",
          "pom.xml",
          "reports",
          "scenarios",
          "scheduler-plugins",
          "sim-core",
          "workloads");

  /** What {@code .gitignore} names: not for this test to judge. */
  private static final Set<String> IGNORED =
      Set.of(
          ".DS_Store",
          ".classpath",
          ".git",
          ".idea",
          ".project",
          ".settings",
          ".vscode",
          "out",
          "target");

  // The words are broken in two, so that this file does not hold them itself.
  private static final Pattern LEFT_FOR_LATER =
      Pattern.compile("TO" + "DO|FIX" + "ME|@Dis" + "abled");

  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w./:-])/(work|home)" + "/\\w");

  private static final Pattern NOT_REPEATABLE =
      Pattern.compile(
          "System(\\.|::)(currentTimeMillis|nanoTime|identityHashCode)\\b"
              + "|Math(\\.|::)random\\b"
              + "|new Random\\(\\s*\\)"
              + "|\\bThreadLocalRandom\\b"
              + "|\\bInstant\\.now\\(|\\bLocalDate(Time)?\\.now\\("
              + "|UUID\\.randomUUID\\(");

  private record SourceFile(String name, @Nullable String text, long sizeBytes) {}

  private static final List<SourceFile> FILES = new ArrayList<>();
  private static Path root = Path.of("");

  @BeforeAll
  static void readRepository() throws IOException {
    root = repository();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return isIgnored(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!isIgnored(file) && attributes.isRegularFile()) {
              String name = root.relativize(file).toString().replace('\\', '/');
              boolean readable = attributes.size() <= FILE_BYTES_MAX;
              FILES.add(new SourceFile(name, readable ? textOf(file) : null, attributes.size()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(FILES).extracting(SourceFile::name).contains("pom.xml", "bin/towtank");
  }

  @Test
  void nothingIsLeftForLater() {
    assertThat(linesWith(LEFT_FOR_LATER, FILES.stream())).isEmpty();
  }

  @Test
  void noPathOfSomeonesMachine() {
    assertThat(linesWith(MACHINE_PATH, FILES.stream())).isEmpty();
  }

  @Test
  void simulationIsRepeatable() {
    assertThat(
            linesWith(
                NOT_REPEATABLE,
                FILES.stream()
                    .filter(
                        file ->
                            file.name()
                                .matches("(sim-core|scheduler-plugins|workloads)/src/main/.*"))))
        .isEmpty();
  }

  @Test
  void everyPackageSaysWhatItHoldsAndIsNullMarked() {
    Set<String> packages = new TreeSet<>();
    Set<String> described = new TreeSet<>();
    for (SourceFile file : FILES) {
      if (file.name().matches("[^/]+/src/main/java/.*\\.java")) {
        String directory = file.name().substring(0, file.name().lastIndexOf('/'));
        packages.add(directory);
        if (file.name().endsWith("/package-info.java")
            && textOf(file).contains("@NullMarked")
            && textOf(file).startsWith("/**")) {
          described.add(directory);
        }
      }
    }
    assertThat(packages).isNotEmpty().isEqualTo(described);
  }

  @Test
  void noFileIsLarge() {
    assertThat(FILES.stream().filter(file -> file.sizeBytes() > FILE_BYTES_MAX))
        .extracting(SourceFile::name)
        .isEmpty();
  }

  @Test
  void onlyKnownEntriesAtTheTop() {
    List<String> committed = committedFiles();
    assumeThat(committed).as("files that git knows").isNotEmpty();
    assertThat(committed.stream().map(name -> name.replaceFirst("/.*", "")).distinct())
        .isSubsetOf(TOP_LEVEL);
  }

  /** What git has in its index; nothing where there is no git or no repository of its own. */
  private static List<String> committedFiles() {
    if (!Files.exists(root.resolve(".git"))) {
      return List.of();
    }
    try {
      Process git =
          new ProcessBuilder("git", "ls-files")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The lines that a pattern is found in, as {@code file:line: text}. */
  private static List<String> linesWith(Pattern pattern, Stream<SourceFile> files) {
    List<String> found = new ArrayList<>();
    files.forEach(
        file -> {
          int number = 0;
          for (String line : textOf(file).lines().toList()) {
            number++;
            if (pattern.matcher(line).find()) {
              found.add(file.name() + ":" + number + ": " + line.strip());
            }
          }
        });
    return found;
  }

  private static String textOf(SourceFile file) {
    return Objects.requireNonNullElse(file.text(), "");
  }

  /** The text of a file, or null where it holds something else. */
  private static @Nullable String textOf(Path file) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isIgnored(Path path) {
    if (path.equals(root)) {
      return false;
    }
    String name = path.getFileName().toString();
    return IGNORED.contains(name) || (root.equals(path.getParent()) && !TOP_LEVEL.contains(name));
  }

  private static Path repository() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("bin/towtank"))) {
      directory =
          Objects.requireNonNull(directory.getParent(), "no bin/towtank in any parent directory");
    }
    return directory;
  }
}
