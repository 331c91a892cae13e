package dev.curfew.architecture;

import dev.curfew.sandbox.fixture.ModuleFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The page that tells which packages there are. Its tables are the rules that the tests of the modules check. */
final class ArchitecturePage {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`dev\\.curfew[^|]*) \\|.*\\| (yes|no) \\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private final String text;

    private ArchitecturePage(String text) {
        this.text = text;
    }

    /** {@return the page of the project in which a class was compiled} */
    static ArchitecturePage of(Class<?> type) {
        Path page = ModuleFolder.ofProject(type).resolve("docs/architecture.md");
        try {
            return new ArchitecturePage(Files.readString(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the packages that a table names, in its order, and whether each is exported} */
    Map<String, Boolean> packages(String heading) {
        int start = text.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            throw new AssertionError("architecture.md has no heading [" + heading + "]");
        }
        int end = text.indexOf("\n## ", start + 1);
        return packagesIn(text.substring(start, end < 0 ? text.length() : end));
    }

    /** {@return the packages that all tables name, and whether each is exported} */
    Map<String, Boolean> packages() {
        return packagesIn(text);
    }

    private static Map<String, Boolean> packagesIn(String part) {
        Map<String, Boolean> packages = new LinkedHashMap<>();
        for (MatchResult row : ROW.matcher(part).results().toList()) {
            for (String name : names(row.group(1))) {
                packages.put(name, row.group(2).equals("yes"));
            }
        }
        return packages;
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1)).toList();
    }
}
