package dev.curfew.docs.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares blocks with the files that they are taken from, which examples run. */
final class FileCheck {

    private FileCheck() {}

    /**
     * {@return what is wrong, a line for each problem}
     *
     * @param root the folder to which paths in markers are relative
     * @param blocks the blocks, of which those in Python are looked at
     */
    static List<String> problems(Path root, List<CodeBlock> blocks) {
        List<String> problems = new ArrayList<>();
        blocks.stream().filter(block -> block.language().equals("python")).forEach(block -> {
            String file = block.marked("file");
            if (file.isEmpty()) {
                problems.add(block.place() + ": a block without a marker; put <!-- file:PATH --> before it");
            } else if (!Files.isRegularFile(root.resolve(file))) {
                problems.add(block.place() + ": no file " + file);
            } else if (!Project.read(root.resolve(file)).contains(block.text().stripTrailing() + "\n")) {
                problems.add(block.place() + ": is not in " + file);
            }
        });
        return problems;
    }
}
