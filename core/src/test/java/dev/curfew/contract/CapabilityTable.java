package dev.curfew.contract;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What holds in which sandbox, read from the contracts that are held against them. */
final class CapabilityTable {

    private static final String HOLDS = "+";
    private static final String DIFFERS = "differs";
    private static final String MISSING = "";

    private static final Map<String, Class<? extends SandboxContract>> SANDBOXES = new LinkedHashMap<>();

    static {
        SANDBOXES.put("local", LocalContractTests.class);
        SANDBOXES.put("prefix", PrefixContractTests.class);
        SANDBOXES.put("chroot", ChrootContractTests.class);
        SANDBOXES.put("docker", DockerContractTests.class);
        SANDBOXES.put("docker-container", DockerContainerContractTests.class);
        SANDBOXES.put("podman", PodmanContractTests.class);
        SANDBOXES.put("ssh", SshContractTests.class);
        SANDBOXES.put("slurm", SlurmContractTests.class);
        SANDBOXES.put("kubernetes", KubernetesContractTests.class);
    }

    private CapabilityTable() {}

    /** {@return a table for each contract, in Markdown} */
    static String markdown() {
        StringBuilder text = new StringBuilder(row("sandbox", SANDBOXES.keySet().stream()))
                .append(rule())
                .append(row(
                        "behaviors that are tested", SANDBOXES.values().stream().map(CapabilityTable::count)));
        for (Class<?> contract : contracts()) {
            text.append("\n## ").append(title(contract)).append("\n\n");
            text.append(row("", SANDBOXES.keySet().stream())).append(rule());
            for (String behavior : behaviors(contract)) {
                text.append(row(words(behavior), SANDBOXES.values().stream().map(held -> cell(held, behavior))));
            }
        }
        return text.toString();
    }

    private static List<Class<?>> contracts() {
        return Stream.concat(
                        Stream.of(SandboxContract.class.getInterfaces()),
                        Stream.of(OwnEnvironmentContract.class, FolderContract.class, ContainerContract.class))
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
            return DIFFERS;
        }
        boolean holds = contracts().stream()
                .filter(contract -> contract.isAssignableFrom(held))
                .anyMatch(contract -> behaviors(contract).contains(behavior));
        return holds ? HOLDS : MISSING;
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
        return row("---", SANDBOXES.keySet().stream().map(name -> "---"));
    }

    private static String row(String first, Stream<String> cells) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(cells.toList());
        return ("| " + String.join(" | ", all) + " |\n").replaceAll(" {2,}", " ");
    }
}
