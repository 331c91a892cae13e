package dev.curfew.docs.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests of this project, by name: read from its sources, since most of them are in other modules. */
final class TestMethods {

    private static final Pattern TEST = Pattern.compile(" *@(Test|ParameterizedTest|RepeatedTest)\\b.*");
    private static final Pattern TYPE = Pattern.compile("( *)(?:[a-z]+ )*(?:class|interface) (\\w+).*");
    private static final Pattern METHOD = Pattern.compile(" +(?:[a-z]+ )*void (\\w+)\\(.*");
    private static final int INDENT = 4;

    private final Set<String> names = new HashSet<>();

    /** {@return the tests in the sources of this project} */
    static TestMethods ofProject() {
        TestMethods methods = new TestMethods();
        for (Path file : Project.testSources()) {
            methods.add(Project.read(file));
        }
        return methods;
    }

    /** Take in the tests of a file: {@code Outer.method}, and {@code Outer.Nested.method} if it is nested. */
    void add(String source) {
        List<String> types = new ArrayList<>();
        boolean isTest = false;
        for (String line : source.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (type.matches()) {
                int depth = Math.min(type.group(1).length() / INDENT, types.size());
                types.subList(depth, types.size()).clear();
                types.add(type.group(2));
            } else if (TEST.matcher(line).matches()) {
                isTest = true;
            } else if (method.matches()) {
                if (isTest) {
                    add(types, method.group(1));
                }
                isTest = false;
            }
        }
    }

    private void add(List<String> types, String method) {
        names.add(types.get(0) + "." + method);
        names.add(String.join(".", types) + "." + method);
    }

    boolean contains(String name) {
        return names.contains(name);
    }
}
