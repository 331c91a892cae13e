package dev.curfew.junit;

import dev.curfew.ProcessRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;

/**
 * The scopes of constructors: JUnit resolves their parameters for the class, before it tells for which test the instance
 * is. So each starts as a scope of its own and is adopted by that of the test, or of the class where all its tests have
 * one instance.
 */
final class ConstructorScopes implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();

    /** A scope that waits for the test of its instance. Identity counts, not what instances think of equality. */
    private static final class Pending {

        private final Scope scope;
        private volatile @Nullable Object instance;

        Pending(Scope scope) {
            this.scope = scope;
        }

        boolean concerns(List<?> objects) {
            return objects.stream()
                    .anyMatch(object -> object != null && (object == instance || object == scope.registry()));
        }
    }

    /** {@return those of a class and of the classes that are nested in it} */
    static ConstructorScopes of(ExtensionContext context) {
        return Scopes.store(context)
                .getOrComputeIfAbsent(ConstructorScopes.class, key -> new ConstructorScopes(), ConstructorScopes.class);
    }

    /** {@return the same, but only if a constructor has asked for a registry before} */
    static @Nullable ConstructorScopes find(ExtensionContext context) {
        return Scopes.store(context).get(ConstructorScopes.class, ConstructorScopes.class);
    }

    /** {@return a registry for a parameter of a constructor} */
    ProcessRegistry open(ExtensionContext context, SettingsLayer built) {
        Scope scope = new Scope(ScopeNames.ofConstructor(context), Scopes.settings(context, built), List.of());
        pending.add(new Pending(scope));
        return scope.registry();
    }

    /** Remember which instance a constructor has made from its arguments. */
    void constructed(Object instance, List<Object> arguments) {
        pending.stream()
                .filter(waiting -> waiting.instance == null && waiting.concerns(arguments))
                .forEach(waiting -> waiting.instance = instance);
    }

    /** {@return the scopes of the constructors of instances; they belong to the caller now} */
    static List<Scope> take(ExtensionContext context, TestInstances instances) {
        ConstructorScopes scopes = find(context);
        return scopes == null ? List.of() : scopes.take(instances.getAllInstances());
    }

    /** {@return the scopes of these instances and registries; they belong to the caller now} */
    List<Scope> take(List<Object> objects) {
        List<Pending> taken =
                pending.stream().filter(waiting -> waiting.concerns(objects)).toList();
        taken.forEach(pending::remove);
        return taken.stream().map(waiting -> waiting.scope).toList();
    }

    /** The safety net for instances whose test never began. */
    @Override
    public void close() {
        pending.forEach(waiting -> waiting.scope.close());
    }
}
