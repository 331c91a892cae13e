package dev.curfew.junit.episode;

import dev.curfew.episode.Episode;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * The invocation of a test for one episode.
 *
 * @param number the number of the episode, from 1
 * @param seed the seed of the episode
 */
record EpisodeInvocation(int number, long seed)
        implements TestTemplateInvocationContext, ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(EpisodeInvocation.class);

    @Override
    public String getDisplayName(int invocationIndex) {
        return "episode " + number + ", seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return EpisodeTestExtension.INJECTED.contains(parameter.getParameter().getType())
                && context.getTestMethod()
                        .filter(parameter.getDeclaringExecutable()::equals)
                        .isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        EpisodeCase source = context.getRequiredTestInstances()
                .findInstance(EpisodeCase.class)
                .orElseThrow();
        Class<?> type = parameter.getParameter().getType();
        EvidenceSettings evidence = EvidenceSettings.of(context); // If they are invalid, no episode begins.
        Played played =
                type == Episode.class ? Played.open(source, seed, evidence) : Played.run(source, seed, evidence);
        context.getStore(NAMESPACE).put(Played.class, played);
        return played.injected();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Played played = context.getStore(NAMESPACE).remove(Played.class, Played.class);
        if (played != null) {
            played.end(context);
        }
    }
}
