package dev.curfew.junit;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The names of scopes in messages: {@code GreeterTests}, {@code GreeterTests.asks()}, {@code GreeterTests()} for the
 * constructor, {@code AddTests.adds() [2] 3} for one of several invocations.
 */
final class ScopeNames {

    private ScopeNames() {}

    static String of(ExtensionContext context) {
        if (isDynamic(context)) {
            return context.getParent().map(ScopeNames::of).orElse("") + " " + context.getDisplayName();
        }
        Class<?> type = context.getRequiredTestClass();
        return context.getTestMethod()
                .map(method -> of(type, method) + invocation(context))
                .orElseGet(() -> of(type));
    }

    /** Dynamic tests and containers have no element; their nearest ancestor with an element is the factory method. */
    private static boolean isDynamic(ExtensionContext context) {
        return context.getElement().isEmpty();
    }

    private static String invocation(ExtensionContext context) {
        boolean isOneOfMany =
                context.getParent().flatMap(ExtensionContext::getTestMethod).isPresent();
        return isOneOfMany ? " " + context.getDisplayName() : "";
    }

    static String ofConstructor(ExtensionContext context) {
        return of(context.getRequiredTestClass()) + "()";
    }

    static String of(Class<?> type, Method method) {
        return of(type) + "." + method.getName() + "()";
    }

    static String of(Class<?> type) {
        String packageName = type.getPackageName();
        String name = packageName.isEmpty() ? type.getName() : type.getName().substring(packageName.length() + 1);
        return name.replace('$', '.');
    }
}
