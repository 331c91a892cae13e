package dev.curfew.junit.escape;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The JVM whose processes try to escape: does as it is told on standard input, and says on standard output how far it is.
 *
 * <p>{@code scope ESCAPE END} starts an escape, says {@code alive}, waits for a line, ends the scope in that way and says
 * {@code ended clean}, or {@code ended left} and what the report names. {@code all ESCAPES USER MEANS} does the same
 * with several escapes in one test; the line it waits for says how that ends. {@code program PROGRAM ARGUMENT} is a scope
 * with one program, {@code starting COUNT} one that ends while so many threads start daemons, {@code trivial} a test with
 * a process that does nothing.
 */
final class EscapingJvm {

    static final String PREFIX = "escaping-jvm: ";

    private static final BufferedReader INPUT =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private EscapingJvm() {}

    public static void main(String[] arguments) {
        try (LauncherSession session = LauncherFactory.openSession()) {
            for (String line = hear(); !line.equals("leave"); line = hear()) {
                obey(List.of(line.split(" ", -1)), session.getLauncher());
            }
        }
        // Not System.exit: what keeps a JVM from ending by itself is something left behind, too.
    }

    private static void obey(List<String> words, Launcher launcher) {
        switch (words.get(0)) {
            case "scope" -> endScope(Escape.valueOf(words.get(1)), End.valueOf(words.get(2)), launcher);
            case "all" -> {
                EscapeCases.escapes =
                        Escapes.valueOf(words.get(1)).of(TestUser.valueOf(words.get(2)), Means.valueOf(words.get(3)));
                run(EscapeCases.AllCase.class, launcher);
            }
            case "program" -> endProgram(Command.of(words.get(1), words.get(2)));
            case "starting" -> StartingThreads.run(Integer.parseInt(words.get(1)));
            case "trivial" -> run(EscapeCases.TrivialCase.class, launcher);
            default -> throw new IllegalArgumentException("No such order: " + words);
        }
    }

    private static void endScope(Escape escape, End end, Launcher launcher) {
        EscapeCases.escapes = List.of(escape);
        if (end == End.CLOSE) {
            close();
        } else {
            run(EscapeCases.of(end), launcher);
        }
    }

    private static void close() {
        KillPolicy policy = KillPolicy.DEFAULT.withGrace(Duration.ofMillis(100));
        ProcessRegistry processes = ProcessRegistry.open(RegistryOptions.DEFAULT.withKillPolicy(policy));
        EscapeCases.startAll(processes);
        sayReportOf(processes);
    }

    private static void endProgram(Command program) {
        KillPolicy policy = new KillPolicy(Duration.ofMillis(100), Duration.ofSeconds(2));
        ProcessRegistry processes = ProcessRegistry.open(RegistryOptions.DEFAULT.withKillPolicy(policy));
        processes.start(program).expect("ready");
        say("alive " + processes.createDirectory());
        hear();
        sayReportOf(processes);
    }

    static void sayReportOf(ProcessRegistry processes) {
        KillReport report = processes.end();
        say(
                report.isClean()
                        ? "ended clean"
                        : "ended left " + inOneLine(report.diagnosis().render()));
    }

    private static void run(Class<?> testClass, Launcher launcher) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(testClass))
                        .configurationParameter("curfew.evidence", "false")
                        .build(),
                listener);
        say(leftBehind(listener.getSummary())
                .map(left -> "ended left " + inOneLine(left.getMessage()))
                .orElse("ended clean"));
    }

    /** Failures are to be expected, that something was left behind is not. */
    private static Optional<Throwable> leftBehind(TestExecutionSummary summary) {
        return summary.getFailures().stream()
                .map(TestExecutionSummary.Failure::getException)
                .peek(Throwable::printStackTrace)
                .flatMap(failure -> Stream.concat(Stream.of(failure), Arrays.stream(failure.getSuppressed())))
                .filter(failure -> failure.getClass().getSimpleName().equals("ProcessesLeftBehindError"))
                .findFirst();
    }

    private static String inOneLine(String text) {
        return text.replace('\n', ' ');
    }

    static void say(String line) {
        System.out.println(PREFIX + line);
        System.out.flush();
    }

    /** {@return the next line of the parent; without a parent there is nothing to stay for} */
    static String hear() {
        try {
            String line = INPUT.readLine();
            return line == null ? "leave" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
