package dev.curfew.tar;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Converts file names without loss. On Linux a file name is a sequence of bytes in any encoding. Here it is represented
 * as UTF-8 text, in which each byte that is not valid UTF-8 is a lone surrogate from U+DC80 to U+DCFF.
 *
 * <p>{@link Path#toString()} and {@link FileSystem#getPath} lose such bytes, and in the POSIX locale all bytes that are
 * not ASCII. URIs of paths do not, because the JDK creates them from the bytes.
 */
final class FileNames {

    private static final char ESCAPE = 0xDC00;

    private static final String HEX = "0123456789ABCDEF";

    private FileNames() {}

    static byte[] bytes(String name) {
        if (name.chars().noneMatch(FileNames::isEscape)) {
            return name.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        name.codePoints().forEach(point -> {
            if (isEscape(point)) {
                bytes.write(point - ESCAPE);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    static String text(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xff)));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    /** {@return the complete text of a path, which may be relative} */
    static String of(Path path) {
        String text = path.toString();
        if (isAscii(text) || !hasBytes(path.getFileSystem())) {
            return text;
        }
        String name = text(unescaped(Path.of("/").resolve(path).toUri().getRawPath()));
        // The URI of an existing directory ends with a slash even if the path does not.
        int end = name.endsWith("/") && !text.endsWith("/") ? name.length() - 1 : name.length();
        return name.substring(path.isAbsolute() ? 0 : 1, end);
    }

    /** {@return the path with a name, which may be relative and may have several parts} */
    static Path path(FileSystem system, String name) {
        if (isAscii(name) || !hasBytes(system)) {
            return system.getPath(name);
        }
        boolean absolute = name.startsWith("/");
        Path path = Path.of(URI.create("file://" + (absolute ? "" : "/") + escaped(bytes(name))));
        return absolute ? path : path.subpath(0, path.getNameCount());
    }

    /** {@return the child of a directory with a name, or null if the name is invalid: empty, or with several parts} */
    static @Nullable Path child(Path folder, String name) {
        Path child = path(folder.getFileSystem(), name);
        boolean single = !name.isEmpty() && child.getRoot() == null && child.getNameCount() == 1;
        return single ? folder.resolve(child) : null;
    }

    /** {@return a name for messages, on one line} */
    static String quoted(String name) {
        StringBuilder quoted = new StringBuilder("\"");
        name.codePoints().forEach(point -> {
            if (isEscape(point)) {
                quoted.append("\\x").append(Integer.toHexString(point - ESCAPE));
            } else if (Character.isISOControl(point)) {
                quoted.append(String.format("\\x%02x", point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }

    /** On Windows a path consists of characters, and other file systems represent their names correctly. */
    private static boolean hasBytes(FileSystem system) {
        return system.equals(FileSystems.getDefault()) && system.getSeparator().equals("/");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isEscape(int point) {
        return point >= ESCAPE + 0x80 && point <= ESCAPE + 0xff;
    }

    private static String escaped(byte[] name) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : name) {
            if (b == '/') {
                escaped.append('/');
            } else {
                escaped.append('%').append(HEX.charAt(b >> 4 & 0xf)).append(HEX.charAt(b & 0xf));
            }
        }
        return escaped.toString();
    }

    private static byte[] unescaped(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                bytes.write(Integer.parseInt(path.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(path.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
