package dev.curfew.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.curfew.session.FolderPruner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ours writes is what the real ones read, and the other way round. */
class TarInterchangeTests {

    @TempDir
    private Path temp;

    private Path source;
    private Path unpacked;

    @BeforeEach
    void makeFolders() throws IOException {
        source = Files.createDirectory(temp.resolve("source"));
        unpacked = Files.createDirectory(temp.resolve("unpacked"));
    }

    @AfterEach
    void deleteWhatMayNotBeWritten() throws IOException {
        FileTree.clear(source);
        FileTree.clear(unpacked);
    }

    @ParameterizedTest
    @EnumSource
    void keepsContentsOfAllSizes(TarProgram tar) throws IOException {
        Path tree = Files.createDirectory(source.resolve("tree"));
        Random random = new Random(1);
        for (int size : List.of(0, 1, 511, 512, 513, 65_535, 65_536, 65_537, 10_000_000)) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            Files.write(tree.resolve("file-" + size), content);
        }

        passesThrough(tar, tree);
    }

    @ParameterizedTest
    @EnumSource
    void keepsNamesOfAllKinds(TarProgram tar) throws IOException {
        Path tree = Files.createDirectory(source.resolve("-- 'tree'"));
        for (String name : List.of(
                "-rf",
                "--help",
                "a\nb",
                "'single'",
                "\"double\"",
                " spaces  ",
                "back\\slash\\n",
                "*",
                "äöü",
                "日本語",
                "\uD83D\uDE00",
                "\uDCFF\uDCFE",
                "ü".repeat(127),
                "percent%20",
                "~",
                "#",
                "...",
                "..x",
                "x..")) {
            Files.writeString(FileNames.child(tree, name), name.replaceAll("[\uDC00-\uDFFF]", ""));
        }

        passesThrough(tar, tree);
    }

    /** The length of a name that fits into a header is 100 bytes; folders have a slash, too. */
    @ParameterizedTest
    @EnumSource
    void keepsNamesOfAllLengths(TarProgram tar) throws IOException {
        Path tree = Files.createDirectory(source.resolve("tree"));
        for (int length = 90; length <= 105; length++) {
            String name = "n".repeat(length - "tree/".length());
            Files.writeString(tree.resolve(name), name);
            Files.createDirectory(tree.resolve("d" + name.substring(1)));
            Files.createSymbolicLink(tree.resolve("link-" + length), Path.of("t".repeat(length)));
        }
        Path deep = Files.createDirectories(tree.resolve(("f".repeat(250) + "/").repeat(3)));
        Files.createSymbolicLink(deep.resolve("l".repeat(250)), Path.of(("to/".repeat(500) + "here")));
        Files.writeString(deep.resolve("x".repeat(250)), "deep");

        passesThrough(tar, tree);
    }

    @ParameterizedTest
    @EnumSource
    void keepsLinksAndDoesNotFollowThem(TarProgram tar) throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Path tree = Files.createDirectory(source.resolve("tree"));
        Files.createSymbolicLink(tree.resolve("absolute"), outside);
        Files.createSymbolicLink(tree.resolve("relative"), Path.of("../../outside"));
        Files.createSymbolicLink(tree.resolve("dangling"), Path.of("no/where"));
        Files.createSymbolicLink(tree.resolve("itself"), Path.of("itself"));
        Files.createSymbolicLink(tree.resolve("up"), Path.of(".."));
        Files.writeString(tree.resolve("file"), "content");
        Files.createSymbolicLink(tree.resolve("inside"), Path.of("file"));

        passesThrough(tar, tree);

        assertThat(outside).isDirectoryContaining("glob:**secret");
    }

    @ParameterizedTest
    @EnumSource
    void keepsPermissionsAndEmptyAndReadOnlyFolders(TarProgram tar) throws IOException {
        Path tree = Files.createDirectory(source.resolve("tree"));
        Path locked = Files.createDirectories(tree.resolve("locked/inner"));
        Files.writeString(locked.resolve("read-only"), "x");
        Files.createDirectory(tree.resolve("empty"));
        for (int mode = 0400; mode <= 0777; mode += 013) {
            Path file = Files.writeString(tree.resolve("mode-" + mode), "x");
            Files.setPosixFilePermissions(file, Permissions.of(mode));
        }
        Files.setPosixFilePermissions(locked.resolve("read-only"), Permissions.of(0444));
        Files.setPosixFilePermissions(locked, Permissions.of(0500));
        Files.setPosixFilePermissions(tree.resolve("locked"), Permissions.of(0555));
        Files.setPosixFilePermissions(tree, Permissions.of(0555));

        passesThrough(tar, tree);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTimes(TarProgram tar) throws IOException {
        Path tree = Files.createDirectory(source.resolve("tree"));
        for (long second : List.of(0L, 1L, 1_700_000_000L, 0xffff_ffffL, 0x1_ffff_ffffL)) {
            Path file = Files.writeString(tree.resolve("at-" + second), "x");
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
        }

        passesThrough(tar, tree);
    }

    @ParameterizedTest
    @EnumSource
    void passesAFileAndALinkOfTheirOwn(TarProgram tar) throws IOException {
        passesThrough(tar, Files.writeString(source.resolve("-file"), "content"));
        passesThrough(tar, Files.createSymbolicLink(source.resolve("-link"), Path.of("no where")));
    }

    @ParameterizedTest
    @EnumSource
    void renamesOnTheWay(TarProgram tar) throws IOException {
        Path tree = Files.createDirectory(source.resolve("tree"));
        Files.writeString(tree.resolve("file"), "content");

        tar.writeAndUnpack(tree, "other name", unpacked);
        tar.packAndRead(source, "tree", unpacked.resolve("third"));
        tar.packAndRead(source, "tree/file", unpacked.resolve("fourth"));
        tar.packAndRead(tree, ".", unpacked.resolve("fifth"));
        tar.writeAndUnpack(tree, ".", unpacked.resolve("fifth"));

        for (String name : List.of("other name/file", "third/file", "fourth", "fifth/file")) {
            assertThat(unpacked.resolve(name)).hasContent("content");
        }
        assertThat(unpacked.resolve("fifth")).isDirectoryNotContaining("glob:**tree");
    }

    @ParameterizedTest
    @EnumSource
    void readsHardLinks(TarProgram tar) throws IOException {
        Path tree = Files.createDirectory(source.resolve("tree"));
        Files.writeString(tree.resolve("a"), "content");
        Files.createLink(tree.resolve("b"), tree.resolve("a"));
        Files.createSymbolicLink(tree.resolve("c"), Path.of("nowhere"));
        Files.createLink(tree.resolve("d"), tree.resolve("c"));

        passesThrough(tar, tree);

        assertThat(key(unpacked.resolve("tree/a"))).isEqualTo(key(unpacked.resolve("tree/b")));
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v7", "oldgnu", "gnu", "ustar", "posix"})
    void readsAllFormats(String format) throws IOException {
        Path tree = Files.createDirectory(source.resolve("tree"));
        Path folder = Files.createDirectories(tree.resolve("folder"));
        Files.writeString(folder.resolve("file"), "content");
        Files.setLastModifiedTime(folder.resolve("file"), FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z")));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("folder/file"));
        if (!format.equals("v7")) {
            Path deep = Files.createDirectories(tree.resolve(("p".repeat(70) + "/").repeat(2)));
            Files.writeString(deep.resolve("n".repeat(90)), "in the prefix");
        }

        TarProgram.GNU.packAndRead(source, "tree", unpacked.resolve("tree"), "--format=" + format);

        assertThat(FileTree.describe(unpacked.resolve("tree"), true)).isEqualTo(FileTree.describe(tree, true));
        if (format.equals("posix")) {
            assertThat(Files.getLastModifiedTime(unpacked.resolve("tree/folder/file"))
                            .toInstant())
                    .isEqualTo("2001-02-03T04:05:06.789Z");
        }
    }

    /** A file of a few bytes could announce terabytes of zeros. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu",
                "--format=posix --sparse-version=0.0",
                "--format=posix --sparse-version=0.1",
                "--format=posix --sparse-version=1.0"
            })
    void refusesSparseFilesInAllFormats(String options) throws IOException {
        Path tree = Files.createDirectory(source.resolve("tree"));
        TarProgram.makeSparseFile(tree.resolve("hole"));

        assertThatIOException()
                .isThrownBy(() -> TarProgram.GNU.packAndRead(
                        source, "tree", unpacked.resolve("tree"), ("--sparse " + options).split(" ", -1)))
                .withMessageMatching("The archive entry \"tree/.*hole\" is a sparse file, which tar writes only with"
                        + " --sparse; it is refused");
    }

    @Test
    void passesTreesOfAllKinds() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            Path tree = source.resolve("tree");
            FileTree.make(seed, tree);
            Path copy = unpacked.resolve("copy");
            TarReader.read(new ByteArrayInputStream(Archive.of(tree, "tree")), "tree", copy);

            assertThat(FileTree.describe(copy, true)).as("seed %d", seed).isEqualTo(FileTree.describe(tree, true));
            FolderPruner.prune(tree);
            FolderPruner.prune(copy);
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesTreesOfAllKindsBothWays(TarProgram tar) throws IOException {
        for (long seed = 1000; seed < 1012; seed++) {
            Path tree = source.resolve("tree");
            FileTree.make(seed, tree);
            String[] options = tar == TarProgram.GNU
                    ? new String[] {"--format=" + (seed % 2 == 0 ? "gnu" : "posix")}
                    : new String[0];
            tar.writeAndUnpack(tree, "tree", unpacked);
            tar.packAndRead(source, "tree", unpacked.resolve("back"), options);

            for (String name : List.of("tree", "back")) {
                assertThat(FileTree.describe(unpacked.resolve(name), false))
                        .as("%s, seed %d", name, seed)
                        .isEqualTo(FileTree.describe(tree, false));
                FolderPruner.prune(unpacked.resolve(name));
            }
            FolderPruner.prune(tree);
        }
    }

    private void passesThrough(TarProgram tar, Path tree) throws IOException {
        String name = tree.getFileName().toString();
        boolean exact = tar == TarProgram.GNU;

        tar.writeAndUnpack(tree, name, unpacked);
        assertThat(FileTree.describe(unpacked.resolve(name), exact)).isEqualTo(FileTree.describe(tree, exact));

        FileTree.clear(unpacked);
        tar.packAndRead(source, name, unpacked.resolve(name));
        assertThat(FileTree.describe(unpacked.resolve(name), exact)).isEqualTo(FileTree.describe(tree, exact));
    }
}
