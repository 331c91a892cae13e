package dev.curfew.examples.demo;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the examples one after the other, prints a line about each, and shows what a failure looks like.
 *
 * <pre>{@code java dev.curfew.examples.demo.Demo FOLDER_FOR_EVIDENCE}</pre>
 */
public final class Demo {

    private final PrintStream out;
    private final Path evidence;

    private Demo(PrintStream out, Path evidence) {
        this.out = out;
        this.evidence = evidence;
    }

    /**
     * Run the demo. The exit code is 0 if all examples passed or were skipped, and the one that is to fail did.
     *
     * @param arguments the folder for the evidence of failures
     * @throws IOException if that cannot be read
     */
    public static void main(String... arguments) throws IOException {
        Demo demo = new Demo(System.out, Path.of(arguments[0]));
        boolean nothingFailed = demo.showExamples();
        boolean oneFailed = demo.showFailure();
        System.exit(nothingFailed && oneFailed ? 0 : 1);
    }

    private boolean showExamples() {
        Outcomes outcomes = run("dev\\.curfew\\.examples\\.\\w+Tests", out::println);
        out.println();
        out.println(outcomes.summary());
        outcomes.failures().forEach(this::print);
        return outcomes.passed() > 0 && outcomes.failures().isEmpty();
    }

    private boolean showFailure() throws IOException {
        Outcomes outcomes = run(FailsOnPurpose.class.getName(), line -> {});
        out.println();
        out.println("One more fails on purpose, to show what a failure tells:");
        outcomes.failures().forEach(this::print);
        List<Path> files = evidenceFiles();
        out.println("Its evidence:");
        files.forEach(file -> out.println("  " + file));
        return outcomes.failures().size() == 1 && !files.isEmpty();
    }

    private Outcomes run(String classNamePattern, Consumer<String> lines) {
        Launcher launcher = LauncherFactory.create();
        TestPlan plan = launcher.discover(request(classNamePattern));
        Outcomes outcomes = new Outcomes(plan, lines);
        launcher.execute(plan, outcomes);
        return outcomes;
    }

    private LauncherDiscoveryRequest request(String classNamePattern) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("dev.curfew.examples"))
                .filters(includeClassNamePatterns(classNamePattern))
                .configurationParameter("curfew.evidence.directory", evidence.toString())
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .configurationParameter(
                        "junit.jupiter.testclass.order.default", "org.junit.jupiter.api.ClassOrderer$ClassName")
                .build();
    }

    private void print(Failure failure) {
        out.println();
        failure.lines().forEach(line -> out.println("  " + line));
        out.println();
    }

    private List<Path> evidenceFiles() throws IOException {
        if (!Files.isDirectory(evidence)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(evidence)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
