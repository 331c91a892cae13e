package dev.curfew.cli;

import dev.curfew.session.OneShotCommand;
import dev.curfew.session.OneShotResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Checks which sandboxes are available, by asking their client programs. */
final class SandboxCheckup {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "docker",
                    List.of("docker", "version", "--format", "engine {{.Server.Version}}"),
                    "start the engine, or point DOCKER_HOST or a context to one"),
            new Question(
                    "podman", List.of("podman", "info", "--format", "engine {{.Version.Version}}"), "see: podman info"),
            new Question(
                    "kubernetes",
                    List.of("kubectl", "get", "--raw", "/version", "--request-timeout=3s"),
                    "name a cluster that answers in KUBECONFIG or ~/.kube/config"),
            new Question("slurm", List.of("scontrol", "ping"), "check SLURM_CONF, and that slurmctld runs"),
            new Question("ssh", List.of("ssh", "-V"), ""),
            new Question("apptainer", List.of("apptainer", "--version"), ""),
            new Question("charliecloud", List.of("ch-run", "--version"), "set the variable USER"));

    /**
     * A command that shows whether a sandbox is available. The details come from its standard output, because standard
     * error may contain warnings; only ssh prints its version to standard error.
     *
     * @param name the sandbox
     * @param argv a program that exits with code 0 if it is available
     * @param next what to do otherwise
     */
    private record Question(String name, List<String> argv, String next) {}

    private SandboxCheckup() {}

    static List<Finding> findings() {
        return QUESTIONS.parallelStream().map(SandboxCheckup::ask).toList();
    }

    private static Finding ask(Question question) {
        String program = question.argv().get(0);
        if (!isInstalled(program)) {
            return Finding.absent(
                    question.name(), program + " is not in PATH", "install " + program + " if it is wanted");
        }
        try {
            return judge(
                    question, OneShotCommand.of(question.argv()).keepingErrors().run(LIMIT));
        } catch (IOException e) {
            return Finding.absent(question.name(), "cannot be queried: " + e.getMessage(), question.next());
        }
    }

    private static Finding judge(Question question, OneShotResult result) {
        String answer = line(result.output().text());
        String errors = line(result.errors().text());
        if (result.succeeded()) {
            return Finding.ok(question.name(), answer.isEmpty() ? errors : answer);
        }
        String text = (errors + " " + answer).strip();
        String how = String.join(" ", question.argv()) + " " + result.how();
        return Finding.absent(question.name(), text.isEmpty() ? how : how + ": " + text, question.next());
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static boolean isInstalled(String program) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/local/bin:/usr/bin:/bin");
        for (String folder : path.split(":", -1)) {
            if (Files.isExecutable(Path.of(folder).resolve(program))) {
                return true;
            }
        }
        return false;
    }
}
