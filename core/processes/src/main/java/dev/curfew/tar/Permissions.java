package dev.curfew.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Converts the nine POSIX permissions between a number and a set. The set cannot contain other bits. */
final class Permissions {

    /** {@code rwxrwxrwx}, as the constants are declared. */
    private static final List<PosixFilePermission> FROM_THE_HIGHEST_BIT = List.of(PosixFilePermission.values());

    private Permissions() {}

    static Set<PosixFilePermission> of(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.allOf(PosixFilePermission.class);
        permissions.removeIf(permission -> (mode & bit(permission)) == 0);
        return permissions;
    }

    static Set<PosixFilePermission> of(Path path) throws IOException {
        return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    }

    static int mode(Set<PosixFilePermission> permissions) {
        return permissions.stream().mapToInt(Permissions::bit).sum();
    }

    private static int bit(PosixFilePermission permission) {
        return 0400 >> FROM_THE_HIGHEST_BIT.indexOf(permission);
    }
}
