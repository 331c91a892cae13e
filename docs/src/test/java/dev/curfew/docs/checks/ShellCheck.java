package dev.curfew.docs.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for the scripts and modules that shell commands in pages name. */
final class ShellCheck {

    private static final Pattern SCRIPT = Pattern.compile("(?<![\\w./])\\./([\\w./-]+)");
    private static final Pattern MODULES = Pattern.compile("-pl (\\S+)");

    private ShellCheck() {}

    /**
     * {@return what is wrong, a line for each problem}
     *
     * @param root the folder in which the commands are run
     * @param blocks the blocks, of which those for a shell are looked at
     */
    static List<String> problems(Path root, List<CodeBlock> blocks) {
        List<String> problems = new ArrayList<>();
        for (CodeBlock block : blocks) {
            if (block.language().equals("shell")) {
                check(root, block, problems);
            }
        }
        return problems;
    }

    private static void check(Path root, CodeBlock block, List<String> problems) {
        Matcher script = SCRIPT.matcher(block.text());
        while (script.find()) {
            if (!Files.isExecutable(root.resolve(script.group(1)))) {
                problems.add(block.place() + ": no executable file: " + script.group());
            }
        }
        Matcher modules = MODULES.matcher(block.text());
        while (modules.find()) {
            for (String module : modules.group(1).split(",", -1)) {
                if (!Files.exists(root.resolve(module).resolve("pom.xml"))) {
                    problems.add(block.place() + ": no module: " + module);
                }
            }
        }
    }
}
