package dev.curfew.junit;

import dev.curfew.junit.configuration.RunConfiguration;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The condition behind {@link EnabledIfProgram}. Safe for tests that run in parallel.
 *
 * @since 0.1
 */
@API(status = API.Status.INTERNAL)
public final class ProgramCondition implements ExecutionCondition {

    static final String REQUIRED = "curfew.program.required";

    /** Create the condition. Called by JUnit for the annotation. */
    public ProgramCondition() {}

    /**
     * Called by JUnit: check whether the programs are installed.
     *
     * @param context the class or the method
     */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = AnnotationSupport.findAnnotation(context.getElement(), EnabledIfProgram.class).stream()
                .flatMap(annotation -> Stream.of(annotation.value()))
                .filter(program -> !isInstalled(program))
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("no program is missing");
        }
        boolean required = RunConfiguration.of(context)
                .value(REQUIRED, RunConfiguration::yesOrNo)
                .orElse(false);
        return required
                ? ConditionEvaluationResult.enabled(REQUIRED + " is set")
                : ConditionEvaluationResult.disabled("not installed: " + String.join(", ", missing));
    }

    /** A directory can be executable too. An absolute path stays what it is when it is resolved. */
    private static boolean isInstalled(String program) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder).resolve(program))
                .anyMatch(file -> Files.isExecutable(file) && Files.isRegularFile(file));
    }
}
