package dev.curfew.examples.episode;

import static dev.curfew.examples.episode.Calls.awaitEnd;
import static dev.curfew.examples.episode.Calls.awaitText;
import static dev.curfew.examples.episode.Calls.run;
import static dev.curfew.examples.episode.Calls.start;
import static dev.curfew.examples.episode.Calls.startOnTerminal;
import static dev.curfew.examples.episode.Calls.submit;

import dev.curfew.episode.Task;
import dev.curfew.junit.episode.JUnitVerifier;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Five tasks, and for each a policy that solves it and one that does not. */
final class Trials {

    private static final Pattern LOG = Pattern.compile("(\\w+)\\.log");
    private static final Pattern QUESTION = Pattern.compile("What is (\\d+) \\* (\\d+)\\?");

    private final Sandbox sandbox;

    Trials(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    List<Trial> all() {
        return Stream.of(build(), installer(), servers(), quiz(), repository())
                .flatMap(List::stream)
                .toList();
    }

    private List<Trial> build() {
        Task task = task("repair-the-build", "The build in this folder fails. Repair it", BuildChecks.class)
                .withFile(folder("build"), "shop");
        return both(
                task,
                Policy.of(
                        "mends-the-source",
                        last -> run("cd shop && make"),
                        last -> run("cd shop && sed -i s/retrun/return/ total.py && make")),
                Policy.of("writes-the-report", last -> run("echo total 42 > shop/report.txt")));
    }

    private List<Trial> installer() {
        Task task = task(
                        "run-the-installer",
                        "Install the program with install.sh; the password is open sesame",
                        InstallerChecks.class)
                .withFile(folder("installer").resolve("install.sh"), "install.sh");
        return both(
                task,
                Policy.of(
                        "answers",
                        last -> startOnTerminal("sh install.sh"),
                        last -> awaitText(last.session(), "license?"),
                        last -> submit(last.session(), "yes"),
                        last -> awaitText(last.session(), "Choose"),
                        last -> submit(last.session(), "open sesame"),
                        last -> awaitText(last.session(), "Repeat"),
                        last -> submit(last.session(), "open sesame"),
                        last -> awaitEnd(last.session())),
                Policy.of("pipes", last -> run("yes | sh install.sh")));
    }

    private List<Trial> servers() {
        Task task = task(
                        "stop-the-runaway",
                        "One of the servers here fills the disk with its log. Stop it, and only it",
                        ServerChecks.class)
                .withFile(folder("servers").resolve("server.py"), "server.py")
                .withSetUp(Command.shell("for name in shop stock post; do"
                        + " setsid python3 server.py $name >/dev/null 2>&1 </dev/null & done"));
        Function<Answer, String> largest = last -> run("sleep 1; ls -S *.log | head -n 1");
        return both(
                task,
                Policy.of(
                        "looks-at-the-logs",
                        largest,
                        last -> run("kill $(ps -eo pid,args | awk '/[s]erver.py "
                                + last.find(LOG).group(1) + "/ {print $1}')")),
                Policy.of("stops-them-all", last -> run("kill $(ps -eo pid,args | awk '/[s]erver.py/ {print $1}')")));
    }

    private List<Trial> quiz() {
        Task task = task("answer-the-quiz", "Answer all questions of quiz.py", QuizChecks.class)
                .withFile(folder("quiz").resolve("quiz.py"), "quiz.py");
        return both(
                task,
                Policy.of(
                        "calculates",
                        last -> start("python3 -u quiz.py"),
                        last -> awaitText(last.session(), "17 * 23?"),
                        Trials::product,
                        last -> awaitText(last.session(), "41 * 19?"),
                        Trials::product,
                        last -> awaitText(last.session(), "64 * 125?"),
                        Trials::product,
                        last -> awaitEnd(last.session())),
                Policy.of("guesses", last -> run("yes 391 | python3 -u quiz.py")));
    }

    private static String product(Answer last) {
        Matcher question = last.find(QUESTION);
        int product = Integer.parseInt(question.group(1)) * Integer.parseInt(question.group(2));
        return submit(last.session(), String.valueOf(product));
    }

    private List<Trial> repository() {
        Task task = task("recover-the-commit", "This repository was reset. Get the novel back", GitChecks.class)
                .withSetUp(Command.shell(
                        "git init -q --template= && git config user.name Ada && git config user.email a@b.c"
                                + " && git commit -q --allow-empty -m 'Begin'"
                                + " && echo 'It was a dark and stormy night' > novel && git add novel && git commit -q -m 'Write a novel'"
                                + " && git reset -q --hard HEAD~1"));
        return both(
                task,
                Policy.of("reads-the-reflog", last -> run("git reflog"), last -> run("git reset --hard 'HEAD@{1}'")),
                Policy.of(
                        "writes-another",
                        last -> run(
                                "echo 'Call me Ishmael' > novel; git add novel; git commit -q -m 'Write a novel'")));
    }

    private Task task(String name, String instruction, Class<?> checks) {
        return Task.of(name, instruction).withSandbox(sandbox).withVerifier(JUnitVerifier.of(checks));
    }

    private static List<Trial> both(Task task, Policy solves, Policy fails) {
        return List.of(new Trial(task, solves, true), new Trial(task, fails, false));
    }

    private static Path folder(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(Trials.class.getResource(name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
