package dev.curfew.cli;

import dev.curfew.sandbox.Sandbox;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parsed arguments of a subcommand.
 *
 * @param command the name of the subcommand
 * @param words the arguments that are not options
 * @param options the options and their values; the value of a flag is empty
 */
record Arguments(String command, List<String> words, Map<String, String> options) {

    /** The flags and options that a subcommand accepts. */
    record Form(String command, Set<String> flags, Set<String> valued) {

        Arguments parse(List<String> given) throws UsageException {
            List<String> words = new ArrayList<>();
            Map<String, String> options = new LinkedHashMap<>();
            for (int i = 0; i < given.size(); i++) {
                String word = given.get(i);
                if (!word.startsWith("-")) {
                    words.add(word);
                } else if (flags.contains(word)) {
                    options.put(word, "");
                } else if (!valued.contains(word)) {
                    throw unknown(word);
                } else if (++i == given.size()) {
                    throw new UsageException(command + ": " + word + " needs a value");
                } else {
                    options.put(word, given.get(i));
                }
            }
            return new Arguments(command, words, options);
        }

        private UsageException unknown(String word) {
            List<String> known = new ArrayList<>(flags);
            known.addAll(valued);
            known.sort(null);
            String which = known.isEmpty() ? "it takes no options" : "the options are: " + String.join(", ", known);
            return new UsageException(command + ": Unknown option \"" + word + "\"; " + which);
        }
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    Optional<Path> path(String option) throws UsageException {
        String value = options.get(option);
        return value == null ? Optional.empty() : Optional.of(path(option, value));
    }

    private Path path(String what, String value) throws UsageException {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UsageException(command + ": " + what + " must be a path: " + e.getMessage());
        }
    }

    /** {@return the value of a numeric option, at least 1} */
    Optional<Integer> number(String option) throws UsageException {
        String value = options.get(option);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new UsageException(command + ": " + option + " must be a number from 1 to 999999: " + value);
        }
        return Optional.of(Integer.valueOf(value));
    }

    Optional<Sandbox> sandbox() throws UsageException {
        String word = options.get("--sandbox");
        try {
            return word == null ? Optional.empty() : Optional.of(Sandbox.parse(word));
        } catch (IllegalArgumentException e) {
            throw new UsageException(command + ": " + e.getMessage());
        }
    }

    /** {@return the only argument that is not an option} */
    String word(String name) throws UsageException {
        if (words.size() != 1) {
            throw new UsageException(command + " takes one " + name + ", not "
                    + (words.isEmpty() ? "none" : words.size() + ": " + String.join(" ", words)));
        }
        return words.get(0);
    }

    Path folder(String name) throws UsageException {
        return path(name, word(name));
    }

    void requireNoWords() throws UsageException {
        if (!words.isEmpty()) {
            throw new UsageException(command + " takes no arguments but options, not: " + String.join(" ", words));
        }
    }
}
