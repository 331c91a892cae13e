package dev.curfew.docs.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the Java blocks of pages with the regions of tests; both ways, so that nothing is left over. */
final class SnippetCheck {

    private final Map<String, Region> regions = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private SnippetCheck() {}

    /** {@return what is wrong, a line for each problem} */
    static List<String> problems(List<CodeBlock> blocks, List<Region> regions) {
        SnippetCheck check = new SnippetCheck();
        regions.forEach(check::add);
        blocks.stream().filter(block -> block.language().equals("java")).forEach(check::compare);
        regions.forEach(check::requireUsed);
        return check.problems;
    }

    private void add(Region region) {
        if (regions.put(region.id(), region) != null) {
            problems.add(region.id() + " exists twice; class names must be unique");
        }
        if (!region.source().endsWith("Tests")) {
            problems.add(region.id() + " is not in a test class; only classes called XTests are run");
        }
    }

    private void compare(CodeBlock block) {
        String id = block.marked("snippet");
        if (id.isEmpty()) {
            problems.add(block.place() + ": a Java block without a marker; put <!-- snippet:Class#name --> before it");
            return;
        }
        used.add(id);
        Region region = regions.get(id);
        if (region == null) {
            problems.add(block.place() + ": no region " + id + "; write \"// snippet:name\" into that test class");
        } else if (!CodeBlock.normalize(block.text()).equals(region.text())) {
            problems.add(block.place() + ": differs from " + id + ", which is\n" + region.text());
        }
    }

    private void requireUsed(Region region) {
        if (!used.contains(region.id())) {
            problems.add(region.id() + " is shown on no page; remove its marks");
        }
    }
}
