package dev.curfew.junit.episode;

import dev.curfew.episode.Episode;
import dev.curfew.episode.EpisodeResult;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The extension behind {@link EpisodeTest}. Safe for tests that run in parallel; it has no state of its own.
 *
 * @since 0.1
 */
@API(status = API.Status.INTERNAL)
public final class EpisodeTestExtension implements TestTemplateInvocationContextProvider {

    static final Set<Class<?>> INJECTED = Set.of(Episode.class, EpisodeResult.class);

    /** Create the extension. Called by JUnit for the annotation. */
    public EpisodeTestExtension() {}

    /**
     * Called by JUnit.
     *
     * @param context the method
     * @return whether it is an {@link EpisodeTest}
     */
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), EpisodeTest.class);
    }

    /**
     * Called by JUnit.
     *
     * @param context the method
     * @return an invocation for each episode
     * @throws ExtensionConfigurationException if the annotation, the method or the class is not valid
     */
    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        EpisodeTest test =
                AnnotationSupport.findAnnotation(method, EpisodeTest.class).orElseThrow();
        require(test.episodes() > 0, method, "needs at least 1 episode, not " + test.episodes());
        long parameters =
                Stream.of(method.getParameterTypes()).filter(INJECTED::contains).count();
        require(parameters == 1, method, "needs one parameter of the type EpisodeResult or Episode, not " + parameters);
        require(isInCase(context.getRequiredTestClass()), method, "needs a class that implements EpisodeCase");
        return IntStream.rangeClosed(1, test.episodes())
                .mapToObj(number -> new EpisodeInvocation(number, test.seed() + number - 1));
    }

    private static boolean isInCase(Class<?> type) {
        return Stream.<Class<?>>iterate(type, at -> at != null, Class::getEnclosingClass)
                .anyMatch(EpisodeCase.class::isAssignableFrom);
    }

    private static void require(boolean right, Method method, String rule) {
        if (!right) {
            throw new ExtensionConfigurationException(
                    "@EpisodeTest [" + method.getDeclaringClass().getName() + "." + method.getName() + "] " + rule);
        }
    }
}
