package dev.curfew.episode;

import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Lists;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.ContainerSandbox;
import java.nio.file.Path;
import java.util.List;

/**
 * The directories of a {@link ScriptVerifier}. In a container that Curfew created, they are those of the task format,
 * and anything that the agent has put there is deleted. Elsewhere directories with these names may belong to others, so
 * the tests get a new directory in that of the scope, which is deleted at its end.
 *
 * @param tests the directory with {@code test.sh}
 * @param rewards the directory for {@code reward.txt} or {@code reward.json}
 */
record ScriptFolders(String tests, String rewards) {

    /**
     * Empties directories. A mount in a container may contain files from outside: if there is a mount at, above or
     * below a directory, its path is printed, and nothing is deleted. The root is a mount too, but matches neither
     * pattern.
     */
    private static final String EMPTY = """
            while read -r _ _ _ _ mount _; do
              for folder; do
                case $mount/ in "$folder"/*) echo "$mount" && exit 3 ;; esac
                case $folder in "$mount"/*) echo "$mount" && exit 3 ;; esac
              done
            done </proc/self/mountinfo || exit 4
            rm -rf -- "$@" && mkdir -p -- "$@\"""";

    /** The name is random, so that the agent cannot have prepared anything there. */
    private static final String MAKE = """
            made=$(mktemp -d "$1/verification.XXXXXX") && mkdir -- "$made/rewards" && echo "$made\"""";

    private static final Path ROOT = Path.of("/");

    /** {@return the directories, which exist and are empty} */
    static ScriptFolders make(Verification place) {
        if (!(place.sandbox().sandbox() instanceof ContainerSandbox)) {
            String made = output(place, MAKE, place.sandbox().createDirectory());
            return new ScriptFolders(made + "/tests", made + "/rewards");
        }
        ScriptFolders folders = new ScriptFolders("/tests", "/logs/verifier");
        empty(place, folders.tests(), folders.rewards());
        return folders;
    }

    /**
     * Delete the contents of directories of a container that Curfew created, and create those that are missing.
     *
     * @throws IllegalStateException if there is a mount in the way, or the directories cannot be emptied
     */
    static void empty(Verification place, String... folders) {
        output(place, EMPTY, folders);
    }

    /** Run a script, but not in the working directory of the agent, which may be one of the directories, or deleted. */
    private static String output(Verification place, String script, String... arguments) {
        List<String> argv = Lists.joined(List.of("sh", "-c", script, "sh"), List.of(arguments));
        BackgroundProcess process = place.start(
                Command.of(argv).withName("verification").inDirectory(ROOT).separateErrors());
        ExitStatus status = process.waitFor(place.task().limits().verificationTime());
        String said = process.output().text().strip();
        if (!status.success()) {
            String why = said.isEmpty() ? process.errors().text().strip() : "[" + said + "] is a mount there";
            throw new IllegalStateException("the folders of the tests cannot be made in " + place.sandbox() + " for "
                    + String.join(" and ", arguments) + ": " + (why.isEmpty() ? status.describe() : why));
        }
        return said;
    }
}
