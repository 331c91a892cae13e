package dev.curfew.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNamesTests {

    @TempDir
    private Path temp;

    @AfterEach
    void deleteWhatMayNotBeWritten() throws IOException {
        FileTree.clear(temp);
    }

    @Test
    void loseNoByte() {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);

            assertThat(FileNames.bytes(FileNames.text(bytes)))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void areTextWhereTheyAreUtf8() {
        String text = "aü日\uD83D\uDE00\n";

        assertThat(FileNames.text(text.getBytes(UTF_8))).isEqualTo(text);
        assertThat(FileNames.text(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82}))
                .isEqualTo("a\uDCFFb\uDCE2\uDC82");
    }

    @Test
    void fitOnOneLineInAMessage() {
        assertThat(FileNames.quoted("a\n\uDCFF ü")).isEqualTo("\"a\\x0a\\xff ü\"");
    }

    @Test
    void ofPathsAreThoseOfTheFileSystem() throws IOException {
        for (String name : new String[] {"a", "ü", "\uDCFF", "a/\uDCFFb/ü", "/\uDCFF/%41", "+ %2B?#ü"}) {
            Path path = FileNames.path(FileSystems.getDefault(), name);

            assertThat(FileNames.of(path)).isEqualTo(name);
            assertThat(path.isAbsolute()).isEqualTo(name.startsWith("/"));
        }
        Path folder = Files.createDirectory(FileNames.child(temp, "ü\uDCFF"));
        assertThat(FileNames.of(folder)).isEqualTo(temp + "/ü\uDCFF");
        assertThat(FileNames.of(folder.getFileName())).isEqualTo("ü\uDCFF");
    }

    @Test
    void ofChildrenHaveOnePart() {
        assertThat(FileNames.child(temp, "ü")).isEqualTo(temp.resolve("ü"));
        assertThat(FileNames.child(temp, "")).isNull();
        assertThat(FileNames.child(temp, "a/b")).isNull();
        assertThat(FileNames.child(temp, "/a")).isNull();
    }

    /** In which the JDK knows no names but those in ASCII. */
    @Test
    void areKeptInThePosixLocale() throws Exception {
        Path tree = temp.resolve("tree");
        FileTree.make(7, tree);
        Files.setPosixFilePermissions(tree, Permissions.of(0755));
        Files.writeString(tree.resolve("äöü"), "x");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Copy.class.getName(),
                tree.toString(),
                temp.resolve("copy").toString());
        java.environment().put("LC_ALL", "POSIX");

        Process process = java.redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(process.waitFor()).isZero();
        assertThat(FileTree.describe(temp.resolve("copy"), true))
                .isEqualTo(FileTree.describe(tree, true))
                .containsKey("/äöü");
    }

    static final class Copy {

        private Copy() {}

        public static void main(String[] paths) throws IOException {
            byte[] archive = Archive.of(Path.of(paths[0]), "tree");
            TarReader.read(new ByteArrayInputStream(archive), "tree", Path.of(paths[1]));
        }
    }
}
