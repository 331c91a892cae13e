package dev.curfew.junit;

import dev.curfew.Curfew;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The scope of a test, of a class, or of an instance under construction, with its registry.
 *
 * <p>Kept in a store of JUnit, which closes it if it has not been ended before. It implements both interfaces: JUnit
 * before 5.13 closes only a {@code CloseableResource}, and later versions warn if it is not also {@code AutoCloseable}.
 */
final class Scope implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private final String name;
    private final Settings settings;
    private final List<Scope> adopted;
    private final ProcessRegistry registry;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * Open a scope.
     *
     * @param name the name, for messages
     * @param adopted the scopes of the constructors of its test instances, which end with it
     */
    Scope(String name, Settings settings, List<Scope> adopted) {
        this.name = name;
        this.settings = settings;
        this.adopted = List.copyOf(adopted);
        this.registry = chooseRegistry();
    }

    /** {@return the registry of a constructor that has the same settings; otherwise a new one} */
    private ProcessRegistry chooseRegistry() {
        for (Scope scope : adopted) {
            if (scope.settings.equals(settings)) {
                return scope.registry;
            }
        }
        Curfew.requireContainment(settings.containment());
        return ProcessRegistry.open(settings.registryOptions(name));
    }

    String name() {
        return name;
    }

    Settings settings() {
        return settings;
    }

    /** {@return the registry to inject} */
    ProcessRegistry registry() {
        return registry;
    }

    /** {@return all registries that end with this scope: the one to inject, and those of adopted scopes} */
    List<ProcessRegistry> registries() {
        if (adopted.isEmpty()) {
            return List.of(registry);
        }
        Set<ProcessRegistry> all = new LinkedHashSet<>();
        all.add(registry);
        adopted.forEach(scope -> all.addAll(scope.registries()));
        return List.copyOf(all);
    }

    /**
     * End the scope; a second call has no effect.
     *
     * @param context where warnings are published
     * @throws ProcessesLeftBehindError if something is left behind and the policy is not to warn only
     */
    void end(ExtensionContext context) {
        List<ProcessesLeftBehindError> leaks = leaks();
        if (settings.leaks() == LeakPolicy.WARN) {
            leaks.forEach(leak -> context.publishReportEntry("curfew.leak", leak.getMessage()));
        } else {
            failFor(leaks);
        }
    }

    /** Called by JUnit for a scope that no callback has ended, for example because another extension failed before. */
    @Override
    public void close() {
        List<ProcessesLeftBehindError> leaks = leaks();
        if (settings.leaks() != LeakPolicy.WARN) {
            failFor(leaks);
        }
    }

    private List<ProcessesLeftBehindError> leaks() {
        if (!ended.compareAndSet(false, true)) {
            return List.of();
        }
        adopted.forEach(scope -> scope.ended.set(true));
        List<ProcessesLeftBehindError> leaks = new ArrayList<>();
        for (ProcessRegistry owned : registries()) {
            List<Survivor> daemons = settings.leaks() == LeakPolicy.STRICT ? owned.daemons() : List.of();
            KillReport report = owned.end();
            if (!daemons.isEmpty()) {
                leaks.add(new ProcessesLeftBehindError(name, daemons, report));
            }
            if (!report.isClean()) {
                leaks.add(new ProcessesLeftBehindError(name, report));
            }
        }
        return leaks;
    }

    private static void failFor(List<ProcessesLeftBehindError> leaks) {
        if (!leaks.isEmpty()) {
            ProcessesLeftBehindError first = leaks.get(0);
            leaks.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
