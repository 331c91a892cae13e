package dev.curfew.junit;

import dev.curfew.Curfew;
import dev.curfew.junit.configuration.RunConfiguration;
import dev.curfew.sandbox.Sandbox;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The condition behind {@link EnabledIfSandbox}. Safe for tests that run in parallel.
 *
 * @since 0.1
 */
@API(status = API.Status.INTERNAL)
public final class SandboxCondition implements ExecutionCondition {

    static final String REQUIRED = "curfew.sandbox.required";

    private static final Map<Sandbox, Optional<String>> PROBLEMS = new ConcurrentHashMap<>();

    /** Create the condition. Called by JUnit for the annotation. */
    public SandboxCondition() {}

    /**
     * Called by JUnit: check whether the sandbox can be entered.
     *
     * @param context the class or the method
     */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, EnabledIfSandbox.class))
                .map(annotation -> evaluate(annotation.value(), context))
                .orElseGet(() -> ConditionEvaluationResult.enabled("no sandbox is needed"));
    }

    private static ConditionEvaluationResult evaluate(String word, ExtensionContext context) {
        if (RunConfiguration.of(context)
                .value(REQUIRED, RunConfiguration::yesOrNo)
                .orElse(false)) {
            return ConditionEvaluationResult.enabled(REQUIRED + " is set");
        }
        Sandbox sandbox = SandboxText.parse(word, "@EnabledIfSandbox");
        return PROBLEMS.computeIfAbsent(sandbox, Curfew::problemOf)
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled(word + " can be entered"));
    }
}
