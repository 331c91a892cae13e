package dev.curfew.contract;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The features by sandbox, read from the contract tests. */
final class CapabilityTable {

    private static final String HOLDS = "+";
    private static final String DIFFERS = "differs";
    private static final String NOT_KEPT = "no";
    private static final String MISSING = "";

    private static final List<SandboxKind> SANDBOXES = List.of(SandboxKind.values());

    private CapabilityTable() {}

    /** {@return a table for each contract, in Markdown} */
    static String markdown() {
        StringBuilder text = new StringBuilder(row("sandbox", SANDBOXES.stream().map(SandboxKind::title)))
                .append(rule())
                .append(row("behaviors that are tested", contractsOfSandboxes().map(CapabilityTable::count)));
        for (Class<?> contract : contracts()) {
            text.append("\n## ").append(title(contract)).append("\n\n");
            text.append(row("", SANDBOXES.stream().map(SandboxKind::title))).append(rule());
            for (String behavior : behaviors(contract)) {
                text.append(
                        row(title(contract, behavior), contractsOfSandboxes().map(held -> cell(held, behavior))));
            }
        }
        return text.toString();
    }

    private static Stream<Class<? extends SandboxContract>> contractsOfSandboxes() {
        return SANDBOXES.stream().map(SandboxKind::contract);
    }

    private static List<Class<?>> contracts() {
        return Stream.concat(
                        Stream.of(SandboxContract.class.getInterfaces()),
                        Stream.of(
                                OwnEnvironmentContract.class,
                                FolderContract.class,
                                ContainerContract.class,
                                EscapeContract.class))
                .sorted(Comparator.comparing(CapabilityTable::title))
                .collect(Collectors.toList());
    }

    private static SortedSet<String> behaviors(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(CapabilityTable::isTest)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    private static String count(Class<?> held) {
        return Long.toString(contracts().stream()
                .filter(contract -> contract.isAssignableFrom(held))
                .mapToLong(contract -> behaviors(contract).size())
                .sum());
    }

    private static String cell(Class<?> held, String behavior) {
        if (behaviors(held).contains(behavior)) {
            return isKept(held, behavior) ? DIFFERS : NOT_KEPT;
        }
        boolean holds = contracts().stream()
                .filter(contract -> contract.isAssignableFrom(held))
                .anyMatch(contract -> behaviors(contract).contains(behavior));
        return holds ? HOLDS : MISSING;
    }

    private static boolean isKept(Class<?> held, String behavior) {
        return Stream.of(held.getDeclaredMethods())
                .noneMatch(method -> method.getName().equals(behavior) && method.isAnnotationPresent(NotKept.class));
    }

    private static String title(Class<?> contract, String behavior) {
        boolean isEntering = Stream.of(contract.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(behavior) && method.isAnnotationPresent(Entering.class));
        return isEntering ? "**" + words(behavior) + "**" : words(behavior);
    }

    private static String title(Class<?> contract) {
        return capitalized(words(contract.getSimpleName().replace("Contract", "")));
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static String rule() {
        return row("---", SANDBOXES.stream().map(kind -> "---"));
    }

    private static String row(String first, Stream<String> cells) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(cells.toList());
        return ("| " + String.join(" | ", all) + " |\n").replaceAll(" {2,}", " ");
    }
}
