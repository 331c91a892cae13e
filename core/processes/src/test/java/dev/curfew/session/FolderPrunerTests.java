package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.diagnosis.UnprunedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is deleted with a folder, and what is not touched. That no link is followed which appears meanwhile is a test of the
 * native program: {@code never_follows_a_link_that_appears} in core/processes/src/test/c.
 */
class FolderPrunerTests extends WardenTestCase {

    /** Mounts are made in a namespace of the program, so that none is ever left. */
    private static final String MOUNTING = "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"";

    private static final String DEEP =
            "chdir $ARGV[0]; for (1 .. 3000) { mkdir 'd' x 40 or die; chdir 'd' x 40; open F, '>f' }";

    private Path outside;

    enum Means {
        NATIVE_PROGRAM {
            @Override
            Optional<NativeProgram> program() {
                return NativeProgram.found();
            }
        },
        SCRIPT {
            @Override
            Optional<NativeProgram> program() {
                return Optional.empty();
            }
        };

        abstract Optional<NativeProgram> program();

        List<String> behind(String... words) throws IOException {
            return Stream.concat(Stream.of(words), FolderPruner.program(program()).stream())
                    .toList();
        }
    }

    @BeforeEach
    void makeWhatIsNotOurs() throws IOException {
        outside = Files.createDirectories(base.resolve("outside"));
        Files.createDirectory(outside.resolve("inner"));
        Files.writeString(outside.resolve("file"), "kept");
        Files.setPosixFilePermissions(outside.resolve("inner"), PosixFilePermissions.fromString("r-x------"));
    }

    private void assertOutsideIsAsItWas() throws IOException {
        assertThat(outside.resolve("file")).hasContent("kept");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outside.resolve("inner"))))
                .isEqualTo("r-x------");
    }

    @ParameterizedTest
    @EnumSource
    void deletesWhateverIsInside(Means means) throws Exception {
        Path deep = Files.createDirectories(folder.resolve("a b/x\n[c] *"));
        Files.writeString(deep.resolve("-rf"), "text");
        Files.createSymbolicLink(deep.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
        Files.createLink(folder.resolve("hard"), outside.resolve("file"));
        new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();

        assertThat(FolderPruner.prune(folder, means.behind())).isEmpty();

        assertThat(folder).doesNotExist();
        assertOutsideIsAsItWas();
    }

    @ParameterizedTest
    @EnumSource
    void deletesALinkThatIsInThePlaceOfTheFolder(Means means) throws Exception {
        Path link = Files.createSymbolicLink(base.resolve("link"), outside);

        assertThat(FolderPruner.prune(link, means.behind())).isEmpty();

        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertOutsideIsAsItWas();
    }

    @Test
    void detachesAMountAndDeletesNothingInIt() throws Exception {
        requireRoot();
        Path mounted = Files.createDirectories(folder.resolve("scope/mounted"));

        assertThat(FolderPruner.prune(folder, mounting(Means.NATIVE_PROGRAM, mounted)))
                .isEmpty();

        assertThat(folder).doesNotExist();
        assertOutsideIsAsItWas();
    }

    /** As in a container, where root may not unmount. */
    @Test
    void namesAMountThatItMayNotDetach() throws Exception {
        requireRoot();
        Path mounted = Files.createDirectories(folder.resolve("scope/mounted"));
        Files.writeString(folder.resolve("scope/file"), "deleted");

        List<String> program = mounting(Means.NATIVE_PROGRAM, mounted, "setpriv", "--bounding-set", "-sys_admin");
        assertThat(FolderPruner.prune(folder, program)).containsExactly(new UnprunedFile(mounted, "a mount"));

        assertThat(folder.resolve("scope")).isDirectoryNotContaining("glob:**file");
        assertThat(mounted).isEmptyDirectory();
        assertOutsideIsAsItWas();
    }

    /** A file, which unlink(2) refuses to delete, and the folder itself. */
    @Test
    void detachesAMountOnAFileAndOnTheFolder() throws Exception {
        requireRoot();
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(FolderPruner.prune(folder, mounting(Means.NATIVE_PROGRAM, outside.resolve("file"), file)))
                .isEmpty();
        assertThat(folder).doesNotExist();
        Files.createDirectory(folder);
        assertThat(FolderPruner.prune(folder, mounting(Means.NATIVE_PROGRAM, folder)))
                .isEmpty();

        assertThat(folder).doesNotExist();
        assertOutsideIsAsItWas();
    }

    @Test
    void deletesNothingByScriptWhereAMountIsInside() throws Exception {
        requireRoot();
        Path mounted = Files.createDirectories(folder.resolve("a b/mounted"));

        assertThat(FolderPruner.prune(folder, mounting(Means.SCRIPT, mounted)))
                .containsExactly(new UnprunedFile(folder, "a mount is in it"));

        assertThat(mounted).exists();
        assertOutsideIsAsItWas();
    }

    private List<String> mounting(Means means, Path mounted, String... words) throws IOException {
        return mounting(means, outside, mounted, words);
    }

    private static List<String> mounting(Means means, Path from, Path mounted, String... words) throws IOException {
        Stream<String> mounting =
                Stream.of("unshare", "--mount", "sh", "-c", MOUNTING, "sh", from.toString(), mounted.toString());
        return Stream.concat(mounting, means.behind(words).stream()).toList();
    }

    /** Longer than any path may be, and with more levels than there are descriptors. */
    @ParameterizedTest
    @EnumSource
    void deletesTreesOfAnyDepth(Means means) throws Exception {
        requireProgram("perl");
        new ProcessBuilder("perl", "-e", DEEP, folder.toString()).start().waitFor();

        List<String> program = means.behind("sh", "-c", "ulimit -n 64; exec \"$@\"", "sh");
        assertThat(FolderPruner.prune(folder, program)).isEmpty();

        assertThat(folder).doesNotExist();
    }

    @Test
    void namesWhatBelongsToOthers() throws Exception {
        requireRoot();
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("file"), "of root");
        Files.createDirectory(folder.resolve("empty"));
        new ProcessBuilder("chown", NOBODY, base.toString(), folder.toString())
                .start()
                .waitFor();
        Path program = WardenUnderTest.program(base.resolve("guard"));

        List<String> unprivileged =
                List.of("setpriv", "--reuid", NOBODY, "--clear-groups", program.toString(), "prune");
        assertThat(FolderPruner.prune(folder, unprivileged))
                .containsExactly(new UnprunedFile(foreign.resolve("file"), "permission denied"));

        assertThat(folder.resolve("empty")).doesNotExist();
    }

    @Test
    void needsNoProgramForAFolderThatIsEmptyOrAbsent() throws IOException {
        assertThat(FolderPruner.prune(folder)).isEmpty();
        assertThat(folder).doesNotExist();
        assertThat(FolderPruner.prune(folder.resolve("below"))).isEmpty();
    }

    @Test
    void saysThatTheProgramHasFailed() throws IOException {
        Files.createFile(folder.resolve("file"));

        assertThat(FolderPruner.prune(folder, List.of("/bin/sh", "-c", "exit 7")))
                .containsExactly(new UnprunedFile(folder, "the program that deletes it exited with code 7"));
        assertThatThrownBy(() -> FolderPruner.prune(folder, List.of("/not/there", "prune")))
                .isInstanceOf(IOException.class);
    }
}
