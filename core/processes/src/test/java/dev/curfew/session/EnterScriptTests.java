package dev.curfew.session;

import static dev.curfew.session.ExecChannelUnderTest.MARKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.session.SandboxUnderTest.Start;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a sandbox is entered: the location of files, the messages, and the leftovers. */
@Tag("any-jdk")
class EnterScriptTests extends SandboxTestCase {

    @InEveryShell
    void entersAndLeavesNothing(String shell) throws Exception {
        try (SandboxUnderTest sandbox = sandbox(shell).enter();
                ExecChannelUnderTest unused = sandbox.readyLane();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            assertThat(sandbox.answer())
                    .matches("curfew entered " + base + "/curfew-sandbox-test-1 \\d+ \\d+ pid:\\[\\d+]");
            assertThat(Files.getPosixFilePermissions(Path.of(sandbox.folder())))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            channel.send(
                    ExecChannelOrder.shell("setsid sleep 60 & echo there; wait").marked(processes.mark(2)));
            channel.readUntil("there\n");
            assertThat(sandbox.nextLine()).startsWith("id pid ");
            assertThat(processes.living()).isNotEmpty();

            sandbox.endOfFile();

            assertThat(sandbox.awaitExit()).isZero();
            assertThat(unused.awaitExit()).isEqualTo(125);
            channel.awaitExit();
            assertThat(processes.living()).isEmpty();
            assertThat(Path.of(sandbox.folder())).doesNotExist();
            while (sandbox.nextLine() != null) {} // the relay leaves too
        }
    }

    @InEveryShell
    void bringsReportsAndAnswersInOrder(String shell) throws Exception {
        try (SandboxUnderTest sandbox = sandbox(shell).enter()) {
            for (int i = 0; i < 20; i++) {
                try (ExecChannelUnderTest channel = sandbox.readyLane()) {
                    channel.send(ExecChannelOrder.of("true")).awaitExit();
                    sandbox.send("sync " + i);
                    assertThat(sandbox.nextLine()).startsWith("id pid ");
                    assertThat(sandbox.nextLine()).isEqualTo("id exit 0");
                    assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
                    assertThat(sandbox.nextLine()).isEqualTo("sync " + i);
                }
            }
        }
    }

    @InEveryShell
    void removesWhatWardensHaveLeft(String shell) throws Exception {
        String space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        Path dead = left("dead", "1 99 " + space);
        Path elsewhere = left("elsewhere", "1 99 pid:[1]");
        Path other = left("other", "");
        Path living;
        try (SandboxUnderTest first = sandbox(shell).enter()) {
            living = Files.move(Path.of(first.folder()), base.resolve("curfew-sandbox-living"));

            sandbox(shell).enter().close();

            assertThat(dead).doesNotExist();
            assertThat(List.of(elsewhere, other, living)).allMatch(Files::exists);
            Files.move(living, Path.of(first.folder()));
        }
    }

    /** Other users may write to the folder in which ours lies: a named pipe blocks the process that opens it. */
    @InEveryShell
    void readsOnlyFilesOfItsUser(String shell) throws Exception {
        requireRoot();
        Path pipe = Files.createDirectory(base.resolve("curfew-sandbox-pipe"));
        new ProcessBuilder("mkfifo", pipe.resolve("owner").toString()).start().waitFor();
        String space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        Path ofAnother = left("of-another", "1 99 " + space);
        new ProcessBuilder("chown", NOBODY, ofAnother.toString()).start().waitFor();
        Path linked = Files.createDirectory(base.resolve("linked"));
        Files.writeString(linked.resolve("owner"), "1 99 " + space + "\n");
        Files.createSymbolicLink(base.resolve("curfew-sandbox-link"), linked);

        assertTimeoutPreemptively(Patience.LIMIT, () -> sandbox(shell).enter().close());

        assertThat(List.of(pipe, ofAnother, linked.resolve("owner"))).allMatch(Files::exists);
    }

    private Path left(String name, String owner) throws IOException {
        Path folder = Files.createDirectory(base.resolve("curfew-sandbox-" + name));
        Files.writeString(folder.resolve("owner"), owner + "\n");
        return folder;
    }

