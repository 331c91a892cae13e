package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.EnteredSandbox;
import dev.curfew.diagnosis.FileTransferException;
import dev.curfew.process.Command;
import dev.curfew.tar.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files arrive unchanged. */
interface FileContract extends InSandbox {

    int FILES = 4;

    private EnteredSandbox place() {
        return processes().enterSandbox();
    }

    /** {@return a new folder in the sandbox} */
    private String makeFolder() {
        return run("f=/tmp/curfew-files-$$ && mkdir \"$f\" && echo \"$f\"").strip();
    }

    private void remove(String folder) {
        run("chmod -R u+rwx \"$1\"; rm -rf \"$1\"", folder);
    }

    @Test
    default void keepsEveryByteOfAFile(@TempDir Path folder) throws IOException {
        List<Integer> sizes = List.of(0, 1, 37_000, 5_000_000);
        String there = makeFolder();
        try {
            for (int size : sizes) {
                byte[] bytes = new byte[size];
                new Random(size).nextBytes(bytes);
                Path source = Files.write(folder.resolve("source " + size), bytes);
                place().put(source, there + "/a 'file' of " + size);
                place().get(there + "/a 'file' of " + size, folder.resolve("back " + size));
                assertThat(folder.resolve("back " + size)).hasBinaryContent(bytes);
            }
            assertThat(run("cd \"$1\"; for size in 0 1 37000 5000000; do wc -c <\"a 'file' of $size\"; done", there)
                            .lines()
                            .map(String::strip)
                            .map(Integer::valueOf))
                    .isEqualTo(sizes);
        } finally {
            remove(there);
        }
    }

    @Test
    default void keepsFilesApartThatArriveAtOnce(@TempDir Path folder) throws IOException {
        String there = makeFolder();
        try {
            IntStream.range(0, FILES).parallel().forEach(i -> {
                Path source = write(folder.resolve("source" + i), "file " + i + "\n");
                place().put(source, there + "/file" + i);
                place().get(there + "/file" + i, folder.resolve("back" + i));
            });
        } finally {
            remove(there);
        }

        for (int i = 0; i < FILES; i++) {
            assertThat(folder.resolve("back" + i)).hasContent("file " + i + "\n");
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Entering
    default void keepsWholeFolders(@TempDir Path folder) throws IOException {
        Path source = folder.resolve("source");
        FileTree.make(3, source);
        Path single = Files.writeString(folder.resolve("single"), "text");
        String there = makeFolder();
        String strange = there + "/-x $(touch y)\n\\t;";
        try {
            place().put(source, strange);
            place().get(strange, folder.resolve("back"));
            place().put(single, strange + "/a\\b");
            place().get(strange + "/a\\b", folder.resolve("single back"));
        } finally {
            remove(there);
        }

        assertThat(folder.resolve("single back")).hasContent("text");
        assertThat(FileTree.describe(folder.resolve("back"), false)).isEqualTo(FileTree.describe(source, false));
        FileTree.clear(source);
        FileTree.clear(folder.resolve("back"));
    }

    @Test
    default void makesWhatItBringsRunnable(@TempDir Path folder) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\necho I am \"$1\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String there = makeFolder();
        try {
            place().put(program, there + "/run me");
            assertThat(InSandbox.outputOf(processes().start(Command.of(there + "/run me", "here"))))
                    .isEqualTo("I am here\n");
        } finally {
            remove(there);
        }
    }

    @Test
    default void saysWhyAFileDoesNotArrive(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("source"), "text");

        assertThatThrownBy(() -> place().put(source, "/no/such/folder/file"))
                .isInstanceOf(FileTransferException.class)
                .hasMessageStartingWith("Failed to put " + source + " as /no/such/folder/file into " + sandbox());
        assertThatThrownBy(() -> place().put(folder.resolve("nothing"), "/tmp/nothing"))
                .isInstanceOf(FileTransferException.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> place().get("/no/such/file", folder.resolve("back")))
                .isInstanceOf(FileTransferException.class)
                .hasMessageStartingWith("Failed to get /no/such/file as " + folder.resolve("back"));
        assertThatThrownBy(() -> place().get("/proc/version", folder.resolve("no/folder")))
                .isInstanceOf(FileTransferException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> place().put(source, "/tmp/.."));
        assertThatIllegalArgumentException().isThrownBy(() -> place().get("/", folder.resolve("back")));
    }
}
