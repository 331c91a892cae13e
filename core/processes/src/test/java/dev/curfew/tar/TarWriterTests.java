package dev.curfew.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarWriterTests {

    private static final int BYTES = 1_000_000;

    @TempDir
    private Path temp;

    @Test
    void writesTheSameBytesForTheSameFiles() throws IOException {
        Path tree = Files.createDirectory(temp.resolve("tree"));
        for (int i = 0; i < 20; i++) {
            Files.writeString(tree.resolve("file-" + i * 7919 % 20), "x");
        }

        byte[] archive = Archive.of(tree, "t");

        assertThat(archive).isEqualTo(Archive.of(tree, "t")).hasSize(512 * (1 + 2 * 20 + 2));
        TarInput entries = new TarInput(new ByteArrayInputStream(archive));
        assertThat(entries.next().name()).isEqualTo("t/");
        assertThat(entries.next().name()).isEqualTo("t/file-0");
        assertThat(entries.next().name()).isEqualTo("t/file-1");
        assertThat(entries.next().name()).isEqualTo("t/file-10");
    }

    @Test
    void announcesNamesOfMoreThanAHundredBytesInTheWayThatBusyBoxKnows() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThat(Archive.of(file, "n".repeat(100))).hasSize(512 * 3);
        assertThat(new String(Archive.of(file, "n".repeat(101)), ISO_8859_1))
                .hasSize(512 * 5)
                .startsWith("././@LongLink\0")
                .contains("n".repeat(101) + "\0");
    }

    /** BusyBox sets permissions at once; without those of root it could not fill such a folder. */
    @Test
    void givesReadOnlyFoldersTheirPermissionsAfterTheirContent() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("folder"));
        Files.writeString(folder.resolve("file"), "");
        Files.setPosixFilePermissions(folder, Permissions.of(0555));

        TarInput entries = new TarInput(new ByteArrayInputStream(Archive.of(folder, "t")));

        assertThat(entries.next().mode()).isEqualTo(0755);
        assertThat(entries.next().name()).isEqualTo("t/file");
        assertThat(entries.next().mode()).isEqualTo(0555);
        assertThat(entries.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "..", "a/../b", "a\0"})
    void refusesNamesThatMightLandElsewhere(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TarWriter.write(temp, name, OutputStream.nullOutputStream()))
                .withMessageStartingWith(
                        "name must be relative, without empty parts, .. and NUL characters: " + FileNames.quoted(name));
    }

    @Test
    void refusesSocketsDevicesAndPipes() throws Exception {
        Path tree = Files.createDirectory(temp.resolve("tree"));
        Path socket = tree.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));

            assertRefused(tree, socket);
            assertRefused(socket, socket);
        }
        Path pipe = temp.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertRefused(pipe, pipe);
        assertRefused(Path.of("/dev/null"), Path.of("/dev/null"));
    }

    private static void assertRefused(Path source, Path path) {
        assertThatIOException()
                .isThrownBy(() -> Archive.of(source, "t"))
                .withMessage("Cannot copy " + path + ": it is a socket, a device or a pipe, and only files, folders and"
                        + " symbolic links can be copied");
    }

    @Test
    void namesWhatIsMissing() {
        Path missing = temp.resolve("missing");

        assertThatIOException()
                .isThrownBy(() -> Archive.of(missing, "t"))
                .isInstanceOf(NoSuchFileException.class)
                .withMessage(missing.toString());
    }

    @Test
    void noticesFilesThatShrinkOrGrow() throws IOException {
        Path file = Files.write(temp.resolve("file"), new byte[BYTES]);
        assertThatIOException()
                .isThrownBy(() -> TarWriter.write(file, "t", resizing(file, BYTES - 1)))
                .withMessage("Cannot copy " + file + ": it ended after 999999 bytes instead of the 1000000 that it had"
                        + " when it was opened; copy it while no process writes to it");

        Files.write(file, new byte[BYTES]);
        assertThatIOException()
                .isThrownBy(() -> TarWriter.write(file, "t", resizing(file, BYTES + 1)))
                .withMessage("Cannot copy " + file + ": it has more bytes than the 1000000 that it had"
                        + " when it was opened; copy it while no process writes to it");
    }

    private static OutputStream resizing(Path file, long size) {
        return new FilterOutputStream(OutputStream.nullOutputStream()) {
            @Override
            public void write(byte[] bytes, int start, int length) throws IOException {
                try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                    open.setLength(size);
                }
            }
        };
    }

    @Test
    void leavesTheStreamOpenAndFlushed() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new IllegalStateException("closed");
            }
        };

        TarWriter.write(file, "t", bytes);

        assertThat(bytes.size()).isEqualTo(512 * 4);
    }

    /** To read so many bytes would take too long: the file is sparse, and the tar is skipped, not read. */
    @Test
    void announcesGigabytesAsGnuTarDoes() throws Exception {
        long size = 9L << 30;
        Path archive = temp.resolve("archive.tar");
        byte[] header = new TarHeader("large", TarHeader.FILE, 0644, size, Instant.EPOCH, "").encode();
        Files.write(archive, header);
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(512 + size + 1024);
        }

        Process tar = new ProcessBuilder("tar", "-tvf", archive.toString()).start();

        assertThat(new String(tar.getInputStream().readAllBytes(), US_ASCII))
                .contains(" 9663676416 ")
                .contains("large");
        assertThat(tar.waitFor()).isZero();
    }

    /** A file system without permissions and symbolic links. */
    @Test
    void packsWhatIsInAnotherFileSystem() throws IOException {
        URI uri = URI.create("jar:" + temp.resolve("some.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
            Path folder = Files.createDirectory(zip.getPath("/folder"));
            Path file = Files.writeString(folder.resolve("ü"), "content");
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));

            byte[] archive = Archive.of(folder, "t");
            TarReader.read(new ByteArrayInputStream(archive), "t", temp.resolve("copy"));
            TarReader.read(new ByteArrayInputStream(archive), "t", zip.getPath("/copy"));

            assertThat(zip.getPath("/copy/ü")).hasContent("content");
        }
        assertThat(FileTree.describe(temp.resolve("copy"), false))
                .containsEntry("", "folder rwxr-xr-x")
                .hasEntrySatisfying("/ü", file -> assertThat(file).startsWith("file rw-r--r-- 1700000000 7 bytes"));
    }
}
