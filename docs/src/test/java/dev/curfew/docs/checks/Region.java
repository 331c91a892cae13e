package dev.curfew.docs.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a Java file that a page shows: between {@code // snippet:name} and {@code // end}. Parts of one file with
 * the same name are one region.
 *
 * @param source the name of the class
 * @param name the name of the region
 * @param text the lines between the marks
 */
record Region(String source, String name, String text) {

    private static final Pattern BEGIN = Pattern.compile(" *// snippet:(\\S+)");
    private static final Pattern END = Pattern.compile(" *// end");

    /** {@return how pages refer to it} */
    String id() {
        return source + "#" + name;
    }

    static List<Region> ofProject() {
        List<Region> regions = new ArrayList<>();
        for (Path file : Project.snippetSources()) {
            String source = file.getFileName().toString().replaceFirst("\\.java$", "");
            regions.addAll(of(source, Project.read(file)));
        }
        return regions;
    }

    static List<Region> of(String source, String code) {
        Map<String, String> texts = new LinkedHashMap<>();
        String name = null;
        List<String> lines = new ArrayList<>();
        for (String line : code.lines().toList()) {
            Matcher begin = BEGIN.matcher(line);
            if (begin.matches()) {
                requireNoOpen(source, name);
                name = begin.group(1);
            } else if (END.matcher(line).matches()) {
                texts.merge(requireOpen(source, name), part(lines), (first, second) -> first + "\n\n" + second);
                name = null;
                lines.clear();
            } else if (name != null) {
                lines.add(line);
            }
        }
        requireNoOpen(source, name);
        return texts.entrySet().stream()
                .map(entry -> new Region(source, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String part(List<String> lines) {
        return CodeBlock.normalize(String.join("\n", lines));
    }

    private static String requireOpen(String source, String name) {
        if (name == null) {
            throw new AssertionError(source + " has \"// end\" without \"// snippet:\" before it");
        }
        return name;
    }

    private static void requireNoOpen(String source, String name) {
        if (name != null) {
            throw new AssertionError("Region " + source + "#" + name + " has no end; write \"// end\" behind it");
        }
    }
}
