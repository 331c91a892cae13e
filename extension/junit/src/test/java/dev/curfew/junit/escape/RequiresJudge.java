package dev.curfew.junit.escape;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests where no judge of escapes is available, or the programs for it are missing; under {@code -Dcurfew.noSkip=true}
 * they run and fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresJudge.Condition.class)
@interface RequiresJudge {

    /** Looks for a cgroup v2 hierarchy that can be written to, root, and programs. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            List<String> missing = missing();
            return missing.isEmpty() || Boolean.getBoolean("curfew.noSkip")
                    ? ConditionEvaluationResult.enabled("all that is needed is there")
                    : ConditionEvaluationResult.disabled("escapes cannot be judged here, missing: " + missing);
        }

        private static List<String> missing() {
            if (CgroupLeaf.root().filter(Files::isWritable).isEmpty()
                    || !System.getProperty("user.name").equals("root")) {
                return List.of("root and a cgroup v2 hierarchy that can be written to");
            }
            return Stream.concat(
                            Stream.of("gcc", "setpriv", "prlimit", "unshare"),
                            Arrays.stream(Escape.values()).map(Escape::program))
                    .distinct()
                    .filter(program -> !isThere(program))
                    .toList();
        }

        private static boolean isThere(String program) {
            return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        }
    }
}
