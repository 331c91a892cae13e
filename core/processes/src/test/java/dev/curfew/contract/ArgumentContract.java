package dev.curfew.contract;

import static dev.curfew.contract.InSandbox.outputOf;
import static dev.curfew.contract.InSandbox.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Arguments arrive unchanged, whatever they contain. */
interface ArgumentContract extends InSandbox {

    int RANDOM_STRINGS = 120;
    int NAMES = 4;

    @Test
    default void passesArgumentsInOrder() {
        assertThat(run("for word; do echo \"<$word>\"; done", "one", "", "two words", "3"))
                .isEqualTo("<one>\n<>\n<two words>\n<3>\n");
    }

    @Test
    @Entering
    default void passesHostileArgumentsExactly() {
        List<String> strings = HostileStrings.of(20_261_121, RANDOM_STRINGS);
        BackgroundProcess process = start("printf '%s\\0' \"$@\"", strings.toArray(String[]::new));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(strings(process)).isEqualTo(strings);
    }

    @Test
    default void passesALongArgument() {
        String longWord = "x".repeat(100_000);

        assertThat(run("echo ${#1}", longWord)).isEqualTo("100000\n");
    }

    @Test
    default void passesManyArguments() {
        String[] words = Collections.nCopies(10_000, "a word of some length").toArray(String[]::new);

        assertThat(run("echo $#", words)).isEqualTo("10000\n");
    }

    @Test
    default void runsInDirectoriesWithHostileNames() {
        String base = run("mktemp -d /tmp/contract.XXXXXX").strip();
        List<String> names = HostileStrings.someNames(42, NAMES);
        run("cd \"$1\"; shift; for name; do mkdir -p -- \"./$name\"; done", withBase(base, names));
        for (String name : names) {
            String directory = base + "/" + name;
            BackgroundProcess process = processes()
                    .start(script("pwd -P; printf '%s\\n' x >here; cat here").inDirectory(Path.of(directory)));
            assertThat(process.waitFor()).as(name).isEqualTo(new ExitStatus.Exited(0));
            assertThat(process.output().bytes()).as(name).isEqualTo(utf8(directory + "\nx\n"));
        }
        run("rm -rf -- \"$1\"", base);
    }

    @Test
    default void runsProgramsWithHostileNames() {
        String base = run("mktemp -d /tmp/contract.XXXXXX").strip();
        List<String> names = HostileStrings.someNames(7, NAMES);
        run(
                "cd \"$1\"; shift; for name; do printf '#!/bin/sh\\necho \"I am $1\"\\n' >\"./$name\"; chmod 755 \"./$name\"; done",
                withBase(base, names));
        for (String name : names) {
            assertThat(outputOf(processes().start(Command.of(base + "/" + name, "called"))))
                    .as(name)
                    .isEqualTo("I am called\n");
        }
        run("rm -rf -- \"$1\"", base);
    }

    @Test
    default void runsAProgramOfItsDirectory() {
        String base = run("mktemp -d /tmp/contract.XXXXXX").strip();
        run("printf '#!/bin/sh\\necho run\\n' >\"$1/program\" && chmod 755 \"$1/program\"", base);

        assertThat(outputOf(processes().start(Command.of("./program").inDirectory(Path.of(base)))))
                .isEqualTo("run\n");
        run("rm -rf \"$1\"", base);
    }

    @Test
    default void passesHostileLinesToTheInput() {
        BackgroundProcess cat = processes().start("cat");
        String all = String.join("\u0000\n", HostileStrings.of(3, RANDOM_STRINGS)) + "end";

        cat.write(all);
        cat.closeInput();

        assertThat(cat.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(cat.output().bytes()).isEqualTo(utf8(all));
    }

    private static String[] withBase(String base, List<String> names) {
        return Stream.concat(Stream.of(base), names.stream()).toArray(String[]::new);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> strings(BackgroundProcess process) {
        String all = new String(process.output().bytes(), StandardCharsets.UTF_8);
        List<String> strings = new ArrayList<>(List.of(all.split("\0", -1)));
        strings.remove(strings.size() - 1);
        return strings;
    }
}
