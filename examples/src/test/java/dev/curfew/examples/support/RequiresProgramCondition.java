package dev.curfew.examples.support;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Looks for the programs of {@link RequiresProgram}. */
final class RequiresProgramCondition implements ExecutionCondition {

    /** Looked up in the configuration parameters of JUnit, which are system properties too. */
    static final String NO_SKIP = "curfew.noSkip";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = required(context).stream()
                .filter(program -> !isInstalled(program))
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("all programs are installed");
        }
        String reason = String.join(", ", missing) + " not installed";
        if (context.getConfigurationParameter(NO_SKIP, Boolean::valueOf).orElse(false)) {
            throw new IllegalStateException(reason + ", and nothing may be skipped");
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    private static List<String> required(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), RequiresProgram.class)
                .map(annotation -> List.of(annotation.value()))
                .orElse(List.of());
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
