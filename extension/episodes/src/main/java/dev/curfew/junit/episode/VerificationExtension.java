package dev.curfew.junit.episode;

import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.episode.Verification;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The extension behind {@link VerifiesEpisode}. Safe for tests that run in parallel; it has no state of its own.
 *
 * @since 0.1
 */
@API(status = API.Status.INTERNAL)
public final class VerificationExtension implements ExecutionCondition, ParameterResolver {

    /** Create the extension. Called by JUnit for the annotation. */
    public VerificationExtension() {}

    /**
     * Called by JUnit: enable tests only during a verification, and only until its time is over.
     *
     * @param context the class or the test
     */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return RunningVerifications.find(context).isPresent()
                ? ConditionEvaluationResult.enabled("an episode is judged")
                : ConditionEvaluationResult.disabled("there is no episode to judge; JUnitVerifier runs this");
    }

    /**
     * Called by JUnit.
     *
     * @param parameter the parameter
     * @param context the test or class that declares it
     * @return whether the parameter can be provided by the episode
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Verification.class
                || type == EnteredSandbox.class
                || (type == ProcessRegistry.class && !OwnRegistry.isPresent(context));
    }

    /**
     * Called by JUnit.
     *
     * @param parameter the parameter
     * @param context the test or class that declares it
     * @return the verification, the sandbox, or the registry
     * @throws ParameterResolutionException if the time of the verification is over
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Verification verification = RunningVerifications.find(context)
                .orElseThrow(() -> new ParameterResolutionException("The verification is over"));
        Class<?> type = parameter.getParameter().getType();
        if (type == Verification.class) {
            return verification;
        }
        return type == EnteredSandbox.class ? verification.sandbox() : verification.processes();
    }
}
