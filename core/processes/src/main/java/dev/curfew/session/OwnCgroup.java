package dev.curfew.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the folder in which the system shows the cgroup, version 2, of this JVM. */
final class OwnCgroup {

    private static final String ROOT = "/";

    private OwnCgroup() {}

    /** {@return the cgroup of this JVM} */
    static Cgroup find() throws IOException {
        Path self = Path.of("/proc/self");
        return new Cgroup(
                in(Files.readAllLines(self.resolve("mountinfo")), Files.readAllLines(self.resolve("cgroup"))));
    }

    /** Version 2 may be mounted beside version 1, and a container may see only a part of it. */
    static Path in(List<String> mountinfo, List<String> cgroups) throws IOException {
        String path = cgroups.stream()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> line.substring("0::".length()))
                .findFirst()
                .orElseThrow(() -> new IOException("this JVM has no cgroup of version 2"));
        for (String line : mountinfo) {
            List<String> fields = List.of(line.split(" ", -1)); // proc_pid_mountinfo(5): 3 is the root, 4 the mount
            String root = fields.get(3);
            if (line.contains(" - cgroup2 ") && isBelow(path, root)) {
                String below = root.equals(ROOT) ? path : path.substring(root.length());
                return Path.of(fields.get(4) + below).normalize();
            }
        }
        throw new IOException("the cgroup " + path + " of this JVM is mounted nowhere");
    }

    private static boolean isBelow(String path, String root) {
        return root.equals(ROOT) ? !path.startsWith("/..") : (path + ROOT).startsWith(root + ROOT);
    }
}
