package dev.curfew.junit;

import dev.curfew.sandbox.Sandbox;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The settings from {@link WithBackgroundProcesses} annotations on the method, the class and the enclosing classes of a
 * test.
 *
 * <p>JUnit's own search only finds the nearest annotation; here, the nearest value is found for each attribute
 * separately.
 */
final class AnnotationLayers {

    private static final ClassValue<SettingsLayer> OF_TYPES = new ClassValue<>() {
        @Override
        protected SettingsLayer computeValue(Class<?> type) {
            return ofType(type, new HashSet<>());
        }
    };

    private AnnotationLayers() {}

    /** {@return the settings from all annotations that apply to a context; the nearest one wins} */
    static SettingsLayer of(ExtensionContext context) {
        SettingsLayer layer = SettingsLayer.EMPTY;
        AnnotatedElement last = null;
        Optional<ExtensionContext> at = Optional.of(context);
        while (at.isPresent()) {
            AnnotatedElement element = at.get().getElement().orElse(null);
            // A test template and its invocations share the same method.
            if (element != null && !element.equals(last)) {
                layer = layer.or(of(element));
            }
            last = element;
            at = at.get().getParent();
        }
        return layer;
    }

    private static SettingsLayer of(AnnotatedElement element) {
        if (element instanceof Class<?> type) {
            return OF_TYPES.get(type);
        }
        SettingsLayer layer = declared(element);
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            layer = layer.or(OF_TYPES.get(annotation.annotationType()));
        }
        return layer;
    }

    private static SettingsLayer ofType(@Nullable Class<?> type, Set<Class<?>> visited) {
        // Annotation types may annotate themselves, as some of the JDK do.
        if (type == null || type.getName().startsWith("java.") || !visited.add(type)) {
            return SettingsLayer.EMPTY;
        }
        SettingsLayer layer = declared(type);
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            layer = layer.or(ofType(annotation.annotationType(), visited));
        }
        layer = layer.or(ofType(type.getSuperclass(), visited));
        for (Class<?> extended : type.getInterfaces()) {
            layer = layer.or(ofType(extended, visited));
        }
        return layer;
    }

    private static SettingsLayer declared(AnnotatedElement element) {
        WithBackgroundProcesses annotation = element.getDeclaredAnnotation(WithBackgroundProcesses.class);
        if (annotation == null) {
            return SettingsLayer.EMPTY;
        }
        String place = " of @WithBackgroundProcesses on " + name(element);
        Duration timeout =
                annotation.timeout().isEmpty() ? null : DurationText.positive(annotation.timeout(), "timeout" + place);
        Duration grace = annotation.grace().isEmpty() ? null : DurationText.parse(annotation.grace(), "grace" + place);
        Sandbox sandbox =
                annotation.sandbox().isEmpty() ? null : SandboxText.parse(annotation.sandbox(), "sandbox" + place);
        return new SettingsLayer(
                timeout, grace, null, annotation.leaks(), annotation.containment(), sandbox, null, null, null, null);
    }

    private static String name(AnnotatedElement element) {
        return element instanceof Method method
                ? ScopeNames.of(method.getDeclaringClass(), method)
                : ScopeNames.of((Class<?>) element);
    }
}
