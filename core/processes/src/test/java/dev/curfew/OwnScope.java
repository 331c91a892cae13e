package dev.curfew;

import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.fixture.Patience;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test of this module a registry, because the extension is built on this module. */
public final class OwnScope implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(OwnScope.class);

    /** Is created by JUnit. */
    public OwnScope() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ProcessRegistry.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RegistryOptions options = RegistryOptions.DEFAULT
                .withName(context.getDisplayName())
                .withKillPolicy(KillPolicy.AT_ONCE)
                .withBounds(Bounds.DEFAULT.withMaxRunning(200))
                .withTimeout(Patience.LIMIT);
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        ProcessRegistry.class, key -> ProcessRegistry.open(options), ProcessRegistry.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ProcessRegistry registry = context.getStore(NAMESPACE).get(ProcessRegistry.class, ProcessRegistry.class);
        if (registry != null) {
            registry.close();
        }
    }
}
