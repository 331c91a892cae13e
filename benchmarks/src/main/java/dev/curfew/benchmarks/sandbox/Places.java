package dev.curfew.benchmarks.sandbox;

import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The container and the host that the {@code run} script has made; the environment names them. */
final class Places {

    private static final String IMAGE = "CURFEW_BENCH_IMAGE";
    private static final String CONTAINER = "CURFEW_BENCH_CONTAINER";
    private static final String HOST_FOLDER = "CURFEW_BENCH_HOST";

    /** The name of the host in the configuration of its clients. */
    static final String HOST = "curfew-bench";

    private Places() {}

    /** {@return why there is no container; empty if there is one} */
    static Optional<String> containerMissing() {
        return missing(CONTAINER, "there is no container engine that answers to docker, or no static busybox");
    }

    /** {@return why there is no host; empty if there is one} */
    static Optional<String> hostMissing() {
        return missing(HOST_FOLDER, "there is no sshd, or it does not start");
    }

    private static Optional<String> missing(String variable, String why) {
        return System.getenv(variable) == null ? Optional.of(why) : Optional.empty();
    }

    private static String get(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw new IllegalStateException(
                    "Variable [" + variable + "] must be set; start the benchmarks with benchmarks/run");
        }
        return value;
    }

    static String image() {
        return get(IMAGE);
    }

    static String container() {
        return get(CONTAINER);
    }

    static Path hostFile(String name) {
        return Path.of(get(HOST_FOLDER), name);
    }

    static int port() {
        return Integer.parseInt(get("CURFEW_BENCH_PORT"));
    }

    static Sandbox containerSandbox() {
        return Sandbox.dockerContainer(container());
    }

    static Sandbox hostSandbox() {
        return Sandbox.ssh(HOST).withOptions("-F", hostFile("config").toString());
    }

    static List<String> dockerExec(String options, List<String> command) {
        return joined(List.of("docker", "exec", options, container()), command);
    }

    /** {@return a client with a connection of its own} */
    static List<String> ssh(String shellLine) {
        return List.of("ssh", "-F", hostFile("config").toString(), HOST, shellLine);
    }

    /** {@return a client that goes through the connection of another one} */
    static List<String> sharedSsh(String shellLine) {
        return List.of(
                "ssh",
                "-F",
                hostFile("config").toString(),
                "-S",
                hostFile("master").toString(),
                HOST,
                shellLine);
    }

    private static List<String> joined(List<String> words, List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }
}
