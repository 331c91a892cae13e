package dev.curfew.junit;

import dev.curfew.ProcessRegistry;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** The fields of type registry in a class and its superclasses. Looked up once per class. */
final class InjectedFields {

    private static final ClassValue<InjectedFields> OF_CLASSES = new ClassValue<>() {
        @Override
        protected InjectedFields computeValue(Class<?> type) {
            return new InjectedFields(type);
        }
    };

    private final List<Field> ofClass;
    private final List<Field> ofInstance;

    private InjectedFields(Class<?> type) {
        ofClass = find(type, ModifierSupport::isStatic);
        ofInstance = find(type, ModifierSupport::isNotStatic);
    }

    private static List<Field> find(Class<?> type, Predicate<Field> kind) {
        Predicate<Field> holdsRegistry = field -> field.getType() == ProcessRegistry.class && !field.isSynthetic();
        return List.copyOf(
                ReflectionSupport.findFields(type, holdsRegistry.and(kind), HierarchyTraversalMode.TOP_DOWN));
    }

    static InjectedFields of(Class<?> type) {
        return OF_CLASSES.get(type);
    }

    /** Inject into the static fields. */
    void injectIntoClass(Supplier<Scope> scope, Predicate<ProcessRegistry> isOurs) {
        ofClass.forEach(field -> inject(field, null, scope, isOurs));
    }

    /** Inject into the fields of an instance. */
    void injectInto(Object instance, Supplier<Scope> scope, Predicate<ProcessRegistry> isOurs) {
        ofInstance.forEach(field -> inject(field, instance, scope, isOurs));
    }

    /** Fail if static fields are still empty when a test begins: the extension was not registered for the class. */
    void requireClassInjected() {
        for (Field field : ofClass) {
            if (get(field, null) == null) {
                throw failure(
                        field,
                        "it is static, but the extension is registered for methods or instances only",
                        "put @WithBackgroundProcesses on the class, or make the @RegisterExtension field static");
            }
        }
    }

    /** Clear the static fields that hold a registry of this class. */
    void clearClass(Predicate<ProcessRegistry> isOurs) {
        for (Field field : ofClass) {
            ProcessRegistry value = get(field, null);
            if (value != null && isOurs.test(value)) {
                set(field, null, null);
            }
        }
    }

    /** Inject into a field. A closed registry was left there by an earlier test, and is replaced. */
    private static void inject(
            Field field, @Nullable Object instance, Supplier<Scope> scope, Predicate<ProcessRegistry> isOurs) {
        ProcessRegistry value = get(field, instance);
        if (value != null && isOurs.test(value)) {
            return; // The constructor assigned it, or it belongs to the instance of an enclosing class.
        }
        if (ModifierSupport.isFinal(field)) {
            throw failure(field, "it is final", "remove \"final\", or take the registry as a constructor parameter");
        }
        if (value != null && !value.isClosed()) {
            throw failure(
                    field,
                    "it already holds a registry of [" + value.name() + "]",
                    "remove its initializer, and do not share a static field between classes that run in parallel");
        }
        set(field, instance, scope.get().registry());
    }

    private static @Nullable ProcessRegistry get(Field field, @Nullable Object instance) {
        makeAccessible(field);
        try {
            return (ProcessRegistry) field.get(instance);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Field field, @Nullable Object instance, @Nullable ProcessRegistry value) {
        try {
            field.set(instance, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    static void makeAccessible(Field field) {
        try {
            field.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw failure(
                    field,
                    "module " + field.getDeclaringClass().getModule().getName() + " does not open "
                            + field.getDeclaringClass().getPackageName(),
                    "open it to dev.curfew.junit, or run the tests on the class path");
        }
    }

    private static ExtensionConfigurationException failure(Field field, String why, String next) {
        return new ExtensionConfigurationException("Failed to inject field [" + ScopeNames.of(field.getDeclaringClass())
                + "." + field.getName() + "]: " + why + "; " + next);
    }
}
