package dev.curfew.junit;

import dev.curfew.junit.configuration.RunConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Finds and opens the scopes of tests and classes.
 *
 * <p>All state is kept in JUnit's stores, because tests may run in parallel, and a test may run on another thread than
 * its callbacks.
 */
final class Scopes {

    private static final Namespace NAMESPACE = Namespace.create(Scopes.class);
    private static final Object LEADER = "leader";
    private static final Object OF_METHOD = "method";
    private static final Object OF_RUN = "run";

    private Scopes() {}

    static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /**
     * {@return whether an extension is the active one for a context} Several extensions are registered if an annotation
     * is combined with a {@code @RegisterExtension} field; the first one is active, with the settings of all.
     */
    static boolean leads(BackgroundProcessesExtension extension, ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(LEADER, key -> extension) == extension;
    }

    /** {@return the scope of exactly this test or class, or {@code null} if it has none yet} */
    static @Nullable Scope find(ExtensionContext context) {
        return store(context).get(key(context), Scope.class);
    }

    /** {@return the scope of a test or class, opened if it has none yet} */
    static Scope of(ExtensionContext context, SettingsLayer built) {
        Scope scope = find(context);
        return scope != null ? scope : open(context, built, List.of());
    }

    /**
     * {@return the scope of a test or class, newly opened, which adopts the scopes of the constructors of its
     * instances}
     */
    static Scope open(ExtensionContext context, SettingsLayer built, List<Scope> adopted) {
        // Created outside of the store, which would remember an exception and throw it at every lookup.
        Scope fresh = new Scope(ScopeNames.of(context), settings(context, built), adopted);
        return store(context).getOrComputeIfAbsent(key(context), key -> fresh, Scope.class);
    }

    static Settings settings(ExtensionContext context, SettingsLayer built) {
        return Settings.of(AnnotationLayers.of(context)
                .or(RegisteredLayers.of(context))
                .or(built)
                .or(configuration(context)));
    }

    /**
     * The configuration is the same for the whole run, so it is read once and kept in the store of the root context.
     */
    private static SettingsLayer configuration(ExtensionContext context) {
        Store ofRun = store(context.getRoot());
        SettingsLayer known = ofRun.get(OF_RUN, SettingsLayer.class);
        if (known == null) {
            known = ConfigurationLayer.of(RunConfiguration.of(context));
            ofRun.put(OF_RUN, known);
        }
        return known;
    }

    /** {@return the scopes visible to a test: its own, and those of its class and the enclosing classes} */
    static List<Scope> visible(ExtensionContext context) {
        List<Scope> scopes = new ArrayList<>();
        Stream.iterate(Optional.of(context), Optional::isPresent, at -> at.flatMap(ExtensionContext::getParent))
                .map(Optional::get)
                .filter(at -> at.getTestClass().isPresent())
                .map(Scopes::find)
                .filter(scope -> scope != null && !scopes.contains(scope))
                .forEach(scopes::add);
        return scopes;
    }

    /**
     * Each class has its own key, because stores inherit values: a nested class must not find the scope of its
     * enclosing class.
     */
    private static Object key(ExtensionContext context) {
        return context.getTestMethod().isPresent() ? OF_METHOD : context.getRequiredTestClass();
    }
}
