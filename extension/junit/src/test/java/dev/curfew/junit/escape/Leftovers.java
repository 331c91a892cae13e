package dev.curfew.junit.escape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that Curfew has left in a temp folder. The programs, extracted once per user, may stay. */
record Leftovers(Path temp) {

    List<Path> find() {
        try (Stream<Path> paths = Files.walk(temp)) {
            return paths.filter(path -> !path.equals(temp))
                    .filter(path -> !mayStay(temp.relativize(path)))
                    .toList();
        } catch (UncheckedIOException | IOException e) {
            // Deleted while we looked.
            return Files.exists(temp) ? find() : List.of();
        }
    }

    private static boolean mayStay(Path path) {
        String first = path.getName(0).toString();
        boolean ofUser = first.matches("curfew-[0-9]+") && (path.getNameCount() == 1 || isPrograms(path.getName(1)));
        return ofUser || first.matches("curfew-native-[a-z]+");
    }

    private static boolean isPrograms(Path path) {
        return List.of("bin", "native").contains(path.toString());
    }
}
