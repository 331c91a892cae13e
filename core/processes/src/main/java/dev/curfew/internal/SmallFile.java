package dev.curfew.internal;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads and writes files that the first start in a JVM needs. {@code Files} does the same through channels, whose
 * classes no other part of a start needs.
 */
public final class SmallFile {

    private SmallFile() {}

    /**
     * {@return the content of a file}
     *
     * @param file the file
     * @throws IOException if it cannot be read
     */
    public static byte[] bytes(Path file) throws IOException {
        try (InputStream stream = new FileInputStream(file.toFile())) {
            return stream.readAllBytes();
        }
    }

    /**
     * {@return the content of a file, in UTF-8}
     *
     * @param file the file
     * @throws IOException if it cannot be read
     */
    public static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /**
     * Write a file.
     *
     * @param file the file
     * @param text its new content, in UTF-8
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, String text) throws IOException {
        try (OutputStream stream = new FileOutputStream(file.toFile())) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
