package dev.curfew.junit;

import dev.curfew.ProcessRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;

/**
 * The scopes of test constructors. JUnit resolves constructor parameters for the class, before the test of the instance
 * is known. Therefore each constructor first gets a scope of its own, which is later adopted by the scope of the test,
 * or of the class if all its tests share one instance.
 */
final class ConstructorScopes implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();

    /**
     * A scope waiting for the test of its instance. Instances are compared by identity, because they may override
     * equals.
     */
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

    /** {@return the constructor scopes of a class and its nested classes, created if necessary} */
    static ConstructorScopes of(ExtensionContext context) {
        return Scopes.store(context)
                .getOrComputeIfAbsent(ConstructorScopes.class, key -> new ConstructorScopes(), ConstructorScopes.class);
    }

    /** {@return the constructor scopes of a class, or {@code null} if no constructor has requested a registry yet} */
    static @Nullable ConstructorScopes find(ExtensionContext context) {
        return Scopes.store(context).get(ConstructorScopes.class, ConstructorScopes.class);
    }

    /** {@return a registry for a parameter of a constructor} */
    ProcessRegistry open(ExtensionContext context, SettingsLayer built) {
        Scope scope = new Scope(ScopeNames.ofConstructor(context), Scopes.settings(context, built), List.of());
        pending.add(new Pending(scope));
        return scope.registry();
    }

    /** Associate an instance with the scopes of the registries among its constructor arguments. */
    void constructed(Object instance, List<Object> arguments) {
        pending.stream()
                .filter(waiting -> waiting.instance == null && waiting.concerns(arguments))
                .forEach(waiting -> waiting.instance = instance);
    }

    /** {@return the scopes of the constructors of instances, which are handed over to the caller} */
    static List<Scope> take(ExtensionContext context, TestInstances instances) {
        ConstructorScopes scopes = find(context);
        return scopes == null ? List.of() : scopes.take(instances.getAllInstances());
    }

    /** {@return the scopes of the given instances and registries, which are handed over to the caller} */
    List<Scope> take(List<Object> objects) {
        List<Pending> taken =
                pending.stream().filter(waiting -> waiting.concerns(objects)).toList();
        taken.forEach(pending::remove);
        return taken.stream().map(waiting -> waiting.scope).toList();
    }

    /** Close the scopes of instances whose test never began. */
    @Override
    public void close() {
        pending.forEach(waiting -> waiting.scope.close());
    }
}
