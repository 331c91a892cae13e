package dev.curfew.session;

import java.io.IOException;
import java.io.InputStream;

/** The programs that this module contains. */
public final class Programs {

    private Programs() {}

    /**
     * {@return the native program}
     *
     * @param machine the architecture of the machine that it runs on, as reported by uname(1)
     * @throws IOException if it cannot be read, or there is none for that machine
     */
    public static byte[] guard(String machine) throws IOException {
        return bytes("guard-" + machine);
    }

    /**
     * {@return the sh script that deletes the folder named by its first argument, for use where the native program does
     * not run or is not known}
     *
     * @throws IOException if it cannot be read
     */
    public static byte[] pruner() throws IOException {
        return bytes("prune.sh");
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream resource = Programs.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IOException("there is no program " + name);
            }
            return resource.readAllBytes();
        }
    }
}
