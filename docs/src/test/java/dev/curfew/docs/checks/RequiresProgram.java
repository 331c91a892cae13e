package dev.curfew.docs.checks;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips tests where a program is missing; under {@code -Dcurfew.noSkip=true} they run and fail. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresProgram.Condition.class)
public @interface RequiresProgram {

    /** {@return the names of the programs} */
    String[] value();

    /** Looks into the folders of PATH. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            List<String> missing = AnnotationSupport.findAnnotation(context.getElement(), RequiresProgram.class)
                    .map(required -> Arrays.stream(required.value()))
                    .stream()
                    .flatMap(names -> names)
                    .filter(name -> !isThere(name))
                    .toList();
            return missing.isEmpty() || Boolean.getBoolean("curfew.noSkip")
                    ? ConditionEvaluationResult.enabled("all programs are there")
                    : ConditionEvaluationResult.disabled("missing programs: " + missing);
        }

        private static boolean isThere(String name) {
            String path = String.valueOf(System.getenv("PATH"));
            return Arrays.stream(path.split(File.pathSeparator, -1))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        }
    }
}
