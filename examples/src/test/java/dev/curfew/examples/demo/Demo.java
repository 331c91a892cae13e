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
        System.exit(demo.verdict(nothingFailed, oneFailed) ? 0 : 1);
    }

    private boolean showExamples() {
        Path files = evidence.resolve("examples");
        Outcomes outcomes = run("dev\\.curfew\\.examples\\.\\w+Tests", files, out::println);
        out.println();
        out.println(outcomes.summary());
        outcomes.failures().forEach(this::print);
        if (!outcomes.failures().isEmpty()) {
            out.println("The output of their processes is below " + files);
        }
        return outcomes.passed() > 0 && outcomes.failures().isEmpty();
    }

    private boolean showFailure() throws IOException {
        Path folder = evidence.resolve("on-purpose");
        Outcomes outcomes = run(FailsOnPurpose.class.getName(), folder, line -> {});
        out.println();
        out.println("One more fails on purpose, to show what a failure tells:");
        outcomes.failures().forEach(this::print);
        List<Path> files = filesBelow(folder);
        out.println("Its evidence:");
        files.forEach(file -> out.println("  " + file));
        return outcomes.failures().size() == 1 && !files.isEmpty();
    }

    /** The last line, because what failed is far above it. */
    private boolean verdict(boolean nothingFailed, boolean oneFailed) {
        out.println();
        if (!oneFailed) {
            out.println("Curfew: the demo FAILED: the example that is to fail did not, or left no evidence");
        } else if (!nothingFailed) {
            out.println("Curfew: the demo FAILED: see the rows with FAILED above");
        } else {
            out.println("Curfew: all examples that can run here passed");
        }
        return nothingFailed && oneFailed;
    }

    private Outcomes run(String classNamePattern, Path folder, Consumer<String> lines) {
        Launcher launcher = LauncherFactory.create();
        TestPlan plan = launcher.discover(request(classNamePattern, folder));
        Outcomes outcomes = new Outcomes(plan, lines);
        launcher.execute(plan, outcomes);
        return outcomes;
    }

    private LauncherDiscoveryRequest request(String classNamePattern, Path folder) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("dev.curfew.examples"))
                .filters(includeClassNamePatterns(classNamePattern))
                .configurationParameter("curfew.evidence.directory", folder.toString())
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

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