    @InEveryShell
    void triesTheNextFolder(String shell) throws Exception {
        Files.createDirectory(base.resolve("curfew-sandbox-test-1"));
        Start start = sandbox(shell);
        try (SandboxUnderTest sandbox = start.enter()) {
            assertThat(sandbox.folder()).isNotEmpty().doesNotStartWith(base.toString());
        }
        Start missing = new Start(start.prefix(), shell, start.mark(), base + "/not there");
        try (SandboxUnderTest sandbox = missing.enter()) {
            assertThat(sandbox.folder()).isNotEmpty();
        }
        assertThat(base.resolve("curfew-sandbox-test-1")).isEmptyDirectory();
    }

    /** Lines that any process may write into the pipe of the guards. */
    @Test
    void relaysNothingThatOnlyTheWardenMaySay() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                RandomAccessFile pipe = new RandomAccessFile(sandbox.folder() + "/status", "rw")) {
            pipe.write(("warden ended 1 0\nsync 9\n" + "x".repeat(10_000) + "\nothers say this\n")
                    .getBytes(StandardCharsets.US_ASCII));

            sandbox.send("sync 1");

            assertThat(sandbox.nextLine()).isEqualTo("others say this");
            assertThat(sandbox.nextLine()).isEqualTo("sync 1");
        }
    }

    /** There is only busybox, which is also named sh. */
    @Test
    void needsOnlyBusybox() throws Exception {
        try (SandboxUnderTest sandbox = root("", "tmp").enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            assertThat(sandbox.folder()).isEqualTo("/tmp/curfew-sandbox-test-1");
            channel.send(ExecChannelOrder.shell("echo there"));
            assertThat(channel.readUntil(MARKER)).isEqualTo("there\n" + MARKER);
            sandbox.endOfFile();
            sandbox.awaitExit();
            assertThat(base.resolve("root/tmp")).isEmptyDirectory();
        }
        try (SandboxUnderTest sandbox = root("", "none").enter()) {
            assertThat(sandbox.folder()).isEqualTo("/curfew-sandbox-test-1");
            sandbox.endOfFile();
            sandbox.awaitExit();
            assertThat(base.resolve("root/curfew-sandbox-test-1")).doesNotExist();
        }
    }

    /** A root with nothing but busybox, in namespaces of its own; folders that are there already stay. */
    private Start root(String moreMounts, String folder) throws Exception {
        requireRoot();
        requireProgram("busybox");
        requireProgram("unshare");
        String make =
                "rm -rf root/tmp; mkdir -p root/bin root/proc root/dev root/$1; cp $(command -v busybox) root/bin; "
                        + "ln -sf busybox root/bin/sh; [ -c root/dev/null ] || mknod -m 666 root/dev/null c 1 3";
        new ProcessBuilder("sh", "-c", make, "sh", folder)
                .directory(base.toFile())
                .start()
                .waitFor();
        String enter =
                "cd '%s'; mount -t proc proc root/proc; %s cd root; exec chroot . /bin/busybox env -i PATH=/bin \"$@\"";
        return new Start(
                List.of("unshare", "-m", "sh", "-c", enter.formatted(base, moreMounts), "sh"),
                "sh",
                processes.mark(),
                "");
    }

    @Test
    void saysWhyNoFolderIsGoodEnough() throws Exception {
        String noexec =
                "mount -o bind,ro root root; mount -t proc proc root/proc; mount -t tmpfs -o noexec none root/tmp;";
        try (SandboxUnderTest sandbox = root(noexec, "tmp").enter()) {
            assertThat(sandbox.answer())
                    .isEqualTo("curfew refused /tmp: cannot run a program (Permission denied, exit code 126), "
                            + "/dev/shm: no folder, /var/tmp: no folder, /run: no folder, "
                            + "/: cannot make a folder, /dev: cannot make a folder");
            assertThat(sandbox.awaitExit()).isEqualTo(1);
        }
    }

    @Test
    void saysThatProcIsMissing() throws Exception {
        try (SandboxUnderTest sandbox = root("umount root/proc;", "tmp").enter()) {
            assertThat(sandbox.answer()).contains("/tmp: /proc is missing or does not list children");
        }
        assertThat(base.resolve("root/tmp")).isEmptyDirectory();
    }
}
