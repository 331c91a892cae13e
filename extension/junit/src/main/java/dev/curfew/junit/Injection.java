package dev.curfew.junit;

import dev.curfew.ProcessRegistry;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;

/** Injects the registry of a test or class into fields. Opens a scope only if there are such fields. */
final class Injection {

    private final ExtensionContext context;
    private final SettingsLayer built;
    private final Supplier<Scope> scope;
    private final Predicate<ProcessRegistry> isOurs;

    Injection(ExtensionContext context, SettingsLayer built) {
        this.context = context;
        this.built = built;
        this.scope = () -> Scopes.of(context, built);
        this.isOurs = registry -> Scopes.visible(context).stream()
                .anyMatch(visible -> visible.registries().contains(registry));
    }

    /** Inject into the static fields of the class. */
    void intoClass() {
        InjectedFields.of(context.getRequiredTestClass()).injectIntoClass(scope, isOurs);
    }

    /** Clear the static fields that hold the registry of the class. */
    void outOfClass() {
        InjectedFields.of(context.getRequiredTestClass()).clearClass(isOurs);
    }

    /** Inject into the instances of the test or class, including those of enclosing classes. */
    void intoInstances() {
        context.getTestInstances().ifPresent(this::into);
    }

    private void into(TestInstances instances) {
        List<Scope> constructed = ConstructorScopes.take(context, instances);
        if (!constructed.isEmpty()) {
            Scopes.open(context, built, constructed);
        }
        for (Object instance : instances.getAllInstances()) {
            InjectedFields.of(instance.getClass()).injectInto(instance, scope, isOurs);
        }
    }
}
