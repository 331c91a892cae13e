package dev.curfew.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the programs are that the benchmarks start.
 *
 * @param programs the folder of the compiled C programs
 * @param python the folder of the Python sources
 */
public record Fixtures(Path programs, Path python) {

    private static final String PROGRAMS = "curfew.benchmarks.programs";
    private static final String PYTHON = "curfew.benchmarks.python";
    private static final String BYTES = "curfew.benchmarks.bytes";

    /**
     * {@return the fixtures that the system properties of this JVM name}
     *
     * @throws IllegalStateException if they name none; the {@code run} script sets them
     */
    public static Fixtures located() {
        return new Fixtures(Path.of(property(PROGRAMS)), Path.of(property(PYTHON)));
    }

    /** {@return how many bytes a flood has; 2 GiB by default} */
    public static long floodBytes() {
        return Long.getLong(BYTES, 1L << 31);
    }

    /** {@return a program that dies on its first byte of input, or on the end of it, and notes when in the file that it is given} */
    public Path mortal() {
        return programs.resolve("mortal");
    }

    /** {@return a program that writes as many bytes as it is told} */
    public Path flood() {
        return programs.resolve("flood");
    }

    /** {@return a program that runs a command, and writes the time that the command and all its descendants needed} */
    Path timed() {
        return programs.resolve("timed");
    }

    Path cWorker() {
        return programs.resolve("worker");
    }

    Path pexpectWorker() {
        return python.resolve("pexpect_worker.py");
    }

    List<String> jvmOptions() {
        return List.of(
                "-D" + PROGRAMS + "=" + programs, "-D" + PYTHON + "=" + python, "-D" + BYTES + "=" + floodBytes());
    }

    /** {@return the path of java, and the options that every JVM with peers needs; a list to add to} */
    List<String> java() {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 22) {
            java.add("--enable-native-access=ALL-UNNAMED");
        }
        // No logger is wanted: that there is none need not be said.
        java.add("-Dslf4j.internal.verbosity=ERROR");
        // pty4j leaves a folder behind in each JVM.
        java.add("-Dpty4j.tmpdir=" + programs);
        java.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return java;
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(
                    "System property [" + name + "] must be set; start the benchmarks with benchmarks/run");
        }
        return value;
    }
}
