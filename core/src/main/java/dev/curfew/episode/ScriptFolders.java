package dev.curfew.episode;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.ContainerSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the files of a {@link ScriptVerifier} are. In a container that Curfew made these are the folders of the format, and what
 * the agent has put there is deleted. In every other place folders with these names may hold files that are not ours, so the tests
 * get a new folder in that of the scope, which is deleted with it.
 *
 * @param tests the folder with {@code test.sh}
 * @param rewards the folder for {@code reward.txt} or {@code reward.json}
 */
record ScriptFolders(String tests, String rewards) {

    /**
     * Empties folders. A mount in a container leads to files that are not the container's: if one is at, above or below a folder, its
     * path is printed, and nothing is deleted. The root, which is a mount too, matches neither pattern.
     */
    private static final String EMPTY = """
            while read -r _ _ _ _ mount _; do
              for folder; do
                case $mount/ in "$folder"/*) echo "$mount" && exit 3 ;; esac
                case $folder in "$mount"/*) echo "$mount" && exit 3 ;; esac
              done
            done </proc/self/mountinfo || exit 4
            rm -rf -- "$@" && mkdir -p -- "$@\"""";

    /** The name is random, so that the agent cannot have put anything there before. */
    private static final String MAKE = """
            made=$(mktemp -d "$1/verification.XXXXXX") && mkdir -- "$made/rewards" && echo "$made\"""";

    private static final Path ROOT = Path.of("/");

    /** {@return the folders, which are there and empty} */
    static ScriptFolders make(Verification place) {
        if (!(place.sandbox().sandbox() instanceof ContainerSandbox)) {
            String made = output(place, MAKE, place.sandbox().directory());
            return new ScriptFolders(made + "/tests", made + "/rewards");
        }
        ScriptFolders folders = new ScriptFolders("/tests", "/logs/verifier");
        empty(place, folders.tests(), folders.rewards());
        return folders;
    }

    /**
     * Delete what is in folders of a container that Curfew made, and make those that are not there.
     *
     * @throws IllegalStateException if a mount is in the way, or the folders cannot be emptied
     */
    static void empty(Verification place, String... folders) {
        output(place, EMPTY, folders);
    }

    /** Not in the directory of the agent, which may be one of the folders, or gone. */
    private static String output(Verification place, String script, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        argv.addAll(List.of(arguments));
        BackgroundProcess process =
                place.start(Command.of(argv).named("verification").in(ROOT).separateErrors());
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
