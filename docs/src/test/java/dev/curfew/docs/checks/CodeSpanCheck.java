package dev.curfew.docs.checks;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for the types and methods that pages name between backticks, as in {@code `Command.inDirectory(folder)`}. */
final class CodeSpanCheck {

    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern MEMBER = Pattern.compile("@?([A-Z]\\w*)\\.([A-Za-z]\\w*)(\\(.*)?");
    private static final Pattern CALL = Pattern.compile("([a-z]\\w*)\\(.*");

    private final Map<String, Class<?>> types;
    private final Set<String> methods;
    private final Set<String> others;

    /**
     * Create a check.
     *
     * @param types the types that exist
     * @param others calls that pages may name although no type has such a method
     */
    CodeSpanCheck(List<Class<?>> types, Set<String> others) {
        this.types = types.stream()
                .collect(Collectors.toMap(Class::getSimpleName, Function.identity(), (first, second) -> first));
        this.methods = types.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(method -> method.getName())
                .collect(Collectors.toSet());
        this.others = others;
    }

    /** {@return the public types of this project, nested ones too} */
    static List<Class<?>> typesOfProject() {
        return Project.PUBLISHED.stream()
                .flatMap(module -> Project.publicTypes(module + "/src/main/java").stream())
                .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .<Class<?>>map(type -> type)
                .toList();
    }

    /** {@return what is wrong, a line for each problem} */
    List<String> problems(List<MarkdownFile> pages) {
        List<String> problems = new ArrayList<>();
        for (MarkdownFile page : pages) {
            page.prose().forEach((line, text) -> {
                Matcher span = SPAN.matcher(text);
                while (span.find()) {
                    if (!isKnown(span.group(1))) {
                        problems.add(page.place(line) + ": nothing has this name: " + span.group(1));
                    }
                }
            });
        }
        return problems;
    }

    private boolean isKnown(String span) {
        Matcher member = MEMBER.matcher(span);
        if (member.matches()) {
            Class<?> type = types.get(member.group(1));
            return type == null || hasMember(type, member.group(2));
        }
        Matcher call = CALL.matcher(span);
        return !call.matches() || methods.contains(call.group(1)) || others.contains(call.group(1));
    }

    private static boolean hasMember(Class<?> type, String name) {
        return Stream.of(type.getMethods(), type.getFields(), type.getClasses())
                .flatMap(Arrays::stream)
                .anyMatch(member -> member instanceof Class<?> nested
                        ? nested.getSimpleName().equals(name)
                        : ((java.lang.reflect.Member) member).getName().equals(name));
    }
}
