package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTests {

    @TempDir
    private Path folder;

    @Test
    void isTheNativeOneOnLinux() {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");

        assertThat(Launcher.current().kind()).isEqualTo(Launcher.Kind.NATIVE);
        assertThat(Launcher.current().givesOwnSession()).isTrue();
    }

    @Test
    void isExtractedOnceAndOnlyForItsUser() throws IOException {
        Path file = NativeFile.launcher().orElseThrow();

        assertThat(NativeFile.launcher()).contains(file);
        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(file)
                .isExecutable()
                .satisfies(one -> assertThat(Files.size(one)).isLessThan(2048));
    }

    /** The binaries in the resources were built from this source; here it is built afresh with the local compiler. */
    @Test
    void behavesAsItsSourceSays() throws Exception {
        Path built = compile("gcc");

        assertBehaviour(List.of(built.toString()));
    }

    @Test
    void behavesTheSameOnArm() throws Exception {
        requireProgram("qemu-aarch64");
        Path program = folder.resolve("launcher-aarch64");
        try (InputStream resource = Launcher.class.getResourceAsStream("launcher-aarch64")) {
            Files.write(program, resource.readAllBytes());
        }
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertBehaviour(List.of("qemu-aarch64", program.toString()));
    }

    private void assertBehaviour(List<String> launcher) throws Exception {
        assertThat(run(launcher, "/bin/sh", "sh", "-c", "echo $0 $1; exit 3", "zero", "one"))
                .isEqualTo("zero one\n3");
        assertThat(run(launcher, "/no/such/program", "program"))
                .isEqualTo("curfew: cannot execute /no/such/program: errno 2\n127");
        assertThat(run(launcher, "/", "folder")).isEqualTo("curfew: cannot execute /: errno 13\n126");
        assertThat(run(launcher)).isEqualTo("127");
        Path script = Files.writeString(folder.resolve("script"), "echo script $1\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(run(launcher, script.toString(), "script", "one")).isEqualTo("script one\n0");
    }

    private Path compile(String compiler) throws Exception {
        requireProgram(compiler);
        Path program = folder.resolve("launcher");
        String source = Path.of("src/main/c/launcher.c").toAbsolutePath().toString();
        String output = run(List.of(
                compiler,
                "-std=c11",
                "-Os",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-static",
                "-nostdlib",
                "-ffreestanding",
                "-fno-stack-protector",
                "-fno-pie",
                "-no-pie",
                "-o",
                program.toString(),
                source));
        assertThat(output).isEqualTo("0");
        return program;
    }

    private static void requireProgram(String name) {
        boolean there = List.of("/usr/bin/", "/bin/", "/usr/local/bin/").stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path + name)));
        if (!Boolean.getBoolean("curfew.noSkip")) {
            assumeThat(there).as(name + " is installed").isTrue();
        }
        assertThat(there).as(name + " is installed").isTrue();
    }

    private static String run(List<String> program, String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(program);
        argv.addAll(List.of(arguments));
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + process.waitFor();
    }
}
