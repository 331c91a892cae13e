package dev.curfew.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.curfew.session.FolderPruner;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that no tar would write, and those that none has finished. */
class TarReaderTests {

    @TempDir
    private Path temp;

    private Path outside;
    private Path target;

    @BeforeEach
    void makeFolders() throws IOException {
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("file"), "precious");
        Files.setPosixFilePermissions(outside, Permissions.of(0711));
        target = Files.createDirectory(temp.resolve("inside")).resolve("target");
    }

    /** Whatever the archive was. */
    @AfterEach
    void hasWrittenNothingOutside() throws IOException {
        FileTree.clear(target);
        assertThat(outside).isDirectoryContaining("glob:**file");
        assertThat(outside.resolve("file")).hasContent("precious");
        assertThat(Permissions.of(outside)).isEqualTo(Permissions.of(0711));
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).hasSize(2);
        }
        try (Stream<Path> files = Files.list(temp.resolve("inside"))) {
            assertThat(files).containsExactly(target);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/curfew",
                "/t/a",
                "../a",
                "t/../../a",
                "t/..",
                "..",
                "t/a/../../b",
                "other",
                "other/a",
                "tt",
                ".",
                "",
                "/",
                "t/\0x"
            })
    void refusesNamesThatAreNotInTheTarget(String name) {
        assertRefused(new Archive().folder("t").pax("path", name).file("ignored", "x"), "refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside/file", "t/../../outside/file", "outside/file", "t/missing", "t"})
    void refusesHardLinksToWhatIsNotInTheTarget(String to) {
        assertRefused(new Archive().folder("t").hardLink("t/a", to), "The archive entry \"t/a\"");
    }

    @Test
    void refusesToWriteThroughLinks() {
        String why = "would be written through the symbolic link " + target.resolve("l");

        assertRefused(
                new Archive().folder("t").symbolicLink("t/l", "../../outside").file("t/l/file", "x"), why);
        assertRefused(
                new Archive()
                        .folder("t")
                        .symbolicLink("t/l", outside.toString())
                        .folder("t/l"),
                why);
        assertRefused(
                new Archive()
                        .folder("t")
                        .symbolicLink("t/l", outside.toString())
                        .folder("t/l/new"),
                why);
        assertRefused(
                new Archive()
                        .folder("t")
                        .symbolicLink("t/l", outside.toString())
                        .symbolicLink("t/l/s", "x"),
                why);
        assertRefused(
                new Archive()
                        .folder("t")
                        .symbolicLink("t/l", outside.toString())
                        .hardLink("t/h", "t/l/file"),
                why);
        assertRefused(
                new Archive().symbolicLink("t", outside.toString()).file("t/file", "x"), "symbolic link " + target);
        assertRefused(new Archive().symbolicLink("t", outside.toString()).folder("t"), "symbolic link " + target);
        assertRefused(
                new Archive()
                        .folder("t")
                        .symbolicLink("t/a", outside.toString())
                        .hardLink("t/l", "t/a")
                        .file("t/l/x", ""),
                why);
    }

    @Test
    void refusesToReplaceAFolderByALinkToOneWhosePermissionsItWouldSet() {
        assertRefused(
                new Archive().folder("t").folder("t/l").symbolicLink("t/l", outside.toString()),
                "would replace the folder " + target.resolve("l"));
    }

    @Test
    void replacesALinkInsteadOfWritingToWhereItLeads() throws IOException {
        read(new Archive().folder("t").symbolicLink("t/l", outside + "/file").file("t/l", "new"));

        assertThat(target.resolve("l")).hasContent("new");
    }

    @Test
    void replacesAHardLinkInsteadOfWritingToTheFile() throws IOException {
        read(new Archive().folder("t").file("t/a", "old").hardLink("t/b", "t/a").file("t/b", "new"));

        assertThat(target.resolve("a")).hasContent("old");
        assertThat(target.resolve("b")).hasContent("new");
    }

    @Test
    void refusesToWriteThroughLinksThatWereThereBefore() throws IOException {
        Files.createSymbolicLink(target, outside);

        assertRefused(new Archive().folder("t").file("t/file", "x"), "symbolic link " + target);
        Files.createSymbolicLink(target, outside);
        assertRefused(new Archive().file("t/file", "x"), "symbolic link " + target);
    }

    @Test
    void refusesToWriteThroughLinksThatAppearMeanwhile() {
        Archive before = new Archive().folder("t").folder("t/a").folder("t/a/b").file("t/a/b/x", "x");

        assertSwapIsRefused(before, new Archive().file("t/a/b/y", "x"));
    }

    @Test
    void refusesToSetPermissionsThroughLinksThatAppearMeanwhile() throws IOException {
        Files.createDirectory(outside.resolve("b"), PosixFilePermissions.asFileAttribute(Permissions.of(0700)));

        assertSwapIsRefused(new Archive().folder("t").folder("t/a").folder("t/a/b"), new Archive());

        assertThat(Permissions.of(outside.resolve("b"))).isEqualTo(Permissions.of(0700));
    }

    /** The archive arrives in two parts, and between them {@code t/a} becomes a link. */
    private void assertSwapIsRefused(Archive before, Archive after) {
        InputStream swap = new InputStream() {
            @Override
            public int read() throws IOException {
                Files.move(target.resolve("a"), target.resolve("moved"));
                Files.createSymbolicLink(target.resolve("a"), outside);
                return -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        InputStream in =
                new SequenceInputStream(Collections.enumeration(List.of(before.unfinished(), swap, after.end())));

        assertThatIOException()
                .isThrownBy(() -> TarReader.read(in, "t", target))
                .withMessageContaining("would be written through the symbolic link " + target.resolve("a"));
    }

    @Test
    void refusesLinksWhereTheFileSystemHasNone() throws IOException {
        URI uri = URI.create("jar:" + target.toUri());
        try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
            InputStream archive =
                    new Archive().folder("t").symbolicLink("t/l", "nowhere").end();

            assertThatIOException()
                    .isThrownBy(() -> TarReader.read(archive, "t", zip.getPath("/t")))
                    .withMessageStartingWith(
                            "The archive entry \"t/l\" has a name or a link that is invalid on this system: ");
        }
    }

    @Test
    void fillsAFolderThatIsThereAndReplacesItsFiles() throws IOException {
        Files.createDirectory(target);
        Files.writeString(target.resolve("kept"), "kept");
        Files.writeString(target.resolve("replaced"), "old");
        Files.setPosixFilePermissions(target, Permissions.of(0500));

        read(new Archive().folder("t").file("t/replaced", "new"));

        assertThat(target.resolve("kept")).hasContent("kept");
        assertThat(target.resolve("replaced")).hasContent("new");
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(Permissions.of(0755));
    }

    @Test
    void refusesAFolderWhereAFileIs() {
        assertRefused(new Archive().file("t", "x").folder("t"), "needs a folder, but this is a file: " + target);
        assertRefused(new Archive().file("t", "x").file("t/a", "x"), "needs a folder, but this is a file: " + target);
    }

    @Test
    void dropsSetUserIdSetGroupIdAndSticky() throws IOException {
        read(new Archive().folder("t").file("t/a", "x"));

        assertThat(Files.getAttribute(target.resolve("a"), "unix:mode")).isEqualTo(0100755);
        assertThat(Files.getAttribute(target, "unix:mode")).isEqualTo(0040755);
    }

    @ParameterizedTest
    @ValueSource(chars = {'3', '4', '6', 'S', 'M', 'V', 'D', 'N', 'X', '9', '\u00ff'})
    void refusesWhatItDoesNotKnow(char type) {
        assertRefused(new Archive().entry(type, "t", "", ""), "The archive entry \"t\" is ");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThatIOException()
                .isThrownBy(() -> read(new Archive().entry('6', "t", "", "")))
                .withMessage("The archive entry \"t\" is a named pipe; it is refused");
    }

    @Test
    void refusesSparseFiles() {
        assertRefused(new Archive().pax("GNU.sparse.major", "1").file("t", "x"), "is a sparse file");
        assertRefused(new Archive().symbolicLink("t", ""), "is a symbolic link without a valid target");
    }

    @Test
    void readsWhatExtendedHeadersSay() throws IOException {
        Archive archive = new Archive()
                .entry(
                        TarHeader.PAX_FOR_ALL,
                        "global",
                        "",
                        Archive.record("mtime", "5") + Archive.record("comment", "to all"))
                .entry(TarHeader.LONG_NAME, "", "", "overridden by the other\0")
                .pax("path", "t/ü\nnew")
                .file("no", "first")
                .pax("mtime", "-2")
                .file("t/old", "second")
                .entry(TarHeader.LONG_NAME, "", "", "t/long\0")
                .entry(TarHeader.LONG_LINK, "", "", "leads far\0")
                .symbolicLink("no", "no")
                .file("t/last/", "");

        read(archive);

        assertThat(target.resolve("ü\nnew")).hasContent("first");
        assertThat(Files.getLastModifiedTime(target.resolve("ü\nnew")).toInstant())
                .isEqualTo(Instant.ofEpochSecond(5));
        assertThat(Files.getLastModifiedTime(target.resolve("old")).toInstant()).isEqualTo(Instant.ofEpochSecond(-2));
        assertThat(Files.readSymbolicLink(target.resolve("long"))).hasToString("leads far");
        assertThat(target.resolve("last")).isDirectory();
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        assertRefused(new Archive().raw("sh: tar: not found\n".repeat(100).getBytes(UTF_8)), "not a tar archive");
        assertRefused(new Archive(), "The archive has no entry with the name \"t\"");

        byte[] damaged = new Archive().file("t", "x").end().readAllBytes();
        damaged[0] = 'u';
        assertThatIOException()
                .isThrownBy(() -> TarReader.read(new ByteArrayInputStream(damaged), "u", target))
                .withMessageMatching("The archive has a block with the checksum \\d+ instead of \\d+, in or"
                        + " after its first entry; it is damaged, or not a tar archive");

        assertThatIOException()
                .isThrownBy(() -> TarReader.read(InputStream.nullInputStream(), "t", target))
                .isInstanceOf(EOFException.class)
                .withMessage("The archive is cut off after 0 bytes, in or after its first entry; the program that wrote"
                        + " it failed or was stopped");
    }

    @Test
    void noticesEveryCut() throws IOException {
        byte[] whole = new Archive()
                .folder("t")
                .file("t/a", "content")
                .pax("path", "t/b")
                .file("no", "x".repeat(1000))
                .end()
                .readAllBytes();

        for (int length = 0; length < whole.length - 1023; length += 61) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIOException()
                    .as("after %d bytes", length)
                    .isThrownBy(() -> TarReader.read(new ByteArrayInputStream(cut), "t", target))
                    .withMessageContaining("is cut off after " + length + " bytes");
        }
    }

    private void read(Archive archive) throws IOException {
        TarReader.read(archive.end(), "t", target);
    }

    private void assertRefused(Archive archive, String why) {
        assertThatIOException().isThrownBy(() -> read(archive)).withMessageContaining(why);
        FolderPruner.prune(target);
    }
}
